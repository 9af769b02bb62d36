"""Where two texts say the same in the same words, and where one has other words in the same place.

Two texts are laid over each other by runs of words that each of them holds once. The order of the runs plays no part,
so moved paragraphs, cut ends and inserted lines disturb nothing: what counts is a short gap between two runs that
follow each other in both texts, since there the one says otherwise what the other says.
"""

import itertools
import operator
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_ANCHOR = 3  # words; a run that begins where both texts hold these three once
_LONGEST_GAP = 12  # words; a longer one is another passage, not another wording


class Run(NamedTuple):
    """Words that both texts hold in a row."""

    one: int  # index of the first in the one text
    other: int  # and in the other
    length: int


class Substitution(NamedTuple):
    """What stands in the one text where the other has something else, both between the same words."""

    before: str  # the last word that both have in front of it; empty: it opens both texts
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two rows of words laid over each other."""

    runs: tuple[Run, ...]  # in the order of the one text
    substitutions: tuple[Substitution, ...]

    @property
    def shared(self) -> int:
        """How many words lie in the runs."""
        return sum(run.length for run in self.runs)


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Lay two rows of folded words over each other; takes time in proportion to their lengths."""
    runs = _runs(one, other)
    gaps = [gap for first, second in itertools.pairwise(runs) if (gap := _gap(one, other, first, second))]
    return Alignment(tuple(runs), tuple(gaps))


def _gap(one: Sequence[str], other: Sequence[str], first: Run, second: Run) -> Substitution | None:
    """What stands between two runs, if it is short and neither side is empty."""
    here = one[first.one + first.length : second.one]
    there = other[first.other + first.length : second.other]
    both = 0 < len(here) <= _LONGEST_GAP and 0 < len(there) <= _LONGEST_GAP
    if not both or second.other < first.other:
        return None
    return Substitution(one[second.one - len(here) - 1], tuple(here), tuple(there))


def _runs(one: Sequence[str], other: Sequence[str]) -> list[Run]:
    """The runs in the order of the one text, none overlapping another there."""
    here, there = _once(tuple(one)), _once(tuple(other))
    runs: list[Run] = []
    at = behind = 0
    while at + _ANCHOR <= len(one):
        anchor = (one[at], one[at + 1], one[at + 2])
        place = there.get(anchor, -1)
        if place < 0 or here[anchor] < 0:
            at += 1
            continue
        runs.append(_extended(one, other, at, place, behind))
        at = behind = runs[-1].one + runs[-1].length
    return runs


def _extended(one: Sequence[str], other: Sequence[str], at: int, place: int, behind: int) -> Run:
    """The longest run through an anchor that does not reach into what is taken in the one text."""
    end = _ANCHOR + _same(one[at + _ANCHOR :], other[place + _ANCHOR :])
    start = _same(one[behind:at][::-1], other[:place][::-1])
    return Run(at - start, place - start, start + end)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words on end are the same, from the first."""
    differ = map(operator.ne, one, other)  # no loop of our own: most of two copies is the same
    return next(itertools.compress(itertools.count(), differ), min(len(one), len(other)))


@lru_cache(maxsize=8)  # a text is laid over several others
def _once(words: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """The triples of words with their place; -1 for those that stand there several times."""
    triples = list(zip(words, words[1:], words[2:], strict=False))
    found: dict[tuple[str, ...], int] = dict(zip(triples, itertools.count(), strict=False))
    if len(found) < len(triples):
        found |= {triple: -1 for triple, count in Counter(triples).items() if count > 1}
    return found
