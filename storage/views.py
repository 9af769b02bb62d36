"""The views that analysts query: by what time they are cut, in what order they are read, what their columns mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from psycopg import Connection

from storage.sql import query


@dataclass(frozen=True, slots=True)
class View:
    """How the rows of a view stand in time and to each other."""

    times: tuple[str, ...]  # columns that date a row, the first that is not NULL does; empty: rows have no time
    order: tuple[str, ...]  # columns that rows are read in the order of


_DATED = ("published_at", "first_seen_at")

VIEWS = {
    "articles": View(_DATED, ("id",)),
    "escalation": View(_DATED, ("id",)),
    "stories": View(("last_seen_at",), ("id",)),
    "events": View(("day",), ("id",)),
    "casualties": View(("day",), ("article_id", "number")),
    "daily": View(("day",), ("day", "country", "admin1")),
    "mentions": View(_DATED, ("article_id", "kind", "name")),
    "places": View(("published_at",), ("article_id", "name")),
    "actors": View(("published_at",), ("article_id", "name")),
    "copies": View(_DATED, ("article_id",)),
    "revisions": View(("stored_at",), ("article_id", "revision")),
    "earlier_readings": View(("replaced_at",), ("article_id", "replaced_at")),
    "searchable": View(("dated_at",), ("id",)),
    "sources": View((), ("key",)),
    "channels": View((), ("source", "url")),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view, as the database describes it."""

    name: str
    type: str  # as PostgreSQL names it, such as text[] or timestamp with time zone
    meaning: str


@dataclass(frozen=True, slots=True)
class Description:
    """A view, as the database describes it."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


def described(connection: Connection, names: Sequence[str] = tuple(VIEWS)) -> list[Description]:
    """The views of these names, in their order, with their columns; one that the database lacks is left out."""
    found = connection.execute(query("view_columns"), {"names": list(names)}).fetchall()
    return [
        Description(name, meaning or "", tuple(Column(column, kind, told or "") for _, _, column, kind, told in group))
        for (name, meaning), group in groupby(found, key=lambda row: (row[0], row[1]))
    ]
