"""The texts that stand around a headline, where pages put the time of publication."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice

from pipelines.arabic import fold
from pipelines.reading.elements import COMMENT, TEXT, Element, all_text

# Text nodes looked at behind and before the headline, the length from which one is prose, and the length from which one
# is a sentence: as many characters in sentences are prose, too.
_BEHIND, _BEFORE, _PROSE, _SENTENCE = 40, 8, 160, 60
_CHANGED = re.compile(
    r"\W*(?:(?:وقت|تاريخ|تم)\s+)?(?:ال)?(?:اخر\s+)?(?:ال)?(?:تحديث|تعديل|محدث)|\W*(?:last\s+)?updated?\b"
)
_SILENT = ("script", "style", COMMENT)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")


def texts_behind(headline: Element | None, elsewhere: Container[str] = ()) -> list[str]:
    """The short texts between the headline and the first prose or headline of another article, in order.

    The headlines of others are texts of links, `elsewhere`.
    """
    found: list[str] = []
    prose = 0
    for line in _lines(headline, preceding=False):
        if len(line) >= _SENTENCE:
            prose += len(line)
        if prose >= _PROSE or len(found) >= _BEHIND or line in elsewhere:
            break
        found.append(line)
    return found


def without_changes(lines: Sequence[str]) -> list[str]:
    """Those of these texts that do not tell when an article was changed."""
    kept: list[str] = []
    awaited = ""  # what may follow the label of a change
    for line in lines:
        if _CHANGED.match(fold(line[:60])):
            awaited = "its clock" if _YEAR.search(line) else "its time"
        elif awaited and _DIGIT.search(line) and (awaited == "its time" or not _YEAR.search(line)):
            awaited = "its clock" if awaited == "its time" and ":" not in line else ""
        else:
            awaited = ""
            kept.append(line)
    return kept


def texts_before(headline: Element | None) -> list[str]:
    """The texts right before the headline, the nearest first."""
    return [line[:_PROSE] for line in islice(_lines(headline, preceding=True), _BEFORE)]


def texts_beside(headline: Element | None) -> list[str]:
    """The texts right before the headline that stand in one element with it, the nearest first."""
    inner = () if headline is None else (all_text(element) for element in _beside(headline, preceding=True))
    return [line[:_PROSE] for line in (" ".join(text.split()) for text in islice(inner, _BEFORE)) if line]


def _lines(headline: Element | None, *, preceding: bool) -> Iterator[str]:
    """The texts of a page from its headline on, forwards or backwards."""
    for text in _texts_from(headline, preceding):
        line = " ".join(text.split())
        if line:
            yield line


def _texts_from(element: Element | None, preceding: bool) -> Iterator[str]:
    """The texts behind an element, or in front of it from the nearest on, to the end of the page."""
    while element is not None and element.is_element_node:
        for beside in _beside(element, preceding=preceding):
            if beside.tag not in _SILENT:
                texts = [all_text(beside)] if beside.tag == TEXT else [*_texts_in(beside)]
                yield from reversed(texts) if preceding else texts
        element = element.parent


def _beside(element: Element, *, preceding: bool) -> Iterator[Element]:
    """What stands beside an element, behind it or in front of it from the nearest on."""
    beside = element.prev if preceding else element.next
    while beside is not None:
        yield beside
        beside = beside.prev if preceding else beside.next


def _texts_in(element: Element) -> Iterator[str]:
    return (all_text(node) for node in element.traverse(include_text=True) if node.tag == TEXT)
