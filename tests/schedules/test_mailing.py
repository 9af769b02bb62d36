"""Which period a digest covers, and what is owed to whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest

from demo.mailbox import Mailbox
from digest.contents import Watch
from digest.deliver import Delivery
from pipelines.article import Source
from schedules import mailing, periods
from schedules.periods import Due
from schedules.settings import DigestPlan, Settings, SettingsError
from storage import digests
from storage.digests import Frequency
from storage.recipients import Recipient, put_recipient
from storage.sources import record_crawl, register

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # 15:00 in Damascus; the digest is due at 07:00
TODAY = date(2026, 11, 22)  # a Sunday
DUE = Due(TODAY, Frequency.DAILY)


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
    with pytest.raises(periods.FutureDigest, match="yet to come"):
        mailing.send(connection, settings, now=NOON, order=mailing.MailOrder(day=tomorrow))
    with pytest.raises(periods.FutureDigest):
        mailing.preview(connection, settings, NOON, mailing.MailOrder(day=tomorrow))
    mailing.send(connection, settings, now=NOON, order=mailing.MailOrder(day=TODAY))
    assert period(connection, TODAY)[1] == NOON


def test_a_clock_that_was_ahead_blocks_nothing(settings: Settings, connection: psycopg.Connection) -> None:
    """After a digest from the future the next one covers a day back."""
    mailing.send(connection, settings, now=NOON + timedelta(days=400))
    assert mailing.unfinished(connection, settings, now=NOON) == [DUE]
    mailing.send(connection, settings, now=NOON)
    assert period(connection, TODAY) == (NOON - timedelta(days=1), NOON)


def test_previews_settle_nothing(settings: Settings, connection: psycopg.Connection) -> None:
    """Looking at a digest opens none."""
    assert mailing.preview(connection, settings, NOON).day == TODAY
    assert mailing.preview(connection, settings, NOON, mailing.MailOrder(day=TODAY)).end == NOON
    assert digests.digest_of_day(connection, TODAY) is None


def test_a_missed_digest_is_owed(settings: Settings, connection: psycopg.Connection) -> None:
    """Today's is owed when its hour is over, none was opened, and one has gone out before."""
    assert mailing.unfinished(connection, settings, now=NOON) == []  # never one before: nothing to miss
    mailing.send(connection, settings, now=NOON - timedelta(days=2))
    assert mailing.unfinished(connection, settings, now=NOON) == [DUE]
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
    assert DUE in mailing.unfinished(connection, settings, now=later)
    again = mailing.send(connection, settings, now=later, order=mailing.MailOrder(day=TODAY))
    assert again.arrived
    assert len(mailbox.messages) == 1
    assert again.digest.end == NOON
    assert DUE not in mailing.unfinished(connection, settings, now=later)
    assert mailing.unfinished(connection, away, now=NOON + timedelta(days=9)) == [
        Due(TODAY + timedelta(days=9), Frequency.DAILY)
    ]


def test_a_new_recipient_gets_todays_digest(settings: Settings, connection: psycopg.Connection) -> None:
    """Whoever is added after today's digest went out is owed it, but none of the days before."""
    mailing.send(connection, settings, now=NOON - timedelta(days=1))
    mailing.send(connection, settings, now=NOON)
    more = replace(settings, digest=DigestPlan(recipients=(*settings.digest.recipients, "new@example.org")))
    assert mailing.unfinished(connection, more, now=NOON) == [DUE]


def test_stopping_begins_no_more(settings: Settings, connection: psycopg.Connection, mailbox: Mailbox) -> None:
    """Told to stop, it mails nobody any more; who was not reached is owed it."""
    sent = mailing.send(connection, settings, now=NOON, order=mailing.MailOrder(stopping=lambda: True))
    assert sent.results == []
    assert mailbox.messages == []
    assert mailing.unfinished(connection, settings, now=NOON) == [DUE]


def test_what_is_missing_for_mailing_is_named(settings: Settings) -> None:
    """Without host and sender nothing can be mailed, and the settings to make are named."""
    mailing.check_ready(settings)
    bare = Settings(settings.home)
    assert not mailing.ready(bare)
    with pytest.raises(SettingsError, match=r"\[mail\] host, \[mail\] sender"):
        mailing.check_ready(bare)


def recipient(address: str, frequency: Frequency = Frequency.DAILY, **changes: Any) -> Recipient:
    """Somebody of the database."""
    plain = Recipient(address, address, "ar", frequency, operator=False, governorates=(), types=(), sources=())
    return replace(plain, **changes)


def test_each_recipient_gets_what_was_asked_for(
    settings: Settings, connection: psycopg.Connection, mailbox: Mailbox
) -> None:
    """Daily and weekly, in a language, with or without the sources; the database wins over the settings."""
    put_recipient(connection, recipient("reader@example.org", language="en"), NOON)
    put_recipient(connection, recipient("boss@example.org", Frequency.WEEKLY, operator=True), NOON)
    mailing.send(connection, settings, now=NOON)
    weekly = mailing.MailOrder(frequency=Frequency.WEEKLY)
    sent = mailing.send(connection, settings, now=NOON, order=weekly)
    again = mailing.send(connection, settings, now=NOON, order=weekly)
    assert [result.state for result in again.results] == [Delivery.BEFORE]
    daily, week = mailbox.messages
    assert (daily["To"], daily["Content-Language"]) == ("reader@example.org", "en")
    assert (week["To"], week["Content-Language"]) == ("boss@example.org", "ar")
    assert daily["Message-ID"] != week["Message-ID"]
    assert sent.digest.end - sent.digest.start == timedelta(days=7)
    texts = [message.get_body(("plain",)).get_content() for message in (daily, week)]  # type: ignore[union-attr]
    assert ["لمشغّلين" in text or "operators" in text for text in texts] == [False, True]


def test_a_weekly_digest_that_was_missed_is_owed(settings: Settings, connection: psycopg.Connection) -> None:
    """Until it went out, on whatever day; it begins where the last one ended."""
    put_recipient(connection, recipient("boss@example.org", Frequency.WEEKLY), NOON)
    weekly = mailing.MailOrder(frequency=Frequency.WEEKLY)
    mailing.send(connection, settings, now=NOON, order=weekly)
    tuesday = NOON + timedelta(days=9)
    assert mailing.unfinished(connection, settings, now=NOON + timedelta(days=6)) == []
    assert mailing.unfinished(connection, settings, now=tuesday) == [Due(tuesday.date(), Frequency.WEEKLY)]
    late = mailing.send(connection, settings, now=tuesday, order=weekly)
    assert (late.digest.start, late.digest.end) == (NOON, tuesday)
    assert mailing.unfinished(connection, settings, now=tuesday) == []
    assert periods.frequencies(settings, tuesday) == [Frequency.DAILY]
    assert periods.frequencies(settings, NOON) == [Frequency.DAILY, Frequency.WEEKLY]


def test_one_address_and_a_rehearsal(settings: Settings, connection: psycopg.Connection, mailbox: Mailbox) -> None:
    """A rehearsal changes nothing; an order for one address serves nobody else."""
    order = mailing.MailOrder(only=("Guest <guest@example.org>",))
    (line,) = mailing.rehearse(connection, settings, now=NOON, order=order)
    assert "guest@example.org>: would be sent “وتيرة: لم يصل أي مقال" in line
    assert digests.digest_of_day(connection, TODAY) is None
    assert mailbox.messages == []
    mailing.send(connection, settings, now=NOON, order=order)
    assert [message["To"] for message in mailbox.messages] == ["Guest <guest@example.org>"]
    assert mailing.rehearse(connection, settings, now=NOON, order=order) == [
        "Guest <guest@example.org>: had it already"
    ]
    assert mailing.unfinished(connection, settings, now=NOON) == [DUE]  # the reader of the settings
    opened = digests.digest_of_day(connection, TODAY)
    assert opened is not None
    digests.claim_delivery(connection, opened.id, "reader@example.org", "<1@w>", NOON)
    (line,) = mailing.rehearse(connection, settings, now=NOON, order=mailing.ORDINARY)
    assert line.endswith("--again reader@example.org would send it")


def test_a_source_that_recovered_is_named_in_one_digest(settings: Settings, connection: psycopg.Connection) -> None:
    """In that of the period in which it came out of its trouble; what is wrong is told as long as it is."""
    register(connection, [Source("alpha", "ألفا", "Alpha", "https://alpha.example/")])
    for hours in (9, 8, 7):
        at = NOON - timedelta(hours=hours)
        record_crawl(connection, "alpha", succeeded=False, new_articles=0, error="gone", now=at)

    def watch(now: datetime, day: date | None = None) -> Watch:
        told = mailing.preview(connection, settings, now, mailing.MailOrder(day=day)).sources
        assert told is not None
        return told.watch

    assert [subject for subject, _, _ in watch(NOON).troubles] == ["alpha"]
    record_crawl(connection, "alpha", succeeded=True, new_articles=1, error="", now=NOON - timedelta(hours=1))
    mailing.send(connection, settings, now=NOON)
    assert watch(NOON, TODAY).recovered == ("alpha",)
    assert watch(NOON + timedelta(hours=20)).recovered == ()
