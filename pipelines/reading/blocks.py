"""Take out of a page's tree what is not the article: navigation, related cards, share bars, captions, embedded posts.

Elements are known by their HTML meaning first, then by the words of their class and id, which content management
systems share the world over. An element that holds a good part of the page's text is never taken out for its name
alone: themes put such words on the body and on main containers, too.
"""

from itertools import islice

from lxml import etree

from pipelines.reading.elements import (
    INLINE,
    NAMING_ATTRIBUTES,
    Element,
    all_text,
    attributes,
    drop,
    size,
    unlinked_size,
)
from pipelines.reading.names import Naming, naming

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

# Roles of accessible markup that name what is not the article.
_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "dialog", "menu", "menubar", "toolbar"})

# An element with more than this share of the page's text outside links stays, whatever its name.
_LARGE_SHARE = 0.3
# A list of at least so many links, with so much of its text in them, is a list of other articles.
_LINK_LIST, _LINK_SHARE = 2, 0.8
# A text node of so many characters is prose.
_PROSE = 100
# Words of a link that is a headline; shorter ones are names, sources and tags in the text.
_HEADLINE_WORDS = 4
# Elements in a line that is one link, with icons and breaks around it.
_LINE_ELEMENTS = 12
# Levels above a link in which its list or card is looked for.
_NEAR = 12
# More links with headlines than any page has.
_MOST_LINKS = 2_000
# Characters of the longest excerpt in a card, blanks left out.
_EXCERPT = 400
_LISTS = ("ul", "ol", "p", "div", "h2", "h3", "h4", "h5", "h6")


def prune(tree: Element, headline: Element | None) -> int:
    """Take everything out of the tree that is not the article, as far as markup tells. Texts behind it stay.

    Returns how much text stood in the headlines of cards, in characters: pages that are lists of articles have much.
    """
    etree.strip_elements(tree, *_INVISIBLE, with_tail=False)
    kept = set(headline.iterancestors()) | {headline} if headline is not None else set()
    _drop_boilerplate(tree, kept)
    in_cards = _drop_link_lists(tree)
    _drop_deck(headline)
    return in_cards


def _drop_boilerplate(tree: Element, kept: set[Element]) -> None:
    """Drop what is boilerplate by its element or name, from the outside in.

    What is `kept` or has a large share of the page's text stays.
    """
    largest = _LARGE_SHARE * unlinked_size(tree)
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        if (element.tag in _SELDOM_TEXT or _is_boilerplate(element)) and _may_go(element, kept, largest):
            drop(element)
        else:
            waiting.extend([child for child in element if len(child) or child.text])


def _may_go(element: Element, kept: set[Element], largest: float) -> bool:
    if element in kept or element.tag in _NEVER_DROPPED:
        return False
    return len(all_text(element)) <= largest or unlinked_size(element) <= largest


def _is_boilerplate(element: Element) -> bool:
    written = []
    for key, value in attributes(element):
        if key in NAMING_ATTRIBUTES:
            written.append(value)
        elif _is_telling(key, value):
            return True
    told = naming(" ".join(written)) if written else Naming.NOTHING
    return told is Naming.STRONG or (told is Naming.WEAK and not _has_prose(element))


def _is_telling(key: str, value: str) -> bool:
    """Whether an attribute says that its element is hidden, navigation, or the name of a section."""
    if key == "style":
        return "display:none" in value.replace(" ", "")
    if key == "rel":
        return "category" in value or value == "tag"
    return key == "hidden" or (key == "role" and value in _ROLES)


def _has_prose(element: Element) -> bool:
    """Whether a text as long as a sentence or two stands in the element, not in a link."""
    return any(
        len((part.tail or "").strip()) >= _PROSE or (part.tag != "a" and len((part.text or "").strip()) >= _PROSE)
        for part in element.iter()
    )


def _drop_deck(headline: Element | None) -> None:
    """The subtitle: a smaller heading right under the headline."""
    following = headline.getnext() if headline is not None else None
    if following is not None and following.tag in ("h2", "h3", "h4"):
        drop(following)


def _drop_link_lists(tree: Element) -> int:
    """Lists whose text is the headlines of other articles, paragraphs that are one such link, and cards."""
    with_headline = {element for heading in tree.iter("h1") for element in heading.iterancestors()}
    headlines = [link for link in tree.iter("a") if len(all_text(link).split()) >= _HEADLINE_WORDS][:_MOST_LINKS]
    counts: dict[Element, list[int]] = {}  # for each element, how many headlines are in it, and their size
    for link in headlines:
        length = size(link)
        for element in islice(link.iterancestors(*_LISTS), _NEAR):
            count = counts.setdefault(element, [0, 0])
            count[0] += 1
            count[1] += length
    for element, (number, length) in counts.items():
        wanted = 1 if element.tag == "p" else _LINK_LIST
        if number >= wanted and element not in with_headline and length >= _LINK_SHARE * size(element):
            drop(element)
    return _drop_cards([link for link in headlines if _stands_alone(link)], with_headline)


def _stands_alone(link: Element) -> bool:
    """Whether a link is a line of its own."""
    if any(inner.tag not in INLINE for inner in link.iterdescendants()):
        return True
    line = link.getparent()
    while line is not None and line.tag in INLINE:
        line = line.getparent()
    return line is None or (len(line) <= _LINE_ELEMENTS and size(line) == size(link))


def _drop_cards(links: list[Element], with_headline: set[Element]) -> int:
    """Elements of one kind beside each other that hold a headline each, with an excerpt at most."""
    groups: dict[tuple[Element | None, str, str], dict[Element, int]] = {}
    for link in links:
        for element in islice(link.iterancestors(), _NEAR):
            if element.tag in _NEVER_DROPPED or element in with_headline:
                break
            kind = (element.getparent(), element.tag, element.get("class") or "")
            groups.setdefault(kind, {})[element] = size(link)
    dropped: dict[Element, int] = {}
    for group in groups.values():
        cards = [card for card, length in group.items() if size(card) - length <= _EXCERPT]
        if len(cards) >= _LINK_LIST:
            for card in cards:
                drop(card)
                dropped[card] = group[card]
    return sum(dropped.values())
