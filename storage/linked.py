"""Who tells of the same event as whom, and in which stories they are: read for many reports at once, and remembered."""

from collections.abc import Collection, Mapping, Sequence

from psycopg import Connection

from pipelines.stories import OPENING, Report
from storage.compared import array
from storage.sql import query


class Linked:
    """Links and stories as far as they were asked for; for one transaction that holds the relations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._likeness: dict[int, dict[int, float]] = {}  # by report: those that tell of the same event
        self._told: dict[int, dict[int, Report]] = {}  # by what began a story: its reports
        self._story: dict[int, int] = {}  # of a report
        self._moved: set[int] = set()  # reports whose stories are to be read

    def __contains__(self, report: int) -> bool:
        return report in self._likeness

    def read(self, reports: Collection[int]) -> None:
        """Read for these what is not known yet, in one question however many they are."""
        wanted = [number for number in reports if number not in self._likeness]
        self._likeness |= {number: {} for number in wanted}
        values = {"ids": array(wanted), "known": array(self._told)}
        with self._connection.cursor(binary=True) as cursor:
            rows = cursor.execute(query("story_links"), values).fetchall()
        for number, other, similarity, *columns, story_from in rows:
            if number is None:
                self._put(Report(other, *columns), story_from)
            else:
                self._likeness[number][other] = similarity

    def _read_stories(self, of: Collection[int]) -> None:
        """Read which reports the stories of these have."""
        values = {"ids": array(of), "known": array(self._told)}
        for *columns, story_from in self._connection.execute(query("story_tellers"), values):
            self._put(Report(*columns), story_from)

    def _put(self, report: Report, story: int) -> None:
        self._told.setdefault(story, {})[report.id] = report
        self._story[report.id] = story

    def earlier(self, report: Report) -> tuple[Mapping[int, Sequence[Report]], Mapping[int, float]]:
        """The reports before this one in the stories that it may join, and how far it agrees with others."""
        likeness = self._likeness[report.id]
        unread = self._moved & likeness.keys() - self._story.keys()
        if unread:
            self._read_stories(unread)
        stories = {self._story[other] for other in likeness if other in self._story}
        before = {
            story: [one for one in self._told[story].values() if one.rank < report.rank and one.id != report.id]
            for story in stories
        }
        return {story: reports for story, reports in before.items() if reports}, likeness

    def move(
        self, report: Report, story: int | None, left: int | None, known: Collection[int], *, anew: bool
    ) -> list[tuple[Report, int | None]]:
        """Record that a report is in this story from now on, or in none; `left` is the one that it was in.

        Answers with those published since that this may matter to: where it is of the opening of one of these stories,
        those that tell of the same event as it or as the rest of the opening, each with what began its own story. Those
        `known` are left out. `anew`: it may have stood elsewhere in the order, so it matters to those before it, too.
        """
        stories = array({one for one in (left, story) if one is not None and (anew or self._may_open(report, one))})
        before = self._story.pop(report.id, None)
        if before in self._told:
            del self._told[before][report.id]
        self._moved.discard(report.id)
        if story in self._told:
            self._put(report, story)
        elif story is not None:
            self._moved.add(report.id)
        values = {
            "id": report.id,
            "story_from": story,
            "stories": stories,
            "opening": OPENING + 1,  # a report goes, and another takes its place
            "anew": anew,
            "published_at": report.published_at,
            "known": array(known),
        }
        rows = self._connection.execute(query("move_report"), values).fetchall()
        return [(Report(*columns), story_from) for *columns, story_from in rows]

    def _may_open(self, report: Report, story: int) -> bool:
        """Whether a report may be of the opening of a story, once it is in it."""
        told = self._told.get(story, {}).values()
        return sum(one.rank < report.rank for one in told) < OPENING
