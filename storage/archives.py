"""What a backfill has dealt with, so that a later one passes it over."""

from datetime import datetime

from psycopg import Connection

from storage.characters import storable
from storage.sql import query


def part_done(connection: Connection, source: str, url: str, since: datetime, until: datetime) -> bool:
    """Whether a document of a source's archive was dealt with for all of a time."""
    values = {"source": source, "url": url, "since": since, "until": until}
    return connection.execute(query("archive_part_done"), storable(values)).fetchone() is not None


def save_part(connection: Connection, source: str, url: str, since: datetime, until: datetime, now: datetime) -> None:
    """Record that all articles of a time that a document announces are dealt with."""
    values = {"source": source, "url": url, "since": since, "until": until, "now": now}
    connection.execute(query("put_archive_part"), storable(values))
