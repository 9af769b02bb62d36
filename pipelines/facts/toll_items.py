"""A text cut into sentences, and each sentence that tells of harm into items: numbers, words with a meaning, marks."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipelines import numbers
from pipelines.arabic import Token, columns
from pipelines.facts import toll_roles as role
from pipelines.facts.toll_roles import Role
from pipelines.facts.toll_words import Spelled, TollWords, Word
from pipelines.facts.wording import Wording
from pipelines.matching import Spot
from pipelines.remembered import Noticed, Question, Remembered

# Where a sentence ends, seen between two words; the point of 3.5 and of the initials د.ب.أ stands between no blanks.
_END = re.compile(r"[\n.!?؟…۔](?:(?<=\n)|[.!?؟…۔]*[\"'”»)\]]*\s|(?<=\.)\.+)")
_MARK = re.compile(r"[,،؛;:()\[\]–—]|(?<=\s)-|-(?=\s)")

# مدنيَّين is two; unmarked, the same letters may be a plural.
_DUAL = re.compile("\u064e\u0651?ي\u0652?ن")

# A number that lost the blank before or behind it; with proclitics alone (و200, ال27) it is whole.
_GLUED = re.compile(r"[\u0621-\u064a]{2}\d|\d[\u0621-\u064a]{3}")
_GLUED_WORD = re.compile(r"(?![وف]?(?:[بكل]?ا?ل|لل|[بل])\d)([^\W\d_]{2,})(\d+)")
_GLUED_NUMBER = re.compile(r"(\d+)([^\W\d_]{3,})")
_MAY_BE_GLUED = Question(lambda word: _GLUED_WORD.fullmatch(word) or _GLUED_NUMBER.fullmatch(word))

_LAST, _OWNED = "اخر", ("ه", "ها", "هم")  # folded; "آخر معاقله"
_DASHES = "-–"

_COUNTED = (role.PEOPLE, role.VICTIM)
# Words. Longer sentences have no marks, as transcripts: they are read in pieces.
_LONGEST = 200


@dataclass(slots=True, eq=False)
class Item:
    """A number, a term or any other word of a sentence. No tuple: each of its fields is read more than once, and those
    of a tuple take twice as long to read."""

    first: int  # index of its first word in the text
    behind: int
    words: tuple[Word, ...] = ()
    roles: frozenset[Role] = frozenset()
    value: int | None = None  # of a number
    mark: str = ""  # what stands between it and the item before: a comma and the like
    folded: str = ""  # the word, where it is no number
    joined: bool = False  # "و" stands before it
    definite: bool = False
    prefixed: bool = False  # ب, ل or ك stands before it

    def word(self, does: Role) -> Word | None:
        """Its meaning in a role."""
        for word in self.words:
            if word.role is does:
                return word
        return None

    def person(self) -> Word | None:
        """The people that it names without a number: "عنصرا" is one then, as behind eleven it is many."""
        several: Word | None = None
        for word in self.words:
            if word.role is role.PEOPLE:
                if word.number:
                    return word
                several = several or word
        return several


def is_last(items: Sequence[Item], at: int) -> bool:
    """ "فقد آخر معاقله": the last of something, and no other person."""
    following = items[at + 1] if at + 1 < len(items) else None
    if items[at].folded != _LAST or following is None or following.mark:
        return False
    return not following.roles and following.folded.endswith(_OWNED)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that tells of harm."""

    index: int  # among the sentences of its text, 0 the first
    tokens: Sequence[Token]  # of the text
    items: list[Item]

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets in the text."""
        return self.tokens[self.items[0].first].start, self.tokens[self.items[-1].behind - 1].end


class _Seen(NamedTuple):
    """A text with what was found in it."""

    text: str
    tokens: Sequence[Token]
    words: Sequence[str]  # the same, folded, without their offsets
    starts: Sequence[int]  # their offsets alone
    spots: Sequence[Spot[Spelled] | None]  # what begins at each word
    numeric: frozenset[int]  # words with which a number may begin
    plain: dict[str, Spelled]


def sentences(wording: Wording, words: TollWords) -> Iterator[Sentence]:
    """The sentences of a text that tell of harm."""
    text, tokens, folded = wording.text, wording.tokens, wording.words
    starts, noticed = wording.starts, wording.noticed
    if noticed.where(_MAY_BE_GLUED) and _GLUED.search(text):
        tokens, folded, starts = columns([part for token in tokens for part in _parts(token, text)])
        noticed = Noticed(folded)
    spots = words.matcher.spot(folded)
    telling = [spot.first for spot in spots if spot[0][0].tells]
    if not telling:
        return
    begun: list[Spot[Spelled] | None] = [None] * len(tokens)
    for spot in spots:
        begun[spot.first] = spot
    seen = _Seen(text, tokens, folded, starts, begun, frozenset(numbers.begins(noticed)), words.plain)
    for index, (first, behind) in enumerate(_bounds(text, starts)):
        if bisect_left(telling, first) < bisect_left(telling, behind):
            yield Sentence(index, tokens, _items(seen, first, behind))


def _parts(token: Token, text: str) -> Iterator[Token]:
    """A word, parted if it lost the blank beside a number: "مقتل12", "5قتلى"."""
    match = _MAY_BE_GLUED[token.folded]
    if not match or token.end - token.start != len(token.folded) or not text[token.start : token.end].isalnum():
        yield token
        return
    middle = token.start + match.end(1)
    yield Token(match[1], token.start, middle)
    yield Token(match[2], middle, token.end)


def _bounds(text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first word of each sentence and the one behind its last."""
    first = 0
    for end in (*(bisect_left(starts, match.end()) for match in _END.finditer(text)), len(starts)):
        while end - first > _LONGEST:
            yield first, first + _LONGEST
            first += _LONGEST
        if first < end:
            yield first, end
            first = end


def _items(seen: _Seen, first: int, behind: int) -> list[Item]:
    text, tokens, words, starts, spots, numeric, plain = seen
    items: list[Item] = []
    index, before = first, starts[first]
    while index < behind:
        folded, start, spot = words[index], starts[index], spots[index]
        mark = "" if start - before == 1 and text[before] == " " else _mark(text, before, start)
        number = numbers.read(text, tokens, index) if index in numeric else None
        if spot and not (number and number.behind > spot.behind):
            item = _term(text, tokens[index], spot, mark)
        elif number:
            item = _number(folded, index, number, mark)
        elif folded in plain:
            spelled = plain[folded]
            item = Item(index, index + 1, spelled.words, spelled.roles, None, mark, folded)
        else:
            item = Item(index, index + 1, (), _NO_ROLES, None, mark, folded, folded[0] == "و")
        items.append(item)
        index = item.behind
        before = tokens[index - 1][2]
    return items


_NO_ROLES: frozenset[Role] = frozenset()


def _mark(text: str, before: int, start: int) -> str:
    """What parts a word from the one before it: a comma and the like."""
    if start - before > 1:
        match = _MARK.search(text, before, start)
        return match.group() if match else ""
    return "-" if start > before and text[before] in _DASHES else ""


def _number(folded: str, index: int, number: numbers.Number, mark: str) -> Item:
    joined = folded.startswith("و") and folded != "واحد" and folded != "واحده"
    return Item(index, number.behind, (), _NO_ROLES, number.value, mark, "", joined, number.definite)


def _term(text: str, token: Token, spot: Spot[Spelled], mark: str) -> Item:
    (spelled,), first, behind, bare = spot
    words, folded = spelled.words, token.folded
    if folded.endswith("ين") and _DUAL.search(text, token.start, token.end):
        words = tuple(replace(word, number=2) if word.role in _COUNTED else word for word in words)
    before = folded[: len(folded) - len(bare)]
    joined, definite, prefixed = _BEFORE[f"{before}ال" if bare.startswith("ال") else before]
    joined = joined or words[0].joined
    return Item(first, behind, words, spelled.roles, None, mark, folded, joined, definite, prefixed)


def _said_before(letters: str) -> tuple[bool, bool, bool]:
    """What the letters in front of a term say: that it is joined, definite, behind a preposition."""
    joined = letters.startswith(("و", "ف"))
    return joined, letters.endswith(("ال", "لل")), bool(letters[joined:].removesuffix("ال"))


_BEFORE = Remembered(_said_before)
