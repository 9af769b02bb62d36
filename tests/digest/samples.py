"""Articles, events, figures and counts that the digest's tests are told with."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from digest.compose import ANYBODY, Span, compose
from digest.contents import Digest, Rows
from digest.readers import Reader
from pipelines.article import Label, Precision, StoredArticle
from storage.digests import SourceCount
from storage.happenings import DayRow, EventRow, FigureRow, Past

DAMASCUS = ZoneInfo("Asia/Damascus")  # UTC+3 all year
DAY = date(2026, 11, 22)  # a Sunday
END = datetime(2026, 11, 22, 17, tzinfo=UTC)
START = END - timedelta(days=1)
SPAN = Span(DAY, DAMASCUS, START, END)

_ARTICLE = StoredArticle(
    id=1,
    source="furat",
    source_name_ar="الفرات اليوم",
    url="https://furat.example/1",
    title="قصف على ريف الحسكة",
    body="سقطت قذائف على أطراف البلدة فجراً.\nولم تقع إصابات.",
    published_at=datetime(2026, 11, 22, 2, 10, tzinfo=UTC),
    published_precision=Precision.MINUTE,
    first_seen_at=datetime(2026, 11, 22, 3, tzinfo=UTC),
    label=Label.ESCALATION,
    score=0.9,
    tags=(),
    duplicate_of=None,
    revision=1,
    source_name_en="Furat Today",
)

_EVENT = EventRow(
    id=1, article_id=1, type="strike.drone", day=date(2026, 11, 22), dated=True, part="dawn", actors_from=(),
    actors_to=(), place="mayadin", place_name="الميادين", admin1="Deir ez-Zor", country="SY", lat=35.0209, lon=40.4535,
    precision="site", precision_km=2.0, attribution="", assertion="asserted",
)  # fmt: skip


def article(number: int = 1, **changes: Any) -> StoredArticle:
    """An escalation article, changed as told."""
    known = {field.name: getattr(_ARTICLE, field.name) for field in fields(StoredArticle)}
    return StoredArticle(**{**known, "id": number, "url": f"https://furat.example/{number}", **changes})


def event(article_id: int = 1, number: int = 0, **changes: Any) -> EventRow:
    """A drone attack in Mayadin that an article reports, changed as told."""
    return replace(_EVENT, id=article_id * 100 + number, article_id=article_id, **changes)


def figure(article_id: int = 1, least: int = 1, most: int | None = -1, **changes: Any) -> FigureRow:
    """So many killed in the article's first event, changed as told."""
    row = FigureRow(article_id, article_id * 100, "killed", least, least if most == -1 else most, "", "")
    return replace(row, **changes)


def count(name: str = "الفرات اليوم", articles: int = 3, escalation: int = 1, copies: int = 0) -> SourceCount:
    """What a source brought."""
    return SourceCount("key", name, "", articles, escalation, copies, rejected=0)


def past(events: Sequence[int], admin1: str = "Deir ez-Zor", killed: int = 0) -> Past:
    """Days with so many events in one governorate, the last first; none of them without articles."""
    days = [DayRow(back, admin1, number, killed * number) for back, number in enumerate(events) if number]
    return Past(days, dict.fromkeys(range(len(events)), 9))


def digest(
    articles: Sequence[StoredArticle], counts: Sequence[SourceCount] = (), reader: Reader = ANYBODY, **rows: Any
) -> Digest:
    """The digest of these articles for the sample day in Damascus."""
    return compose(Rows(articles, counts, **rows), SPAN, reader)
