"""Take out of a page's tree what is not the article: navigation, related cards, share bars, captions, embedded posts.

Elements are known by their HTML meaning first, then by the words of their class and id, which content management
systems share the world over. An element that holds a good part of the page's text is never taken out for its name
alone: themes put such words on the body and on main containers, too.
"""

import re
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from pipelines.arabic import words

_INVISIBLE = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "select",
    "textarea",
)
# Elements that hold other things than the article, unless the whole page stands in one (as in the form of ASP.NET
# pages).
_SELDOM_TEXT = frozenset({"nav", "aside", "footer", "form", "button", "dialog", "menu", "video", "audio", "figcaption"})
_NEVER_DROPPED = frozenset({"html", "body", "main"})

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
        "rating", "poll", "carousel", "photocredit", "tweet", "instagram", "tiktok", "signup", "login", "whatsapp",
        "telegram",
    }
)  # fmt: skip
# Words that name layout as often as purpose: what they name is taken out only where it holds no prose.
_WEAK_WORDS = frozenset(
    {
        "widget",
        "hidden",
        "sr",
        "visually",
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
    }
)
_PAIRS = frozenset(
    {
        "read more", "read also", "see also", "also read", "more news", "more from", "most read", "most viewed",
        "latest news", "last news",
        "other news", "similar news", "related news", "author box", "author bio", "about author", "image credit",
        "photo credit", "img desc",
        "image desc", "next post", "prev post", "post navigation", "post nav", "post tags", "inline story",
        "wp caption", "you may",
        "follow us", "google news", "screen reader",
    }
)  # fmt: skip
_EMBEDDED_POSTS = frozenset(
    {"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "fb-video", "telegram-post"}
)
_NAME_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

# An element with more than this share of the page's text outside links stays, whatever its name.
_LARGE_SHARE = 0.3
# A list of at least so many links, with so much of its text in them, is a list of other articles.
_LINK_LIST, _LINK_SHARE = 2, 0.8
# A text node of so many characters is prose.
_PROSE = 100
# Words of a link that is a headline; shorter ones are names, sources and tags in the text.
_HEADLINE_WORDS = 4


def prune(tree: HtmlElement, headline: HtmlElement | None) -> None:
    """Take everything out of the tree that is not the article, as far as markup tells. Texts behind it stay."""
    for element in list(tree.iter(*_INVISIBLE)):
        _drop(element)
    kept = set(headline.iterancestors()) | {headline} if headline is not None else set()
    masses = _text_masses(tree)
    _drop_boilerplate(tree, kept, masses, _LARGE_SHARE * masses[tree])
    _drop_link_lists(tree)
    _drop_deck(headline)


def name_words(element: HtmlElement) -> list[str]:
    """The words of an element's class and id in lower case, camelCase taken apart."""
    return list(_split_name(f"{element.get('class') or ''} {element.get('id') or ''}"))


@lru_cache(maxsize=50_000)
def _split_name(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _NAME_WORDS.findall(name[:400]))


def _drop_boilerplate(
    tree: HtmlElement, kept: set[HtmlElement], masses: dict[HtmlElement, int], largest: float
) -> None:
    """Drop what is boilerplate by its element or name, from the outside in.

    What is `kept` or has more text than `largest` stays.
    """
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        small = element not in kept and element.tag not in _NEVER_DROPPED and masses[element] <= largest
        if small and (element.tag in _SELDOM_TEXT or _is_boilerplate(element)):
            _drop(element)
        else:
            waiting.extend(element.iterchildren(etree.Element))


def _text_masses(tree: HtmlElement) -> dict[HtmlElement, int]:
    """How much text stands in each element outside of links, in characters."""
    masses: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter(etree.Element))):  # children come before their parents
        mass = len((element.text or "").strip())
        for child in element.iterchildren():
            mass += masses.get(child, 0) + len((child.tail or "").strip())
        masses[element] = 0 if element.tag == "a" else mass
    return masses


def _is_boilerplate(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", ""):
        return True
    naming = _naming(f"{element.get('class') or ''} {element.get('id') or ''}")
    return naming is _Naming.STRONG or (naming is _Naming.WEAK and not _has_prose(element))


class _Naming(Enum):
    """What a class and id say of an element."""

    NOTHING = 0
    WEAK = 1
    STRONG = 2


@lru_cache(maxsize=50_000)
def _naming(name: str) -> _Naming:
    listed = _split_name(name)
    pairs = (" ".join(pair) for pair in pairwise(listed))
    if (
        not _WORDS.isdisjoint(listed)
        or not _EMBEDDED_POSTS.isdisjoint(name.split())
        or any(pair in _PAIRS for pair in pairs)
    ):
        return _Naming.STRONG
    return _Naming.NOTHING if _WEAK_WORDS.isdisjoint(listed) else _Naming.WEAK


def _has_prose(element: HtmlElement) -> bool:
    """Whether a text as long as a sentence or two stands in the element, not in a link."""
    return any(len(text.strip()) >= _PROSE and text.getparent().tag != "a" for text in element.xpath(".//text()"))


def _drop_deck(headline: HtmlElement | None) -> None:
    """The subtitle: a smaller heading right under the headline."""
    following = headline.getnext() if headline is not None else None
    if following is not None and following.tag in ("h2", "h3", "h4"):
        _drop(following)


def _drop_link_lists(tree: HtmlElement) -> None:
    """Lists whose text is the headlines of other articles, and paragraphs that are one such link."""
    for element in list(tree.iter("ul", "ol", "p", "div", "h2", "h3", "h4", "h5", "h6")):
        links = list(element.iter("a"))
        if not links or element.find(".//h1") is not None:
            continue
        wanted = 1 if element.tag == "p" else _LINK_LIST
        headlines = [link for link in links if len(words(link.text_content())) >= _HEADLINE_WORDS]
        if len(headlines) >= wanted and _length(headlines) >= _LINK_SHARE * _length([element]):
            _drop(element)


def _length(elements: list[HtmlElement]) -> int:
    return sum(len("".join(element.text_content().split())) for element in elements)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
