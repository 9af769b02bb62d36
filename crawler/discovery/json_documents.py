"""Channels in JSON: JSON Feed (versions 1 and 1.1) and the list of posts of WordPress's REST interface. Pure."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.discovery.announcement import Announcement, Window
from crawler.discovery.documents import (
    MAX_ITEMS,
    FeedError,
    address_of,
    change_of,
    content_of,
    distinct,
    time_of,
    title_of,
    unpacked,
)
from pipelines.article import Link, Source
from pipelines.channels import WordPress
from pipelines.reading.encoding import decode

_JSON_FEED = "jsonfeed.org/version/1"
_PER_PAGE = 50  # posts; WordPress allows a hundred, and slow sites need seconds for them
_MOST_PAGES = 200  # of one walk through an archive
_FIELDS = "link,date_gmt,modified_gmt,title,content,excerpt"


def is_json(body: bytes) -> bool:
    """Whether the bytes begin like a JSON object or list."""
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read_json_feed(body: bytes, channel_url: str, source: Source) -> list[Link]:
    """The articles that a JSON Feed announces, in its order, each address once. Raises FeedError if it is none."""
    document = _parsed(body)
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or _JSON_FEED not in _text(document, "version"):
        raise FeedError("the document is JSON, but no JSON Feed")
    return _checked(items, (_item(item, channel_url, source) for item in _objects(items)))


def read_posts(body: bytes, channel_url: str, source: Source) -> Announcement:
    """The posts that WordPress's REST interface lists, and its next page. Raises FeedError if it lists none."""
    document = _parsed(body)
    if not isinstance(document, list):
        said = _text(document, "message") or _text(document, "code") if isinstance(document, dict) else ""
        raise FeedError(f"the document is no list of WordPress posts{': ' + title_of(said)[:200] if said else ''}")
    links = _checked(document, (_post(post, channel_url, source) for post in _objects(document)))
    page = int(dict(parse_qsl(urlsplit(channel_url).query)).get("page", "1"))
    more = len(document) >= _PER_PAGE and page < _MOST_PAGES
    return Announcement(links, (WordPress(_with(channel_url, page=str(page + 1))),) if more else ())


def posts_url(channel: WordPress, window: Window) -> str:
    """The address to ask for the posts of a window, the newest first; a page number in the channel's stays."""
    asked = {"per_page": str(_PER_PAGE), "orderby": "date", "_fields": _FIELDS, "after": _iso(window.since)}
    return _with(channel.url, **asked, **_end(window))


def _end(window: Window) -> dict[str, str]:
    return {"before": _iso(window.until + timedelta(days=1))} if window.until else {}


def _iso(at: datetime) -> str:
    """A time to the day, so that the same question is asked all day and its answer can be cached on the way."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT00:00:00Z")


def _with(url: str, **values: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | values
    return urlunsplit(parts._replace(query=urlencode(query, safe=",:")))


def _parsed(body: bytes) -> Any:
    """The document's value. Raises FeedError."""
    text = decode(unpacked(body)).text.lstrip("\ufeff \t\r\n")
    if not text:
        raise FeedError("the document is empty")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"the document is not JSON: {str(error)[:100]}") from error


def _checked(items: list[Any], links: Iterable[Link | None]) -> list[Link]:
    found = distinct(filter(None, links))
    if items and not found:
        raise FeedError(f"none of the document's {len(items)} items has an address")
    return found


def _objects(items: list[Any]) -> Iterator[dict[str, Any]]:
    return (item for item in items[:MAX_ITEMS] if isinstance(item, dict))


def _text(item: Any, *names: str) -> str:
    """The text at a path of names; empty where there is none."""
    for name in names:
        item = item.get(name) if isinstance(item, dict) else None
    return item if isinstance(item, str) else ""


def _item(item: dict[str, Any], channel_url: str, source: Source) -> Link | None:
    identity = _text(item, "id")
    given = (_text(item, "url"), identity if identity.startswith("http") else "", _text(item, "external_url"))
    url = next(filter(None, (address_of(text, channel_url) for text in given)), None)
    published = time_of(_text(item, "date_published"), source.timezone)
    changed = time_of(_text(item, "date_modified"), source.timezone)
    html = content_of(_text(item, "content_html"))
    return _link(url, channel_url, source, _text(item, "title"), published, changed, html)


def _post(post: dict[str, Any], channel_url: str, source: Source) -> Link | None:
    url = address_of(_text(post, "link"), channel_url)
    published = time_of(_text(post, "date_gmt"), "UTC")
    changed = time_of(_text(post, "modified_gmt"), "UTC")
    html = content_of(_text(post, "content", "rendered"))
    return _link(url, channel_url, source, _text(post, "title", "rendered"), published, changed, html)


def _link(
    url: str | None,
    channel_url: str,
    source: Source,
    title: str,
    published: datetime | None,
    changed: datetime | None,
    html: str,
) -> Link | None:
    if not url:
        return None
    return Link(
        url=url,
        source=source.key,
        channel=channel_url,
        title=title_of(title),
        published_at=published or changed,
        updated_at=change_of(changed, published),
        content=html,
    )
