"""The texts that stand around a headline, where pages put the time of publication."""

from collections.abc import Iterator
from itertools import islice

from pipelines.reading.elements import Element

# Text nodes looked at behind and before the headline, and the length from which one is prose.
_BEHIND, _BEFORE, _PROSE = 40, 8, 160


def texts_behind(headline: Element | None) -> list[str]:
    """The short texts between the headline and the first prose, in order."""
    found: list[str] = []
    for line in _lines(headline, preceding=False):
        if len(line) >= _PROSE or len(found) >= _BEHIND:
            break
        found.append(line)
    return found


def texts_before(headline: Element | None) -> list[str]:
    """The texts right before the headline, the nearest first."""
    return [line[:_PROSE] for line in islice(_lines(headline, preceding=True), _BEFORE)]


def _lines(headline: Element | None, *, preceding: bool) -> Iterator[str]:
    """The texts of a page from its headline on, forwards or backwards."""
    for text in _texts_from(headline, preceding):
        line = " ".join(text.split())
        if line:
            yield line


def _texts_from(element: Element | None, preceding: bool) -> Iterator[str]:
    while element is not None:
        if not preceding:
            yield element.tail or ""
        for sibling in element.itersiblings(preceding=preceding):
            inner = () if sibling.tag in ("script", "style") else sibling.itertext()
            if preceding:
                yield sibling.tail or ""
                yield from reversed([str(text) for text in inner])
            else:
                yield from (str(text) for text in inner)
                yield sibling.tail or ""
        element = element.getparent()
        if preceding and element is not None:
            yield element.text or ""
