"""Feeds: RSS 2.0 and its elders, RSS 1.0 (RDF) and Atom, read into links; JSON Feed is `json_documents`' part."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from crawler.discovery.documents import (
    FeedError,
    address_of,
    base_of,
    change_of,
    content_of,
    descendants,
    distinct,
    fields,
    local_name,
    namespace,
    parse,
    text_of,
    time_of,
    title_of,
)
from crawler.discovery.json_documents import is_json, read_json_feed
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
        "http://purl.org/rss/1.0/modules/content/",
    }
)
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified")
_CONTENT = ("encoded", "content")
_TTL = re.compile(rb"<ttl>\s{0,20}(\d{1,6})\s{0,20}</ttl>")
_HEAD = 10_000  # bytes in which a feed says such things of itself
_Fields = dict[str, list[etree._Element]]
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_feed(body: bytes, channel_url: str, source: Source) -> list[Link]:
    """The articles that a feed announces, in its order, each address once. Raises FeedError if it is no feed."""
    if is_json(body):
        return read_json_feed(body, channel_url, source)
    root = parse(body, _ROOTS)
    items = list(descendants(root, "entry" if local_name(root) == "feed" else "item"))
    base = base_of(root.find("{*}channel"), base_of(root, channel_url))
    links = distinct(_links(items, base, channel_url, source))
    if items and not links:
        raise FeedError(f"none of the feed's {len(items)} items has an address")
    return links


def stated_ttl(body: bytes) -> float | None:
    """Seconds that a feed says it may be kept for (RSS 2.0: ttl, in minutes); None: it says nothing."""
    match = _TTL.search(body, 0, _HEAD)
    return 60.0 * int(match[1]) if match else None


def _links(items: Iterable[etree._Element], base: str, channel_url: str, source: Source) -> Iterator[Link]:
    for item in items:
        found = _fields(item)
        url = _address(item, found, base_of(item, base))
        if url:
            published = _time(found, _PUBLISHED, source.timezone)
            updated = _time(found, _UPDATED, source.timezone)
            yield Link(
                url=url,
                source=source.key,
                channel=channel_url,
                title=title_of(_text(found, "title")),
                # RFC 4287 asks for `updated` alone: without `published` it is the only time there is.
                published_at=published or updated,
                updated_at=change_of(updated, published),
                content=content_of(next(filter(None, (_text(found, name) for name in _CONTENT)), "")),
                guid=_text(found, "guid") or _text(found, "id"),
            )


def _fields(item: etree._Element) -> _Fields:
    """What the item says, by name, in the namespaces of feeds."""
    return {
        name: [child for child in children if namespace(child) in _NAMESPACES]
        for name, children in fields(item).items()
    }


def _text(found: _Fields, name: str) -> str:
    """The first text that the item gives under this name."""
    return next(filter(None, map(text_of, found.get(name, ()))), "")


def _time(found: _Fields, names: tuple[str, ...], zone: str) -> datetime | None:
    times = (time_of(_text(found, name), zone) for name in names)
    return next(filter(None, times), None)


def _address(item: etree._Element, found: _Fields, base: str) -> str | None:
    """The article's address: the link, else the guid or id where that is one, else rdf:about."""
    given = (address_of(text, base) for text in _stated_addresses(item, found))
    return next(filter(None, given), None)


def _stated_addresses(item: etree._Element, found: _Fields) -> Iterator[str]:
    for link in found.get("link", ()):
        if link.get("rel", "alternate") == "alternate":
            yield link.get("href") or text_of(link)
    for guid in found.get("guid", ()):
        if guid.get("isPermaLink", "true").lower() != "false" and text_of(guid).startswith("http"):
            yield text_of(guid)
    for identity in found.get("id", ()):
        if text_of(identity).startswith("http"):
            yield text_of(identity)
    yield item.get(_ABOUT) or ""
