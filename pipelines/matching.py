"""Finding the terms of a lexicon in a text: whole words, folded, proclitics understood, the longest term first.

A term is a row of words. A word that the lexicon writes with ال is found with ال alone, one that it writes without is
found with and without; so an editor decides with the spelling whether "باب" may stand for "الباب". Proclitics
(و ف ب ل ك س, and لل for ل + ال) are looked through before the first word only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipelines import arabic
from pipelines.arabic import Token

_ARTICLE = "ال"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A term found: what it means, and where. `meanings` has several items where the lexicon gives several."""

    meanings: tuple[T, ...]
    start: int  # offsets into the text
    end: int


class _Node(Generic[T]):
    """The terms that begin with the same words: what they mean if they end here, and the words that may follow."""

    __slots__ = ("following", "meanings")

    def __init__(self) -> None:
        self.meanings: tuple[T, ...] = ()
        self.following: dict[str, _Node[T]] = {}


class Matcher(Generic[T]):
    """Terms arranged by their words for lookup. Cheap to build, picklable, not changed once built."""

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        """`terms` are spellings with what they mean; the same spelling may come with several meanings."""
        self._root: _Node[T] = _Node()
        for spelling, meaning in terms:
            node = self._root
            for word in arabic.words(spelling):
                node = node.following.setdefault(word, _Node())
            if meaning not in node.meanings:
                node.meanings += (meaning,)

    def find(self, tokens: Sequence[Token]) -> list[Match[T]]:
        """The terms in a text, in their order, none overlapping another."""
        found: list[Match[T]] = []
        index = 0
        while index < len(tokens):
            end, meanings = self._at(tokens, index)
            if meanings:
                found.append(Match(meanings, tokens[index].start, tokens[end - 1].end))
            index = max(end, index + 1)
        return found

    def _at(self, tokens: Sequence[Token], index: int) -> tuple[int, tuple[T, ...]]:
        """The longest term that begins at a token; of equally long ones, the one that takes off the fewest letters."""
        best: tuple[int, tuple[T, ...]] = (index, ())
        for form in arabic.stems(tokens[index].folded):
            node = self._root.following.get(form)
            if node:
                found = _longest(node, tokens, index + 1)
                best = max(best, found, key=_end) if found[1] else best
        return best


def _longest(node: _Node[T], tokens: Sequence[Token], index: int) -> tuple[int, tuple[T, ...]]:
    """Where the longest term below a node ends, and what it means. Words that a term writes without ال may have it."""
    best = (index, node.meanings)
    if not node.following or index == len(tokens):
        return best
    word = tokens[index].folded
    for form in (word, word[2:]) if word.startswith(_ARTICLE) else (word,):
        deeper = node.following.get(form)
        if deeper:
            found = _longest(deeper, tokens, index + 1)
            best = max(best, found, key=_end) if found[1] else best
    return best


def _end(found: tuple[int, tuple[T, ...]]) -> int:
    return found[0] if found[1] else -1
