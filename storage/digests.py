"""The digests: what a period brought, and who was sent it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, kwargs_row

from pipelines.article import Label, Precision, StoredArticle
from storage.characters import storable
from storage.errors import DatabaseError
from storage.sql import query


class DeliveryError(DatabaseError):
    """An outcome is recorded for a delivery that nobody has claimed."""


class DeliveryState(StrEnum):
    """How far a digest is on its way to a recipient."""

    SENDING = "sending"  # claimed; if it stays so, the sender died, and nobody knows whether the mail went out
    SENT = "sent"  # the mail server took it
    FAILED = "failed"  # the mail server did not take it


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """The digest of a day: the period whose new articles it covers, from `period_from` to before `period_to`."""

    id: int
    day: date  # in the reader's time zone
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

    An article carries the time at which its storing began: `end` should lie a minute back, or one that is being stored
    right now belongs to a period that was mailed without it.
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


def open_digest(connection: Connection, *, day: date, start: datetime, end: datetime, now: datetime) -> DigestPeriod:
    """The digest of a day, opened with this period unless it is open already: then its own period stands."""
    values = {"day": day, "start": start, "end": end, "now": now}
    with connection.cursor(row_factory=class_row(DigestPeriod)) as cursor:
        opened = cursor.execute(query("open_digest"), values).fetchone()
    assert opened is not None  # noqa: S101 - the statement returns the row, found or written
    return opened


def digest_of_day(connection: Connection, day: date) -> DigestPeriod | None:
    """The digest of a day; None: it was not opened."""
    with connection.cursor(row_factory=class_row(DigestPeriod)) as cursor:
        return cursor.execute(query("digest_of_day"), {"day": day}).fetchone()


def last_period_end(connection: Connection) -> datetime | None:
    """The end of the latest period whose digest was sent to anybody; None: none was."""
    row = connection.execute(query("last_period_end")).fetchone()
    end: datetime | None = row[0] if row else None
    return end


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
