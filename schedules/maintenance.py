"""Keeping the database in order: what is done once a day, each step by itself.

A step is done in small transactions beside the crawls, and may be broken off at any moment: the next call goes on.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from time import monotonic

from psycopg import Connection

from schedules.settings import Settings
from storage import queue, retention, upkeep

log = logging.getLogger("watira")

_RUNS_KEPT = timedelta(days=14)
_FIRST_SECONDS, _LINE_SECONDS = 2.0, 10.0  # until the first line on how far a step has come, and between two

Step = Callable[[Connection, Settings, datetime], int]


def _forget_runs(connection: Connection, settings: Settings, now: datetime) -> int:  # noqa: ARG001 - as all steps
    """Attempts at jobs of more than two weeks ago."""
    return queue.forget_runs(connection, now - _RUNS_KEPT)


def _remove_bodies(connection: Connection, settings: Settings, now: datetime) -> int:
    """Texts of old articles labelled other, where the user wants that."""
    days = settings.retention.other_bodies_days
    if not days:
        return 0
    return retention.remove_bodies(connection, before=now - timedelta(days=days), now=now, on=_Told("bodies removed"))


def _remove_raw_bytes(connection: Connection, settings: Settings, now: datetime) -> int:
    """Bytes of old pages, where the user wants that."""
    days = settings.retention.raw_bytes_days
    if not days:
        return 0
    return retention.remove_raw_bytes(connection, before=now - timedelta(days=days), on=_Told("raw bytes removed"))


def _vacuum(connection: Connection, settings: Settings, now: datetime) -> int:  # noqa: ARG001 - as all steps
    """Tables with many dead rows."""
    return len(upkeep.vacuum(connection, on=lambda name: log.info("maintenance: vacuuming table %s", name)))


def _clean_pending(connection: Connection, settings: Settings, now: datetime) -> int:  # noqa: ARG001 - as all steps
    """What waits to be sorted into the indexes of words."""
    return upkeep.clean_pending_lists(connection)


# By name, in this order: what answers how much it did. What removes rows comes before what clears up behind it.
STEPS: Mapping[str, Step] = {
    "runs forgotten": _forget_runs,
    "bodies removed": _remove_bodies,
    "raw bytes removed": _remove_raw_bytes,
    "tables vacuumed": _vacuum,
    "index pages sorted in": _clean_pending,
}


def maintain(connection: Connection, settings: Settings, now: datetime) -> dict[str, int]:
    """Take every step; how much each did. The connection commits each statement by itself."""
    return dict(steps(connection, settings, now))


def steps(connection: Connection, settings: Settings, now: datetime) -> Iterator[tuple[str, int]]:
    """Take every step, and tell after each how much it did."""
    for name, step in STEPS.items():
        yield name, step(connection, settings, now)


class _Told:
    """Tells in the log how far a step has come that takes long."""

    def __init__(self, name: str) -> None:
        self._name, self._done = name, 0
        self._next = monotonic() + _FIRST_SECONDS

    def __call__(self, more: int) -> None:
        """So much more is done."""
        self._done += more
        if monotonic() >= self._next:
            self._next = monotonic() + _LINE_SECONDS
            log.info("maintenance: %s: %d so far", self._name, self._done)
