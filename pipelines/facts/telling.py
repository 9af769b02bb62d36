"""A title or body as the extractors of facts read it: its words, where its sentences end, and the names in it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines import arabic
from pipelines.arabic import Token
from pipelines.facts.fact import Span
from pipelines.facts.names import Name, Names, Nation
from pipelines.matching import Spot
from pipelines.parties import Party
from pipelines.passages import DATELINE
from pipelines.remembered import Noticed, Remembered
from pipelines.text import BODY, SENTENCE_END, TITLE, Text, words_of

# The constructor of a named tuple takes half of the time of making one.
_NEW = tuple.__new__

_QUOTES = frozenset('"«»“”„()[]')

_DOT_WITHIN = re.compile(
    rf"(?<=[^\W\d])[{arabic.MARKS}]*\.[.{arabic.MARKS}]*(?=[^\W\d])"
)  # of a word that is parted against filters

# What may stand between two words of one phrase: blanks, quotation marks, brackets.
_LOOSE = frozenset(" \t\u00a0\"'«»“”„‘’()[]ـ")


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A title or a body, read once for places and actors."""

    where: str  # title or body
    text: str
    tokens: Sequence[Token]
    words: list[str]  # folded
    noticed: Noticed  # which of them readers have questions about
    sentences: list[int]  # for each token, the number of its sentence
    spots: list[Spot[Name]]
    dateline: int  # offset behind "بيروت – رويترز:"; 0: there is none

    def joined(self, index: int) -> bool:
        """Whether nothing but blanks, quotation marks and brackets stands between a word and the one before it."""
        if index == 0:
            return False
        between = self.text[self.tokens[index - 1].end : self.tokens[index].start]
        return between == " " or _LOOSE.issuperset(between)

    def between(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]


def telling(title: str, body: str, names: Names) -> tuple[Telling, Telling]:
    """The title and the body of an article, read. The last few are remembered: several extractors ask for the same."""
    return _told("title", title, names), _told("body", body, names)


def tellings(text: Text, names: Names) -> tuple[Telling, Telling]:
    """The same of an article whose words are found already."""
    numbers: list[int] = []
    for number, sentence in enumerate(text.sentences[1:]):
        numbers += [number] * len(sentence.tokens)
    title, in_title = text.title_tokens, _sentences(text.title, text.title_tokens)
    return (
        _read(TITLE, text.title, title, text.title_words, text.title_noticed, in_title, names),
        _read(BODY, text.body, text.body_tokens, text.body_words, text.body_noticed, numbers, names),
    )


@lru_cache(maxsize=8)
def _told(where: str, text: str, names: Names) -> Telling:
    tokens, words, _ = words_of(text)
    return _read(where, text, tokens, words, Noticed(words), _sentences(text, tokens), names)


def _read(
    where: str,
    text: str,
    tokens: Sequence[Token],
    words: list[str],
    noticed: Noticed,
    sentences: list[int],
    names: Names,
) -> Telling:
    return Telling(where, text, tokens, words, noticed, sentences, names.matcher.spot(words), _dateline(where, text))


def _dateline(where: str, text: str) -> int:
    found = DATELINE.match(text) if where == "body" else None
    return found.end() if found else 0


def _sentences(text: str, tokens: Sequence[Token]) -> list[int]:
    starts = [token[1] for token in tokens]
    numbers: list[int] = []
    for number, end in enumerate([*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]):
        numbers += [number] * (bisect_left(starts, end) - len(numbers))
    return numbers


def is_adjective(telling: Telling, index: int) -> bool:
    """Whether a word is the adjective of a country, by itself or at the end of what a country has."""
    ends = (meaning for spot in telling.spots if spot.behind == index + 1 for meaning in spot.meanings)
    return any(isinstance(meaning, Nation) or (isinstance(meaning, Party) and meaning.deed) for meaning in ends)


def written(telling: Telling, first: int, behind: int, bare: str) -> tuple[str, Span]:
    """A row of words as written without the proclitics of the first, and where it stands.

    `bare` is the first word without proclitics, folded. The article stays, and للتنف gives التنف.
    """
    folded, start = telling.words[first], telling.tokens[first].start
    prefix = len(folded) - len(bare)
    lost_alef = False
    if not folded.endswith(bare):  # لل for ل + ال: its second ل belongs to the name
        lost_alef = folded[prefix : prefix + 2] == "لل"
        prefix += 1
    elif folded[:prefix].endswith("ال"):
        prefix -= 2
    elif folded[:prefix].endswith("لل"):  # not in للواء, whose own letter it is
        lost_alef = True
        prefix -= 1
    if prefix > 0:
        start = _behind_letters(telling.text, start, prefix)
    end = telling.tokens[behind - 1].end
    name = telling.text[start:end]
    if behind - first > 1 and not _QUOTES.isdisjoint(name):
        name = "".join(char for char in name if char not in _QUOTES).strip()
    if "_" in name:  # a hashtag
        name = name.replace("_", " ")
    if "." in name:
        name = _DOT_WITHIN.sub("", name)
    return ("ا" if lost_alef else "") + name, _NEW(Span, (telling.where, start, end))


_LETTERS = Remembered(lambda char: len(arabic.fold(char)))  # that a character folds to


def _behind_letters(text: str, start: int, letters: int) -> int:
    """The offset behind so many folded letters, and behind their marks."""
    while letters > 0 or not _LETTERS[text[start]]:
        letters -= _LETTERS[text[start]]
        start += 1
    return start
