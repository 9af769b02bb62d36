"""Headlines of other articles that pages put between the paragraphs of a text, two or more in a row."""

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_STOPS, _CLOSING = frozenset(".؟?!…"), "\"'”»)]"
_HEADLINE = range(25, 131)  # characters

# Each line is a letter: one that a stop ends, a headline, another. Paragraphs stand before headlines and behind.
_RUN = re.compile("(?<=s)h{2,}(?=s)")


def headlines(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of such lines: no stop ends them, as one ends the paragraphs around them."""
    lines = [match.span() for match in _LINE.finditer(text)]
    for run in _RUN.finditer("".join(_kind(text[start:end]) for start, end in lines)):
        yield from lines[run.start() : run.end()]


def _kind(line: str) -> str:
    if line.rstrip().rstrip(_CLOSING)[-1:] in _STOPS:
        return "s"
    return "h" if len(line) in _HEADLINE else "o"
