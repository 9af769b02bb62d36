"""The channels: what they answered, how often they have news, when they are asked next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row, dict_row

from pipelines.article import Source
from storage.characters import storable
from storage.rhythm import NOTHING, Rhythm
from storage.sql import query


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What a channel's last good answer left for asking it again."""

    etag: str | None  # None: it sent none
    last_modified: str | None  # None: it sent none
    body_sha256: bytes | None  # None: it never gave a good answer
    not_before: datetime | None = None  # the last answer asked not to be asked before this time
    due_at: datetime | None = None  # None: by the next crawl
    failures: int = 0  # bad answers in a row
    rhythm: Rhythm = NOTHING


@dataclass(frozen=True, slots=True)
class Schedule:
    """What an answer teaches for the next question; None leaves what is known."""

    due_at: datetime | None = None  # None: by the next crawl
    rhythm: Rhythm | None = None
    gap: bool = False  # items were pushed out unseen
    moved_to: str | None = None  # where a permanent redirect led


NOTHING_LEARNED = Schedule()


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """A row of the view `channels`."""

    source: str
    url: str
    kind: str
    status: int | None
    error: str
    errors_in_a_row: int
    asked_at: datetime
    due_at: datetime | None
    last_good_at: datetime | None
    last_new_at: datetime | None
    gap_at: datetime | None
    moved_to: str | None


def channel_state(connection: Connection, url: str) -> ChannelState | None:
    """What is kept of the channel at this address; None: it was never asked."""
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(query("channel_state"), storable({"url": url})).fetchone()
    if row is None:
        return None
    times = {name: row.pop(name) for name in ("recent", "asked_at", "last_new_at", "doubted_at")}
    rhythm = Rhythm(tuple(row.pop("new_by_hour")), tuple(row.pop("hours_watched")), **times)
    return ChannelState(**row, rhythm=rhythm)


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
    kind: str = "feed",
    schedule: Schedule = NOTHING_LEARNED,
) -> None:
    """Record a channel's answer, when to ask again, and until when it asks to be left alone.

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
        "kind": kind,
    } | _learned(schedule)
    connection.execute(query("put_channel"), storable(values))


def _learned(schedule: Schedule) -> dict[str, object]:
    """What an answer taught, for the channel's row."""
    rhythm = schedule.rhythm
    return {
        "due_at": schedule.due_at,
        "gap": schedule.gap,
        "moved_to": schedule.moved_to,
        "new_by_hour": list(rhythm.new_by_hour) if rhythm else None,
        "hours_watched": list(rhythm.hours_watched) if rhythm else None,
        "recent": rhythm.recent if rhythm else None,
        "last_new_at": rhythm.last_new_at if rhythm else None,
        "doubted_at": rhythm.doubted_at if rhythm else None,
    }


def due_sources(connection: Connection, sources: Iterable[Source], now: datetime) -> set[str]:
    """The keys of those sources that have a channel to be asked now, or an article to be tried again."""
    pairs = [(source.key, channel.url) for source in sources for channel in source.channels]
    values = {"sources": [key for key, _ in pairs], "urls": [url for _, url in pairs], "now": now}
    return {str(key) for (key,) in connection.execute(query("due_sources"), storable(values))}


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """When the next channel of an enabled source is due after now; None: none is known."""
    row = connection.execute(query("next_due"), {"now": now}).fetchone()
    return row[0] if row else None


def first_due(connection: Connection) -> datetime | None:
    """When the first channel of an enabled source is, or was, due; None: none was ever asked."""
    row = connection.execute(query("first_due")).fetchone()
    return row[0] if row else None


def channels_health(connection: Connection) -> list[ChannelHealth]:
    """All channels with their health, by source and address."""
    with connection.cursor(row_factory=class_row(ChannelHealth)) as cursor:
        return cursor.execute(query("channels_health")).fetchall()
