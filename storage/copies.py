"""Copies: of articles with the same folded text, which one is the first and which are its copies.

The decision rests on the set of articles alone, not on the order in which they were stored: it is made anew for all
articles of a fingerprint whenever one of them comes, goes or changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from psycopg import Connection

from storage.advisory_locks import hold
from storage.sql import query

# The same text later than this is news again (an anniversary, a daily form), not a copy.
COPY_WINDOW = timedelta(days=30)

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article among those with the same fingerprint."""

    id: int
    url: str
    published_at: datetime | None
    first_seen_at: datetime
    duplicate_of: int | None = None  # as recorded so far

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

    In the order of rank, each one joins the earliest first within `COPY_WINDOW`, or becomes one.
    """
    firsts: list[Candidate] = []
    decided: dict[int, int | None] = {}
    for candidate in sorted(candidates, key=lambda one: one.rank):
        original = next((first for first in firsts if _near(first, candidate)), None)
        decided[candidate.id] = original.id if original else None
        if original is None:
            firsts.append(candidate)
    return decided


def _near(one: Candidate, other: Candidate) -> bool:
    return abs(one.dated_at - other.dated_at) <= COPY_WINDOW


def settle(connection: Connection, fingerprints: Iterable[bytes]) -> Mapping[int, int | None]:
    """Decide anew for all articles of these fingerprints, and record it; each article's first, or None.

    Within a transaction that holds the fingerprints, so that two processes decide one after the other.
    """
    decided: dict[int, int | None] = {}
    changes: dict[int, int | None] = {}
    for candidates in _candidates(connection, fingerprints):
        found = originals(candidates)
        decided |= found
        changes |= {one.id: found[one.id] for one in candidates if found[one.id] != one.duplicate_of}
    _record(connection, changes)
    return decided


def _record(connection: Connection, changes: Mapping[int, int | None]) -> None:
    if changes:
        values = {"ids": list(changes), "originals": list(changes.values())}
        connection.execute(query("record_originals"), values)


def hold_fingerprints(connection: Connection, fingerprints: Iterable[bytes]) -> None:
    """Wait for the locks on these fingerprints; to be taken before any of their articles is written."""
    hold(connection, "copies", (fingerprint.hex() for fingerprint in fingerprints))


def _candidates(connection: Connection, fingerprints: Iterable[bytes]) -> Iterable[list[Candidate]]:
    """The articles of each fingerprint."""
    found: dict[bytes, list[Candidate]] = {}
    for *columns, fingerprint in connection.execute(
        query("same_fingerprints"), {"fingerprints": sorted(set(fingerprints))}
    ):
        found.setdefault(fingerprint, []).append(Candidate(*columns))
    return found.values()
