"""Do two texts that are no copies tell of the same event? Their words, their times, and the places they name decide.

Reports of one event come within a day or two and share names, figures and what happened. Reports of a war share most
of that with those of other days: so the time between them counts first, and where it is not known, or the places
differ, the words have to agree much more. A sentence encoder was tried and added nothing (docs/copies.md).
"""

import math
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from pipelines import arabic
from pipelines.date_words import WEEKDAY_NUMBERS
from pipelines.facts import names
from pipelines.facts.fact import Precision
from pipelines.facts.places import places_of
from pipelines.relating.likeness import cosine, profile

_DAY = 86_400  # seconds
_AT_ONCE = 2.0  # days between two reports of one event, as a rule
_LATE = 3.5  # days, for those that come late; later is another event or what came of this one

# How alike the words have to be, as a cosine.
_ALIKE_AT_ONCE = 0.25
_ALIKE_LATE = 0.5
_ALIKE_UNDATED = 0.45
_SAME_PLACE = 0.1  # taken off where both name a town or a site, and a common one, though no times are known
_OTHER_PLACE = 0.15  # put on where both name towns, and none is common
_OTHER_TOWN = 0.1  # the same, where the towns lie in one governorate: one may have told it more exactly
_OTHER_DAY = 0.15  # put on where no times are known and both name days of the week, and none is common

_LEAD_CHARACTERS = 400  # of the body; behind them stands what went before


class Told(NamedTuple):
    """Whether two texts tell of the same event."""

    same: bool
    likeness: float  # cosine of their words
    reason: str
    needed: float = math.inf  # how alike they would have to be; infinite where nothing helps


class _Lead(NamedTuple):
    """What the beginning of an article says of where and when."""

    places: frozenset[str]  # towns and sites: of the title, or else of the lead; a governorate says too little
    regions: frozenset[str]  # the governorates that they lie in
    days: frozenset[int]


def same_event(
    title: str, body: str, at: datetime | None, other_title: str, other_body: str, other_at: datetime | None
) -> Told:
    """Whether two texts tell of one event; `at` is when each was published."""
    alike = cosine(profile(title, body), profile(other_title, other_body))
    days = _days_between(at, other_at)
    if days is not None and days > _LATE:
        return Told(same=False, likeness=alike, reason=f"{days:.1f} days lie between them")
    if alike < _ALIKE_AT_ONCE:
        return Told(same=False, likeness=alike, reason=f"their words agree to {alike:.2f} only", needed=_ALIKE_AT_ONCE)
    needed, why = _needed(days, _lead(title, body), _lead(other_title, other_body))
    told = f"their words agree to {alike:.2f}, where {needed:.2f} is needed: {why}"
    return Told(alike >= needed, alike, told, needed)


def _days_between(one: datetime | None, other: datetime | None) -> float | None:
    return abs((one - other).total_seconds()) / _DAY if one and other else None


def _needed(days: float | None, here: _Lead, there: _Lead) -> tuple[float, str]:
    """How alike the words have to be, and why so much."""
    if days is None:
        needed, why = _ALIKE_UNDATED, ["no times are known"]
        if here.places & there.places:
            needed, why = needed - _SAME_PLACE, [*why, "a common place"]
        if here.days and there.days and not here.days & there.days:
            needed, why = needed + _OTHER_DAY, [*why, "other weekdays"]
    elif days <= _AT_ONCE:
        needed, why = _ALIKE_AT_ONCE, [f"{days:.1f} days lie between them"]
    else:
        needed, why = _ALIKE_LATE, [f"{days:.1f} days lie between them"]
    if here.places and there.places and not here.places & there.places:
        near = here.regions & there.regions
        needed, why = needed + (_OTHER_TOWN if near else _OTHER_PLACE), [*why, "other places"]
    return needed, ", ".join(why)


@lru_cache(maxsize=2048)  # a new article is compared with those of its days
def _lead(title: str, body: str) -> _Lead:
    opening = body[:_LEAD_CHARACTERS]
    named = [place for place in places_of(title, opening, names.default()) if place.precision <= Precision.AREA]
    chosen = [place for place in named if place.span.where == "title"] or named
    days = {
        WEEKDAY_NUMBERS[form]
        for word in arabic.words(f"{title}\n{opening}")
        for form in arabic.stems(word)
        if form in WEEKDAY_NUMBERS
    }
    return _Lead(
        frozenset(place.id or arabic.fold(place.name) for place in chosen),
        frozenset(place.admin1 or place.country for place in chosen),
        frozenset(days),
    )
