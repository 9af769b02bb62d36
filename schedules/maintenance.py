"""Keeping the database in order: what is done once a day, each step by itself."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from psycopg import Connection

from schedules.settings import Settings
from storage import queue

_RUNS_KEPT = timedelta(days=14)

Step = Callable[[Connection, Settings, datetime], int]


def _forget_runs(connection: Connection, settings: Settings, now: datetime) -> int:  # noqa: ARG001 - as all steps
    """Attempts at jobs of more than two weeks ago."""
    return queue.forget_runs(connection, now - _RUNS_KEPT)


# By name: what answers how much it did.
STEPS: Mapping[str, Step] = {"runs forgotten": _forget_runs}


def maintain(connection: Connection, settings: Settings, now: datetime) -> dict[str, int]:
    """Take every step; how much each did."""
    return {name: step(connection, settings, now) for name, step in STEPS.items()}
