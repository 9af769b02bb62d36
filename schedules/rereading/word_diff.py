"""What differs between two texts, word by word, as pieces that are the same, gone or come. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# What is compared at most: comparing takes time by the square of it, and nobody reads more.
_MOST_LINES = 300
_MOST_WORDS = 600

_END = "\n"  # of a paragraph
_TOKEN = re.compile(r"\n|[^\s]+")
_CONTEXT = 5  # words that are shown on each side of a difference
_GAP = "…"


class Sort(StrEnum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together; a paragraph's end is the word "\\n"."""

    sort: Sort
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words as a person reads them, ends of paragraphs as ¶; a difference that ends with one goes without."""
        text = " ".join("¶" if word == _END else word for word in self.words)
        return text if self.sort is Sort.SAME else text.removesuffix(" ¶")


def compare(old: str, new: str) -> list[Piece]:
    """The pieces that lead from one text to the other; what is too long to be compared is left out at the end."""
    before, after = old.splitlines()[:_MOST_LINES], new.splitlines()[:_MOST_LINES]
    found: list[Piece] = []
    if len(before) == len(after) == 1:
        return _joined(list(_pieces(_words(before)[:-1][:_MOST_WORDS], _words(after)[:-1][:_MOST_WORDS])))
    for tag, start, end, new_start, new_end in _steps(before, after):
        gone, come = _words(before[start:end]), _words(after[new_start:new_end])
        if tag == "equal":
            found.append(Piece(Sort.SAME, gone))
        else:
            found += _pieces(gone[:_MOST_WORDS], come[:_MOST_WORDS])
    return _joined(found)


def _steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _words(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(_TOKEN.findall("".join(f"{line}\n" for line in lines)))


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for tag, start, end, new_start, new_end in _steps(before, after):
        if tag == "equal":
            yield Piece(Sort.SAME, tuple(before[start:end]))
            continue
        yield Piece(Sort.GONE, tuple(before[start:end]))
        yield Piece(Sort.COME, tuple(after[new_start:new_end]))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without empty ones, neighbours of one sort as one."""
    groups = groupby((piece for piece in pieces if piece.words), key=lambda piece: piece.sort)
    return [Piece(sort, tuple(word for piece in group for word in piece.words)) for sort, group in groups]


def excerpt(pieces: Sequence[Piece], most_words: int = 120) -> list[Piece]:
    """The differences with a few words around each, … where something is left out, up to a number of words."""
    shown: list[Piece] = []
    left = most_words
    for place, piece in enumerate(pieces):
        words = piece.words
        if piece.sort is Sort.SAME:
            words = _context(words, first=place == 0, last=place == len(pieces) - 1)
        if len(words) > left:
            words = (*words[:left], _GAP)
        shown.append(Piece(piece.sort, words))
        left -= len(words)
        if left <= 0:
            break
    return shown


def _context(words: tuple[str, ...], *, first: bool, last: bool) -> tuple[str, ...]:
    """The ends of a piece that stays, as far as they stand beside a difference."""
    begin = () if first else words[:_CONTEXT]
    end = () if last else words[-_CONTEXT:]
    if len(words) <= len(begin) + len(end) + 1:
        return words
    return (*begin, _GAP, *end)
