"""Finding the terms of a lexicon in a text: whole words, folded, proclitics understood, the longest term first.

A term is a row of words. A word that the lexicon writes with ال is found with ال alone, one that it writes without is
found with and without; so an editor decides with the spelling whether "باب" may stand for "الباب". Proclitics
(و ف ب ل ك س, and لل for ل + ال) are looked through before the first word only.
"""

from collections.abc import Iterable, Sequence
from itertools import compress, count, repeat
from typing import Generic, NamedTuple, TypeVar

from pipelines import arabic
from pipelines.arabic import Token

_ARTICLE = "ال"
_SHORT_HEAD = 2  # letters
_PROCLITICS = "وفبل"

# So many words are remembered with the terms that they begin; the Arabic of a year of news has about as many.
_REMEMBERED = 200_000

# The constructor of a named tuple takes half of the time of finding a term.
_NEW = tuple.__new__

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A term found: what it means, and where. `meanings` has several items where the lexicon gives several."""

    meanings: tuple[T, ...]
    start: int  # offsets into the text
    end: int
    first: int  # index of its first word in the text
    behind: int  # index of the word behind it


class Spot(NamedTuple, Generic[T]):
    """A term found in a row of words: what it means, and which words it is."""

    meanings: tuple[T, ...]
    first: int  # index of its first word
    behind: int  # index of the word behind it
    bare: str  # its first word without proclitics, folded


_Spotted = tuple[tuple[T, ...], int, int, str]  # the same while it is looked for


class _Node(Generic[T]):
    """The terms that begin with the same words: what they mean if they end here, and the words that may follow."""

    __slots__ = ("following", "meanings")

    def __init__(self) -> None:
        self.meanings: tuple[T, ...] = ()
        self.following: dict[str, _Node[T]] = {}


# What a word begins. No named tuple: taking one apart takes four times as long, and a text's words begin hundreds.
_Start = tuple[
    tuple[T, ...],  # meanings of the term that it is by itself; empty: it is none
    str,  # that term, as the word without proclitics
    tuple[tuple[str, _Node[T]], ...],  # its forms that begin terms, the one that takes off the fewest letters first
    frozenset[str],  # words behind it that may make it a longer term
]


class _Starts(dict[str, _Start[T] | None], Generic[T]):
    """What each word begins, found when it is first met; None: nothing, as nearly all."""

    def __init__(self, root: _Node[T]) -> None:
        super().__init__()
        self._root = root

    def __missing__(self, word: str) -> _Start[T] | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = start = self._start(word)
        return start

    def __reduce__(self) -> tuple[type, tuple[_Node[T]]]:
        return _Starts, (self._root,)

    def _start(self, word: str) -> _Start[T] | None:
        begun = self._root.following
        nodes = tuple((form, begun[form]) for form in arabic.stems(word) if form in begun)
        if len(word) == _SHORT_HEAD + 1 and word[0] in _PROCLITICS and word[1:] in begun:
            # تل, سد and أم are too short to be told from a part of a word, but not before the rest of their name.
            nodes += ((word[1:], begun[word[1:]]),) if not begun[word[1:]].meanings else ()
        if not nodes:
            return None
        bare, node = next(((form, node) for form, node in nodes if node.meanings), nodes[0])
        following = frozenset(
            form for _, one in nodes for next_word in one.following for form in _with_article(next_word)
        )
        return node.meanings, bare, nodes, following


def _with_article(word: str) -> tuple[str, str]:
    return word, _ARTICLE + word


class Matcher(Generic[T]):
    """Terms arranged by their words for lookup. Cheap to build, picklable, not changed once built.

    Each word of a text costs one lookup, however many terms there are: for words met before it is remembered which
    terms they begin, and most begin none.
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        """`terms` are spellings with what they mean; the same spelling may come with several meanings."""
        root: _Node[T] = _Node()
        self._starts = _Starts(root)
        for spelling, meaning in terms:
            node = root
            for word in arabic.words(spelling):
                node = node.following.setdefault(word, _Node())
            if meaning not in node.meanings:
                node.meanings += (meaning,)

    def find(self, tokens: Sequence[Token], words: Sequence[str] | None = None) -> list[Match[T]]:
        """The terms in a text, in their order, none overlapping another. `words` are the folded words of its tokens,
        where somebody has them."""
        found = self._found([token[0] for token in tokens] if words is None else words)
        return [
            _NEW(Match, (meanings, tokens[first][1], tokens[behind - 1][2], first, behind))
            for meanings, first, behind, _ in found
        ]

    def spot(self, words: Sequence[str]) -> list[Spot[T]]:
        """The terms in a row of folded words, in their order, none overlapping another."""
        return list(map(_NEW, repeat(Spot), self._found(words)))

    def _found(self, words: Sequence[str]) -> list[_Spotted[T]]:
        found: list[_Spotted[T]] = []
        starts = list(map(self._starts.__getitem__, words))
        past, last = 0, len(words) - 1
        for index in compress(count(), starts):
            start = starts[index]
            if start is None or index < past:
                continue
            meanings, bare, nodes, following = start
            if following and index < last and words[index + 1] in following:
                spotted = _longest_of(nodes, words, index)
                if spotted:
                    found.append(spotted)
                    past = spotted[2]
            elif meanings:
                past = index + 1
                found.append((meanings, index, past, bare))
        return found


def _longest_of(nodes: Iterable[tuple[str, _Node[T]]], words: Sequence[str], index: int) -> _Spotted[T] | None:
    """The longest term that begins at a word; of equally long ones, the one that takes off the fewest letters."""
    best: _Spotted[T] | None = None
    for form, node in nodes:
        behind, meanings = _longest(node, words, index + 1)
        if meanings and (best is None or behind > best[2]):
            best = meanings, index, behind, form
    return best


def _longest(node: _Node[T], words: Sequence[str], index: int) -> tuple[int, tuple[T, ...]]:
    """Where the longest term below a node ends, and what it means. Words that a term writes without ال may have it."""
    following, behind, meanings = node.following, index, node.meanings
    if not following or index == len(words):
        return behind, meanings
    word = words[index]
    for form in (word, word[2:]) if word.startswith(_ARTICLE) else (word,):
        deeper = following.get(form)
        if deeper is not None:
            later, more = _longest(deeper, words, index + 1)
            if more and (later > behind or not meanings):
                behind, meanings = later, more
    return behind, meanings
