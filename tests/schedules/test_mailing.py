"""Which period a digest covers, and what is owed to whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest

from demo.mailbox import Mailbox
from digest.deliver import Delivery
from schedules import mailing
from schedules.settings import DigestPlan, Settings, SettingsError
from storage import digests

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # 15:00 in Damascus; the digest is due at 07:00
TODAY = date(2026, 11, 22)


def period(connection: psycopg.Connection, day: date) -> tuple[datetime, datetime]:
    """The period of a day's digest, as it was opened."""
    found = digests.digest_of_day(connection, day)
    assert found is not None
    return found.period_from, found.period_to


def test_each_digest_begins_where_the_last_one_ended(settings: Settings, connection: psycopg.Connection) -> None:
    """The first covers a day back; later calls of a day change nothing; the next day goes on from there."""
    mailing.send(connection, settings, now=NOON)
    mailing.send(connection, settings, now=NOON + timedelta(hours=2))
    assert period(connection, TODAY) == (NOON - timedelta(days=1), NOON)
    mailing.send(connection, settings, now=NOON + timedelta(days=1))
    assert period(connection, TODAY + timedelta(days=1)) == (NOON, NOON + timedelta(days=1))


def test_a_digest_of_an_earlier_day_leaves_no_gap(settings: Settings, connection: psycopg.Connection) -> None:
    """Asked for by its day, it begins where the last one ended if that was earlier, and the next one where it ends."""
    mailing.send(connection, settings, now=NOON - timedelta(days=4))
    yesterday = TODAY - timedelta(days=1)
    mailing.send(connection, settings, now=NOON, order=mailing.MailOrder(day=yesterday))
    start, end = period(connection, yesterday)
    assert (start, end) == (NOON - timedelta(days=4), datetime(2026, 11, 21, 21, tzinfo=UTC))
    mailing.send(connection, settings, now=NOON)
    assert period(connection, TODAY) == (end, NOON)


def test_no_digest_of_the_future(settings: Settings, connection: psycopg.Connection) -> None:
    """A day that is yet to come has no digest, shown or sent; today's ends now."""
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(mailing.FutureDigest, match="yet to come"):
        mailing.send(connection, settings, now=NOON, order=mailing.MailOrder(day=tomorrow))
    with pytest.raises(mailing.FutureDigest):
        mailing.preview(connection, settings.zone, NOON, tomorrow)
    mailing.send(connection, settings, now=NOON, order=mailing.MailOrder(day=TODAY))
    assert period(connection, TODAY)[1] == NOON


def test_a_clock_that_was_ahead_blocks_nothing(settings: Settings, connection: psycopg.Connection) -> None:
    """After a digest from the future the next one covers a day back."""
    mailing.send(connection, settings, now=NOON + timedelta(days=400))
    mailing.send(connection, settings, now=NOON)
    assert period(connection, TODAY) == (NOON - timedelta(days=1), NOON)


def test_previews_settle_nothing(settings: Settings, connection: psycopg.Connection) -> None:
    """Looking at a digest opens none."""
    assert mailing.preview(connection, settings.zone, NOON).day == TODAY
    assert mailing.preview(connection, settings.zone, NOON, TODAY).end == NOON
    assert digests.digest_of_day(connection, TODAY) is None


def test_a_missed_digest_is_owed(settings: Settings, connection: psycopg.Connection) -> None:
    """Today's is owed when its hour is over, none was opened, and one has gone out before."""
    assert mailing.unfinished(connection, settings, now=NOON) == []  # never one before: nothing to miss
    mailing.send(connection, settings, now=NOON - timedelta(days=2))
    assert mailing.unfinished(connection, settings, now=NOON) == [TODAY]
    assert mailing.unfinished(connection, settings, now=NOON.replace(hour=3)) == []  # 06:00: not yet due
    mailing.send(connection, settings, now=NOON)
    assert mailing.unfinished(connection, settings, now=NOON) == []


def test_what_a_server_refused_is_owed_for_days(
    settings: Settings, connection: psycopg.Connection, mailbox: Mailbox
) -> None:
    """While the mail server is away the digest is owed; when it is back the period of that day is mailed."""
    away = replace(settings, mail=replace(settings.mail, port=9))
    sent = mailing.send(connection, away, now=NOON)
    assert (sent.arrived, [result.state for result in sent.results]) == (False, [Delivery.FAILED])
    later = NOON + timedelta(days=1)
    assert TODAY in mailing.unfinished(connection, settings, now=later)
    again = mailing.send(connection, settings, now=later, order=mailing.MailOrder(day=TODAY))
    assert again.arrived
    assert len(mailbox.messages) == 1
    assert again.digest.end == NOON
    assert TODAY not in mailing.unfinished(connection, settings, now=later)
    assert mailing.unfinished(connection, away, now=NOON + timedelta(days=9)) == [TODAY + timedelta(days=9)]


def test_a_new_recipient_gets_todays_digest(settings: Settings, connection: psycopg.Connection) -> None:
    """Whoever is added after today's digest went out is owed it, but none of the days before."""
    mailing.send(connection, settings, now=NOON - timedelta(days=1))
    mailing.send(connection, settings, now=NOON)
    more = replace(settings, digest=DigestPlan(recipients=(*settings.digest.recipients, "new@example.org")))
    assert mailing.unfinished(connection, more, now=NOON) == [TODAY]


def test_stopping_begins_no_more(settings: Settings, connection: psycopg.Connection, mailbox: Mailbox) -> None:
    """Told to stop, it mails nobody any more; who was not reached is owed it."""
    sent = mailing.send(connection, settings, now=NOON, order=mailing.MailOrder(stopping=lambda: True))
    assert sent.results == []
    assert mailbox.messages == []
    assert mailing.unfinished(connection, settings, now=NOON) == [TODAY]


def test_what_is_missing_for_mailing_is_named(settings: Settings) -> None:
    """Without host, sender or recipients nothing can be mailed, and the settings to make are named."""
    mailing.check_ready(settings)
    bare = Settings(settings.home)
    assert not mailing.ready(bare)
    with pytest.raises(SettingsError, match=r"\[mail\] host, \[mail\] sender, \[digest\] recipients"):
        mailing.check_ready(bare)
