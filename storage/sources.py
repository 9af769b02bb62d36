"""The sources and their channels: what the catalogue says of them, and how they answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.article import Source
from storage.advisory_locks import hold
from storage.characters import storable
from storage.sql import query


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What a channel's last good answer left for asking it again."""

    etag: str | None  # None: it sent none
    last_modified: str | None  # None: it sent none
    body_sha256: bytes | None  # None: it never gave a good answer
    not_before: datetime | None = None  # the last answer asked not to be asked before this time


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


def register(connection: Connection, sources: Iterable[Source]) -> None:
    """Make the table of sources say what the catalogue says.

    Takes the whole catalogue: a source that is not in it is disabled, its articles and its health stay.
    """
    catalogue = sorted(sources, key=lambda source: source.key)
    with connection.transaction():
        hold(connection, "catalogue", [""])
        for source in catalogue:
            connection.execute(query("put_source"), storable(_row(source)))
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


def channel_state(connection: Connection, url: str) -> ChannelState | None:
    """What is kept of the channel at this address; None: it was never asked."""
    with connection.cursor(row_factory=class_row(ChannelState)) as cursor:
        return cursor.execute(query("channel_state"), storable({"url": url})).fetchone()


def save_channel(
    connection: Connection,
    url: str,
    source: str,
    *,
    etag: str | None,
    last_modified: str | None,
    body_sha256: bytes | None,
    status: int | None,
    error: str,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Record a channel's answer, and until when it asks to be left alone.

    One with an `error` leaves what the last good answer said.

    To be called after the articles that the answer announced were dealt with: the next request may then be answered
    "not modified", and what was not fetched before a crash would never be announced again.
    """
    values = {
        "url": url,
        "source": source,
        "etag": etag,
        "last_modified": last_modified,
        "body_sha256": body_sha256,
        "status": status,
        "error": error,
        "now": now,
        "not_before": not_before,
    }
    connection.execute(query("put_channel"), storable(values))


def record_crawl(
    connection: Connection, source_key: str, *, succeeded: bool, new_articles: int, error: str, now: datetime
) -> None:
    """Record how a crawl of a source went; `error` says what went wrong, empty: nothing."""
    values = {
        "key": source_key,
        "succeeded": succeeded,
        "new_articles": new_articles,
        "error": error,
        "now": now,
    }
    connection.execute(query("record_crawl"), storable(values))
