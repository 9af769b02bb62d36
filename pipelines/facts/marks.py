"""What a sentence holds that matters for events, in the order of its words: deeds, weapons, parties, places, figures,
days, what was hit, and the words that say how all this belongs together."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache

from pipelines import arabic
from pipelines.event_words import MEANS, PARTY, TARGET, EventWords
from pipelines.facts.fact import Actor, Day, Facts, Figure, Place
from pipelines.lexicon import HINT, Role, Term
from pipelines.matching import Match
from pipelines.passages import Passage
from pipelines.text import BODY, TITLE, Sentence

_ACTION = frozenset((Role.STRONG, Role.WEAK))
_MOST_MEANINGS = 4096  # remembered; the lexicon has some hundred

Fact = Place | Actor | Figure | Day
_Told = tuple["Sort", tuple[str, ...], tuple[str, ...], bool]  # of a term: events, weapons, whether beyond doubt


class Sort(IntEnum):  # whose hash is the interpreter's own
    """What a mark is."""

    DEED = auto()  # a word of an event: it names one
    MEANS = auto()  # a weapon, or a word of an event that only names a weapon
    PARTY = auto()
    PLACE = auto()
    FIGURE = auto()
    DAY = auto()
    TARGET = auto()
    SIGN = auto()


# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_PARTY, _PLACE, _FIGURE, _DAY = Sort.PARTY, Sort.PLACE, Sort.FIGURE, Sort.DAY
_TARGET, _DEED, _MEANS, _SIGN = Sort.TARGET, Sort.DEED, Sort.MEANS, Sort.SIGN
_WEAPON, _STRONG = Role.WEAPON, Role.STRONG
_TELLING = _ACTION | {_WEAPON}


_RANKS = {_PARTY: 0, _PLACE: 1, _FIGURE: 2, _DAY: 3}  # of facts that stand on the same words
_SORTS = {PARTY: _PARTY, MEANS: _MEANS, TARGET: _TARGET}  # of signs that name something


@dataclass(slots=True, eq=False)
class Mark:
    """A word or phrase of a sentence, and what it is there for. No tuple: its fields are read far more often than one
    is made, and those of a tuple take twice as long to read."""

    sort: Sort
    first: int  # index of its first word in the sentence
    behind: int
    ids: tuple[str, ...] = ()  # kinds of event, weapons, the party, the target, or the kind of sign
    weapons: tuple[str, ...] = ()
    is_verb: bool = False
    is_noun: bool = False  # a form may be both: قصف
    strong: bool = False
    adjective: bool = False  # a nation's: the party is meant by its adjective
    fact: Place | Figure | Day | None = None


def marks(passage: Passage, facts: "Found", words: EventWords) -> list[Mark]:
    """The marks of a passage, in their order. Of those that begin together what was hit comes first (قاعدة التحالف: the
    base, then whose it is), then the longer one."""
    sentence = passage.sentence
    telling = {match.start: match for match, term in passage.terms if term.role in _TELLING}
    terms = [(match, told) for match in telling.values() if (told := _told_by(match.meanings))]
    within = facts.within(sentence)
    if not terms and not any(sort is _FIGURE for sort, _ in within):
        return []  # nothing here tells of an event
    found = [_of_term(match, told, sentence, words) for match, told in terms]
    listed = [_of_fact(sort, fact, sentence) for sort, fact in within]
    taken = {word for mark in listed if mark.sort is _PARTY for word in range(mark.first, mark.behind)}
    signs = list(_signs(sentence, words, taken))
    # "A military point" is what was hit, and no deployment.
    targets = {mark.first for mark in signs if mark.sort is _TARGET}
    if targets:
        found = [mark for mark in found if mark.sort is not _DEED or mark.strong or mark.first not in targets]
    return sorted((*found, *listed, *signs), key=_order)


def _order(mark: Mark) -> tuple[int, bool, int]:
    return mark.first, mark.sort is not _TARGET, -mark.behind


class Found:
    """What was found in an article before its events, by where it stands."""

    def __init__(self, facts: Facts) -> None:
        told: list[tuple[Sort, Fact]] = [(_PARTY, actor) for actor in facts.actors]
        told += [(_PLACE, place) for place in facts.places]
        told += [(_FIGURE, figure) for figure in facts.figures]
        told += [(_DAY, day) for day in facts.days]
        told.sort(key=_start)
        title = [one for one in told if one[1].span.where == TITLE]
        self._told = {TITLE: title, BODY: [one for one in told if one[1].span.where != TITLE]}
        self._starts = {where: list(map(_start, listed)) for where, listed in self._told.items()}

    def within(self, sentence: Sentence) -> list[tuple[Sort, Fact]]:
        """What begins in a sentence: parties, places, figures and days."""
        starts = self._starts[sentence.where]
        first = bisect_left(starts, sentence.start)
        behind = bisect_left(starts, sentence.end, first)
        return sorted(self._told[sentence.where][first:behind], key=_rank) if behind > first else []


def _start(told: tuple[Sort, Fact]) -> int:
    return told[1].span.start


def _rank(told: tuple[Sort, Fact]) -> int:
    return _RANKS[told[0]]


def _of_fact(sort: Sort, fact: Fact, sentence: Sentence) -> Mark:
    begin, starts, span = sentence.first, sentence.starts, fact.span
    end = begin + len(sentence.tokens)
    first = max(bisect_right(starts, span.start, begin, end) - 1 - begin, 0)
    behind = max(bisect_left(starts, span.end, begin + first, end) - begin, first + 1)
    if isinstance(fact, Actor):
        return Mark(sort, first, behind, (fact.id,))
    return Mark(sort, first, behind, fact=fact)


def _of_term(match: Match[Term], told: _Told, sentence: Sentence, words: EventWords) -> Mark:
    """The mark of a term that names an event or a weapon."""
    sort, deeds, weapons, strong = told
    first = match.first - sentence.first
    behind = min(match.behind - sentence.first, len(sentence.words))  # a term may reach over a sentence's end
    is_verb, is_noun = _part_of_speech(sentence.words[first], words.verbs, behind - first == 1)
    return Mark(sort, first, behind, deeds, weapons, is_verb, is_noun, strong)


@lru_cache(maxsize=_MOST_MEANINGS)
def _told_by(meanings: tuple[Term, ...]) -> _Told | None:
    """What a term names by what it means; None, as for most: neither events nor weapons."""
    deeds = [term for term in meanings if term.role in _ACTION and not term.id.startswith(HINT)]
    weapons = tuple(term.id for term in meanings if term.role is _WEAPON)
    if not deeds and not weapons:
        return None
    strong = any(term.role is _STRONG for term in deeds)
    means_only = not strong and (bool(weapons) or all(term.id.startswith("strike.") for term in deeds))
    return _MEANS if means_only else _DEED, tuple(term.id for term in deeds), weapons, strong


@lru_cache(maxsize=_MOST_MEANINGS)
def _part_of_speech(word: str, verbs: frozenset[str], alone: bool) -> tuple[bool, bool]:
    """Whether a word of deed may be a verb, and whether it may be a noun. A phrase with such a word is a noun's."""
    forms = arabic.stems(word)
    is_both = not _BOTH.isdisjoint(forms)
    is_verb = not verbs.isdisjoint(forms) and not (is_both and (not alone or _ARTICLE.match(word)))
    return is_verb, is_both or not is_verb


# Unvocalised, "he shelled" and "shelling" are one word; with ال it is the noun.
_BOTH = frozenset(arabic.words("قصف ضرب خطف"))
_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)")


def _signs(sentence: Sentence, words: EventWords, taken: set[int]) -> Iterator[Mark]:
    for meanings, first, behind, _ in words.signs.spot(sentence.words):
        sign = meanings[0]
        sort = _SORTS.get(sign.kind)
        if sort is None:
            yield Mark(_SIGN, first, behind, (sign.kind,), (), sign.is_verb)
        elif sort is not _PARTY or first not in taken:
            yield Mark(sort, first, behind, (sign.id,), adjective=sort is _PARTY)
