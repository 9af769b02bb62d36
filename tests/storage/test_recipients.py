"""Who gets the digest, as the database keeps it."""

from psycopg import Connection

from storage.digests import Frequency, digest_of_day, last_period, open_digest
from storage.recipients import Recipient, put_recipient, recipients, remove_recipient
from tests.storage.samples import NOW, days


def test_recipients_are_kept_changed_and_removed(connection: Connection) -> None:
    """One entry for each address; NUL, which Postgres refuses, is taken out."""
    daily = Recipient(
        "a@example.org",
        "Ana\x00 <A@example.org>",
        "ar",
        Frequency.DAILY,
        operator=False,
        governorates=(),
        types=(),
        sources=(),
    )
    weekly = Recipient(
        "a@example.org",
        "A@example.org",
        "en",
        Frequency.WEEKLY,
        operator=True,
        governorates=["Homs"],
        types=["strike"],
        sources=["sana"],
    )
    put_recipient(connection, daily, NOW)
    assert [one.written for one in recipients(connection)] == ["Ana <A@example.org>"]
    put_recipient(connection, weekly, NOW)
    assert recipients(connection) == [weekly]
    assert remove_recipient(connection, "a@example.org")
    assert not remove_recipient(connection, "a@example.org")
    assert recipients(connection) == []


def test_a_day_has_a_daily_and_a_weekly_digest(connection: Connection) -> None:
    """Each with its own period, and each opened once."""
    day = NOW.date()
    daily = open_digest(connection, day=day, start=NOW - days(1), end=NOW, now=NOW)
    weekly = open_digest(connection, day=day, start=NOW - days(7), end=NOW, now=NOW, frequency=Frequency.WEEKLY)
    assert daily.id != weekly.id
    assert digest_of_day(connection, day) == daily
    assert digest_of_day(connection, day, Frequency.WEEKLY) == weekly
    assert last_period(connection, Frequency.WEEKLY) is None
