"""What a site's home page declares: its feeds, its names, whether WordPress serves it. Pure."""

import re
from dataclasses import dataclass

import lxml.html
from lxml import etree

from crawler.discovery.documents import MAX_BYTES, address_of, text_of, title_of
from pipelines.reading.encoding import decode

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_COMMENTS = re.compile(r"/comments/", re.IGNORECASE)  # WordPress declares the feed of its readers' comments, too
_FEED_LINK = re.compile(r"(?:/rss|/feed|\.rss|/atom)(?:[/.?]|$)", re.IGNORECASE)
_MOST = 10  # feeds of one page
_WORDPRESS = re.compile(r"/wp-(?:content|includes|json)/")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a home page says of its site."""

    feeds: tuple[str, ...] = ()  # those in its head first, then those that it links to
    name: str = ""
    wordpress: bool = False
    language: str = ""


def declared(body: bytes, url: str) -> Declared:
    """What the home page at `url` declares; nothing where it is no HTML."""
    text = decode(body[:MAX_BYTES]).text
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), lxml.html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Declared()
    stated = [_href(one, url) for one in tree.iter("link") if (one.get("type") or "").strip().lower() in _FEED_TYPES]
    linked = [_href(one, url) for one in tree.iter("a") if _FEED_LINK.search(one.get("href") or "")]
    feeds = list(dict.fromkeys(one for one in (*stated, *linked) if one and not _COMMENTS.search(one)))
    language = str(tree.get("lang") or "").lower()[:10]
    return Declared(tuple(feeds[:_MOST]), _name(tree), bool(_WORDPRESS.search(text)), language)


def _href(element: etree._Element, url: str) -> str:
    return address_of(element.get("href") or "", url) or ""


def _name(tree: etree._Element) -> str:
    """The site's name: what it calls itself for others, else its title."""
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:site_name", "application-name"):
            return title_of(meta.get("content") or "")[:80]
    title = next(tree.iter("title"), None)
    return title_of(text_of(title))[:80] if title is not None else ""
