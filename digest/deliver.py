"""Mailing a digest: to each recipient once, also after a crash, as far as SMTP allows.

Before a message goes out, `sending` is committed for its recipient; `sent` or `failed` replaces it when the server has
answered. A server's refusal is certain, and the recipient is tried again by the next call. Where the answer never came
or the process died meanwhile, `sending` stays: the message may have arrived, so it is not sent again by itself, and
the result says how to send it again by hand. A digest that may be lost is told of; one mailed twice cannot be undone.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from enum import StrEnum

import psycopg
from psycopg.pq import TransactionStatus

from digest import pictures, render
from digest.contents import Digest
from digest.mail import MailError, MailSettings, Session, UnansweredError, UnreachableError
from digest.message import AddressError, Content, build, identity
from storage import digests
from storage.digests import DeliveryState


class Delivery(StrEnum):
    """What became of a digest for a recipient."""

    SENT = "sent"  # now; the server accepted it
    BEFORE = "before"  # an earlier call had sent it; nothing was done
    FAILED = "failed"  # not sent; the next call tries again
    UNCERTAIN = "uncertain"  # may have been sent, now or before; not tried again


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """A recipient, what became of the digest for them, and a sentence on it (empty where all is well)."""

    recipient: str
    state: Delivery
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A recipient, as written, and the digest made for them."""

    recipient: str
    digest: Digest


def deliver(
    connection: psycopg.Connection,
    digest_id: int,
    outgoing: Sequence[Outgoing],
    settings: MailSettings,
    *,
    now: datetime,
    stopping: Callable[[], bool] = lambda: False,
) -> list[DeliveryResult]:
    """Mail the stored digest `digest_id` to those who have not had it; one result per recipient, in their order.

    `now` is aware. Trouble with mail is a result, not an error; a database that fails raises `psycopg.Error`, and
    whoever was being sent to then counts as uncertain. Raises `ValueError` for a connection in a transaction
    or without autocommit: a claim has to be committed before its message goes out.
    """
    if not connection.autocommit or connection.info.transaction_status is not TransactionStatus.IDLE:
        raise ValueError("deliver needs a connection in autocommit, outside a transaction")
    with Session(settings) as session:
        mailing = _Mailing(connection, digest_id, settings, session, now, stopping)
        return [mailing.to(one) for one in _distinct(outgoing) if not stopping()]


def _distinct(outgoing: Sequence[Outgoing]) -> list[Outgoing]:
    """Each recipient once, whatever the case or name that an address is written with."""
    return list({_key(one.recipient): one for one in reversed(outgoing)}.values())[::-1]


def _key(recipient: str) -> str:
    try:
        return identity(recipient)
    except AddressError:
        return recipient


@dataclass(frozen=True, slots=True)
class _Mailing:
    """A digest on its way to its recipients, over one session."""

    connection: psycopg.Connection
    digest_id: int
    settings: MailSettings
    session: Session
    now: datetime
    stopping: Callable[[], bool]

    def to(self, one: Outgoing) -> DeliveryResult:
        """Send it to one recipient, unless it was sent or may have been."""
        try:
            recipient, message = identity(one.recipient), message_of(one, self.settings.sender, now=self.now)
        except AddressError as error:
            return DeliveryResult(one.recipient, Delivery.FAILED, str(error))
        if not digests.claim_delivery(self.connection, self.digest_id, recipient, message["Message-ID"], now=self.now):
            return self._claimed_before(one, recipient)
        return self._sent(one, recipient, message)

    def _sent(self, one: Outgoing, recipient: str, message: EmailMessage) -> DeliveryResult:
        """Send a claimed message and record what the server said; what it did not say is not recorded."""
        try:
            self._send(message)
        except UnansweredError as error:
            return DeliveryResult(one.recipient, Delivery.UNCERTAIN, f"{error}. {_again(one, recipient)}")
        except MailError as error:
            self._finish(recipient, DeliveryState.FAILED, str(error))
            return DeliveryResult(one.recipient, Delivery.FAILED, str(error))
        self._finish(recipient, DeliveryState.SENT, "")
        return DeliveryResult(one.recipient, Delivery.SENT)

    def _send(self, message: EmailMessage) -> None:
        """Send a message, again after a while where nothing was taken and the trouble may pass."""
        for wait in self.settings.waits_s:
            try:
                self.session.send(message)
            except MailError as error:
                if not error.passing or self.stopping():
                    raise
                time.sleep(wait)
            else:
                return
        try:
            self.session.send(message)
        except UnreachableError as error:
            self.session.give_up(error)
            raise

    def _finish(self, recipient: str, state: DeliveryState, detail: str) -> None:
        digests.finish_delivery(self.connection, self.digest_id, recipient, state, detail, now=self.now)

    def _claimed_before(self, one: Outgoing, recipient: str) -> DeliveryResult:
        """What an earlier call, or another process right now, did for this recipient."""
        known = next(d for d in digests.deliveries(self.connection, self.digest_id) if d.recipient == recipient)
        match known.state:
            case DeliveryState.SENT:
                return DeliveryResult(one.recipient, Delivery.BEFORE)
            case DeliveryState.FAILED:  # another process tried between our claim and this look
                return DeliveryResult(one.recipient, Delivery.FAILED, known.detail)
        begun = f"sending to {recipient} began at {known.claimed_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        return DeliveryResult(
            one.recipient,
            Delivery.UNCERTAIN,
            f"{begun} and its end was not recorded: another process may be at it, or one was stopped just before or "
            f"after the mail server took the message. {_again(one, recipient)}",
        )


def _again(one: Outgoing, recipient: str) -> str:
    """How the user sends it again, knowing what may have happened."""
    weekly = " --weekly" if one.digest.weekly else ""
    return (
        "It is not sent again by itself, lest the reader get it twice. If it did not arrive, run: "
        f"watira digest --date {one.digest.day}{weekly} --send --again {recipient}"
    )


def message_of(one: Outgoing, sender: str, *, now: datetime) -> EmailMessage:
    """The message for a recipient. Raises `AddressError`."""
    digest = one.digest
    span = f"{digest.day} {digest.start.timestamp()} {digest.end.timestamp()}"
    content = Content(
        render.subject(digest),
        render.html(digest),
        render.text(digest),
        pictures.pictures(render.fitting(digest)),
        digest.language,
    )
    key = f"{span} weekly" if digest.weekly else span
    return build(content, digest_key=key, sender=sender, recipient=one.recipient, now=now)


def release(connection: psycopg.Connection, digest_id: int, recipients: Sequence[str], *, now: datetime) -> None:
    """Record the uncertain deliveries to these recipients as failed, so that the next `deliver` serves them again."""
    wanted = {_key(recipient) for recipient in recipients}
    for delivery in digests.deliveries(connection, digest_id):
        if delivery.recipient in wanted and delivery.state is DeliveryState.SENDING:
            digests.finish_delivery(
                connection, digest_id, delivery.recipient, DeliveryState.FAILED, "given up, to be sent again", now=now
            )
