"""The digest as a job: what is in it, for whom it is made, and its delivery."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import cast

from psycopg import Connection

from digest import render
from digest.compose import ANYBODY, Span, compose
from digest.connection import Security
from digest.contents import Digest, Rows, Watch
from digest.deliver import Delivery, DeliveryResult, Outgoing, deliver, release
from digest.mail import MailSettings
from digest.message import identity
from digest.readers import Reader
from schedules import health, periods
from schedules.periods import Due, Period
from schedules.settings import Settings, SettingsError
from schedules.subscribers import Subscriber, by_default, subscribers
from storage import digests, happenings
from storage.channels import channels_health
from storage.digests import DeliveryState, Frequency
from storage.hosts import hosts
from storage.sources import health as sources_health


@dataclass(frozen=True, slots=True)
class MailOrder:
    """What to mail: today's digest, or that of `day`; to everybody who gets it, or to some."""

    day: date | None = None
    again: tuple[str, ...] = ()  # recipients who may have had it, and are to be sent it in any case
    stopping: Callable[[], bool] = lambda: False  # asked before each recipient: whether to begin no more
    frequency: Frequency = Frequency.DAILY
    only: tuple[str, ...] = ()  # addresses, also of somebody who gets none as a rule; empty: everybody


ORDINARY = MailOrder()

# Between the first refusal and its repetition, seconds; then four times as long each time.
_FIRST_WAIT_S = 2.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A digest that was mailed, and what became of it for each recipient."""

    digest: Digest  # as nobody's filters have it
    results: list[DeliveryResult]

    @property
    def arrived(self) -> bool:
        """Whether everybody has it."""
        return all(result.state in (Delivery.SENT, Delivery.BEFORE) for result in self.results)


_WORDS = {
    Delivery.SENT: "sent",
    Delivery.BEFORE: "had it already",
    Delivery.FAILED: "not sent",
    Delivery.UNCERTAIN: "may have arrived or not",
}


def told(result: DeliveryResult) -> str:
    """What became of a digest for a recipient, in words."""
    detail = f": {result.detail}" if result.detail else ""
    return f"{result.recipient}: {_WORDS[result.state]}{detail}"


def ready(settings: Settings) -> bool:
    """Whether the settings say through which server mail goes, and from whom."""
    return bool(settings.mail.host and settings.mail.sender)


def check_ready(settings: Settings) -> None:
    """Raises SettingsError naming what is missing for mailing."""
    named = (("[mail] host", settings.mail.host), ("[mail] sender", settings.mail.sender))
    missing = [name for name, value in named if not value]
    if missing:
        raise SettingsError(
            f"the digest cannot be mailed: set {', '.join(missing)} in watira.toml (see docs/watira.toml)"
        )


def mail_settings(settings: Settings) -> MailSettings:
    """The settings as the mail room takes them."""
    mail = settings.mail
    return MailSettings(
        host=mail.host,
        port=mail.port,
        security=cast(Security, mail.security),
        user=mail.user,
        password=settings.mail_password,
        sender=mail.sender,
        timeout_s=mail.timeout_seconds,
        waits_s=tuple(_FIRST_WAIT_S * 4**number for number in range(mail.retries)),
    )


def preview(
    connection: Connection, settings: Settings, now: datetime, order: MailOrder = ORDINARY, reader: Reader = ANYBODY
) -> Digest:
    """The digest of a day, as it was mailed or else the whole day; without a day, what the next digest would hold."""
    covered = periods.shown(connection, settings.zone, now, order.day, order.frequency)
    return compose(rows(connection, covered, now), _span(covered, settings, order), reader)


def rows(connection: Connection, covered: Period, now: datetime) -> Rows:
    """What is stored now of a period."""
    return Rows(
        articles=digests.articles_first_seen(connection, covered.start, covered.end),
        counts=digests.source_counts(connection, covered.start, covered.end),
        events=happenings.events_first_seen(connection, covered.start, covered.end),
        figures=happenings.figures_first_seen(connection, covered.start, covered.end),
        past=happenings.past(connection, covered.end),
        watch=_watch(connection, covered, now),
    )


def _watch(connection: Connection, covered: Period, now: datetime) -> Watch:
    """What is wrong with the sources now, and which came out of trouble in the period: each is named in one digest."""
    known = sources_health(connection)
    found = health.troubles(known, channels_health(connection), list(hosts(connection).values()), now)
    back = health.recovered(known, covered.start, covered.end)
    return Watch(tuple((one.subject, one.what, one.advice) for one in found), tuple(back))


def _span(covered: Period, settings: Settings, order: MailOrder) -> Span:
    weekly = order.frequency is Frequency.WEEKLY
    return Span(covered.day, settings.zone, covered.start, covered.end, weekly)


def send(connection: Connection, settings: Settings, *, now: datetime, order: MailOrder = ORDINARY) -> Sent:
    """Mail the digest to all recipients who have not had it.

    The first call of a day settles what today's digest covers; later ones serve who was not reached. With a day of its
    own: the digest of that day, so that nothing falls between it and the one before.
    """
    covered = periods.to_send(connection, settings.zone, now, order.day, order.frequency)
    opened = digests.open_digest(
        connection, day=covered.day, start=covered.start, end=covered.end, now=now, frequency=order.frequency
    )
    digests.settle(connection)
    span = Period(opened.day, opened.period_from, opened.period_to)
    whole, outgoing = _made(connection, settings, span, now, order)
    release(connection, opened.id, order.again, now=now)
    mail = mail_settings(settings)
    return Sent(whole, deliver(connection, opened.id, outgoing, mail, now=now, stopping=order.stopping))


def _made(
    connection: Connection, settings: Settings, covered: Period, now: datetime, order: MailOrder
) -> tuple[Digest, list[Outgoing]]:
    """The digest of a period for anybody, and those of the recipients; whoever wants the same shares one."""
    found, span = rows(connection, covered, now), _span(covered, settings, order)
    made = cache(lambda reader: compose(found, span, reader))
    chosen = recipients(connection, settings, order)
    return made(ANYBODY), [Outgoing(one.written, made(one.reader)) for one in chosen]


def recipients(connection: Connection, settings: Settings, order: MailOrder) -> list[Subscriber]:
    """Whom an order is for: those who get digests so often, or those named, whatever they get as a rule."""
    known = subscribers(connection, settings)
    if not order.only:
        return [one for one in known if one.frequency is order.frequency]
    by_address = {one.address: one for one in known}
    return [by_address.get(identity(address)) or by_default(address, settings) for address in order.only]


def rehearse(connection: Connection, settings: Settings, *, now: datetime, order: MailOrder) -> list[str]:
    """What `send` would do, a line a recipient; nothing is opened, claimed or sent."""
    covered = periods.to_send(connection, settings.zone, now, order.day, order.frequency)
    known = digests.digest_of_day(connection, covered.day, order.frequency)
    states = {one.recipient: one.state for one in digests.deliveries(connection, known.id)} if known else {}
    again = {identity(address) for address in order.again}
    lines = []
    for one in _made(connection, settings, covered, now, order)[1]:
        address = identity(one.recipient)
        state = states.get(address)
        if state is DeliveryState.SENT:
            lines.append(f"{one.recipient}: had it already")
        elif state is DeliveryState.SENDING and address not in again:
            lines.append(f"{one.recipient}: may have arrived or not; --again {address} would send it")
        else:
            size = len(render.html(one.digest).encode()) / 1000
            lines.append(f"{one.recipient}: would be sent “{render.subject(one.digest)}” ({size:.0f} kB of HTML)")
    return lines


def unfinished(connection: Connection, settings: Settings, *, now: datetime) -> list[Due]:
    """The digests that are owed to somebody, the oldest first."""
    everybody = subscribers(connection, settings)
    wanted: dict[Frequency, Sequence[str]] = {
        frequency: [one.address for one in everybody if one.frequency is frequency] for frequency in Frequency
    }
    return periods.owed(connection, settings, wanted, now=now)
