"""Copies: of articles that were compared, which one is the first and which are its copies.

The decision rests on the set of articles and on which of them are copies of which, not on the order in which they were
stored: it is made anew for all that copies lead to whenever one of them comes, goes or changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from psycopg import Connection

from storage.compared import array
from storage.sql import query

# The same text later than this is news again (an anniversary, a daily form), not a copy.
COPY_WINDOW = timedelta(days=30)

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that is a copy of some others, or they of it."""

    id: int
    url: str
    published_at: datetime | None
    first_seen_at: datetime
    duplicate_of: int | None = None  # as recorded so far
    copies: frozenset[int] = frozenset()  # ids of the articles with its text

    @property
    def dated_at(self) -> datetime:
        """The time that its distance to others is measured from."""
        return self.published_at or self.first_seen_at

    @property
    def rank(self) -> tuple[bool, datetime, str]:
        """The order of taking articles for the first: by stated time, then those without one; ties by address."""
        return self.published_at is None, self.published_at or _LAST, self.url


def originals(candidates: Iterable[Candidate]) -> dict[int, int | None]:
    """For each article the first that it is a copy of, or None where it is a first itself.

    In the order of rank, each one joins the earliest first within `COPY_WINDOW` that it is a copy of, or becomes one.
    A copy of a copy alone is a first: a round-up that holds two reports makes them no copies of each other.
    """
    firsts: list[Candidate] = []
    decided: dict[int, int | None] = {}
    for candidate in sorted(candidates, key=lambda one: one.rank):
        original = next((first for first in firsts if _copied(first, candidate)), None)
        decided[candidate.id] = original.id if original else None
        if original is None:
            firsts.append(candidate)
    return decided


def _copied(one: Candidate, other: Candidate) -> bool:
    return one.id in other.copies and abs(one.dated_at - other.dated_at) <= COPY_WINDOW


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided of articles."""

    originals: Mapping[int, int | None]  # each one's first; None: it is one
    changed: frozenset[int]  # for whom that is something else than before


NOTHING = Settled({}, frozenset())


def settle(connection: Connection, articles: Iterable[int]) -> Settled:
    """Decide anew for these articles and all that copies lead to from them, and record it.

    Within a transaction that holds the relations, so that two processes decide one after the other.
    """
    rows = connection.execute(query("copied_together"), {"ids": array(articles)}).fetchall()
    candidates = [
        Candidate(number, url, published_at, first_seen_at, duplicate_of, frozenset(copies))
        for number, url, published_at, first_seen_at, duplicate_of, copies in rows
    ]
    decided = originals(candidates)
    changes = {one.id: decided[one.id] for one in candidates if decided[one.id] != one.duplicate_of}
    _record(connection, changes)
    return Settled(decided, frozenset(changes))


def _record(connection: Connection, changes: Mapping[int, int | None]) -> None:
    if changes:
        values = {"ids": list(changes), "originals": list(changes.values())}
        connection.execute(query("record_originals"), values)
