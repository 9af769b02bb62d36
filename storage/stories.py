"""Stories: which reports tell of one event, decided anew where an article comes, goes or changes.

`pipelines.stories` says what is right for a set of reports, in the order of publishing. Here that state is kept: an
article that joins or leaves a story touches only those that were published later and tell of the same event as one of
its reports; these are decided again in their order, and so on until nothing changes.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection

from pipelines.stories import Report, most_central, opening, story_of
from storage.compared import array
from storage.linked import Linked
from storage.sql import query

_AHEAD = 200  # of those that wait are read together with the next
_ALIKE = 2  # reports agree with each other as much as the other one


@dataclass(frozen=True, slots=True)
class _Member:
    """An article of a story, as it is recorded."""

    report: Report
    is_copy: bool
    story_from: int | None  # the article that began its story
    story_id: int | None = None


def settle(connection: Connection, articles: Iterable[int], *, now: datetime, gone: int | None = None) -> None:
    """Find the stories of these articles, which are new or were changed, and record what follows for others.

    `gone` is about to be deleted. Within a transaction that holds the relations.
    """
    touched = _Queue(connection, gone).through(articles)
    if touched:
        _record(connection, touched, now)


class _Queue:
    """Reports whose stories are to be decided, the earliest first."""

    def __init__(self, connection: Connection, gone: int | None) -> None:
        self._connection, self._gone = connection, gone
        self._waiting: list[tuple[Any, int]] = []
        self._members: dict[int, _Member] = {}
        self._stood: set[int] = set()  # those that were in a story: before others, maybe, that stand before them now
        self._links = Linked(connection)

    def through(self, articles: Iterable[int]) -> set[int]:
        """Decide for these articles and all that it has consequences for; the stories touched, by what began them."""
        touched = self._read(articles)
        concerned = {*self._members}  # others are linked to them in another way now, whatever their stories are
        while self._waiting:
            _, number = heapq.heappop(self._waiting)
            member = self._members.pop(number)
            story_from = None if member.is_copy or number == self._gone else self._decided(member.report)
            if story_from == member.story_from and (number not in concerned or story_from is None):
                continue
            anew, left = False, member.story_from
            if number in concerned:
                concerned.discard(number)
                anew = number in self._stood
                left = left if anew else None  # nobody else was in the story that it was recorded with
            touched |= {one for one in (member.story_from, story_from) if one is not None}
            moved = self._links.move(member.report, story_from, left, self._members, anew=anew)
            for report, its_story in moved:
                if anew or report.rank > member.report.rank:
                    self._push(_Member(report, is_copy=False, story_from=its_story))
        return touched

    def _read(self, articles: Iterable[int]) -> set[int]:
        """Take these into the queue; what began the stories that they are in, or belong to through their first."""
        rows = self._connection.execute(query("story_reports"), {"ids": array(set(articles))})
        origins: set[int | None] = set()
        for *columns, is_copy, story_from, recorded_in, story_of_first in rows:
            report = Report(*columns)
            self._push(_Member(report, is_copy, story_from))
            if recorded_in is not None:
                self._stood.add(report.id)
            origins |= {story_from, recorded_in, story_of_first}
        return {one for one in origins if one is not None}

    def _push(self, member: _Member) -> None:
        self._members[member.report.id] = member
        heapq.heappush(self._waiting, (member.report.rank, member.report.id))

    def _decided(self, report: Report) -> int:
        """The number of the report that began the story which a report belongs to."""
        if report.id not in self._links:
            self._links.read([report.id, *(number for _, number in heapq.nsmallest(_AHEAD, self._waiting))])
        return story_of(report, *self._links.earlier(report))


def _record(connection: Connection, touched: set[int], now: datetime) -> None:
    """Give the groups of articles that belong together their stories."""
    groups: dict[int, list[_Member]] = defaultdict(list)
    for *columns, is_copy, story_from, story_id in connection.execute(
        query("story_members"), {"stories": array(touched)}
    ):
        groups[story_from].append(_Member(Report(*columns), is_copy, story_from, story_id))
    kept = _kept(groups)
    moved: dict[int, int | None] = {}
    told: list[tuple[int, int, int]] = []  # a story, what began it, what speaks for it
    for story_from, members in groups.items():
        story = _story(connection, kept.get(story_from), len(members), now)
        moved |= {one.report.id: story for one in members if one.story_id != story}
        if story is not None:
            told.append((story, story_from, _headline(connection, members)))
    if moved or told:
        numbers, began_with, headlines = map(list, zip(*told, strict=True)) if told else ([], [], [])
        values = {"told": numbers, "began_with": began_with, "headlines": headlines, "now": now}
        values |= {"ids": list(moved), "stories": list(moved.values())}
        connection.execute(query("put_stories"), values)
    _close(connection, groups, moved, now)


def _kept(groups: Mapping[int, list[_Member]]) -> dict[int, int]:
    """Which group goes on under which story's number: the one that has most of its articles."""
    counts = Counter(
        (story_from, one.story_id) for story_from, members in groups.items() for one in members if one.story_id
    )
    kept: dict[int, int] = {}
    for (story_from, story), _ in sorted(counts.items(), key=lambda one: (-one[1], one[0][1] or 0, one[0][0])):
        if story_from not in kept and story not in kept.values() and len(groups[story_from]) > 1 and story:
            kept[story_from] = story
    return kept


def _story(connection: Connection, kept: int | None, articles: int, now: datetime) -> int | None:
    """The number of a group's story; None: an article that is alone has none."""
    if articles < 2 or kept:
        return kept
    row = connection.execute(query("add_story"), {"now": now}).fetchone()
    assert row is not None  # noqa: S101 - the statement returns the row it wrote
    return int(row[0])


def _headline(connection: Connection, members: list[_Member]) -> int:
    """The number of the report that speaks for a story."""
    reports = opening(one.report for one in members if not one.is_copy)
    if len(reports) <= _ALIKE:
        return most_central(reports, {})
    rows = connection.execute(query("agreement"), {"ids": array(one.id for one in reports)})
    return most_central(reports, dict(rows.fetchall()))


def _close(
    connection: Connection, groups: Mapping[int, list[_Member]], moved: Mapping[int, int | None], now: datetime
) -> None:
    """Record of stories that have lost their articles where most of them went."""
    went: dict[int, Counter[int]] = defaultdict(Counter)
    for members in groups.values():
        for one in members:
            story = moved.get(one.report.id)
            if one.story_id and one.report.id in moved:
                went[one.story_id].update([story] if story else [])
    for story, others in sorted(went.items()):
        became = others.most_common(1)[0][0] if others else None
        connection.execute(query("close_story"), {"id": story, "became": became, "now": now})
