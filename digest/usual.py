"""What is usual: medians of the days before a period, and the days themselves. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from digest.readers import Reader
from storage.happenings import DAYS, Past

COMPARED = 14  # days
_ENOUGH = 7  # of these; a median of fewer says little


@dataclass(frozen=True, slots=True)
class Day:
    """24 hours in figures."""

    events: int = 0
    killed: int = 0


@dataclass(frozen=True, slots=True)
class Usual:
    """The last days, and what is usual on one."""

    days: tuple[Day | None, ...]  # by how long ago they end; None: nothing was collected; none at all: not comparable
    watched: int  # of the days compared with
    events: float | None  # medians; None: too few days are known
    killed: float | None
    by_governorate: Mapping[str, float]  # empty where too few days are known


def of(past: Past, reader: Reader) -> Usual:
    """What is usual for what a reader asked for; kinds and sources are not counted apart."""
    if reader.types or reader.sources:
        return Usual((), 0, None, None, {})
    watched = {back for back, articles in (past.watched or {}).items() if articles}
    wanted = [row for row in past.days if not reader.governorates or row.admin1 in reader.governorates]
    days = tuple(
        Day(sum(row.events for row in wanted if row.back == back), sum(r.killed for r in wanted if r.back == back))
        if back in watched else None
        for back in range(DAYS)
    )  # fmt: skip
    known = [day for day in days[1 : COMPARED + 1] if day]
    if len(known) < _ENOUGH:
        return Usual(days, len(known), None, None, {})
    backs = [back for back in range(1, COMPARED + 1) if days[back]]
    by_place = {(row.admin1, row.back): row.events for row in wanted}
    return Usual(
        days,
        len(known),
        median(day.events for day in known),
        median(day.killed for day in known),
        _Medians({admin1: median(by_place.get((admin1, back), 0) for back in backs) for admin1, _ in by_place}),
    )


class _Medians(dict[str, float]):
    """Medians by governorate; where nothing was told of one, nothing is usual there."""

    def __missing__(self, admin1: str) -> float:
        return 0.0

    def __contains__(self, admin1: object) -> bool:
        return bool(admin1)
