"""The text that a feed carries, in the place of a page."""

from datetime import UTC, datetime

import pytest

from crawler.feed_text import better, may_be_better, page_of
from pipelines import flow, lexicon
from pipelines.article import Article, Link, Page, Reason, Rejection, Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = Source("outlet", "منبر", "Outlet", "https://outlet.example/")
TEXT = "".join(
    f"<p>أفاد مراسلنا بأن قصفاً مدفعياً طال أطراف القرية رقم {n} في ريف حلب الغربي مساء أمس، وأوقع أضراراً مادية.</p>"
    for n in range(9)
)
LINK = Link("https://outlet.example/1", "outlet", "feed", 'قصف على "القرية" في ريف حلب', NOW, content=TEXT)


def read(page: Page) -> Article | Rejection:
    """What the page is."""
    return flow.read(page, SOURCE, lexicon.default())


def test_the_page_of_a_feed() -> None:
    """It reads like any page: title, time and text are those of the feed."""
    article = read(page_of(LINK, NOW))
    assert isinstance(article, Article)
    assert article.reading.title == LINK.title
    assert article.reading.body.count("القرية") == 9
    assert article.reading.published is not None
    assert article.reading.published.at == NOW


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        (Reason.REFUSED, True),
        (Reason.PAYWALL, True),
        (Reason.EMPTY, True),
        (Reason.DISALLOWED, False),
        (Reason.OPTED_OUT, False),
    ],
)
def test_walls(reason: Reason, wanted: bool) -> None:
    """The feed stands in for a page behind a wall, never for one that robots.txt or an opt-out keeps from us."""
    assert may_be_better(LINK, Rejection(LINK.url, "outlet", reason)) is wanted
    assert not may_be_better(Link(LINK.url, "outlet", "feed"), Rejection(LINK.url, "outlet", reason))


def test_a_shorter_page() -> None:
    """The feed wins where it holds the same text in much greater length, and only then."""
    whole = read(page_of(LINK, NOW))
    half = Link(LINK.url, "outlet", "feed", LINK.title, NOW, content=TEXT[: len(TEXT) // 3])
    part = read(page_of(half, NOW))
    assert isinstance(whole, Article)
    assert isinstance(part, Article)
    assert may_be_better(LINK, part)
    assert better(whole, part)
    assert not may_be_better(LINK, whole)
    assert not better(part, whole)
