"""Which time a digest covers, and which digests are owed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from psycopg import Connection

from pipelines.errors import Misuse
from schedules.settings import WEEKDAYS, Settings
from storage import digests
from storage.digests import Frequency

# The first digest ever covers so much.
_FIRST = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}

# So long the daemon goes on trying recipients whom the mail server refused, days.
_DAYS_TRIED = 3


class FutureDigest(Misuse):
    """A digest is asked for of a day that is yet to come."""


@dataclass(frozen=True, slots=True)
class Period:
    """What a digest covers: articles first seen from `start` to before `end`, shown as the digest of `day`."""

    day: date
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that is owed to somebody."""

    day: date
    frequency: Frequency


def shown(
    connection: Connection, zone: ZoneInfo, now: datetime, day: date | None, frequency: Frequency = Frequency.DAILY
) -> Period:
    """Of a day, as it was mailed or else the whole of it; without a day, what the next digest would hold."""
    if day is None:
        return _new(connection, zone, now, frequency)
    return _known(connection, day, frequency) or _whole(day, zone, now, frequency)


def to_send(connection: Connection, zone: ZoneInfo, now: datetime, day: date | None, frequency: Frequency) -> Period:
    """Today's, which its first call settles; or that of a day, so that nothing falls between it and the one before."""
    today = now.astimezone(zone).date()
    if day and day != today:
        known = _known(connection, day, frequency)
        return known or _without_gap(connection, _whole(day, zone, now, frequency), frequency)
    return _known(connection, today, frequency) or _new(connection, zone, now, frequency)


def owed(
    connection: Connection, settings: Settings, wanted: dict[Frequency, Sequence[str]], *, now: datetime
) -> list[Due]:
    """The digests owed to the recipients `wanted` (bare addresses by frequency), the oldest first.

    Of the last days those that the mail server refused for a recipient; and today's, when it did not reach all, or
    when its hour has come, digests have gone out before, and it did not.
    """
    today = now.astimezone(settings.zone).date()
    found = []
    for frequency, addresses in wanted.items():
        if addresses:
            days = [today - timedelta(days=back) for back in range(_DAYS_TRIED, -1, -1)]
            due = [day for day in days if _is_owed(connection, addresses, Due(day, frequency), whole=day == today)]
            found += [Due(day, frequency) for day in due + _missed(connection, settings, now, frequency)]
    return sorted(found, key=lambda due: (due.day, due.frequency))


def frequencies(settings: Settings, now: datetime) -> list[Frequency]:
    """Which digests go out today: the daily one, and on its day the weekly one."""
    weekday = WEEKDAYS[now.astimezone(settings.zone).weekday()]
    return [Frequency.DAILY, Frequency.WEEKLY] if weekday == settings.digest.weekly_on else [Frequency.DAILY]


def _is_owed(connection: Connection, addresses: Sequence[str], due: Due, *, whole: bool) -> bool:
    """Whether a digest that was opened is owed to a recipient; with `whole` also to one who was not tried at all."""
    known = digests.digest_of_day(connection, due.day, due.frequency)
    if known is None:
        return False
    states = {delivery.recipient: delivery.state for delivery in digests.deliveries(connection, known.id)}
    untried = whole and any(address not in states for address in addresses)
    return untried or any(states.get(address) is digests.DeliveryState.FAILED for address in addresses)


def _missed(connection: Connection, settings: Settings, now: datetime, frequency: Frequency) -> list[date]:
    """Today, where the last digest that was due did not go out; never before the first one."""
    local = now.astimezone(settings.zone)
    passed = f"{local:%H:%M:%S}" >= settings.digest.at
    back = 0
    if frequency is Frequency.WEEKLY:
        back = (local.weekday() - WEEKDAYS.index(settings.digest.weekly_on)) % 7
    last = digests.last_period(connection, frequency)
    if last is None or (back == 0 and not passed) or 0 <= (local.date() - last.day).days <= back:
        return []  # a digest of a day to come, made by a clock that was ahead, stands for none
    return [] if digests.digest_of_day(connection, local.date(), frequency) else [local.date()]


def _known(connection: Connection, day: date, frequency: Frequency) -> Period | None:
    """The period of a day's digest that was opened."""
    known = digests.digest_of_day(connection, day, frequency)
    return Period(known.day, known.period_from, known.period_to) if known else None


def _whole(day: date, zone: ZoneInfo, now: datetime, frequency: Frequency) -> Period:
    """A day in the reader's zone, or the week that it ends, as far as it has come. Raises FutureDigest."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    if midnight > now:
        raise FutureDigest(f"{day} is yet to come: there is no digest of it")
    end = (midnight + timedelta(days=1)).astimezone(UTC)
    start = midnight - timedelta(days=6) if frequency is Frequency.WEEKLY else midnight
    return Period(day, start.astimezone(UTC), min(end, now))


def _without_gap(connection: Connection, covered: Period, frequency: Frequency) -> Period:
    """The period begun earlier where the last digest ended before it: the next one will begin where this one ends."""
    last = digests.last_period_end(connection, frequency)
    return replace(covered, start=min(covered.start, last)) if last and last < covered.end else covered


def _new(connection: Connection, zone: ZoneInfo, now: datetime, frequency: Frequency) -> Period:
    """What was first seen since the last digest that reached anybody."""
    last = digests.last_period_end(connection, frequency)
    start = last if last and last < now else now - _FIRST[frequency]
    return Period(now.astimezone(zone).date(), start, now)
