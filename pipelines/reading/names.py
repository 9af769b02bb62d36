"""What the words of class and id tell of an element: content management systems share them the world over."""

import re
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from pipelines.reading.elements import split_name

# Words of class and id, single or as two in a row ("read more").
_WORDS = frozenset(
    {
        "related", "relatedposts", "yarpp", "recommended", "recommendation", "recommendations", "outbrain",
        "taboola", "mgid",
        "sharing", "sharedaddy", "addtoany", "addthis", "sharethis", "socials",
        "tags", "tagcloud", "hashtags", "keywords", "breadcrumb", "breadcrumbs", "pagination", "pager",
        "newsletter", "subscribe", "subscription", "comments", "comment", "respond", "disqus", "fb-comments",
        "sidebar", "menu", "navbar", "navigation", "ticker", "toolbar", "topbar", "popup", "modal", "cookie", "cookies",
        "ad", "ads", "advert", "advertisement", "adsbygoogle", "sponsored", "promo", "promotion", "banner",
        "caption", "figcaption", "copyright", "disclaimer", "trending", "popular", "mostread", "readmore",
        "readalso", "seealso",
        "crumbs", "cmt", "cmts", "footer",
        "rating", "poll", "carousel", "photocredit", "tweet", "instagram", "tiktok", "signup", "login", "whatsapp",
        "telegram",
    }
)  # fmt: skip
# Words that name layout as often as purpose: what they name is taken out only where it holds no prose.
_WEAK_WORDS = frozenset(
    {
        "widget",
        "skip",
        "gallery",
        "slider",
        "embed",
        "app",
        "print",
        "playlist",
        "social",
        "share",
        "tag",
        "meta",
    }
)
_PAIRS = frozenset(
    {
        "read more", "read also", "see also", "also read", "more news", "more from", "most read", "most viewed",
        "latest news", "last news",
        "other news", "similar news", "related news", "author box", "author bio", "about author",
        "author info", "author details", "author description", "author desc", "author content", "author about",
        "post author", "author card", "author section", "image credit",
        "photo credit", "img desc",
        "image desc", "next post", "prev post", "post navigation", "post nav", "prev next", "next prev",
        "post tags", "inline story",
        "wp caption", "you may",
        "follow us", "google news", "screen reader",
        "cat links", "post cat", "entry category", "entry cat", "article category", "post category", "news category",
        "image heading", "image caption", "image title", "image source", "img caption", "img title", "photo caption",
        "photo title", "picture caption", "media caption", "image text", "image info", "photo desc", "end of",
        "category name", "category label", "section label", "section name", "section title",
    }
)  # fmt: skip
# What a page builder of a tenth of the web puts in front of each part of a page, its text included.
_LAYOUT_PREFIX = "elementor-widget"
# Whole names of classes: what is not shown, and embedded posts.
_CLASSES = frozenset(
    {
        "hidden",
        "is-hidden",
        "visually-hidden",
        "visuallyhidden",
        "sr-only",
        "d-none",
        "hide",
    }
)
_POSTS = frozenset(
    {
        "twitter-tweet",
        "twitter-video",
        "instagram-media",
        "tiktok-embed",
        "fb-post",
        "fb-video",
        "telegram-post",
    }
)


# What stands behind these words in a name is not what an element is, but what it has around or in it, or has not.
_STATES = frozenset({"no", "not", "has", "with", "without", "is"})
# Classes and ids that begin with these name what stands around or behind an article, however much text it has.
_FRAME = re.compile(
    r"(?:^|\s)(?:(?:site|page|main|global)[-_]?)?(?:footer|comments?|respond|disqus|sidebar|cookies?|newsletter|related"
    r"|copyrights?|colophon)(?![a-z])|[a-z][_-]+footer(?![a-z])",
    re.I,
)


# Names that content management systems give to the element of an article's text, as two words in a row.
_TEXT_NAMES = re.compile(
    r"\b(?:entry|article|story|post|news|node|single|page|blog|details?|main|item|full|td post|detail page)"
    r" (?:content|body|text|txt|details?|desc|description|article)\b"
    r"|\b(?:field name (?:field )?body|article ?body|entry ?content|story ?body|post ?body|news ?body|body ?text"
    r"|body ?content|text ?content|content ?body|rich ?text|rte|wysiwyg|ck content)\b"
)


class Fate(Enum):
    """What class and id of an element say of its fate when a page is read."""

    STAYS = 0
    STAYS_WITH_PROSE = 1  # left out unless a text as long as a sentence or two stands in it
    LEFT_OUT = 2  # unless it is large
    FRAME = 3  # left out even if it is large, where the headline stands outside of it


@lru_cache(maxsize=50_000)
def fate(written: str) -> Fate:
    """What these names, as written in class and id, say of their element."""
    if _FRAME.search(written) or not _POSTS.isdisjoint(written.split()):
        return Fate.FRAME
    listed = _without_states(split_name(written.replace(_LAYOUT_PREFIX, "")))
    pairs = (" ".join(pair) for pair in pairwise(listed))
    if (
        not _WORDS.isdisjoint(listed)
        or not _CLASSES.isdisjoint(written.split())
        or any(pair in _PAIRS for pair in pairs)
    ):
        return Fate.LEFT_OUT
    return Fate.STAYS if _WEAK_WORDS.isdisjoint(listed) else Fate.STAYS_WITH_PROSE


@lru_cache(maxsize=50_000)
def names_text(listed: tuple[str, ...]) -> bool:
    """Whether a name, as words, is one of the element that holds an article's text."""
    return _TEXT_NAMES.search(" ".join(listed)) is not None


def _without_states(listed: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without those of a state: "no-share", "has-sidebar"."""
    if _STATES.isdisjoint(listed):
        return listed
    return tuple(word for before, word in pairwise(("", *listed)) if before not in _STATES and word not in _STATES)
