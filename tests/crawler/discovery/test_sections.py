"""Pages that list articles."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.declared import declared
from crawler.discovery.documents import FeedError
from crawler.discovery.sections import read_section
from pipelines.article import Source
from pipelines.channels import Section
from tests.patience import patience

HOME = "https://outlet.example/"
SOURCE = Source("outlet", "منبر", "Outlet", HOME)
HEADLINE = "قصف مدفعي يطال قرية في ريف حلب"


def page(body: str) -> bytes:
    """A page with this body."""
    return f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def cards(*addresses: str) -> str:
    """Cards that lead to these addresses."""
    return "".join(f'<div class="card"><h3><a href="{one}">{HEADLINE}</a></h3></div>' for one in addresses)


def urls(body: str, pattern: str = "") -> list[str]:
    """The addresses that are found in the order of the page, without the host."""
    links = read_section(page(body), Section(HOME + "news/", pattern), SOURCE)
    return [link.url.removeprefix(HOME) for link in links]


def test_by_structure() -> None:
    """Headlines with a number, a date or a long slug are articles; menus, labels, other sites and feet are not."""
    body = (
        '<nav><a href="/news/99991/x">عن الموقع وفريق العمل فيه</a></nav>'
        '<ul class="main-menu"><li><a href="/news/99992">كل أخبار سوريا من هنا</a></li></ul>'
        + cards(
            "/news/10001", "/2026/11/22/a", "/long-slug-of-words/", "/story.html?id=5", "/category/war/", "/about/us"
        )
        + f'<a href="https://other.example/news/10009">{HEADLINE}</a><a href="/news/10010">المزيد</a>'
        + '<footer><a href="/news/99993">سياسة الخصوصية وشروط الاستخدام</a></footer>'
    )
    assert urls(body) == ["news/10001", "2026/11/22/a", "long-slug-of-words/", "story.html?id=5"]


def test_by_pattern() -> None:
    """Where the addresses of articles are told by a pattern, nothing else counts; one article is enough."""
    assert urls('<nav><a href="/n/7">س</a></nav><a href="/m/7">س</a>', r"/n/\d+$") == ["n/7"]


def test_titles_and_times() -> None:
    """The picture's link and the headline's are one article; the time of its card is its time."""
    card = (
        '<article class="post"><a href="/news/10001"><img src="x.jpg"></a><header><h2><a href="/news/10001#top">'
        f'{HEADLINE}</a></h2></header><time datetime="2026-11-22T10:00:00+03:00">اليوم</time></article>'
    )
    links = read_section(page(card + cards("/news/10002", "/news/10003")), Section(HOME), SOURCE)
    assert [(link.url[-5:], link.title, link.published_at) for link in links] == [
        ("10001", HEADLINE, datetime(2026, 11, 22, 7, tzinfo=UTC)),
        ("10002", HEADLINE, None),
        ("10003", HEADLINE, None),
    ]


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>busy</body></html>", page(cards("/news/10001")), b'{"a": 1}', page("<a href='/'>x</a>" * 9)],
)
def test_what_is_no_list(body: bytes) -> None:
    """A page without a list of articles is an error: a challenge page must not look like a quiet day."""
    with pytest.raises(FeedError):
        read_section(body, Section(HOME), SOURCE)


def test_hostile_pages_cost_little() -> None:
    """Towers of elements and endless links are read or refused within moments."""
    for body in ("<div>" * 100_000 + cards("/news/10001"), cards("/news/10001") * 20_000, f"<time>{'<i>' * 99_999}"):
        with patience(), suppress(FeedError):
            read_section(page(body), Section(HOME), SOURCE)


@given(st.binary(max_size=300))
def test_any_bytes(noise: bytes) -> None:
    """Whatever the bytes are, reading gives links or a FeedError."""
    for body in (noise, b'<a href="' + noise + b'">' + noise + b"</a>"):
        try:
            read_section(body, Section(HOME, "."), SOURCE)
        except FeedError:
            continue
        declared(body, HOME)


def test_declared() -> None:
    """A home page names its feeds in its head, or links to them; the feed of comments is none."""
    head = (
        '<html lang="ar"><head><meta property="og:site_name" content="منبر">'
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="stylesheet" href="/wp-content/themes/x.css"></head>'
    )
    found = declared(f"{head}<body><a href='/rss'>خلاصات</a><a href='/feed/'>خلاصة</a></body></html>".encode(), HOME)
    assert found.feeds == (HOME + "feed/", HOME + "rss")
    assert (found.name, found.wordpress, found.language) == ("منبر", True, "ar")
    assert declared(b"<title>Outlet</title>", HOME).name == "Outlet"
    assert declared(b"", HOME).feeds == ()
