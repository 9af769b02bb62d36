"""Do two texts that are no copies tell of the same event? Their words, their times, and the places they name decide.

Reports of one event come within a day or two and share names, figures and what happened. Reports of a war share most
of that with those of other days: so the time between them counts first, and where it is not known, or the places
differ, the words have to agree much more. A sentence encoder was tried and added nothing (docs/copies.md).
"""

import math
from datetime import datetime
from typing import NamedTuple

from pipelines.relating.outline import Outline, likeness

_DAY = 86_400  # seconds
_AT_ONCE = 0.5  # days between two reports of one event that were written without knowing of each other
_SOON = 2.0  # days between two reports of one event, as a rule
_LATE = 3.5  # days, for those that come late; later is another event or what came of this one

# How alike the words have to be, as a cosine.
LEAST_ALIKE = _ALIKE_AT_ONCE = 0.2  # below it nothing helps
_ALIKE_SOON = 0.24
_ALIKE_LATE = 0.47
_ALIKE_UNDATED = 0.44
_SAME_PLACE = 0.1  # taken off where both name a town or a site, and a common one, though no times are known
_OTHER_PLACE = 0.15  # put on where both name towns, and none is common
_OTHER_TOWN = 0.1  # the same, where the towns lie in one governorate: one may have told it more exactly
_OTHER_DAY = 0.15  # put on where no times are known and both name days of the week, and none is common


class Told(NamedTuple):
    """Whether two texts tell of the same event."""

    same: bool
    likeness: float  # cosine of their words
    reason: str
    needed: float = math.inf  # how alike they would have to be; infinite where nothing helps


def same_event(one: Outline, at: datetime | None, other: Outline, other_at: datetime | None) -> Told:
    """Whether two articles tell of one event; `at` is when each was published."""
    days = _days_between(at, other_at)
    alike = likeness(one, other)
    if days is not None and days > _LATE:
        return Told(same=False, likeness=alike, reason=f"{days:.1f} days lie between them")
    if alike < _ALIKE_AT_ONCE:
        return Told(same=False, likeness=alike, reason=f"their words agree to {alike:.2f} only", needed=_ALIKE_AT_ONCE)
    needed, why = _needed(days, one, other)
    told = f"their words agree to {alike:.2f}, where {needed:.2f} is needed: {why}"
    return Told(alike >= needed, alike, told, needed)


def _days_between(one: datetime | None, other: datetime | None) -> float | None:
    return abs((one - other).total_seconds()) / _DAY if one and other else None


def _needed(days: float | None, here: Outline, there: Outline) -> tuple[float, str]:
    """How alike the words have to be, and why so much."""
    if days is None:
        needed, why = _ALIKE_UNDATED, ["no times are known"]
        if here.places & there.places:
            needed, why = needed - _SAME_PLACE, [*why, "a common place"]
        if here.days and there.days and not here.days & there.days:
            needed, why = needed + _OTHER_DAY, [*why, "other weekdays"]
    else:
        needed = _ALIKE_AT_ONCE if days <= _AT_ONCE else _ALIKE_SOON if days <= _SOON else _ALIKE_LATE
        why = [f"{days:.1f} days lie between them"]
    if here.places and there.places and not here.places & there.places:
        near = here.regions & there.regions
        needed, why = needed + (_OTHER_TOWN if near else _OTHER_PLACE), [*why, "other places"]
    return needed, ", ".join(why)
