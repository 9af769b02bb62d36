"""The time elements of a page that belong to its article."""

from collections.abc import Iterator

from pipelines.reading.elements import Element, all_text, ancestors, attribute, is_same, name_words

_PUBLISHED_WORDS = frozenset({"published", "publish", "pubdate", "posted", "created", "entry", "post", "date", "time"})
MODIFIED_WORDS = frozenset({"updated", "update", "modified", "lastmod"})
_ELSEWHERE = frozenset(
    {
        "related",
        "sidebar",
        "aside",
        "latest",
        "ticker",
        "widget",
        "footer",
        "menu",
        "comment",
        "comments",
        "recommended",
    }
)

_FRAME = ("aside", "nav", "footer")


def names(element: Element) -> set[str]:
    """The words that name a time element."""
    return {*name_words(element), *attribute(element, "itemprop").lower().replace("date", "").split()}


def texts(element: Element) -> list[str]:
    """The datetime of a time element; its text first where that is exacter."""
    stated, shown = attribute(element, "datetime").strip(), " ".join(all_text(element).split())
    return [shown, stated] if ":" in shown and ":" not in stated else [stated, shown]


def of_article(tree: Element, headline: Element | None) -> Iterator[Element]:
    """The time elements of the article: those behind its headline, then those marked as its time in front of it."""
    tag = (headline.tag or "") if headline is not None else "h1"
    sought = f"time,{tag}" if tag.isalnum() else "*"  # any tag is an element's, but not any a selector
    elements = [one for one in tree.css(sought) if one.tag == "time" or is_same(one, headline)]
    position = next((place for place, element in enumerate(elements) if is_same(element, headline)), 0)
    wide = _around(elements, headline)
    behind = [element for element in elements[position:] if element.tag == "time"][:3]
    before = [element for element in reversed(elements[:position]) if element.tag == "time"]
    yield from (element for element in behind if not _is_elsewhere(element, wide))
    for element in before:
        if not _is_elsewhere(element, wide) and names(element) & (_PUBLISHED_WORDS | MODIFIED_WORDS):
            yield element


def _is_elsewhere(element: Element, wide: set[int]) -> bool:
    """Whether an element stands in one that is not the article's by its tag or name, those in `wide` left out."""
    return any(
        around.tag in _FRAME or not _ELSEWHERE.isdisjoint(name_words(around))
        for around in ancestors(element)
        if around.mem_id not in wide
    )


def _around(elements: list[Element], headline: Element | None) -> set[int]:
    """The elements around the headline, or where there is none around all of these, whose names say nothing."""
    if headline is not None:
        return _ids_around(headline)
    return _ids_around(elements[0]) & _ids_around(elements[-1]) if elements else set()


def _ids_around(element: Element) -> set[int]:
    return {around.mem_id for around in ancestors(element)}
