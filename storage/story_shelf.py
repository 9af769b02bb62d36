"""The stories as they are read: a list, and one of them with its reports, copies, versions and changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg import Connection
from psycopg.rows import class_row

from storage.sql import query


@dataclass(frozen=True, slots=True)
class Listed:
    """A story in a list."""

    id: int
    headline: str
    first_seen_at: datetime
    last_seen_at: datetime
    articles: int
    sources: int
    independent_sources: int
    killed_min: int | None  # None: nobody gives a figure
    killed_max: int | None


@dataclass(frozen=True, slots=True)
class Story(Listed):
    """A row of the view `stories`."""

    places: tuple[str, ...]
    event_types: tuple[str, ...]
    wounded_min: int | None
    wounded_max: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a story."""

    id: int
    source: str
    url: str
    title: str
    body: str
    published_at: datetime | None
    first_seen_at: datetime
    label: str
    duplicate_of: int | None
    revision: int
    origin: str | None  # None: it was stored before origins were kept
    relation: str | None  # to the one that it copies, or else to the first report; None: none, or it is that
    reason: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article of a story had, or has."""

    article_id: int
    revision: int
    title: str
    body: str
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """An article that left a story, or joined it from another."""

    url: str
    left_id: int | None
    joined_id: int | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Whole:
    """A story with all that belongs to it."""

    story: Story
    told: Sequence[Told]  # in the order of publishing
    versions: Sequence[Version]  # of articles with several, by article and revision
    moves: Sequence[Move]


def listed(connection: Connection, *, since: datetime | None, everything: bool, limit: int) -> list[Listed]:
    """The stories that were told from a time on, the latest first; of escalation, or all."""
    values = {"since": since, "everything": everything, "limit": limit}
    with connection.cursor(row_factory=class_row(Listed)) as cursor:
        return cursor.execute(query("listed_stories"), values).fetchall()


def whole(connection: Connection, story_id: int) -> Whole | None:
    """A story with all that belongs to it; None: there is none of this number, or it has no articles."""
    values = {"id": story_id}
    with connection.cursor(row_factory=class_row(Story)) as cursor:
        story = cursor.execute(query("story"), values).fetchone()
    if story is None:
        return None
    return Whole(
        story,
        _rows(connection, Told, query("story_articles"), values),
        _rows(connection, Version, query("story_texts"), values),
        _rows(connection, Move, query("story_moves"), values),
    )


def became(connection: Connection, story_id: int) -> int | None:
    """The story that the articles of one went to that has none any more; None: unknown."""
    row = connection.execute(query("story_became"), {"id": story_id}).fetchone()
    return row[0] if row else None


def _rows(connection: Connection, kind: type[Any], statement: LiteralString, values: dict[str, int]) -> list[Any]:
    with connection.cursor(row_factory=class_row(kind)) as cursor:
        return cursor.execute(statement, values).fetchall()
