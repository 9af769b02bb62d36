"""Articles and counts that the digest's tests are told with."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from digest.compose import compose
from digest.contents import Digest
from pipelines.article import Label, Precision, StoredArticle
from storage.digests import SourceCount

DAMASCUS = ZoneInfo("Asia/Damascus")  # UTC+3 all year
DAY = date(2026, 11, 22)  # a Sunday
END = datetime(2026, 11, 22, 17, tzinfo=UTC)
START = END - timedelta(days=1)

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
)


def article(number: int = 1, **changes: Any) -> StoredArticle:
    """An escalation article, changed as told."""
    fields = {name: getattr(_ARTICLE, name) for name in StoredArticle.__dataclass_fields__}
    return StoredArticle(**{**fields, "id": number, "url": f"https://furat.example/{number}", **changes})


def count(name: str = "الفرات اليوم", articles: int = 3, escalation: int = 1, copies: int = 0) -> SourceCount:
    """What a source brought."""
    return SourceCount("key", name, "Name", articles, escalation, copies, rejected=0)


def digest(articles: Sequence[StoredArticle], counts: Sequence[SourceCount] = ()) -> Digest:
    """The digest of these articles for the sample day in Damascus."""
    return compose(articles, counts, day=DAY, zone=DAMASCUS, start=START, end=END)
