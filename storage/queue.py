"""The queue as Watira sees it: what is put on it, who works, what became of it. procrastinate hands it out.

Its tables stand in the schema `queue`; ours are `worker` (who works) and `run` (attempts at jobs).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from storage.advisory_locks import hold
from storage.characters import storable
from storage.sql import query

_MAX_ERROR = 500  # characters


class Kind(StrEnum):
    """What there is to be done."""

    CRAWL = "crawl_source"
    REREAD = "reread"
    DIGEST = "send_digest"
    MAINTAIN = "maintain"


class Outcome(StrEnum):
    """What became of an attempt."""

    DONE = "done"
    FAILED = "failed"
    GIVEN_UP = "given up"  # its process was told to stop
    LOST = "lost"  # its process died or hung


BACKUP = "backup"  # a kind of run that is no job: a person or cron makes it
CRAWLS, OTHERS = "crawl", "other"  # the queues
_PRIORITIES = {Kind.DIGEST: 10, Kind.CRAWL: 0, Kind.REREAD: -1, Kind.MAINTAIN: -1}


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done, as it is put on the queue."""

    kind: Kind
    subject: str = ""  # what it is about: no two jobs of one kind and subject wait or are done at a time
    lock: str = ""  # no two jobs with the same lock are done at a time, wherever; empty: kind and subject
    order: Mapping[str, Any] = field(default_factory=dict)  # how; JSON

    @property
    def name(self) -> str:
        """Kind and subject."""
        return f"{self.kind} {self.subject}".strip()

    @property
    def queue(self) -> str:
        """Which queue it goes on: `watira crawl` does crawls only."""
        return CRAWLS if self.kind is Kind.CRAWL else OTHERS


@dataclass(frozen=True, slots=True)
class OpenJob:
    """A job that waits or is being done."""

    job: int
    queue: str
    kind: str
    subject: str
    doing: bool
    attempts: int
    later: bool  # it failed and waits for its next attempt
    seconds: float  # it has waited to be done, or has been done; negative: until its next attempt
    worker: int | None  # who does it; None: nobody, or one who is gone
    host: str | None
    process: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """An attempt at a job."""

    job: int
    kind: str
    subject: str
    host: str
    process: int
    started_at: datetime | None
    ended_at: datetime
    outcome: str
    error: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last attempt of a kind."""

    kind: str
    ended_at: datetime
    outcome: str
    error: str
    subject: str
    done_at: datetime | None  # when one was last done; None: never


def put(connection: Connection, jobs: Sequence[Job]) -> list[int]:
    """Put jobs on the queue, but those of which one waits or is being done; their numbers."""
    if not jobs:
        return []
    values: dict[str, list[Any]] = {
        "queues": [job.queue for job in jobs],
        "kinds": [str(job.kind) for job in jobs],
        "priorities": [_PRIORITIES[job.kind] for job in jobs],
        "locks": [job.lock or job.name for job in jobs],
        "names": [job.name for job in jobs],
        "args": [Jsonb({"subject": job.subject, "order": dict(job.order)}) for job in jobs],
    }
    with connection.transaction():
        hold(connection, "queue", [""])  # whoever puts looks first
        return [number for (number,) in connection.execute(query("put_jobs"), values)]


def withdraw(connection: Connection, jobs: Iterable[int]) -> None:
    """Take back jobs that nobody has begun."""
    connection.execute(query("withdraw_jobs"), {"jobs": list(jobs)})


def open_jobs(connection: Connection) -> list[OpenJob]:
    """All that waits or is being done, in the order in which it was put."""
    with connection.cursor(row_factory=class_row(OpenJob)) as cursor:
        return cursor.execute(query("jobs_open")).fetchall()


def unfinished(connection: Connection, jobs: Iterable[int]) -> set[int]:
    """Which of these jobs are done by somebody, or may be now; one that waits after a failure is neither."""
    return {number for (number,) in connection.execute(query("jobs_unfinished"), {"jobs": list(jobs)})}


def record(connection: Connection, run: Run) -> None:
    """Keep what became of an attempt."""
    values = {name: getattr(run, name) for name in Run.__dataclass_fields__}
    values |= {"outcome": str(run.outcome), "error": run.error[:_MAX_ERROR]}
    connection.execute(query("put_run"), storable(values) | {"figures": Jsonb(dict(run.figures))})


def runs(connection: Connection, jobs: Iterable[int]) -> dict[int, Run]:
    """The last attempt at each of these jobs, by number."""
    with connection.cursor(row_factory=class_row(Run)) as cursor:
        return {run.job: run for run in cursor.execute(query("runs_of_jobs"), {"jobs": list(jobs)})}


def last_runs(connection: Connection) -> dict[str, LastRun]:
    """The last attempt of each kind."""
    with connection.cursor(row_factory=class_row(LastRun)) as cursor:
        return {run.kind: run for run in cursor.execute(query("last_runs"))}


def failed_crawls(connection: Connection, since: datetime) -> tuple[int, int]:
    """How many sources were crawled since then, and of how many every crawl failed."""
    row = connection.execute(query("failed_crawls"), {"since": since}).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def forget_runs(connection: Connection, before: datetime) -> int:
    """Forget attempts that ended before then, but the last good one of each kind and subject; how many."""
    return connection.execute(query("delete_old_runs"), {"before": before}).rowcount


def use_queue() -> str:
    """The statement after which a connection finds procrastinate's tables by their bare names."""
    return query("use_queue")
