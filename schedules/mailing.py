"""The digest as a job: which period it covers, what is in it, and its delivery."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from psycopg import Connection

from digest.compose import compose
from digest.connection import Security
from digest.contents import Digest
from digest.deliver import DeliveryResult, deliver, release
from digest.mail import MailSettings
from schedules.settings import Settings, SettingsError
from storage import digests

# The first digest ever covers so much.
_FIRST_PERIOD = timedelta(days=1)

# An article being stored right now carries a time just past: the period ends now, and is read this much later, seconds.
_SETTLING = 1.0


@dataclass(frozen=True, slots=True)
class Period:
    """What a digest covers: articles first seen from `start` to before `end`, shown as the digest of `day`."""

    day: date
    start: datetime
    end: datetime


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


def period(connection: Connection, zone: ZoneInfo, now: datetime, day: date | None = None) -> Period:
    """The period of the digest: that of `day` as it was mailed, or the whole day; without a day, what is new since
    the last."""
    today = now.astimezone(zone).date()
    known = digests.digest_of_day(connection, day or today)
    if known:
        return Period(known.day, known.period_from, known.period_to)
    if day:
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        return Period(day, midnight.astimezone(UTC), (midnight + timedelta(days=1)).astimezone(UTC))
    return _new(connection, today, now)


def preview(connection: Connection, zone: ZoneInfo, now: datetime, day: date | None = None) -> Digest:
    """The digest of a day; without one, what the next digest would hold."""
    if day:
        return composed(connection, period(connection, zone, now, day), zone)
    return composed(connection, _new(connection, now.astimezone(zone).date(), now), zone)


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


def send(
    connection: Connection, settings: Settings, *, now: datetime, day: date | None = None, again: Sequence[str] = ()
) -> list[DeliveryResult]:
    """Mail the digest to all recipients who have not had it: that of `day`, or today's.

    The first call of a day settles what today's digest covers; later ones serve who was not reached. `again` names
    recipients whom an earlier attempt may have reached, and who are to be sent it in any case.
    """
    covered = period(connection, settings.zone, now, day)
    time.sleep(_SETTLING)
    opened = digests.open_digest(connection, day=covered.day, start=covered.start, end=covered.end, now=now)
    covered = Period(opened.day, opened.period_from, opened.period_to)
    release(connection, opened.id, again, now=now)
    return deliver(
        connection,
        opened.id,
        composed(connection, covered, settings.zone),
        settings.digest.recipients,
        mail_settings(settings),
        now=now,
    )


def _new(connection: Connection, today: date, now: datetime) -> Period:
    """What was first seen since the last digest that reached anybody."""
    return Period(today, digests.last_period_end(connection) or now - _FIRST_PERIOD, now)
