"""A source's own rules: CSS selectors that win over what structure says of its pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from pipelines.article import Rules
from pipelines.reading import elements
from pipelines.reading.elements import Element, all_text, attribute

# So many elements and characters of each are looked at; a rule that names more names the wrong thing.
_MOST, _LONGEST = 50, 400


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules of a source name on a page; nothing where there is no rule or it names nothing there."""

    heading: Element | None = None
    container: Element | None = None
    times: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


_NOTHING = Ruled()


def fault(selector: str) -> str:
    """What is wrong with a selector; "" where it is one."""
    try:
        LexborHTMLParser("").css(selector)
    except SelectolaxError as error:
        return str(error)
    return ""


def apply(tree: Element, rules: Rules) -> Ruled:
    """Take out of a page what its source's rules drop, and find what they name. Selectors must have no `fault`."""
    if rules == Rules():
        return _NOTHING
    for selector in rules.drop:
        for element in _found(tree, selector):
            elements.drop(element)
    return Ruled(
        heading=next((element for element in _found(tree, rules.title) if all_text(element).strip()), None),
        container=max(_found(tree, rules.container), key=elements.size, default=None),
        times=tuple(text for element in _found(tree, rules.time) for text in _time_texts(element)),
        authors=tuple(_texts(_found(tree, rules.author))),
    )


def _found(tree: Element, selector: str) -> list[Element]:
    return tree.css(selector)[:_MOST] if selector else []


def _texts(found: Iterable[Element]) -> list[str]:
    """What elements say in one line each: their text, or their content if they are meta elements."""
    lines = (" ".join((attribute(element, "content") or all_text(element)).split()) for element in found)
    return [line[:_LONGEST] for line in lines if line]


def _time_texts(element: Element) -> list[str]:
    return [*filter(None, [attribute(element, "datetime").strip()]), *_texts([element])]
