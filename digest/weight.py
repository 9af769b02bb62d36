"""How important an event is to somebody who reads ten lines: a sum, each part of it told in docs/digest.md.

Logarithms, since the tenth death or witness says less than the second. The weights were set by looking at days of
sample news, not fitted: there is no list of right orders to fit them on.
"""

from collections.abc import Mapping
from math import log2

from digest.happenings import Happening

_KILLED, _WOUNDED, _WITNESSES, _SURENESS = 2.0, 1.0, 1.5, 1.0
_NEW = 1.0  # readers have not been told of it
_UNUSUAL = 1.25  # in a governorate where nothing happens on most days
_NOT_A_DEED = 1.5  # less for what announces or ends deeds
_QUIET = frozenset({"buildup", "truce", "statement.threat", "statement.claim"})


def weight(happening: Happening, usual: Mapping[str, float]) -> float:
    """The greater the more important; `usual` is the daily median of events by governorate, missing where unknown."""
    killed = happening.killed.figure.top if happening.killed else 0
    wounded = happening.wounded.figure.top if happening.wounded else 0
    unusual = happening.admin1 in usual and usual[happening.admin1] < 1
    return (
        _KILLED * log2(1 + killed)
        + _WOUNDED * log2(1 + wounded)
        + _WITNESSES * log2(max(1, happening.group.independent))
        + _SURENESS * happening.group.score
        + _NEW * (not happening.group.follows)
        + _UNUSUAL * unusual
        - _NOT_A_DEED * (happening.main is None or happening.main.type in _QUIET)
    )
