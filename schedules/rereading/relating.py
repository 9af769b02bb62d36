"""Deciding again on copies and stories: what differs, shown, then written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from psycopg import Connection

from schedules import terminal
from schedules.rereading.consent import may_write
from schedules.rereading.progress import live
from storage import relating_again, rereading
from storage.relating_again import Standing, Standings
from storage.rereading import Order, Rereading

_WHAT = "articles"


@dataclass(frozen=True, slots=True)
class Difference:
    """An article that stands otherwise."""

    kind: str
    before: Standing
    after: Standing


def differences(before: Standings, after: Standings) -> Iterator[Difference]:
    """What became of articles; those that came or went meanwhile are left out."""
    for number in sorted(before.keys() & after.keys()):
        old, new = before[number], after[number]
        if old.duplicate_of != new.duplicate_of:
            yield Difference(_of_copies(old, new), old, new)
        if old.story_id != new.story_id:
            yield Difference(_of_stories(old, new), old, new)


def _of_copies(old: Standing, new: Standing) -> str:
    if old.duplicate_of is None:
        return "are copies now"
    return "are no copies now" if new.duplicate_of is None else "are copies of another article"


def _of_stories(old: Standing, new: Standing) -> str:
    if old.story_id is None:
        return "belong to a story now"
    return "belong to no story now" if new.story_id is None else "belong to another story"


@dataclass(frozen=True, slots=True)
class Command:
    """One call of the command, for the stage `stories`."""

    connection: Connection
    order: Order
    dry_run: bool
    yes: bool
    examples: int  # of each kind of change

    def run(self) -> int:
        """Look, ask and write, as was asked; the exit code."""
        stopped = None if self.dry_run else rereading.unfinished(self.connection, self.order)
        if stopped:
            terminal.say(f"going on behind article {stopped.position}, where a run was stopped")
        numbers = rereading.positions(self.connection, self.order, after=stopped.position if stopped else 0)
        if not self.yes:
            found = self._looked(numbers)
            self._show(found, "would stand otherwise")
            if not may_write(differs=bool(found), dry_run=self.dry_run):
                return 0
        before = relating_again.standings(self.connection)
        self._write(numbers)
        self._show(list(differences(before, relating_again.standings(self.connection))), "stand otherwise")
        return 0

    def _looked(self, numbers: Sequence[int]) -> list[Difference]:
        """What would differ; nothing is kept of it."""
        before = relating_again.standings(self.connection)
        with self.connection.transaction(force_rollback=True):
            self._through(relating_again.tried(self.connection, numbers, now=datetime.now(UTC)), len(numbers))
            return list(differences(before, relating_again.standings(self.connection)))

    def _write(self, numbers: Sequence[int]) -> None:
        last, now = numbers[-1] if numbers else 0, datetime.now(UTC)
        begun: Rereading = rereading.begin(self.connection, self.order, last=last, now=now)
        try:
            self._through(relating_again.written(self.connection, numbers, begun, now=now), len(numbers))
        except (KeyboardInterrupt, SystemExit):
            terminal.say("stopped: what was written stays, the same command goes on there")
            raise
        rereading.finish(self.connection, begun, now=datetime.now(UTC))

    def _through(self, steps: Iterator[int], total: int) -> None:
        with live(total, _WHAT, "deciding again") as on_read:
            for count in steps:
                for _ in range(count):
                    on_read()

    def _show(self, found: Sequence[Difference], what: str) -> None:
        print(f"{len({one.before.url for one in found}):,} articles {what}")
        for kind, count in sorted(Counter(one.kind for one in found).items()):
            print(f"  {count:>9,} {kind}")
            for one in [each for each in found if each.kind == kind][: self.examples]:
                print(f"            {terminal.readable(one.before.url)}  {terminal.isolated(one.before.title)}")
