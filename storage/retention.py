"""What is removed because of its age: texts of articles about other things, and the bytes of pages.

What an article is known by stays: address, headline, times, hash, and what others are compared with it by. So nothing
is stored twice, nothing is taken for a correction, and copies are still recognised. Nothing of an article is removed
that tells of escalation, or ever did. Each batch is a short transaction that passes over rows in use, so that crawls
go on; what was not done is done by the next call.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, LiteralString

from psycopg import Connection

from storage.searchable import indexed
from storage.sql import query

_BATCH = 200  # rows: locked for some tens of milliseconds

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)

OnRemoved = Callable[[int], None]

_Rows = list[tuple[Any, ...]]  # number and time of each, then what else is asked for


def remove_bodies(connection: Connection, *, before: datetime, now: datetime, on: OnRemoved = lambda _: None) -> int:
    """Remove the texts of articles labelled other that were stored before a time, and earlier texts of theirs; of how
    many articles. `on` is told of each batch."""

    def remove(rows: _Rows) -> None:
        values = {
            "ids": [row[0] for row in rows],
            "searches": [indexed(row[2], "", row[3]) for row in rows],
            "now": now,
        }
        connection.execute(query("remove_bodies"), values)
        connection.execute(query("remove_earlier_bodies"), values)

    return _in_batches(connection, query("bodies_to_remove"), before, remove, on)


def remove_raw_bytes(connection: Connection, *, before: datetime, on: OnRemoved = lambda _: None) -> int:
    """Remove the bytes of pages that were fetched before a time; of how many. Length, hash and headers stay."""

    def remove(rows: _Rows) -> None:
        connection.execute(query("empty_pages"), {"ids": [row[0] for row in rows]})

    return _in_batches(connection, query("pages_to_empty"), before, remove, on)


def _in_batches(
    connection: Connection, wanted: LiteralString, before: datetime, remove: Callable[[_Rows], None], on: OnRemoved
) -> int:
    """Go through what is to be removed in its order, a transaction for each batch; how much there was."""
    done, after = 0, (_BEFORE_ALL, 0)
    while True:
        values = {"before": before, "after_time": after[0], "after": after[1], "most": _BATCH}
        with connection.transaction():
            rows = connection.execute(wanted, values).fetchall()
            if rows:
                remove(rows)
        done += len(rows)
        on(len(rows))
        if len(rows) < _BATCH:
            return done
        after = (rows[-1][1], rows[-1][0])
