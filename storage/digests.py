"""The digests: what a period brought, and who was sent it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from psycopg import Connection
from psycopg.errors import LockNotAvailable
from psycopg.rows import class_row, kwargs_row

from pipelines.article import Label, Precision, StoredArticle
from storage.advisory_locks import hold_no_saving
from storage.characters import storable
from storage.errors import DatabaseError
from storage.sql import query


class DeliveryError(DatabaseError):
    """An outcome is recorded for a delivery that nobody has claimed."""


class UnsettledError(DatabaseError):
    """An article has been in the middle of being stored for too long."""


class DeliveryState(StrEnum):
    """How far a digest is on its way to a recipient."""

    SENDING = "sending"  # claimed; if it stays so, the sender died, and nobody knows whether the mail went out
    SENT = "sent"  # the mail server took it
    FAILED = "failed"  # the mail server did not take it


class Frequency(StrEnum):
    """How often a recipient gets a digest; those of a day and of a week are digests of their own."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """The digest of a day: the period whose new articles it covers, from `period_from` to before `period_to`."""

    id: int
    day: date  # in the reader's time zone; of a week its last
    period_from: datetime
    period_to: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A digest on its way to one recipient."""

    digest_id: int
    recipient: str
    state: DeliveryState
    message_id: str  # of the last attempt
    claimed_at: datetime
    finished_at: datetime | None  # None: still sending, or the sender died
    attempts: int
    detail: str


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What a period brought from one source."""

    key: str
    name_ar: str
    name_en: str
    articles: int  # first stored in the period, copies included
    escalation: int  # of these, labelled escalation
    copies: int  # of these, copies of another article
    rejected: int  # addresses last fetched in the period that gave no article


def articles_first_seen(connection: Connection, start: datetime, end: datetime) -> list[StoredArticle]:
    """The articles first stored from `start` to before `end`, in the order of publishing.

    For a digest: `open_digest`, then `settle`, then this; so no article falls between two periods.
    """
    with connection.cursor(row_factory=kwargs_row(_stored_article)) as cursor:
        return cursor.execute(query("articles_first_seen"), {"start": start, "end": end}).fetchall()


def _stored_article(*, label: str, published_precision: str | None, tags: list[str], **columns: Any) -> StoredArticle:
    return StoredArticle(
        label=Label(label),
        published_precision=Precision(published_precision) if published_precision else None,
        tags=tuple(tags),
        **columns,
    )


def source_counts(connection: Connection, start: datetime, end: datetime) -> list[SourceCount]:
    """What the period brought from each source: all enabled ones, and disabled ones that brought something."""
    with connection.cursor(row_factory=class_row(SourceCount)) as cursor:
        return cursor.execute(query("source_counts"), {"start": start, "end": end}).fetchall()


def settle(connection: Connection) -> None:
    """Wait until the articles of the digests opened before this call are stored; to be called after `open_digest`.

    An article whose storing had begun is there when this returns, or never will be. One whose storing begins later is
    first seen at the end of the digest's period at the earliest (`save_article` sees to that), so belongs to a later
    one. Both hold only if the digest is committed. Raises `UnsettledError` when a saver takes longer than 20 s.
    """
    try:
        with connection.transaction():
            connection.execute(query("wait_for_savers"))
            hold_no_saving(connection)
    except LockNotAvailable as error:
        raise UnsettledError("articles are still being stored after 20 s: try again") from error


def open_digest(
    connection: Connection,
    *,
    day: date,
    start: datetime,
    end: datetime,
    now: datetime,
    frequency: Frequency = Frequency.DAILY,
) -> DigestPeriod:
    """The digest of a day, opened with this period unless it is open already: then its own period stands."""
    values = {"day": day, "frequency": frequency, "start": start, "end": end, "now": now}
    with connection.cursor(row_factory=class_row(DigestPeriod)) as cursor:
        opened = cursor.execute(query("open_digest"), values).fetchone()
    assert opened is not None  # noqa: S101 - the statement returns the row, found or written
    return opened


def digest_of_day(connection: Connection, day: date, frequency: Frequency = Frequency.DAILY) -> DigestPeriod | None:
    """The digest of a day; None: it was not opened."""
    with connection.cursor(row_factory=class_row(DigestPeriod)) as cursor:
        return cursor.execute(query("digest_of_day"), {"day": day, "frequency": frequency}).fetchone()


def last_period(connection: Connection, frequency: Frequency = Frequency.DAILY) -> DigestPeriod | None:
    """The latest digest that was sent to anybody; None: none was."""
    with connection.cursor(row_factory=class_row(DigestPeriod)) as cursor:
        return cursor.execute(query("last_period"), {"frequency": frequency}).fetchone()


def last_digest(connection: Connection) -> DigestPeriod | None:
    """The digest of the latest day; None: there was none."""
    with connection.cursor(row_factory=class_row(DigestPeriod)) as cursor:
        return cursor.execute(query("last_digest")).fetchone()


def last_period_end(connection: Connection, frequency: Frequency = Frequency.DAILY) -> datetime | None:
    """The end of the latest period whose digest was sent to anybody; None: none was."""
    last = last_period(connection, frequency)
    return last.period_to if last else None


def claim_delivery(connection: Connection, digest_id: int, recipient: str, message_id: str, now: datetime) -> bool:
    """Whether the caller is to send the digest to the recipient: true once, and again after a failure was recorded.

    To be called before sending, outside a transaction that could be rolled back. A claim whose sender died is not given
    again: the mail may have gone out, and nobody is to get it twice.
    """
    values = {"digest": digest_id, "recipient": recipient, "message_id": message_id, "now": now}
    return connection.execute(query("claim_delivery"), storable(values)).fetchone() is not None


def finish_delivery(
    connection: Connection, digest_id: int, recipient: str, state: DeliveryState, detail: str, now: datetime
) -> None:
    """Record what came of a claimed delivery: sent or failed. Raises `DeliveryError` where none is under way."""
    values = {"digest": digest_id, "recipient": recipient, "state": state, "detail": detail, "now": now}
    if connection.execute(query("finish_delivery"), storable(values)).rowcount == 0:
        raise DeliveryError(f"no delivery of digest {digest_id} to {recipient} is under way: claim it before sending")


def deliveries(connection: Connection, digest_id: int) -> list[Delivery]:
    """The deliveries of a digest, by recipient."""
    with connection.cursor(row_factory=kwargs_row(_delivery)) as cursor:
        return cursor.execute(query("deliveries"), {"digest": digest_id}).fetchall()


def _delivery(*, state: str, **columns: Any) -> Delivery:
    return Delivery(state=DeliveryState(state), **columns)
