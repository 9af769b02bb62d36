"""What the daemon's jobs do, called here without its clock."""

from dataclasses import replace
from datetime import UTC, datetime

import psycopg
import pytest

from demo.mailbox import Mailbox
from schedules import clock
from schedules.periods import Due
from schedules.settings import WEEKDAYS, DigestPlan, Settings
from storage.digests import Frequency
from storage.recipients import Recipient, put_recipient


def test_the_digests_of_the_day_go_out(
    settings: Settings, connection: psycopg.Connection, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """The daily one, the weekly one on its day, what is owed; where nobody gets one, the log says so."""
    now = datetime.now(UTC)
    today = now.astimezone(settings.zone)
    plan = DigestPlan(recipients=("reader@example.org",), weekly_on=WEEKDAYS[today.weekday()])
    setting = replace(settings, digest=plan)
    caplog.set_level("INFO", logger="watira")
    clock._mail(setting, lambda: False, None)
    assert [message["To"] for message in mailbox.messages] == ["reader@example.org"]
    assert "weekly digest: nobody gets it" in caplog.text
    everything = {"governorates": (), "types": (), "sources": ()}
    weekly = Recipient("b@example.org", "b@example.org", "en", Frequency.WEEKLY, operator=False, **everything)
    put_recipient(connection, weekly, now)
    clock._mail(setting, lambda: False, Due(today.date(), Frequency.WEEKLY))
    clock._mail_unfinished(setting, lambda: False)
    assert [message["To"] for message in mailbox.messages] == ["reader@example.org", "b@example.org"]
    away = replace(setting, mail=replace(setting.mail, port=9), digest=replace(plan, recipients=("c@example.org",)))
    with pytest.raises(clock.JobFailed):
        clock._mail(away, lambda: False, None)
