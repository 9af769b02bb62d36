"""Section pages: the articles that a page lists, told by a pattern of their addresses or by the page's structure. Pure.

By structure a link leads to an article when its address looks like one (a number, a date or a long slug in it), its
words are a headline rather than a label, and it stands outside of menus, side columns and feet.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml import etree

from crawler.discovery.documents import (
    MAX_BYTES,
    FeedError,
    address_of,
    distinct,
    text_of,
    time_of,
    title_of,
    unpacked,
)
from pipelines.article import Link, Source
from pipelines.channels import Section
from pipelines.reading.encoding import decode

_MOST_LINKS = 2_000  # looked at; news home pages have under a thousand
_LEAST_ARTICLES = 3  # fewer are no list, but a page with a few links
_HEADLINE_WORDS = 4  # labels of sections, and "read more", have fewer
_DEEPEST = 60  # elements around a link that are looked at
_CARD_DEPTH = 4  # elements between a link and the card that it stands in
_CARD_ELEMENTS = 50  # looked at, of an element that may be a card
_ASIDE = frozenset({"nav", "footer", "aside", "form"})
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:menu|nav\w*|footer|sidebar|breadcrumbs?|pagination|social|share|tags?|topbar|most-?read)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_NO_ARTICLE = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|pages?|topics?|search|writers?|users?|login|feed|rss)(?:/|$)"
    r"|\.(?:jpe?g|png|gif|webp|pdf|mp3|mp4|xml|css|js)$",
    re.IGNORECASE,
)
_NUMBER_OR_DATE = re.compile(r"\d{4,}|20\d\d/\d{1,2}")
_SLUG_PARTS = 3  # words of a slug: three hyphens or more
_ARTICLE_FILE = re.compile(r"\.(?:s?html?|aspx?|php)$", re.IGNORECASE)


def read_section(body: bytes, channel: Section, source: Source) -> list[Link]:
    """The articles that a page lists, in its order, each address once. Raises FeedError if it lists none."""
    tree = _tree(body)
    base = next((address_of(one.get("href") or "", channel.url) for one in tree.iter("base")), None) or channel.url
    anchors = list(islice(tree.iter("a"), _MOST_LINKS))
    found = (_link(anchor, base, channel, source) for anchor in anchors)
    links = distinct(sorted(filter(None, found), key=lambda link: not link.title))
    if len(links) < (1 if channel.links else _LEAST_ARTICLES):
        raise FeedError("the page lists no articles that can be told from its other links")
    return _in_order(links, anchors, base)


def _tree(body: bytes) -> etree._Element:
    """The page's tree. Raises FeedError."""
    document = unpacked(body)[:MAX_BYTES]
    if b"<a" not in document and b"<A" not in document:
        raise FeedError("the page has no links")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(decode(document).text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(f"the page is not HTML: {error}") from error
    return tree


def _in_order(links: list[Link], anchors: list[etree._Element], base: str) -> list[Link]:
    """The links in the order in which the page has them; the ones with words were taken first."""
    places: dict[str, int] = {}
    for place, anchor in enumerate(anchors):
        url = address_of(anchor.get("href") or "", base)
        if url:
            places.setdefault(url, place)
    return sorted(links, key=lambda link: places.get(link.url, len(places)))


def _link(anchor: etree._Element, base: str, channel: Section, source: Source) -> Link | None:
    """The article that an anchor leads to; None if it leads to none."""
    url = _without_fragment(address_of(anchor.get("href") or "", base))
    if not url or url.rstrip("/") == channel.url.rstrip("/"):
        return None
    title = _title(anchor)
    if channel.links:
        leads = bool(re.search(channel.links, url) or re.search(channel.links, unquote(url)))
    else:
        leads = _same_site(url, channel.url, source.home) and _is_article(url) and _is_headline(anchor, title)
    if not leads:
        return None
    return Link(url, source.key, channel.url, title, _time(anchor, source.timezone))


def _without_fragment(url: str | None) -> str:
    return (url or "").partition("#")[0]


def _same_site(url: str, *others: str) -> bool:
    host = _bare_host(url)
    return any(host == known or host.endswith(f".{known}") for known in map(_bare_host, others))


def _bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_article(url: str) -> bool:
    """Whether an address looks like an article's."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if _NO_ARTICLE.search(path) or not path.strip("/"):
        return False
    last = path.rstrip("/").rpartition("/")[2]
    long_slug = len(re.findall(r"[-_ ]", last)) >= _SLUG_PARTS
    file = _ARTICLE_FILE.search(last) and bool(parts.query or re.search(r"\d", last))
    return bool(_NUMBER_OR_DATE.search(f"{path}?{parts.query}") or long_slug or file)


def _is_headline(anchor: etree._Element, title: str) -> bool:
    """Whether the anchor is, or belongs to, a headline in the page's main part."""
    above = [anchor, *islice(anchor.iterancestors(), _DEEPEST)]
    names = [str(one.tag) for one in above]
    if any(name in _ASIDE for name in names):
        return False
    if any(
        _ASIDE_NAMES.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        for one in above[:12]
        if one.tag != "body"
    ):
        return False
    return len(title.split()) >= _HEADLINE_WORDS or any(name in _HEADINGS for name in names[:4])


def _title(anchor: etree._Element) -> str:
    """The words of the anchor: its heading's, else all of them, else what it or its picture says of itself."""
    heading = next((one for one in islice(anchor.iter(), _CARD_ELEMENTS) if one.tag in _HEADINGS), None)
    texts = [text_of(anchor) if heading is None else text_of(heading), anchor.get("title") or ""]
    texts += [one.get("alt") or "" for one in islice(anchor.iter(), _CARD_ELEMENTS) if one.tag == "img"]
    return next(filter(None, map(title_of, texts)), "")


def _time(anchor: etree._Element, zone: str) -> datetime | None:
    """The time that the card around the anchor states, in a `time` element; None if it states none or several."""
    for element in islice(anchor.iterancestors(), _CARD_DEPTH):
        if len(_articles_in(element)) > 1:
            return None
        times = list(_times(element))
        if times:
            return time_of(times[0], zone) if len(times) == 1 else None
    return None


def _articles_in(element: etree._Element) -> set[str]:
    """The different articles that the links at the beginning of an element lead to."""
    hrefs = (one.get("href") or "" for one in islice(element.iter(), _CARD_ELEMENTS) if one.tag == "a")
    return {bare for href in hrefs if (bare := href.partition("#")[0]) and _is_article(bare)}


def _times(element: etree._Element) -> Iterator[str]:
    for one in islice(element.iter(), _CARD_ELEMENTS):
        if one.tag != "time":
            continue
        text = one.get("datetime") or text_of(one)
        if text.strip():
            yield text.strip()
