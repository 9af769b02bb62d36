"""The time elements of a page that belong to its article."""

from collections.abc import Iterator

from pipelines.reading.elements import Element, all_text, name_words

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
    return {*name_words(element), *(element.get("itemprop") or "").lower().replace("date", "").split()}


def texts(element: Element) -> list[str]:
    """The datetime of a time element; its text first where that is exacter."""
    stated, shown = (element.get("datetime") or "").strip(), " ".join(all_text(element).split())
    return [shown, stated] if ":" in shown and ":" not in stated else [stated, shown]


def of_article(tree: Element, headline: Element | None) -> Iterator[Element]:
    """The time elements of the article: those behind its headline, then those marked as its time in front of it."""
    tag = headline.tag if headline is not None else "h1"
    elements = [element for element in tree.iter("time", tag) if element is headline or element.tag == "time"]
    position = elements.index(headline) if headline is not None and headline in elements else 0
    behind = [element for element in elements[position:] if element.tag == "time"][:3]
    wide = _around(elements, headline)
    for element in [*behind, *reversed(elements[:position])]:
        if element.tag == "time" and not any(
            parent.tag in _FRAME or not _ELSEWHERE.isdisjoint(name_words(parent))
            for parent in element.iterancestors()
            if parent not in wide
        ):
            marked = bool(names(element) & (_PUBLISHED_WORDS | MODIFIED_WORDS))
            if element in behind or marked:
                yield element


def _around(elements: list[Element], headline: Element | None) -> set[Element]:
    """The elements around the headline, or where there is none around all of these, whose names say nothing."""
    if headline is not None:
        return set(headline.iterancestors())
    return set(elements[0].iterancestors()).intersection(elements[-1].iterancestors()) if elements else set()
