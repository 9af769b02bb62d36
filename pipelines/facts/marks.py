"""What a sentence holds that matters for events, in the order of its words: deeds, weapons, parties, places, figures,
days, what was hit, and the words that say how all this belongs together."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from pipelines import arabic
from pipelines.event_words import MEANS, PARTY, TARGET, EventWords
from pipelines.facts.fact import Actor, Day, Facts, Figure, Place, Span
from pipelines.lexicon import Role, Term
from pipelines.matching import Match
from pipelines.passages import Passage
from pipelines.text import Sentence

_ACTION = (Role.STRONG, Role.WEAK)
_MOST_MEANINGS = 4096  # remembered; the lexicon has some hundred

F = TypeVar("F", Place, Actor, Figure, Day)


class Sort(Enum):
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


_SORTS = {PARTY: _PARTY, MEANS: _MEANS, TARGET: _TARGET}  # of signs that name something


class Mark(NamedTuple):
    """A word or phrase of a sentence, and what it is there for."""

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
    starts = [token[1] for token in sentence.tokens]
    found = [mark for match in passage.found if (mark := _of_term(match, sentence, starts, words))]
    figures = facts.figures.within(sentence)
    if not found and not figures:
        return []  # nothing here tells of an event
    taken: set[int] = set()
    for actor in facts.actors.within(sentence):
        first, behind = _words(actor.span, starts)
        taken.update(range(first, behind))
        found.append(Mark(_PARTY, first, behind, (actor.id,)))
    places, days = facts.places.within(sentence), facts.days.within(sentence)
    found += [Mark(_PLACE, *_words(place.span, starts), fact=place) for place in places]
    found += [Mark(_FIGURE, *_words(figure.span, starts), fact=figure) for figure in figures]
    found += [Mark(_DAY, *_words(day.span, starts), fact=day) for day in days]
    found += _signs(sentence, words, taken)
    # "A military point" is what was hit, and no deployment.
    targets = {mark.first for mark in found if mark.sort is _TARGET}
    found = [mark for mark in found if mark.sort is not _DEED or mark.strong or mark.first not in targets]
    return sorted(found, key=_order)


def _order(mark: Mark) -> tuple[int, bool, int]:
    return mark[1], mark[0] is not _TARGET, -mark[2]


class _Spans(Generic[F]):
    """Facts of one kind, by where they stand."""

    def __init__(self, facts: Iterable[F]) -> None:
        self._by_text: dict[str, list[F]] = {}
        for fact in facts:
            self._by_text.setdefault(fact.span.where, []).append(fact)
        for listed in self._by_text.values():
            listed.sort(key=lambda fact: fact.span.start)
        self._starts = {where: [one.span.start for one in listed] for where, listed in self._by_text.items()}

    def within(self, sentence: Sentence) -> list[F]:
        """Those that begin in a sentence."""
        starts = self._starts.get(sentence.where, [])
        first, behind = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        return self._by_text[sentence.where][first:behind] if behind > first else []


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in an article before its events, arranged by sentence."""

    places: _Spans[Place]
    actors: _Spans[Actor]
    figures: _Spans[Figure]
    days: _Spans[Day]


def found(facts: Facts) -> Found:
    """Arrange what was found in an article."""
    return Found(_Spans(facts.places), _Spans(facts.actors), _Spans(facts.figures), _Spans(facts.days))


def _words(span: Span, starts: list[int]) -> tuple[int, int]:
    """The first word of a span in its sentence, and the one behind its last."""
    first = max(bisect_right(starts, span.start) - 1, 0)
    return first, max(bisect_left(starts, span.end), first + 1)


def _of_term(match: Match[Term], sentence: Sentence, starts: list[int], words: EventWords) -> Mark | None:
    """The mark of a term that names an event or a weapon; None for other terms."""
    told = _told_by(match.meanings)
    if told is None:
        return None  # as most
    sort, deeds, weapons, strong = told
    first, behind = bisect_left(starts, match.start), bisect_left(starts, match.end)
    is_verb, is_noun = _part_of_speech(sentence.words[first], words, alone=behind - first == 1)
    return Mark(sort, first, behind, deeds, weapons, is_verb, is_noun, strong)


@lru_cache(maxsize=_MOST_MEANINGS)
def _told_by(meanings: tuple[Term, ...]) -> tuple[Sort, tuple[str, ...], tuple[str, ...], bool] | None:
    """What a term names by what it means: events, weapons, and whether an event beyond doubt; None: neither."""
    deeds = [term for term in meanings if term.role in _ACTION]
    weapons = tuple(term.id for term in meanings if term.role is _WEAPON)
    if not deeds and not weapons:
        return None
    strong = any(term.role is _STRONG for term in deeds)
    means_only = not strong and (bool(weapons) or all(term.id.startswith("strike.") for term in deeds))
    return _MEANS if means_only else _DEED, tuple(term.id for term in deeds), weapons, strong


def _part_of_speech(word: str, words: EventWords, *, alone: bool) -> tuple[bool, bool]:
    """Whether a word of deed may be a verb, and whether it may be a noun. A phrase with such a word is a noun's."""
    forms = arabic.stems(word)
    is_both = not _BOTH.isdisjoint(forms)
    is_verb = not words.verbs.isdisjoint(forms) and not (is_both and (not alone or _ARTICLE.match(word)))
    return is_verb, is_both or not is_verb


# Unvocalised, "he shelled" and "shelling" are one word; with ال it is the noun.
_BOTH = frozenset(arabic.words("قصف ضرب خطف"))
_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)")


def _signs(sentence: Sentence, words: EventWords, taken: set[int]) -> Iterator[Mark]:
    for spot in words.signs.spot(sentence.words):
        sign = spot.meanings[0]
        sort = _SORTS.get(sign.kind)
        if sort is None:
            yield Mark(_SIGN, spot.first, spot.behind, (sign.kind,), is_verb=sign.is_verb)
        elif sort is not _PARTY or spot.first not in taken:
            yield Mark(sort, spot.first, spot.behind, (sign.id,), adjective=sort is _PARTY)
