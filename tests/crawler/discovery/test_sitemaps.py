"""News sitemaps and plain ones."""

import gzip
from datetime import UTC, datetime

import pytest

from crawler.discovery import sitemaps
from crawler.discovery.announcement import Window
from crawler.discovery.documents import MAX_BYTES, FeedError
from pipelines.article import Link, Source
from tests.patience import patience

SOURCE = Source("outlet", "منبر", "Outlet", "https://outlet.example/")
CHANNEL = "https://outlet.example/sitemap-news.xml"
LATELY = Window(datetime(2026, 11, 20, tzinfo=UTC))


def read_sitemap(body: bytes, channel_url: str, source: Source) -> list[Link]:
    """The articles that a sitemap announces."""
    return sitemaps.read_sitemap(body, channel_url, source, LATELY).links


def urlset(entries: str) -> bytes:
    """A sitemap of these entries."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{entries}</urlset>'
    ).encode()


def test_news() -> None:
    """An entry's title and time are those of the news extension, not those of its pictures."""
    entry = (
        "<url><image:image><image:loc>https://outlet.example/1.jpg</image:loc><image:title>photo</image:title>"
        "</image:image><loc>https://outlet.example/1</loc><lastmod>2026-11-22T12:00:00+03:00</lastmod>"
        "<news:news><news:publication_date>2026-11-22T10:00:00+03:00</news:publication_date>"
        "<news:title>قصف</news:title></news:news></url>"
    )
    (link,) = read_sitemap(urlset(entry), CHANNEL, SOURCE)
    assert (link.url, link.title) == ("https://outlet.example/1", "قصف")
    assert link.published_at == datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert link.updated_at == datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_lastmod() -> None:
    """`lastmod` is a change only if it is later than the publication; alone it is no time of publishing."""
    entries = (
        "<url><loc>/1</loc><lastmod>2026-11-22T10:00:00Z</lastmod><news:news>"
        "<news:publication_date>2026-11-22T10:00:00Z</news:publication_date></news:news></url>"
        "<url><loc>/2</loc><lastmod>2026-11-22T10:00:00Z</lastmod></url><url><loc>/3</loc></url>"
    )
    first, second, third = read_sitemap(urlset(entries), CHANNEL, SOURCE)
    assert first.updated_at is None
    assert (second.published_at, second.updated_at) == (None, datetime(2026, 11, 22, 10, tzinfo=UTC))
    assert (third.published_at, third.updated_at) == (None, None)


def test_long_lists_without_times() -> None:
    """Of a long sitemap that states no times only both ends can be new; a dated one is taken whole."""
    entries = [f"<url><loc>/{number}</loc></url>" for number in range(200)]
    ends = read_sitemap(urlset("".join(entries)), CHANNEL, SOURCE)
    assert [link.url.rpartition("/")[2] for link in ends] == [str(n) for n in (*range(30), *range(170, 200))]
    dated = "<url><loc>/x</loc><lastmod>2026-11-22T10:00:00Z</lastmod></url>"
    assert len(read_sitemap(urlset("".join([*entries, dated])), CHANNEL, SOURCE)) == 201


def test_packed() -> None:
    """A sitemap.xml.gz is unpacked, within bounds."""
    assert len(read_sitemap(gzip.compress(urlset("<url><loc>/1</loc></url>")), CHANNEL, SOURCE)) == 1
    with pytest.raises(FeedError, match="unpacks to more"):
        read_sitemap(gzip.compress(bytes(MAX_BYTES + 1)), CHANNEL, SOURCE)


def test_index() -> None:
    """Of an index of sitemaps the parts are named that may hold something new."""
    names = ("news.xml", "2026-11.xml", "2024-01.xml", "category-sitemap.xml")
    parts = "".join(f"<sitemap><loc>https://outlet.example/{name}</loc></sitemap>" for name in names)
    found = sitemaps.read_sitemap(f"<sitemapindex>{parts}</sitemapindex>".encode(), CHANNEL, SOURCE, LATELY)
    assert [part.url for part in found.further] == [
        "https://outlet.example/2026-11.xml",
        "https://outlet.example/news.xml",
    ]
    assert found.links == []
    with pytest.raises(FeedError, match="index of 0"):
        read_sitemap(b"<sitemapindex/>", CHANNEL, SOURCE)


def test_entries_without_address() -> None:
    """Entries without a web address are left out; a sitemap of such alone is an error."""
    entries = "<url><loc>mailto:a@b.c</loc></url>"
    assert len(read_sitemap(urlset(entries + "<url><loc>/1</loc></url>"), CHANNEL, SOURCE)) == 1
    with pytest.raises(FeedError, match="1 entries"):
        read_sitemap(urlset(entries), CHANNEL, SOURCE)
    assert read_sitemap(urlset(""), CHANNEL, SOURCE) == []


def test_entries_in_one_another() -> None:
    """A document of nested entries is read once, not once for each of them."""
    body = "<url>" * 100 + "<a/>" * 900_000 + "<loc>/1</loc>" + "</url>" * 100
    with patience(), pytest.raises(FeedError, match="100 entries"):
        read_sitemap(urlset(body), CHANNEL, SOURCE)
