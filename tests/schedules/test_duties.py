"""What the jobs do, called here without queue and clock."""

from dataclasses import replace
from datetime import UTC, datetime

import psycopg
import pytest

from demo.mailbox import Mailbox
from schedules import duties
from schedules.mailing import unfinished
from schedules.periods import Due, frequencies
from schedules.settings import WEEKDAYS, DigestPlan, Settings
from storage.digests import Frequency
from storage.recipients import Recipient, put_recipient


def test_the_digests_of_the_day_go_out(
    settings: Settings,
    connection: psycopg.Connection,
    database_url: str,
    mailbox: Mailbox,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The daily one, the weekly one on its day, what is owed; where nobody gets one, the log says so."""
    now = datetime.now(UTC)
    today = now.astimezone(settings.zone)
    plan = DigestPlan(recipients=("reader@example.org",), weekly_on=WEEKDAYS[today.weekday()])
    setting = replace(settings, digest=plan)
    caplog.set_level("INFO", logger="watira")
    for frequency in frequencies(setting, now):
        duties.mail(setting, database_url, lambda: False, Due(today.date(), frequency))
    assert [message["To"] for message in mailbox.messages] == ["reader@example.org"]
    assert "weekly digest: nobody gets it" in caplog.text
    everything = {"governorates": (), "types": (), "sources": ()}
    weekly = Recipient("b@example.org", "b@example.org", "en", Frequency.WEEKLY, operator=False, **everything)
    put_recipient(connection, weekly, now)
    duties.mail(setting, database_url, lambda: False, Due(today.date(), Frequency.WEEKLY))
    assert unfinished(connection, setting, now=datetime.now(UTC)) == []
    assert [message["To"] for message in mailbox.messages] == ["reader@example.org", "b@example.org"]
    away = replace(setting, mail=replace(setting.mail, port=9), digest=replace(plan, recipients=("c@example.org",)))
    with pytest.raises(duties.JobFailed):
        duties.mail(away, database_url, lambda: False, Due(today.date(), Frequency.DAILY))
