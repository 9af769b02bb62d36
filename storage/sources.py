"""The sources and their channels: what the catalogue says of them, and how they answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from pipelines.article import Source
from storage.advisory_locks import hold
from storage.characters import storable
from storage.sql import query


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A row of the view `sources`."""

    key: str
    name_ar: str
    name_en: str
    enabled: bool
    state: str  # new, ok, failing, disabled
    last_success_at: datetime | None
    last_new_at: datetime | None
    articles: int
    rejected: int
    errors_in_a_row: int
    owner: str
    last_error: str | None
    usual_gap: timedelta | None  # None: not learned
    silent: bool  # for longer than is usual for it
    good_share: float | None  # of its last pages; None: none was read
    usual_good_share: float | None
    shrinking: bool  # its pages read much worse than they used to
    trouble: str  # refused, failing, silent, shrinking; empty: none
    troubled_at: datetime | None
    recovered_at: datetime | None


def register(connection: Connection, sources: Iterable[Source]) -> None:
    """Make the table of sources say what the catalogue says.

    Takes the whole catalogue: a source that is not in it is disabled, its articles and its health stay.
    """
    catalogue = sorted(sources, key=lambda source: source.key)
    with connection.transaction():
        hold(connection, "catalogue", [""])
        rows = Jsonb(storable([_row(source) for source in catalogue]))
        connection.execute(query("put_sources"), {"sources": rows})
        connection.execute(query("disable_other_sources"), {"keys": [source.key for source in catalogue]})


def add(connection: Connection, key: str, home: str) -> None:
    """Note a source that articles are imported from, disabled, unless the catalogue knows it."""
    connection.execute(query("add_source"), storable({"key": key, "home": home}))


def _row(source: Source) -> dict[str, object]:
    return {
        "key": source.key,
        "name_ar": source.name_ar,
        "name_en": source.name_en,
        "home": source.home,
        "enabled": source.enabled,
        "reason": source.reason,
        "timezone": source.timezone,
        "owner": source.owner,
    }


def registered(connection: Connection) -> dict[str, Source]:
    """The sources that the database knows by key, also those that left the catalogue; without channels."""
    with connection.cursor(row_factory=class_row(Source)) as cursor:
        return {source.key: source for source in cursor.execute(query("registered_sources"))}


def health(connection: Connection) -> list[SourceHealth]:
    """All sources with their health, by key."""
    with connection.cursor(row_factory=class_row(SourceHealth)) as cursor:
        return cursor.execute(query("source_health")).fetchall()


def record_crawl(
    connection: Connection,
    source_key: str,
    *,
    succeeded: bool,
    new_articles: int,
    error: str,
    now: datetime,
    read: int = 0,
    good: float = 0.0,
) -> None:
    """Record how a crawl of a source went; `error` says what went wrong, empty: nothing.

    `read` pages came, of which `good` read well: one without a time of publication counts half.
    """
    values = {
        "key": source_key,
        "succeeded": succeeded,
        "new_articles": new_articles,
        "error": error,
        "now": now,
        "read": read,
        "share": good / read if read else 0.0,
    }
    with connection.transaction():
        connection.execute(query("record_crawl"), storable(values))
        connection.execute(query("note_trouble"), storable({"key": source_key, "now": now}))
