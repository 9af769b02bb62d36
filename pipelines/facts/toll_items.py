"""A text cut into sentences, and each sentence that tells of harm into items: numbers, words with a meaning, marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines import numbers
from pipelines.arabic import Token
from pipelines.facts.toll_words import Role, TollWords, Word
from pipelines.matching import Spot

# Where a sentence ends, seen between two words; the point of 3.5 and of the initials د.ب.أ stands between no blanks.
_END = re.compile(r"\n|[.!?؟…۔]+[\"'”»)\]]*\s|\.{2,}")
_MARK = re.compile(r"[,،؛;:()\[\]–—]|(?<=\s)-|-(?=\s)")

# مدنيَّين is two; unmarked, the same letters may be a plural.
_DUAL = re.compile("\u064e\u0651?ي\u0652?ن")

_COUNTED = (Role.PEOPLE, Role.VICTIM)
_TELLING = frozenset((Role.ACT, Role.VICTIM, Role.LOSSES, Role.UNHURT))


@dataclass(frozen=True, slots=True)
class Item:
    """A number, a term or any other word of a sentence."""

    first: int  # index of its first word in the text
    behind: int
    words: tuple[Word, ...] = ()
    roles: frozenset[Role] = frozenset()
    value: int | None = None  # of a number
    joined: bool = False  # "و" stands before it
    definite: bool = False
    prefixed: bool = False  # ب, ل or ك stands before it
    mark: str = ""  # what stands between it and the item before: a comma and the like
    folded: str = ""  # the word, where it is no term

    def word(self, role: Role) -> Word | None:
        """Its meaning in a role."""
        return next((word for word in self.words if word.role is role), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that tells of harm."""

    index: int  # among the sentences of its text, 0 the first
    items: tuple[Item, ...]


def sentences(text: str, tokens: Sequence[Token], words: TollWords) -> Iterator[Sentence]:
    """The sentences of a text that tell of harm; `tokens` are those of the text."""
    spots = words.matcher.spot([token.folded for token in tokens])
    telling = [spot.first for spot in spots if not _TELLING.isdisjoint(word.role for word in spot.meanings)]
    if not telling:
        return
    starts = [spot.first for spot in spots]
    for index, (first, behind) in enumerate(_bounds(text, tokens)):
        if any(first <= at < behind for at in telling):
            within = {at: spot for at, spot in zip(starts, spots, strict=True) if first <= at < behind}
            yield Sentence(index, tuple(_items(text, tokens, within, first, behind)))


def _bounds(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The first word of each sentence and the one behind its last."""
    first = 0
    for index in range(1, len(tokens)):
        before, after = tokens[index - 1].end, tokens[index].start
        if (after - before > 1 or text[before] == "\n") and _END.search(text, before, after):
            yield first, index
            first = index
    if tokens:
        yield first, len(tokens)


def _items(text: str, tokens: Sequence[Token], spots: dict[int, Spot[Word]], first: int, behind: int) -> Iterator[Item]:
    index = first
    while index < behind:
        mark = _mark(text, tokens, index) if index > first else ""
        spot = spots.get(index)
        number = numbers.read(text, tokens, index)
        if spot and not (number and number.behind > spot.behind):
            item = _term(text, tokens, spot, mark)
        elif number:
            item = _number(tokens[index].folded, index, number, mark)
        else:
            folded = tokens[index].folded
            item = Item(index, index + 1, joined=folded.startswith("و"), mark=mark, folded=folded)
        yield item
        index = item.behind


def _mark(text: str, tokens: Sequence[Token], index: int) -> str:
    before, after = tokens[index - 1].end, tokens[index].start
    if after - before == 1:
        return "-" if text[before] in "-–" else ""
    match = _MARK.search(text, before, after)
    return match.group() if match else ""


def _number(folded: str, index: int, number: numbers.Number, mark: str) -> Item:
    joined = folded.startswith("و") and folded != "واحد" and folded != "واحده"
    return Item(index, number.behind, value=number.value, joined=joined, definite=number.definite, mark=mark)


def _term(text: str, tokens: Sequence[Token], spot: Spot[Word], mark: str) -> Item:
    folded, meanings = tokens[spot.first].folded, spot.meanings
    if folded.endswith("ين") and _DUAL.search(text, tokens[spot.first].start, tokens[spot.first].end):
        meanings = tuple(replace(word, number=2) if word.role in _COUNTED else word for word in meanings)
    before = folded[: len(folded) - len(spot.bare)]
    if spot.bare.startswith("ال"):
        before += "ال"
    joined = before.startswith(("و", "ف"))
    return Item(
        spot.first,
        spot.behind,
        meanings,
        frozenset(word.role for word in meanings),
        joined=joined,
        definite=before.endswith(("ال", "لل")),
        prefixed=bool(before[joined:].removesuffix("ال")),
        mark=mark,
        folded=folded,
    )
