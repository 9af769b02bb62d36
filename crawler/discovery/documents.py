"""What feeds and sitemaps have in common: XML from strangers read without trust, links and times taken from it.

Pure. Nothing outside the bytes is loaded, no entity is expanded, and sizes are bounded.
"""

import html
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree

from pipelines.article import Link, Reason
from pipelines.dates import from_feed
from pipelines.reading.encoding import decode

MAX_ITEMS = 1000  # per channel; the longest news sitemaps hold 1,000 addresses by their own rule
MAX_BYTES = 8_000_000  # of an unpacked document
MAX_FIELDS = 200  # elements read of an item; real ones have a dozen
_MAX_TAGS = 1_000_000  # signs `<` of a document: what is read of it takes memory and time by the element
_MAX_NAME = 500  # characters of an element's name with its namespace
_MAX_PARTS = 1000  # pieces of text within an element
_MAX_URL = 2048  # characters
_MAX_TITLE = 1000  # characters
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_TAG = re.compile(r"<[^<>]{1,2000}>")  # the list of a picture's sizes is long
_PROLOG = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # byte order marks of UTF-16
_DIRT = 200  # bytes before the document: what a server's script printed by mistake
_MAX_CONTENT = 300_000  # characters of HTML; the longest reports have a tenth
_LEAST_CONTENT = 400  # characters of text; excerpts and advertisements have less
_DOUBLED = re.compile(r"https?://[^/?#]*?(https?://.+)", re.DOTALL)
_HOST = re.compile(r"(https?://)([^/?#:]+)")
_GLUED = re.compile(r"[a-z0-9_-]{3,}", re.IGNORECASE)  # shorter ones are another domain: a.co and a.com
_UNFIT_FOR_URL = re.compile(r"[\x00-\x20\x7f<>\"]")


class FeedError(Exception):
    """A channel's document is none; the text says what it is instead, and `reason` why no document came at all."""

    def __init__(self, what: str, reason: Reason | None = None) -> None:
        super().__init__(f"{reason}: {what}" if reason else what)
        self.reason = reason


def parse(body: bytes, roots: frozenset[str]) -> etree._Element:
    """The document's root element, one of `roots` by its local name in small letters. Raises FeedError."""
    document = _cleaned(unpacked(body))
    if document.count(b"<") > _MAX_TAGS:
        raise FeedError(f"the document has more than {_MAX_TAGS} elements")
    # One parser a document: they keep the errors of the last one.
    parser = etree.XMLParser(
        encoding=_encoding(document),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        recover=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(f"the document is not XML: {error}") from error
    if root is None:  # what lxml returns when nothing could be recovered
        raise FeedError("the document is not XML")
    if local_name(root) not in roots:
        raise FeedError(f"the document is <{local_name(root)[:30]}>, not one of {', '.join(sorted(roots))}")
    return root


def _cleaned(document: bytes) -> bytes:
    """The document without what stands before it. Raises FeedError for an empty one."""
    document = document.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not document:
        raise FeedError("the document is empty")
    start = document.find(b"<", 0, _DIRT)
    return document[start:] if start > 0 and not document.startswith(_WIDE) else document


def _encoding(document: bytes) -> str | None:
    """The encoding that the bytes are in, where it is not the one that the document declares; None: it is.

    Bytes that are UTF-8 are nothing else; bytes that are not, in a document that says they are, are guessed at.
    """
    declared = _PROLOG.match(document)
    if document.startswith(_WIDE):
        return None
    try:
        document.decode("utf-8")
    except UnicodeDecodeError:
        if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
            return None
        guess = decode(document)
        return None if guess.undecodable else guess.encoding
    return "utf-8"


def unpacked(body: bytes) -> bytes:
    """The body, unpacked if it is a gzip file (as in sitemap.xml.gz)."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise FeedError(f"the document is a broken gzip file: {error}") from error
    if len(unpacked) > MAX_BYTES:
        raise FeedError(f"the document unpacks to more than {MAX_BYTES} bytes")
    return unpacked


def local_name(element: etree._Element) -> str:
    """The element's name without namespace, in small letters; empty for comments and the like."""
    return _name(element).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    """The element's namespace, empty if it has none."""
    return _name(element).rpartition("}")[0].removeprefix("{") if isinstance(element.tag, str) else ""


def _name(element: etree._Element) -> str:
    """The element's name behind its namespace in braces; lxml's own QName refuses what recovering makes names of.

    Raises FeedError for a very long one, which would be copied for each element.
    """
    if len(element.tag) > _MAX_NAME:
        raise FeedError("the names in the document are too long")
    return str(element.tag)


def descendants(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of this local name below the root, at most MAX_ITEMS.

    At any depth: a tag that a feed forgot to close puts the items behind it into one another.
    """
    return islice(root.iterdescendants(f"{{*}}{name}"), MAX_ITEMS)


def fields(element: etree._Element) -> dict[str, list[etree._Element]]:
    """The first MAX_FIELDS children by their local names, in their order."""
    found: dict[str, list[etree._Element]] = {}
    for child in islice(element, MAX_FIELDS):
        found.setdefault(local_name(child), []).append(child)
    return found


def base_of(element: etree._Element | None, outer: str) -> str:
    """The address that links in the element are seen from: its own `xml:base`, else the one around it."""
    given = element.get(_BASE) if element is not None else None
    return (address_of(given, outer) if given else None) or outer


def distinct(links: Iterable[Link]) -> list[Link]:
    """The links in their order, of several to one address the first."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.url, link)
    return list(first.values())


def text_of(element: etree._Element) -> str:
    """The element's text, with what stands in elements within it, stripped."""
    return "".join(part for part in islice(element.itertext(), _MAX_PARTS) if isinstance(part, str)).strip()


def title_of(text: str) -> str:
    """A title as plain text: entities read (also those encoded twice), tags off, white space folded."""
    return plain_text(html.unescape(text[: 2 * _MAX_TITLE]))[:_MAX_TITLE]


def content_of(text: str) -> str:
    """The HTML of a whole text that a feed carries; empty for an excerpt, an advertisement, or what is too long."""
    if len(text) > _MAX_CONTENT:
        return ""
    return text if len(plain_text(text)) >= _LEAST_CONTENT else ""


def plain_text(markup: str) -> str:
    """What a reader sees of HTML: tags off, entities read, white space folded."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def address_of(text: str, base: str) -> str | None:
    """The absolute http or https address that the text gives, seen from `base`; None if it gives none."""
    if len(text) > _MAX_URL:
        return None
    try:
        address = urljoin(base, _unglued(text.strip(), urlsplit(base).hostname or ""))
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    if not text.strip() or not usable or len(address) > _MAX_URL or _UNFIT_FOR_URL.search(address):
        return None
    return address


def _unglued(address: str, host: str) -> str:
    """The address with what a site's script glued together taken apart again.

    https://a.example + https://a.example/1, a.example/1 without a scheme, https://a.example + news/1.
    """
    doubled = _DOUBLED.match(address)
    if doubled:
        return doubled[1]
    bare = host.removeprefix("www.")
    if bare and address.startswith((f"{bare}/", f"www.{bare}/")):
        return f"https://{address}"
    glued = _HOST.match(address)
    if bare and glued and glued[2].removeprefix("www.").startswith(bare):
        end = glued.start(2) + glued[2].index(bare) + len(bare)
        if _GLUED.match(address, end):
            return f"{address[:end]}/{address[end:]}"
    return address


def change_of(changed: datetime | None, published: datetime | None) -> datetime | None:
    """The time of a change; None where there was none after publishing. Without that, it may be the first time."""
    return changed if changed and (not published or changed > published) else None


def time_of(text: str, zone: str) -> datetime | None:
    """The time that the text gives, in UTC; None if it gives none."""
    stated = from_feed(text[:100], zone) if text else None
    return stated.at.astimezone(UTC) if stated else None
