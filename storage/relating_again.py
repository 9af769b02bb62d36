"""Deciding again, for all that is stored, how articles stand to each other: after the rules changed.

Each article is compared anew, one after the other, as if it were stored again; whatever order they are taken in, the
end is the state that storing them in order would have given.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection

from storage.advisory_locks import saving
from storage.relations import hold_relations, relate
from storage.rereading import Rereading
from storage.sql import query

_BATCH = 50  # articles that are decided in one transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stands."""

    url: str
    title: str
    duplicate_of: int | None
    story_id: int | None


Standings = dict[int, Standing]  # by the article's number


def standings(connection: Connection) -> Standings:
    """Where all articles stand."""
    return {number: Standing(*columns) for number, *columns in connection.execute(query("standings"))}


def tried(connection: Connection, articles: Sequence[int], *, now: datetime) -> Iterator[int]:
    """Decide again within the caller's transaction, which has done nothing yet and is to be rolled back; yields how
    many at a time.

    All of it happens on a copy of what is stored when it begins: nobody who stores meanwhile waits for it.
    """
    connection.execute(query("begin_trial"))
    for batch in _batches(articles):
        relate(connection, batch, now=now)
        yield len(batch)


def written(connection: Connection, articles: Sequence[int], begun: Rereading, *, now: datetime) -> Iterator[int]:
    """Decide again, in transactions that also record how far it has come; yields how many at a time."""
    for batch in _batches(articles):
        with connection.transaction():
            saving(connection)
            connection.execute(query("commit_without_waiting"))
            hold_relations(connection)
            relate(connection, batch, now=now)
            values = {"id": begun.id, "position": batch[-1], "changed": 0, "recovered": 0, "now": now}
            connection.execute(query("move_rereading"), values)
        yield len(batch)


def _batches(articles: Sequence[int]) -> Iterator[Sequence[int]]:
    return (articles[start : start + _BATCH] for start in range(0, len(articles), _BATCH))
