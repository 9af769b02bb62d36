"""Feeds: RSS 2.0 and its elders, RSS 1.0 (RDF) and Atom, read into links."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from crawler.discovery.documents import (
    FeedError,
    address_of,
    descendants,
    distinct,
    local_name,
    namespace,
    parse,
    text_of,
    time_of,
    title_of,
)
from pipelines.article import Link, Source

_ROOTS = frozenset({"rss", "rdf", "feed"})
# Elements of other namespaces (media:title, itunes:title) mean something else by the same name.
_NAMESPACES = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
    }
)
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_feed(body: bytes, channel_url: str, source: Source) -> list[Link]:
    """The articles that a feed announces, in its order, each address once. Raises FeedError if it is no feed."""
    root = parse(body, _ROOTS)
    items = list(descendants(root, "entry" if local_name(root) == "feed" else "item"))
    links = distinct(_links(items, channel_url, source))
    if items and not links:
        raise FeedError(f"none of the feed's {len(items)} items has an address")
    return links


def _links(items: Iterable[etree._Element], channel_url: str, source: Source) -> Iterator[Link]:
    for item in items:
        url = _address(item, channel_url)
        if url:
            published = _time(item, _PUBLISHED, source.timezone)
            updated = _time(item, _UPDATED, source.timezone)
            yield Link(
                url=url,
                source=source.key,
                channel=channel_url,
                title=title_of(_text(item, "title")),
                # RFC 4287 asks for `updated` alone: without `published` it is the only time there is.
                published_at=published or updated,
                updated_at=updated if updated and (not published or updated > published) else None,
            )


def _fields(item: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in item if local_name(child) == name and namespace(child) in _NAMESPACES)


def _text(item: etree._Element, name: str) -> str:
    """The first text that the item gives under this name."""
    return next(filter(None, map(text_of, _fields(item, name))), "")


def _time(item: etree._Element, names: tuple[str, ...], zone: str) -> datetime | None:
    times = (time_of(_text(item, name), zone) for name in names)
    return next(filter(None, times), None)


def _address(item: etree._Element, channel_url: str) -> str | None:
    """The article's address: the link, else the guid or id where that is one, else rdf:about."""
    base = item.base if item.base and item.base.startswith("http") else channel_url
    given = (address_of(text, base) for text in _stated_addresses(item))
    return next(filter(None, given), None)


def _stated_addresses(item: etree._Element) -> Iterator[str]:
    for link in _fields(item, "link"):
        if link.get("rel", "alternate") == "alternate":
            yield link.get("href") or text_of(link)
    for guid in _fields(item, "guid"):
        if guid.get("isPermaLink", "true").lower() != "false" and text_of(guid).startswith("http"):
            yield text_of(guid)
    for identity in _fields(item, "id"):
        if text_of(identity).startswith("http"):
            yield text_of(identity)
    yield item.get(_ABOUT) or ""
