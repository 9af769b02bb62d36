"""Who works on the queue, and what is done with the jobs of those who died or hang."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from storage.characters import storable
from storage.sql import query

# After so many attempts that ended with the worker's death, a job is given up: it may be what kills them.
MOST_ATTEMPTS = 5

# One that gave no sign of life for so long may be lost; signs come every ten seconds.
QUIET_SECONDS = 40.0


@dataclass(frozen=True, slots=True)
class Identity:
    """Who works."""

    kind: str  # the command: daemon, worker or crawl
    host: str
    process: int
    concurrency: int  # jobs at a time
    application: str  # the name of its connections, of no other process's


@dataclass(frozen=True, slots=True)
class Stalled:
    """A job taken from a worker that showed no sign of life."""

    job: int
    kind: str
    subject: str
    host: str
    process: int
    attempts: int
    again: bool  # False: tried too often


@dataclass(frozen=True, slots=True)
class WorkerState:
    """A process that works."""

    id: int
    kind: str
    host: str
    process: int
    concurrency: int
    started_at: datetime
    silent_seconds: float  # since its last sign of life
    jobs: int  # that it does now


def introduce(connection: Connection, number: int, who: Identity) -> None:
    """Record who works under a number of procrastinate's."""
    values = {name: getattr(who, name) for name in Identity.__dataclass_fields__}
    connection.execute(query("put_worker"), storable(values | {"id": number}))


def workers(connection: Connection) -> list[WorkerState]:
    """Who works, also those of whom nothing was heard for a while."""
    with connection.cursor(row_factory=class_row(WorkerState)) as cursor:
        return cursor.execute(query("workers")).fetchall()


Sign = tuple[int, datetime]  # of life: a worker's number and when it gave it, by the server's clock


def quiet(connection: Connection, seconds: float) -> set[Sign]:
    """The workers whose last sign of life is longer ago than that; or as far in the future: clocks are set back."""
    return set(connection.execute(query("quiet_workers"), {"seconds": seconds}).fetchall())


def disconnected(connection: Connection) -> set[Sign]:
    """The workers that have no connection any more, as far as one can see: lost beyond doubt."""
    return set(connection.execute(query("disconnected_workers")).fetchall())


def take_stalled(connection: Connection, lost: Iterable[Sign]) -> list[Stalled]:
    """Have others do what is done by these workers, if they gave no other sign since, and by those who are gone.

    The workers are forgotten and their sessions ended, since one that hangs keeps its locks; one that lives after all
    has to connect and register anew.
    """
    seen = list(lost)
    values: dict[str, Any] = {"workers": [number for number, _ in seen], "heartbeats": [at for _, at in seen]}
    with connection.transaction(), connection.cursor(row_factory=class_row(Stalled)) as cursor:
        cursor.execute(query("end_sessions"), values)
        taken = cursor.execute(query("take_stalled"), values | {"most": MOST_ATTEMPTS}).fetchall()
        cursor.execute(query("delete_workers"), values)
        cursor.execute(query("drop_failed"))
    return taken


def doing(connection: Connection, worker: int) -> set[int]:
    """The jobs that a worker does, as the queue has it."""
    return {number for (number,) in connection.execute(query("jobs_of_worker"), {"worker": worker})}


def hand_back_jobs(connection: Connection, worker: int, jobs: Iterable[int]) -> set[int]:
    """Have a worker's jobs that it does not do, whatever the queue has, be done; those that were handed back."""
    values = {"worker": worker, "jobs": list(jobs)}
    return {number for (number,) in connection.execute(query("hand_back_jobs"), values)}


def hand_back(connection: Connection, workers: Iterable[int]) -> None:
    """Have others do at once what these workers, who have ended, left undone."""
    connection.execute(query("hand_back"), {"workers": list(workers)})
