"""Rows of the views, streamed from a cursor of the server: however many there are, a few thousand are in memory."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import psycopg
from psycopg import Connection, sql

from storage import reader
from storage.conditions import ConditionError, checked
from storage.errors import DatabaseError
from storage.sql import query
from storage.views import VIEWS, Column, described

BATCH = 2_000  # rows that are fetched together

_CURSOR = "export"
_TEXT = "body"  # the column that holds an article's whole text

Rows = Sequence[tuple[Any, ...]]


class ExportError(DatabaseError):
    """The rows cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a view are wanted."""

    view: str
    since: date | datetime | None = None  # the first day, or instant, where the view dates its rows by instants
    condition: str = ""  # one expression on the view's columns; empty: all rows
    full_text: bool = False  # the whole text of articles, not only its beginning, as column excerpt
    timeout_s: int = 60  # for a statement, which fetches one batch


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows that have a value for each; the rows can be read once."""

    columns: tuple[Column, ...]
    batches: Iterator[Rows]


@contextmanager
def exported(connection: Connection, wanted: Wanted) -> Iterator[Table]:
    """The rows of a view as of one moment, inside a read-only transaction, with a reader's rights where that can be.

    Raises `ConditionError` for a condition that is none, `ExportError` for a view that is not there.
    """
    columns = _columns(connection, wanted)
    names = sql.SQL(", ").join(map(_value, columns))
    statement = sql.SQL(query("export_rows")).format(
        columns=names,
        view=sql.Identifier(wanted.view),
        since=_since(wanted),
        condition=_condition(wanted),
        order=sql.SQL(", ").join(map(sql.Identifier, VIEWS[wanted.view].order)),
    )
    with _read(connection, wanted, statement) as cursor:
        yield Table(columns, _batches(cursor, wanted))


@contextmanager
def incidents(connection: Connection, wanted: Wanted) -> Iterator[Iterator[dict[str, Any]]]:
    """Events of the view `events` as incidents, one each however many report it, as objects by column."""
    parts = {"since": _since(wanted), "condition": _condition(wanted)}
    with _read(connection, wanted, sql.SQL(query("export_incidents")).format(**parts)) as cursor:
        names = [column.name for column in cursor.description or ()]
        yield (dict(zip(names, row, strict=True)) for rows in _batches(cursor, wanted) for row in rows)


def _columns(connection: Connection, wanted: Wanted) -> tuple[Column, ...]:
    """The columns that are exported; of an article's text the beginning stands in the place of the whole."""
    found = described(connection, [wanted.view])
    if not found:
        raise ExportError(f"the database has no view {wanted.view!r}; there are {', '.join(VIEWS)}")
    excerpt = Column("excerpt", "text", "The beginning of the text.")
    return tuple(excerpt if column.name == _TEXT and not wanted.full_text else column for column in found[0].columns)


def _value(column: Column) -> sql.Composable:
    return sql.SQL(query("export_excerpt")) if column.name == "excerpt" else sql.Identifier(column.name)


def _since(wanted: Wanted) -> sql.Composable:
    if wanted.since is None:
        return sql.SQL("true")
    times = sql.SQL(", ").join(map(sql.Identifier, VIEWS[wanted.view].times))
    return sql.SQL(query("export_since")).format(times=times, since=sql.Literal(wanted.since))


def _condition(wanted: Wanted) -> sql.Composable:
    return sql.SQL(checked(wanted.condition)) if wanted.condition else sql.SQL("true")


@contextmanager
def _read(
    connection: Connection, wanted: Wanted, statement: sql.Composed
) -> Iterator[psycopg.ServerCursor[tuple[Any, ...]]]:
    """A cursor that stands before the first row."""
    with connection.transaction():
        connection.execute(query("export_one_moment"))
        bounds = sql.SQL(query("export_bounds"))
        connection.execute(bounds.format(timeout=sql.Literal(f"{wanted.timeout_s}s")))
        if reader.may_become(connection):
            connection.execute(sql.SQL(query("export_as_reader")).format(role=sql.Identifier(reader.ROLE)))
        with connection.cursor(_CURSOR) as cursor:
            with _explained(wanted):
                cursor.execute(statement)
            yield cursor


def _batches(cursor: psycopg.ServerCursor[tuple[Any, ...]], wanted: Wanted) -> Iterator[Rows]:
    while True:
        with _explained(wanted):
            rows = cursor.fetchmany(BATCH)
        if not rows:
            return
        yield rows


@contextmanager
def _explained(wanted: Wanted) -> Iterator[None]:
    """Tell a condition that the database refuses from a fault of ours."""
    try:
        yield
    except psycopg.errors.QueryCanceled as error:
        raise ExportError(
            f"a part of the rows took longer than {wanted.timeout_s} s: narrow it down (--since, --where), or allow "
            "more (--timeout SECONDS)"
        ) from error
    except (psycopg.ProgrammingError, psycopg.DataError) as error:
        if not wanted.condition:
            raise
        said = error.diag.message_primary or str(error)
        raise ConditionError(
            f"the condition does not fit the view {wanted.view}: {said}. Its columns: watira db describe {wanted.view}"
        ) from error
