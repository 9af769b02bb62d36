"""The place of a text that shows why it was found."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from pipelines.arabic import fold, stems, tokens

# Characters; a sentence up to the longest is shown whole.
_USUAL_LENGTH = 200
_LONGEST_SENTENCE = 260

# Letters of a text that are looked at: what is found behind them is shown by the beginning of the text.
_READ = 50_000

# Places that are compared with each other.
_MOST_HITS = 200

_SENTENCE_END = re.compile(r"[.!?؟…][\"»”']?(?=\s)|\n")


def excerpt(body: str, wanted: Sequence[str]) -> str:
    """The sentence with most of the wanted words, or about 200 characters of it around the first of them.

    `wanted` are folded words in a form of the index, with * where any beginning so is meant; where none stands in the
    body, its beginning.
    """
    text = body[:_READ]
    hits = _hits(text, _Wanted(wanted))
    if not hits:
        return _cut(text, 0, min(len(text), _USUAL_LENGTH))
    first = _best(hits)
    start, end = _sentence(text, first)
    if end - start <= _LONGEST_SENTENCE:
        return text[start:end].strip()
    return _cut(text, max(start, first - _USUAL_LENGTH // 3), min(end, first + 2 * _USUAL_LENGTH // 3))


def marks(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where the wanted words stand in a text: offsets of the first character and of that behind the last."""
    forms = _Wanted(wanted)
    return [(token.start, token.end) for token in tokens(text[:_READ]) if forms.within(token.folded)]


class _Wanted:
    """The wanted words, arranged for lookup."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self._whole = frozenset(word for word in wanted if not word.endswith("*"))
        self._beginnings = tuple(word[:-1] for word in wanted if word.endswith("*"))
        self._ends = tuple(word.removeprefix("ال") for word in self._whole)

    def may_stand_in(self, folded: str) -> bool:
        """Whether any of them may stand in a folded text; most lines have none."""
        return any(part in folded for part in (*self._ends, *self._beginnings))

    def within(self, word: str) -> str | None:
        """The wanted word that a folded one is, in any form that the index knows it by."""
        if not word.endswith(self._ends) and not any(start in word for start in self._beginnings):
            return None  # as most words: forms are ends of their word
        for form in stems(word):
            if form in self._whole:
                return form
            if self._beginnings and form.startswith(self._beginnings):
                return next(start for start in self._beginnings if form.startswith(start))
        return None


def _hits(text: str, wanted: _Wanted) -> list[tuple[int, str]]:
    """Where each wanted word stands, the first of them."""
    return list(islice(_found(text, wanted), _MOST_HITS))


def _found(text: str, wanted: _Wanted) -> Iterator[tuple[int, str]]:
    """Line by line, so that most of a long text need not be taken apart."""
    start = 0
    for line in text.splitlines(keepends=True):
        if wanted.may_stand_in(fold(line)):
            for token in tokens(line):
                form = wanted.within(token.folded)
                if form:
                    yield start + token.start, form
        start += len(line)


def _best(hits: list[tuple[int, str]]) -> int:
    """The start of the stretch of usual length that holds the most different words; the earliest of equals."""
    best, most = hits[0][0], 0
    held: Counter[str] = Counter()
    behind = 0
    for start, word in hits:
        while behind < len(hits) and hits[behind][0] < start + _USUAL_LENGTH:
            held[hits[behind][1]] += 1
            behind += 1
        if len(held) > most:
            best, most = start, len(held)
        held[word] -= 1
        if not held[word]:
            del held[word]
    return best


def _sentence(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence that holds an offset."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() > offset:
            return start, match.end()
        start = match.end()
    return start, len(text)


def _cut(text: str, start: int, end: int) -> str:
    """The stretch of a text, moved inwards to whole words, with … where something was left out."""
    if start > 0 and not text[start - 1].isspace():
        start = _next_blank(text, start, end)
    if end < len(text) and not text[end].isspace():
        end = _last_blank(text, start, end)
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start > 0 else ''}{shown}{' …' if end < len(text) else ''}"


def _next_blank(text: str, start: int, end: int) -> int:
    blank = re.compile(r"\s").search(text, start, end)
    return blank.start() if blank else start


def _last_blank(text: str, start: int, end: int) -> int:
    blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return blank if blank > start else end
