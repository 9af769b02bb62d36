"""The types of an article's life: Source, Link, Page, Reading, Article or Rejection. Of ours they import the types of
channels and facts alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from pipelines.channels import Channel
from pipelines.facts.fact import NOTHING, Facts


class Kind(StrEnum):
    """What a page is. Only the first three are stored as articles."""

    ARTICLE = "article"
    FLASH = "flash"  # one or two sentences
    LIVE = "live"
    VIDEO = "video"
    GALLERY = "gallery"
    LISTING = "listing"  # a home page, section, tag or search page
    CHALLENGE = "challenge"  # "Just a moment...", consent and captcha pages
    PAYWALL = "paywall"
    ERROR = "error"  # an error page with whatever status
    EMPTY = "empty"


class Precision(StrEnum):
    """How exactly a time is known."""

    MINUTE = "minute"
    DAY = "day"


class Label(StrEnum):
    """What an article is about, after the table of docs/tagging.md."""

    ESCALATION = "escalation"
    BACKGROUND = "background"
    RELATED = "related"
    OTHER = "other"


class Reason(StrEnum):
    """Why a page is not stored as an article. `final` ones are not fetched again, others a limited number of times."""

    NOT_ARABIC = "not_arabic"
    NOT_AN_ARTICLE = "not_an_article"  # video, gallery, listing
    NOT_HTML = "not_html"
    PAYWALL = "paywall"
    GONE = "gone"  # 404, 410
    DISALLOWED = "disallowed"  # robots.txt
    OPTED_OUT = "opted_out"  # the site asks not to be kept or mined: noarchive, TDM reservation

    CHALLENGE = "challenge"  # this one and those below pass
    EMPTY = "empty"  # no body, or a body cut short
    UNDECODABLE = "undecodable"
    REFUSED = "refused"  # 401, 403, 429, 451
    SERVER_ERROR = "server_error"  # 5xx after the retries, or an error page with status 200
    UNREACHABLE = "unreachable"  # DNS, TLS, reset, time-out, truncated transfer
    BAD_REDIRECT = "bad_redirect"  # a loop, or too many
    FORBIDDEN_ADDRESS = "forbidden_address"  # a private address, another scheme or port
    TOO_LARGE = "too_large"
    READER_FAILED = "reader_failed"  # the page raised, hung or killed its reader
    NOT_STORED = "not_stored"  # the database refused this one

    @property
    def final(self) -> bool:
        """Whether asking again cannot change the answer."""
        return self in _FINAL


_FINAL = frozenset(
    {
        Reason.NOT_ARABIC,
        Reason.NOT_AN_ARTICLE,
        Reason.NOT_HTML,
        Reason.PAYWALL,
        Reason.GONE,
        Reason.DISALLOWED,
        Reason.OPTED_OUT,
    }
)


@dataclass(frozen=True, slots=True)
class Rules:
    """CSS selectors for what structure gets wrong on a site's pages; an empty one leaves it to structure."""

    container: str = ""  # the element of the text
    drop: tuple[str, ...] = ()  # what is not the article
    title: str = ""
    time: str = ""  # of publication
    author: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A news site as `crawler/sources.toml` gives it."""

    key: str
    name_ar: str
    name_en: str
    home: str
    channels: tuple[Channel, ...] = ()
    timezone: str = "Asia/Damascus"  # IANA name; clock times without a zone are read in it
    enabled: bool = True
    reason: str = ""  # why it is disabled, or what is unverified
    rules: Rules = Rules()
    archives: tuple[Channel, ...] = ()  # asked only for what is older, or was missed
    owner: str = ""  # family of outlets under one owner; empty: not evidenced
    evidence: str = ""  # what the addresses rest on

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the site may append to its titles."""
        return tuple(name for name in (self.name_ar, self.name_en) if name)


@dataclass(frozen=True, slots=True)
class Link:
    """An article as a channel announces it."""

    url: str
    source: str  # Source.key
    channel: str  # the channel's URL
    title: str = ""
    published_at: datetime | None = None  # aware, UTC
    updated_at: datetime | None = None  # aware, UTC; set only where the channel states a change
    content: str = ""  # HTML of the whole text, where the channel carries it; for the case that the page cannot be read
    guid: str = ""  # what the channel calls the article wherever it stands (RSS: guid, Atom: id); empty: nothing


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page as fetched, before anything is understood of them."""

    url: str  # where the bytes came from, after redirects
    body: bytes
    fetched_at: datetime  # aware, UTC
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    requested_url: str = ""  # the link's URL; empty: the same as url
    link: Link | None = None  # the channel's own title and time, a hint

    @property
    def asked_for(self) -> str:
        """The address that was asked for."""
        return self.requested_url or self.url


@dataclass(frozen=True, slots=True)
class Stated:
    """A time that a page states."""

    at: datetime  # aware, UTC
    precision: Precision
    origin: str  # json-ld, meta, time, text, feed, url
    zone_assumed: bool = False  # the page gave no zone: the source's zone was used


@dataclass(frozen=True, slots=True)
class Reading:
    """What extraction found in a page."""

    url: str  # canonical URL
    kind: Kind
    title: str = ""  # clean, without site name and prefix
    title_prefix: str = ""  # what was cut from the front: "عاجل", "بالفيديو"
    deck: str = ""  # the subtitle under the headline, clean
    body: str = ""  # clean; paragraphs joined by newlines
    published: Stated | None = None
    modified: Stated | None = None
    authors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    extractor: str = ""  # which way of reading won
    encoding: str = ""
    undecodable: bool = False  # the bytes make sense in no encoding tried


class Evidence(NamedTuple):
    """A term found in the text, and where."""

    term: str  # the lexicon's id or canonical form
    category: str  # place, actor, action, weapon, negative
    words: str  # as written in the clean text
    where: str  # title, lead, body
    start: int  # offsets into the clean title (where == title) or the clean body
    end: int


@dataclass(frozen=True, slots=True)
class Tagging:
    """What an article is about, with the evidence."""

    label: Label
    score: float  # 0 to 1
    tags: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A page that was read, understood and fingerprinted; ready to be stored."""

    source: str  # Source.key
    reading: Reading
    language: str
    fingerprint: bytes  # 32 bytes; equal for texts that are equal after folding
    tagging: Tagging
    facts: Facts = NOTHING


@dataclass(frozen=True, slots=True)
class Rejection:
    """A page that is not stored as an article, and why."""

    url: str
    source: str
    reason: Reason
    detail: str = ""
    reading: Reading | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A row of the view `articles`, as the digest and other readers take it."""

    id: int
    source: str
    source_name_ar: str
    url: str
    title: str
    body: str
    published_at: datetime | None
    published_precision: Precision | None
    first_seen_at: datetime
    label: Label
    score: float
    tags: tuple[str, ...]
    duplicate_of: int | None
    revision: int
    source_name_en: str = ""
    owner: str = ""  # key of the publisher that owns its source and others; empty: nothing is known of others
    origin: str = ""  # the witness behind it: the agency that it credits, the owner of its source, or the source
    story_id: int | None = None  # None: no other article tells of the same event
    follows: bool = False  # another article of its story was first stored before the time that was asked for
