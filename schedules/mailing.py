"""The digest as a job: which period it covers, what is in it, and its delivery."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from psycopg import Connection

from digest.compose import compose
from digest.connection import Security
from digest.contents import Digest
from digest.deliver import Delivery, DeliveryResult, deliver, release
from digest.mail import MailSettings
from digest.message import identity
from pipelines.errors import Misuse
from schedules.settings import Settings, SettingsError
from storage import digests

# The first digest ever covers so much.
_FIRST_PERIOD = timedelta(days=1)

# So long the daemon goes on trying recipients whom the mail server refused, days.
_DAYS_TRIED = 3


class FutureDigest(Misuse):
    """A digest is asked for of a day that is yet to come."""


@dataclass(frozen=True, slots=True)
class MailOrder:
    """What to mail: today's digest, or that of `day`."""

    day: date | None = None
    again: tuple[str, ...] = ()  # recipients who may have had it, and are to be sent it in any case
    stopping: Callable[[], bool] = lambda: False  # asked before each recipient: whether to begin no more


ORDINARY = MailOrder()


@dataclass(frozen=True, slots=True)
class Sent:
    """A digest that was mailed, and what became of it for each recipient."""

    digest: Digest
    results: list[DeliveryResult]

    @property
    def arrived(self) -> bool:
        """Whether everybody has it."""
        return all(result.state in (Delivery.SENT, Delivery.BEFORE) for result in self.results)


@dataclass(frozen=True, slots=True)
class Period:
    """What a digest covers: articles first seen from `start` to before `end`, shown as the digest of `day`."""

    day: date
    start: datetime
    end: datetime


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
    """Whether the settings say where mail goes and through which server."""
    return bool(settings.mail.host and settings.mail.sender and settings.digest.recipients)


def check_ready(settings: Settings) -> None:
    """Raises SettingsError naming what is missing for mailing."""
    missing = [
        name
        for name, value in (
            ("[mail] host", settings.mail.host),
            ("[mail] sender", settings.mail.sender),
            ("[digest] recipients", settings.digest.recipients),
        )
        if not value
    ]
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
    )


def preview(connection: Connection, zone: ZoneInfo, now: datetime, day: date | None = None) -> Digest:
    """The digest of a day, as it was mailed or else the whole day; without a day, what the next digest would hold."""
    covered = _known(connection, day) or _whole(day, zone, now) if day else _new(connection, zone, now)
    return composed(connection, covered, zone)


def composed(connection: Connection, covered: Period, zone: ZoneInfo) -> Digest:
    """The digest of a period, from what is stored now."""
    return compose(
        digests.articles_first_seen(connection, covered.start, covered.end),
        digests.source_counts(connection, covered.start, covered.end),
        day=covered.day,
        zone=zone,
        start=covered.start,
        end=covered.end,
    )


def send(connection: Connection, settings: Settings, *, now: datetime, order: MailOrder = ORDINARY) -> Sent:
    """Mail the digest to all recipients who have not had it.

    The first call of a day settles what today's digest covers; later ones serve who was not reached. With a day of its
    own: the digest of that day, so that nothing falls between it and the one before.
    """
    covered = _to_send(connection, settings.zone, now, order.day)
    opened = digests.open_digest(connection, day=covered.day, start=covered.start, end=covered.end, now=now)
    digests.settle(connection)
    digest = composed(connection, Period(opened.day, opened.period_from, opened.period_to), settings.zone)
    release(connection, opened.id, order.again, now=now)
    mail, recipients = mail_settings(settings), settings.digest.recipients
    return Sent(digest, deliver(connection, opened.id, digest, recipients, mail, now=now, stopping=order.stopping))


def unfinished(connection: Connection, settings: Settings, *, now: datetime) -> list[date]:
    """The days whose digest is owed to somebody, the oldest first.

    Of the last days those that the mail server refused for a recipient; and today's, when it did not reach all, or
    when its hour has come, digests have gone out before, and it did not.
    """
    today = now.astimezone(settings.zone).date()
    days = [today - timedelta(days=back) for back in range(_DAYS_TRIED, -1, -1)]
    owed = [day for day in days if _is_owed(connection, settings, day, whole=day == today)]
    return owed + _missed(connection, settings, now)


def _is_owed(connection: Connection, settings: Settings, day: date, *, whole: bool) -> bool:
    """Whether a digest that was opened is owed to a recipient; with `whole` also to one who was not tried at all."""
    known = digests.digest_of_day(connection, day)
    if known is None:
        return False
    states = {delivery.recipient: delivery.state for delivery in digests.deliveries(connection, known.id)}
    wanted = [identity(recipient) for recipient in settings.digest.recipients]
    untried = whole and any(recipient not in states for recipient in wanted)
    return untried or any(states.get(recipient) is digests.DeliveryState.FAILED for recipient in wanted)


def _missed(connection: Connection, settings: Settings, now: datetime) -> list[date]:
    local = now.astimezone(settings.zone)
    due = f"{local:%H:%M:%S}" >= settings.digest.at and digests.last_period_end(connection) is not None
    return [local.date()] if due and not digests.digest_of_day(connection, local.date()) else []


def _to_send(connection: Connection, zone: ZoneInfo, now: datetime, day: date | None) -> Period:
    today = now.astimezone(zone).date()
    if day and day != today:
        return _known(connection, day) or _without_gap(connection, _whole(day, zone, now))
    return _known(connection, today) or _new(connection, zone, now)


def _known(connection: Connection, day: date) -> Period | None:
    """The period of a day's digest that was opened."""
    known = digests.digest_of_day(connection, day)
    return Period(known.day, known.period_from, known.period_to) if known else None


def _whole(day: date, zone: ZoneInfo, now: datetime) -> Period:
    """A day in the reader's zone, as far as it has come. Raises FutureDigest."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    start, end = midnight.astimezone(UTC), (midnight + timedelta(days=1)).astimezone(UTC)
    if start > now:
        raise FutureDigest(f"{day} is yet to come: there is no digest of it")
    return Period(day, start, min(end, now))


def _without_gap(connection: Connection, covered: Period) -> Period:
    """The period begun earlier where the last digest ended before it: the next one will begin where this one ends."""
    last = digests.last_period_end(connection)
    return replace(covered, start=min(covered.start, last)) if last and last < covered.end else covered


def _new(connection: Connection, zone: ZoneInfo, now: datetime) -> Period:
    """What was first seen since the last digest that reached anybody."""
    last = digests.last_period_end(connection)
    start = last if last and last < now else now - _FIRST_PERIOD
    return Period(now.astimezone(zone).date(), start, now)
