"""The whole of reading, from bytes to an article or the reason why it is none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import lexicon
from pipelines.article import Article, Label, Page, Reason, Rejection, Source
from pipelines.fingerprint import fingerprint
from pipelines.flow import read

SOURCE = Source("nahr", "صحيفة النهرين", "Nahrayn", "https://nahrayn.example/", timezone="Asia/Damascus")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

URL = "https://nahrayn.example/news/1001"
ENGLISH = "The town was shelled this morning, residents said, and dozens of families fled to villages nearby. " * 4
TITLE = "قصف مدفعي على بلدة في ريف إدلب الجنوبي"
BODY = (
    "قصفت المدفعية صباح اليوم الأحياء السكنية في بلدة كفرنبل بريف إدلب الجنوبي، وفق ما أفاد به سكان من البلدة.",
    "وأسفر القصف عن إصابة ثلاثة مدنيين بجروح، نقلوا إلى مشفى قريب، بحسب ما ذكر مصدر طبي.",
    "ونزحت عشرات العائلات باتجاه القرى المجاورة خشية تجدد القصف خلال ساعات المساء.",
)


def page(title: str, paragraphs: tuple[str, ...], url: str = URL) -> Page:
    """A plain article page."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = (
        f'<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} | صحيفة النهرين</title>'
        '<meta property="article:published_time" content="2026-11-22T09:30:00+03:00"></head>'
        f"<body><nav><a href='/'>الرئيسية</a></nav><article><h1>{title}</h1>{text}</article></body></html>"
    )
    return Page(url, html.encode(), NOW)


def outcome(given: Page) -> Article | Rejection:
    """What reading makes of a page."""
    return read(given, SOURCE, lexicon.default())


def test_an_article_is_read_understood_and_fingerprinted() -> None:
    """All that the stages found is in the article."""
    article = outcome(page(TITLE, BODY))
    assert isinstance(article, Article)
    assert (article.source, article.language) == ("nahr", "ar")
    assert article.reading.title == TITLE
    assert article.reading.body == "\n".join(BODY)
    assert article.reading.published is not None
    assert article.reading.published.at == datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
    assert article.fingerprint == fingerprint("\n".join(BODY))
    assert article.tagging.label is Label.ESCALATION


def test_names_mean_what_they_meant_on_the_day() -> None:
    """The day of the article decides which party a dated name means."""
    body = ("أعلن الجيش السوري صباح اليوم قصف مواقع في ريف إدلب الجنوبي بالمدفعية الثقيلة، وفق بيان نشره.",)
    now = outcome(page(TITLE, body))
    old_page = page(TITLE, body)
    old = outcome(Page(old_page.url, old_page.body.replace(b"2026-11-22", b"2020-02-20"), NOW))
    assert isinstance(now, Article)
    assert isinstance(old, Article)
    assert "assad_forces" in old.tagging.tags
    assert "assad_forces" not in now.tagging.tags


@pytest.mark.parametrize(
    ("given_page", "reason"),
    [
        (Page(URL, b"", NOW), Reason.EMPTY),
        (Page(URL, b"<title>Just a moment...</title><p>Enable JavaScript", NOW), Reason.CHALLENGE),
        (page("Shelling hits a town in southern Idlib", (ENGLISH,)), Reason.NOT_ARABIC),
        (page(TITLE, BODY, "https://nahrayn.example/"), Reason.NOT_AN_ARTICLE),
        (Page(URL, bytes(range(128, 256)) * 40, NOW), Reason.UNDECODABLE),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason(given_page: Page, reason: Reason) -> None:
    """Each with the reason that decides whether it is fetched again."""
    rejection = outcome(given_page)
    assert isinstance(rejection, Rejection)
    assert rejection.reason is reason
    assert rejection.source == "nahr"
    assert rejection.url.startswith("https://nahrayn.example/")


@given(st.binary(max_size=300))
def test_nothing_that_a_page_contains_raises(body: bytes) -> None:
    """Every sequence of bytes has an outcome."""
    assert isinstance(outcome(Page(URL, body, NOW)), Article | Rejection)
