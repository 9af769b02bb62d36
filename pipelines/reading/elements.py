"""Elements of a page's tree: their text, their size, their names, and taking them out."""

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

Element = etree._Element

# Elements that stand within a line; all others begin a new one.
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
# Attributes that name an element, by the habits of content management systems.
NAMING_ATTRIBUTES = frozenset({"class", "id", "data-component", "data-testid", "aria-labelledby"})
_NAME_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_NAME = 400  # characters


def all_text(element: Element) -> str:
    """All text in an element, as written."""
    if not len(element):
        return element.text or ""
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def size(element: Element) -> int:
    """How much text stands in an element, in characters without blanks."""
    return len("".join(all_text(element).split()))


def has_at_most(largest: float, element: Element) -> bool:
    """Whether an element has so many characters without blanks outside of links at most."""
    text = all_text(element)
    if len(text) <= largest:
        return True
    length = len("".join(text.split()))
    return length <= largest or length - sum(map(size, element.iter("a"))) <= largest


def attributes(element: Element) -> dict[str, str]:
    """An element's attributes by name."""
    return dict(element.items())  # type: ignore[arg-type]


def name(attributes: Mapping[str, str]) -> str:
    """What class, id and component names say of an element with these attributes, as written."""
    if len(attributes) == 1:  # as most have, or none
        ((key, value),) = attributes.items()
        return value if key in NAMING_ATTRIBUTES else ""
    return " ".join([value for key, value in attributes.items() if key in NAMING_ATTRIBUTES])


def name_words(element: Element) -> tuple[str, ...]:
    """The words of an element's names in lower case, camelCase taken apart."""
    return split_name(name(attributes(element)))


@lru_cache(maxsize=50_000)
def split_name(written: str) -> tuple[str, ...]:
    """The words of a name in lower case."""
    return tuple(word.lower() for word in _NAME_WORDS.findall(written[:_LONGEST_NAME]))


def drop(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = f"{parent.text or ''}{element.tail}"
        else:
            previous.tail = f"{previous.tail or ''}{element.tail}"
    parent.remove(element)
