"""Who tells of the same event as whom, and in which stories they are: read for many reports at once, and remembered."""

from collections.abc import Collection, Mapping, Sequence

from psycopg import Connection

from pipelines.stories import Report
from storage.sql import query


class Linked:
    """Links and stories as far as they were asked for; for one transaction that holds the relations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._likeness: dict[int, dict[int, float]] = {}  # by report: those that tell of the same event
        self._told: dict[int, dict[int, Report]] = {}  # by what began a story: its reports
        self._story: dict[int, int] = {}  # of a report

    def __contains__(self, report: int) -> bool:
        return report in self._likeness

    def read(self, reports: Collection[int]) -> None:
        """Read for these what is not known yet, in two questions however many they are."""
        wanted = [number for number in reports if number not in self._likeness]
        found: dict[int, dict[int, float]] = {number: {} for number in wanted}
        with self._connection.cursor(binary=True) as cursor:
            for number, other, similarity in cursor.execute(query("story_links"), {"ids": wanted}):
                found[number][other] = similarity
        self._likeness |= found
        self._read_stories({other for likeness in found.values() for other in likeness} - self._story.keys())

    def _read_stories(self, of: Collection[int]) -> None:
        """Read which reports the stories of these have."""
        values = {"ids": list(of), "known": list(self._told)}
        for *columns, story_from in self._connection.execute(query("story_tellers"), values) if of else ():
            report = Report(*columns)
            self._told.setdefault(story_from, {})[report.id] = report
            self._story[report.id] = story_from

    def earlier(self, report: Report) -> tuple[Mapping[int, Sequence[Report]], Mapping[int, float]]:
        """The reports before this one in the stories that it may join, and how far it agrees with others."""
        likeness = self._likeness[report.id]
        stories = {self._story[other] for other in likeness if other in self._story}
        before = {
            story: [one for one in self._told[story].values() if one.rank < report.rank and one.id != report.id]
            for story in stories
        }
        return {story: reports for story, reports in before.items() if reports}, likeness

    def move(self, report: Report, story: int | None) -> None:
        """Record that a report is in this story from now on, or in none."""
        self._connection.execute(query("put_story_from"), {"id": report.id, "story_from": story})
        before = self._story.pop(report.id, None)
        if before in self._told:
            del self._told[before][report.id]
        if story in self._told:
            self._story[report.id] = story
            self._told[story][report.id] = report
        elif story is not None:
            self._read_stories([report.id])
