"""Elements of a page's tree: their text, their size, their names, and taking them out."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from selectolax.lexbor import LexborNode

Element = LexborNode
TEXT, COMMENT = "-text", "-comment"  # what the parser calls nodes that are no elements

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
    return element.text_lexbor()


def text_before_elements(element: Element) -> str:
    """The text with which an element begins."""
    first = element.child
    return (first.text_content or "") if first is not None and first.tag == TEXT else ""


def size(element: Element) -> int:
    """How much text stands in an element, in characters without blanks."""
    return len("".join(all_text(element).split()))


def has_at_most(largest: float, element: Element) -> bool:
    """Whether an element has so many characters without blanks outside of links at most."""
    text = all_text(element)
    if len(text) <= largest:
        return True
    length = len("".join(text.split()))
    return length <= largest or length - sum(map(size, element.css("a"))) <= largest


def attributes(element: Element) -> dict[str, str]:
    """An element's attributes by name."""
    said = element.attributes
    return {key: value or "" for key, value in said.items()} if None in said.values() else said  # type: ignore[return-value]


def attribute(element: Element, name: str) -> str:
    """What an attribute says; "" where it is not there."""
    return element.attributes.get(name) or ""


def ancestors(element: Element) -> Iterator[Element]:
    """The elements around one, the nearest first."""
    around = element.parent
    while around is not None and around.is_element_node:
        yield around
        around = around.parent


def is_same(one: Element | None, other: Element | None) -> bool:
    """Whether both are the same element of a tree: `==` compares what they hold."""
    return one is not None and other is not None and one.mem_id == other.mem_id


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
    """Take an element out of its tree; the text behind it stays, and so does the root."""
    if element.parent is not None and element.parent.is_element_node:
        element.decompose()
