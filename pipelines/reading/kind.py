"""What a page is: an article, or one of the many things that come in its place.

Evidence, in order: what a wall or an error page says, what the page claims to be (schema.org, OpenGraph), the shape
of its address, how much of its text is links to other pages, and how much text of its own it has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from pipelines.arabic import fold, words
from pipelines.article import Kind
from pipelines.reading.notices import CHALLENGE_TEXTS, CHALLENGE_TITLES, ERROR_TEXTS, ERROR_TITLES, PAYWALL_TEXTS
from pipelines.reading.outline import LONGEST_LINK, WALL, Outline
from pipelines.reading.statements import Statements

_LIVE_TITLES = re.compile(r"لحظه بلحظه|تغطيه مباشره|تغطيه مستمره|تغطيه حيه|لايف بلوق|متابعه حيه|live updates")

_LISTING_TYPES = frozenset(
    {"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "AboutPage", "ContactPage"}
)
_GALLERY_TYPES = frozenset({"ImageGallery", "MediaGallery", "PhotoGallery"})
_HOME_PATH = re.compile(r"^/(?:[a-z]{2}/)?(?:index\.\w+|home)?/?$", re.I)
_LISTING_PATH = re.compile(
    r"/(?:tags?|topics?|category|categories|cat|sections?|authors?|writers?|search|archives?|hashtag|keywords?|"
    r"وسم|وسوم|تصنيف|كاتب|قسم|ارشيف|بحث)(?:/|$)|/page/\d+/?$",
    re.I,
)
_VIDEO_PATH = re.compile(
    r"/(?:videos?|vod|watch|tv-shows?|programs?|podcasts?|audio|فيديو|فيديوهات|برامج|بودكاست)(?:/|$)", re.I
)
_GALLERY_PATH = re.compile(
    r"/(?:galler(?:y|ies)|photos?|albums?|photo-?galler(?:y|ies)|images|pictures|infographics?|صور|البومات|البوم)(?:/|$)",
    re.I,
)
_LIVE_PATH = re.compile(r"/(?:live|liveblog|live-blog|live-updates)(?:/|-|$)", re.I)

# Characters of visible text of a wall that says so, and of one that shows nothing else.
_SHORT_WALL, _BARE = 1_200, 400
# Characters of own text below which a page can be an error page.
_ERROR = 600
# Characters of own text beside cards that are no text of an article.
_NO_TEXT = 80
# And of the shortest sentence under a headline of so many words, which sections do not have.
_SENTENCE, _HEADLINE_WORDS = 25, 5
# Words of the longest headline of an error page, the site's name included; and its first lines, one of which tells.
_ERROR_WORDS, _FIRST = 8, 3
# Characters of own text that make an article of a page that is mostly a video, pictures or a paywall.
_WITH_MEDIA, _BEFORE_WALL = 400, 900
# Links with headlines that a listing has, and how much of its text is such links.
_LISTING_LINKS, _LISTING_SHARE = 8, 0.4
# A flash has one or two sentences and at most so many words.
_FLASH_SENTENCES, _FLASH_WORDS = 2, 60
# A text of so many characters has more words than a flash.
_LONG = 1_000
# Fewer words than this are no text at all.
_FEWEST_WORDS = 4
_NUMBER = re.compile(r"\d{4}")  # in the addresses of articles
_SENTENCE_END = re.compile(r"[.!؟?…]+(?:\s|$|[\"”»)])|\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page is, and what says so."""

    kind: Kind
    why: str


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a page says of itself that tells its kind."""

    path: str
    types: frozenset[str]  # of schema.org
    og_type: str
    article: bool  # it describes an article of its own
    published: bool  # it states when an article was published


def kind_of(url: str, status: int, said: Statements, seen: Outline, title: str, lines: Sequence[str]) -> Answer:
    """The kind of a page whose text was found to be `lines`."""
    own = sum(map(len, lines))
    claims = _claims(url, said)
    return (
        _wall(seen)
        or _error(status, seen, lines, own)
        or _claimed_listing(claims)
        or _shown_listing(claims, seen, title, lines, own)
        or _paywall(said, seen, own)
        or _live(claims)
        or (_media(claims) if own < _WITH_MEDIA else None)
        or _text(claims, title, lines)
    )


def claims_listing(url: str, said: Statements) -> bool:
    """Whether a page is a list of articles by its address or by what it claims to be, whatever it shows."""
    return _claimed_listing(_claims(url, said)) is not None


def _claims(url: str, said: Statements) -> _Claims:
    return _Claims(_path(url), said.types, said.og_type, bool(said.article), bool(said.first("article:published_time")))


def _wall(seen: Outline) -> Answer | None:
    """A wall: little text, with a guard's title, sentence or markup."""
    if seen.length >= WALL:
        return None
    titled = any(CHALLENGE_TITLES.search(headline) for headline in seen.headlines)
    told = bool(CHALLENGE_TEXTS.search(seen.visible))
    if (titled and (told or seen.wall or seen.length < _BARE)) or (told and seen.length < _SHORT_WALL):
        return Answer(Kind.CHALLENGE, "its title or text is that of a bot guard or consent page")
    if seen.wall and seen.length < _BARE:
        return Answer(Kind.CHALLENGE, "nearly no text, and the markup of a bot guard")
    return None


def _error(status: int, seen: Outline, lines: Sequence[str], own: int) -> Answer | None:
    """An error by status, or by a headline that says so in few words above little text."""
    if status >= 400:
        return Answer(Kind.ERROR, f"status {status}")
    if own >= _ERROR:
        return None
    for headline in seen.headlines:
        if ERROR_TITLES.search(headline) and len(words(headline)) <= _ERROR_WORDS:
            return Answer(Kind.ERROR, "its headline tells of an error, and there is little text")
    if any(ERROR_TEXTS.search(fold(line)) for line in lines[:_FIRST]):
        return Answer(Kind.ERROR, "its few lines tell of an error")
    return None


def _paywall(said: Statements, seen: Outline, own: int) -> Answer | None:
    """A text that ends where paying begins."""
    if own >= _BEFORE_WALL:
        return None
    if str(said.article.get("isAccessibleForFree", "")).lower() in ("false", "no", "0"):
        return Answer(Kind.PAYWALL, "it says that it is not free, and there is little text")
    if own < _BEFORE_WALL / 2 and PAYWALL_TEXTS.search(seen.visible):
        return Answer(Kind.PAYWALL, "little text, and a sentence that asks to subscribe")
    return None


def _claimed_listing(claims: _Claims) -> Answer | None:
    """A page of links to articles by its address or by what it claims to be."""
    if _HOME_PATH.search(claims.path):
        return Answer(Kind.LISTING, "the address of a home page")
    collection = claims.types & _LISTING_TYPES
    if _LISTING_PATH.search(claims.path) and (collection or not claims.article):
        return Answer(Kind.LISTING, "the address of a section, tag, author or search")
    if collection and not claims.article:
        return Answer(Kind.LISTING, f"it says that it is a {min(collection)}")
    return None


def _shown_listing(claims: _Claims, seen: Outline, title: str, lines: Sequence[str], own: int) -> Answer | None:
    """A page of links to articles because its text is links."""
    if len(seen.links) < _LISTING_LINKS:
        return None
    most = _ERROR
    if claims.article or claims.published or claims.og_type.startswith("article") or _NUMBER.search(claims.path):
        said = words(title)
        most = _NO_TEXT if len(said) < _HEADLINE_WORDS or (lines and words(lines[0]) == said) else _SENTENCE
    if seen.in_cards > own and not claims.article and own < most:
        return Answer(Kind.LISTING, "headlines of other articles, and little else")
    linked = sum(len(line) for line in lines if line[:LONGEST_LINK] in seen.links)
    share = _LISTING_SHARE
    if not (claims.article or claims.og_type.startswith("article") or claims.published):
        share /= 2
    return Answer(Kind.LISTING, "much of its text is links") if linked and linked >= share * own else None


def _live(claims: _Claims) -> Answer | None:
    if "LiveBlogPosting" in claims.types:
        return Answer(Kind.LIVE, "it says that it is a LiveBlogPosting")
    return Answer(Kind.LIVE, "the address of a live page") if _LIVE_PATH.search(claims.path) else None


def _media(claims: _Claims) -> Answer | None:
    """A gallery or a video, where there is not enough text for an article."""
    if claims.types & _GALLERY_TYPES or claims.og_type.startswith(("gallery", "image", "album")):
        return Answer(Kind.GALLERY, "it says that it is a gallery")
    if _GALLERY_PATH.search(claims.path):
        return Answer(Kind.GALLERY, "the address of a gallery")
    if claims.og_type.startswith(("video", "music", "audio")) or ("VideoObject" in claims.types and not claims.article):
        return Answer(Kind.VIDEO, "it says that it is a video or sound")
    return Answer(Kind.VIDEO, "the address of a video or sound") if _VIDEO_PATH.search(claims.path) else None


def _text(claims: _Claims, title: str, lines: Sequence[str]) -> Answer:
    """An article by the amount of its text; nothing where no text, or no sign of an article, is there."""
    body = "\n".join(lines)
    count = len(words(body[:_LONG]))
    if count < _FEWEST_WORDS:
        return Answer(Kind.EMPTY, "no text was found")
    if _LIVE_TITLES.search(fold(title)):
        return Answer(Kind.LIVE, "its title says that it goes on")
    if count > _FLASH_WORDS or _sentences(body) > _FLASH_SENTENCES:
        return Answer(Kind.ARTICLE, "it has the text of one")
    if title or claims.article or claims.og_type.startswith("article") or _NUMBER.search(claims.path):
        return Answer(Kind.FLASH, "one or two sentences")
    return Answer(Kind.EMPTY, "a few words, and no sign of an article")


def _sentences(body: str) -> int:
    return sum(1 for part in _SENTENCE_END.split(body) if len(words(part)) >= 2)


@lru_cache(maxsize=100)  # asked for twice on each page
def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.path) or ("/" if not parts.query else "")
