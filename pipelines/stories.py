"""Which reports tell of one event and make a story; of reports that were compared two by two.

In the order of publishing, each report joins the story whose reports it agrees with most, if it tells of the same event
as at least half of them and the story began no more than three and a half days before; otherwise it begins a story of
its own. So no chain of likenesses makes one story of a week of war, and what several outlets tell of one strike stays
together. The outcome is a matter of the set of reports, not of the order in which they came.

A story of more than 32 reports is known by the first 32 of them, its opening: what comes later changes it for nobody,
so that the hundredth report of an event costs what the fortieth does.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from pipelines.relating.topics import LATEST

OPENING = 32  # reports that a story is known by: its first ones

_LINKED = 0.5  # part of these that another one has to tell the same event as

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Report:
    """An article that is no copy, as far as it takes to find its story."""

    id: int
    url: str
    published_at: datetime | None
    first_seen_at: datetime

    @property
    def dated_at(self) -> datetime:
        """The time that its distance to others is measured from."""
        return self.published_at or self.first_seen_at

    @property
    def rank(self) -> tuple[bool, datetime, str]:
        """The order of telling: by stated time, then those without one; ties by address."""
        return self.published_at is None, self.published_at or _LAST, self.url


def story_of(report: Report, earlier: Mapping[int, Sequence[Report]], likeness: Mapping[int, float]) -> int:
    """The number of the first report of the story that a report joins; its own number where it begins one.

    `earlier` are the reports before it of the stories in question, by the number of the first one of each; `likeness`
    says how far it agrees with those of them that tell of the same event as it does.
    """
    best = (0.0, report.id)
    openings = [(first, opening(reports)) for first, reports in earlier.items()]
    for first, reports in sorted(openings, key=lambda story: story[1][0].rank):
        linked = [likeness[one.id] for one in reports if one.id in likeness]
        began = min(one.dated_at for one in reports)
        mean = math.fsum(linked) / len(reports)
        if len(linked) >= _LINKED * len(reports) and abs(report.dated_at - began) <= LATEST and mean > best[0]:
            best = (mean, first)
    return best[1]


def opening(reports: Iterable[Report]) -> list[Report]:
    """The reports that a story is known by, in their order."""
    return heapq.nsmallest(OPENING, reports, key=lambda one: one.rank)


def stories(reports: Iterable[Report], links: Mapping[frozenset[int], float]) -> dict[int, int]:
    """For each report the number of the first one of its story; `links` has the likeness of those of one event."""
    found: dict[int, int] = {}
    members: dict[int, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda one: one.rank):
        likeness = {one: links[pair] for one in found if (pair := frozenset((one, report.id))) in links}
        candidates = {found[one]: members[found[one]] for one in likeness}
        found[report.id] = story_of(report, candidates, likeness)
        members[found[report.id]].append(report)
    return found


def most_central(reports: Iterable[Report], agreement: Mapping[int, Decimal]) -> int:
    """The number of the report that agrees most with the others of its story's opening; of equal ones the earliest."""
    return min(reports, key=lambda one: (-agreement.get(one.id, 0), one.rank)).id
