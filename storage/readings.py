"""Another reading of a stored article, and how it takes the place of the first.

A reading is what Watira makes of a page: text, times, names, label. When the rules change it may come out otherwise
though the newsroom changed nothing. So the article keeps its address, its revision (which counts the newsroom's texts)
and the time at which it was first seen; what was read before is kept in table earlier_reading; copies are settled and
the search index is made anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from psycopg import Connection, errors
from psycopg.types.json import Jsonb

from pipelines.article import Reason
from storage.advisory_locks import hold, saving
from storage.columns import parameters
from storage.facts import replace_facts
from storage.relations import hold_relations, relate
from storage.sql import query

# What names an article in a row; the other columns are its reading.
_IDENTITY = frozenset({"position", "source", "article_id", "url", "revision", "page_id", "body_removed"})
_OF_THE_PAGE = frozenset(
    {
        "page_url", "fetched_at", "status", "headers", "packed", "body_bytes", "body_sha256", "announced", "link_url",
        "reason",
    }
)  # fmt: skip

# Columns that the search index is made of, and two that tell of another way of folding.
_SEARCHED = frozenset({"title", "deck", "body", "title_folded", "fingerprint"})
# Columns that decide how an article stands to others.
_RELATING = frozenset({"title", "body", "fingerprint", "published_at"})

_LONGEST_SAID = 300  # characters

# What is wrong with one article and not with the database.
REFUSALS = (errors.DataError, errors.IntegrityError, errors.ProgramLimitExceeded)


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it is stored: its identity, and its reading by column."""

    id: int
    url: str
    revision: int
    page_id: int | None
    values: Mapping[str, Any]
    body_removed: bool = False  # because of its age


@dataclass(frozen=True, slots=True)
class Change:
    """An article whose reading comes out otherwise."""

    kept: Kept
    fresh: Mapping[str, Any]  # its reading now, by column; search: the index, or None where it stays
    changed: tuple[str, ...]  # columns


@dataclass(frozen=True, slots=True)
class OtherReason:
    """A rejected page that is rejected for another reason now."""

    url: str  # canonical, where it was announced
    page_id: int
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a rereading has come with a batch, and what it did apart from changes."""

    rereading: int  # its number
    position: int
    rules: str
    recovered: int = 0


def kept(row: Mapping[str, Any]) -> Kept:
    """A row of the statements `pages_again` and `texts_again` as the article that it holds."""
    values = {name: value for name, value in row.items() if name not in _IDENTITY | _OF_THE_PAGE}
    removed = bool(row.get("body_removed"))
    return Kept(row["article_id"], row["url"], row["revision"], row["page_id"], values, removed)


def differences(stored: Mapping[str, Any], fresh: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns in which a reading differs from the stored one."""
    return tuple(name for name, value in fresh.items() if stored[name] != value)


def changes_search(changed: Sequence[str]) -> bool:
    """Whether the search index has to be made anew when these columns change."""
    return not _SEARCHED.isdisjoint(changed)


@dataclass(slots=True)
class Written:
    """What became of the changes of a batch; the others' articles were stored anew since they were read here."""

    changes: list[Change] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # what the database says against it, by address


def put_batch(
    connection: Connection, changes: Sequence[Change], reasons: Sequence[OtherReason], moved: Moved, *, now: datetime
) -> Written:
    """Put the readings of a batch in their places, and record how far the rereading has come, in one transaction.

    An article that was stored anew since it was read here is left as it is. Where the database refuses one, the others
    are written, each in a transaction of its own.
    """
    try:
        return Written(_put(connection, changes, reasons, moved, now))
    except REFUSALS:
        written = Written()
    for change in changes:
        _put_alone(connection, change, moved, now, written)
    _put(connection, [], reasons, moved, now)
    return written


def _put_alone(connection: Connection, change: Change, moved: Moved, now: datetime, written: Written) -> None:
    try:
        written.changes += _put(connection, [change], [], replace(moved, position=0, recovered=0), now)
    except REFUSALS as error:
        written.refused[change.kept.url] = said(error)


def said(error: Exception) -> str:
    """What the database says, in a line."""
    return " ".join(str(error).split())[:_LONGEST_SAID]


def _put(
    connection: Connection, changes: Sequence[Change], reasons: Sequence[OtherReason], moved: Moved, now: datetime
) -> list[Change]:
    """One transaction; it takes its locks in the order of `storage.articles`: saving, addresses, relations, rows."""
    with connection.transaction():
        saving(connection)
        connection.execute(query("commit_without_waiting"))
        hold(connection, "address", [change.kept.url for change in changes] + [one.url for one in reasons])
        current = _as_read(connection, changes)
        hold_relations(connection)
        _replace(connection, current, moved, now)
        _put_reasons(connection, reasons)
        _move(connection, moved, len(current), now)
    return current


def _as_read(connection: Connection, changes: Sequence[Change]) -> list[Change]:
    """The changes of articles that are still those that were read again."""
    articles = [change.kept for change in changes]
    values = {
        "ids": [article.id for article in articles],
        "revisions": [article.revision for article in articles],
        "pages": [article.page_id for article in articles],
    }
    same = {number for (number,) in connection.execute(query("articles_as_read"), values)}
    return [change for change in changes if change.kept.id in same]


def _replace(connection: Connection, changes: Sequence[Change], moved: Moved, now: datetime) -> None:
    if not changes:
        return
    statement = query("put_reading") if "body" in changes[0].fresh else query("put_tagging")
    with connection.cursor() as cursor:
        cursor.executemany(query("keep_earlier_reading"), [_earlier(change, moved, now) for change in changes])
        rows = [parameters(change.fresh) | {"id": change.kept.id, "rules": moved.rules} for change in changes]
        cursor.executemany(statement, rows)
    replace_facts(connection, [change.kept.id for change in changes if "facts" in change.changed])
    relating = [change.kept.id for change in changes if not _RELATING.isdisjoint(change.changed)]
    relate(connection, relating, now=now)


def _earlier(change: Change, moved: Moved, now: datetime) -> dict[str, Any]:
    earlier = {name: _plain(change.kept.values[name]) for name in change.changed}
    return {"rereading": moved.rereading, "id": change.kept.id, "now": now, "earlier": Jsonb(earlier)}


def _plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def _put_reasons(connection: Connection, reasons: Sequence[OtherReason]) -> None:
    rows = [
        {
            "url": one.url,
            "page_id": one.page_id,
            "reason": one.reason,
            "detail": one.detail,
            "is_final": one.reason.final,
        }
        for one in sorted(reasons, key=lambda one: one.url)  # the order in which savers take these rows
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(query("put_reason"), rows)


def _move(connection: Connection, moved: Moved, changed: int, now: datetime) -> None:
    values = {"id": moved.rereading, "position": moved.position, "changed": changed, "recovered": moved.recovered}
    connection.execute(query("move_rereading"), values | {"now": now})
