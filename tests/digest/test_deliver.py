"""A period's digest goes to a recipient once, over a real mail server and a real database."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from digest.deliver import Delivery, DeliveryResult, Outgoing, deliver, release
from digest.mail import MailSettings
from storage import digests
from storage.connect import connect
from tests.digest.mail_server import Behaviour, serving
from tests.digest.samples import DAY, END, START, article, digest

NOW = END + timedelta(minutes=5)
ANNA, BASEL, CARLA = "anna@example.org", "basel@example.org", "carla@example.org"


def mail_out(
    connection: psycopg.Connection, server: Behaviour, recipients: Sequence[str], **changes: Any
) -> list[DeliveryResult]:
    """Deliver the sample day's digest."""
    with serving(server) as port:
        return to_port(connection, port, recipients, **changes)


def to_port(
    connection: psycopg.Connection, port: int, recipients: Sequence[str], **changes: Any
) -> list[DeliveryResult]:
    """Deliver it to a server that runs."""
    fields: dict[str, Any] = {"security": "none", "sender": "watira@example.net", "timeout_s": 2.0, "waits_s": ()}
    settings = MailSettings("127.0.0.1", port, **{**fields, **changes})
    period = digests.open_digest(connection, day=DAY, start=START, end=END, now=NOW)
    outgoing = [Outgoing(recipient, digest([article()])) for recipient in recipients]
    return deliver(connection, period.id, outgoing, settings, now=NOW)


def states(results: list[DeliveryResult]) -> dict[str, Delivery]:
    """What became of whom."""
    return {result.recipient: result.state for result in results}


def recorded(connection: psycopg.Connection) -> dict[str, str]:
    """What the database says of whom."""
    rows = connection.execute("SELECT recipient, state FROM delivery").fetchall()
    return dict(rows)


def test_each_recipient_gets_it_once(connection: psycopg.Connection) -> None:
    """A second call sends only to who is new; another spelling of an address is not new."""
    server = Behaviour()
    assert states(mail_out(connection, server, [ANNA, "ANNA@example.org"])) == {ANNA: Delivery.SENT}
    again = mail_out(connection, server, ["Anna <Anna@Example.org>", BASEL])
    assert [result.state for result in again] == [Delivery.BEFORE, Delivery.SENT]
    assert [str(message["To"]) for message in server.messages] == [ANNA, BASEL]
    assert recorded(connection) == {ANNA: "sent", BASEL: "sent"}


def test_one_refused_recipient_does_not_stop_the_others(connection: psycopg.Connection) -> None:
    """And is tried again by the next call."""
    server = Behaviour(refused=BASEL)
    results = mail_out(connection, server, [ANNA, BASEL, CARLA])
    assert states(results) == {ANNA: Delivery.SENT, BASEL: Delivery.FAILED, CARLA: Delivery.SENT}
    assert "550 5.1.1 no such mailbox here" in results[1].detail
    assert recorded(connection) == {ANNA: "sent", BASEL: "failed", CARLA: "sent"}
    server.refused = ""
    assert states(mail_out(connection, server, [ANNA, BASEL, CARLA]))[BASEL] is Delivery.SENT
    assert len(server.messages) == 3


def test_what_is_no_address_is_named_and_the_others_served(connection: psycopg.Connection) -> None:
    """Nothing is recorded for it."""
    results = mail_out(connection, Behaviour(), ["nobody", ANNA])
    assert states(results) == {"nobody": Delivery.FAILED, ANNA: Delivery.SENT}
    assert "'nobody' is no mail address" in results[0].detail
    assert recorded(connection) == {ANNA: "sent"}


def test_a_break_before_the_end_of_the_message_is_a_failure(connection: psycopg.Connection) -> None:
    """Nothing was accepted, so the next call sends it."""
    server = Behaviour(breaks_at_rcpt=ANNA)
    assert states(mail_out(connection, server, [ANNA, BASEL])) == {ANNA: Delivery.FAILED, BASEL: Delivery.SENT}
    assert states(mail_out(connection, Behaviour(), [ANNA])) == {ANNA: Delivery.SENT}


@pytest.mark.parametrize("behaviour", [{"breaks_after": True}, {"silent_s": 1.5}])
def test_a_message_that_was_not_answered_for_is_not_sent_twice(
    connection: psycopg.Connection, behaviour: dict[str, Any]
) -> None:
    """The server may have taken it, as it has here; what to do is said now and by the next call."""
    server = Behaviour(**behaviour)
    (first,) = mail_out(connection, server, [ANNA], timeout_s=0.5)
    assert (first.state, recorded(connection)) == (Delivery.UNCERTAIN, {ANNA: "sending"})
    assert "it may arrive or not" in first.detail
    (second,) = mail_out(connection, Behaviour(), [ANNA])
    assert second.state is Delivery.UNCERTAIN
    assert "sending to anna@example.org began at 2026-11-22 17:05 UTC and its end was not recorded" in second.detail
    assert len(server.messages) == 1


def test_an_uncertain_delivery_is_sent_again_on_request(connection: psycopg.Connection) -> None:
    """Releasing one recipient's delivery leaves the others as they are, and the result says how to ask for it."""
    reader = "o'hara$x`y@example.org"
    mail_out(connection, Behaviour(breaks_after=True), [reader, ANNA])
    (result,) = mail_out(connection, Behaviour(), [reader])
    assert result.detail.endswith(f"watira digest --date 2026-11-22 --send --again {reader}")
    opened = digests.digest_of_day(connection, DAY)
    assert opened is not None
    release(connection, opened.id, [f"O'Hara <{reader.upper()}>"], now=NOW)
    results = mail_out(connection, Behaviour(), [reader, ANNA])
    assert states(results) == {reader: Delivery.SENT, ANNA: Delivery.UNCERTAIN}


def test_a_refusal_that_passes_is_tried_again_within_the_call(connection: psycopg.Connection) -> None:
    """After each wait, as long as the server says 4yz or breaks off before the end; what is refused for good is not."""
    server = Behaviour(busy=2)
    assert states(mail_out(connection, server, [ANNA], waits_s=(0.0, 0.01))) == {ANNA: Delivery.SENT}
    server = Behaviour(busy=2)
    (failed,) = mail_out(connection, server, [BASEL], waits_s=(0.0,))
    assert (failed.state, failed.detail.count("451")) == (Delivery.FAILED, 1)
    server = Behaviour(refused=CARLA)
    assert states(mail_out(connection, server, [CARLA], waits_s=(0.0, 0.0))) == {CARLA: Delivery.FAILED}
    assert server.asked == 1


def test_a_server_that_stays_away_is_waited_for_once(
    connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not once for each recipient."""
    waits: list[float] = []
    monkeypatch.setattr("digest.deliver.time.sleep", waits.append)
    results = to_port(connection, 1, [f"r{number}@example.org" for number in range(20)], waits_s=(0.2,))
    assert {result.state for result in results} == {Delivery.FAILED}
    assert waits == [0.2]


@dataclass
class _LosesDatabase(Behaviour):
    """Ends the sender's database session when it has taken the message."""

    database_url: str = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        with connect(self.database_url) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        return await super().handle_DATA(server, session, envelope)


def test_a_crash_between_sending_and_recording_sends_nothing_twice(database_url: str) -> None:
    """The claim was committed before the message went out, so it outlives the sender."""
    server = _LosesDatabase(database_url=database_url)
    with connect(database_url) as lost, pytest.raises(psycopg.OperationalError):
        mail_out(lost, server, [ANNA])
    with connect(database_url) as connection:
        assert states(mail_out(connection, Behaviour(), [ANNA])) == {ANNA: Delivery.UNCERTAIN}
    assert len(server.messages) == 1


def test_two_processes_at_once_send_one_message(database_url: str) -> None:
    """The second sees that the first is at it."""
    server = Behaviour(silent_s=0.4)
    with (
        serving(server) as port,
        connect(database_url) as one,
        connect(database_url) as two,
        ThreadPoolExecutor(2) as pool,
    ):
        results = list(pool.map(lambda connection: to_port(connection, port, [ANNA])[0].state, (one, two)))
    assert sorted(results) == [Delivery.SENT, Delivery.UNCERTAIN]
    assert len(server.messages) == 1


def test_a_server_out_of_reach_fails_all_and_loses_none(connection: psycopg.Connection) -> None:
    """Every recipient is told of, and served when it is back."""
    results = to_port(connection, 1, [ANNA, BASEL])
    assert states(results) == {ANNA: Delivery.FAILED, BASEL: Delivery.FAILED}
    assert all("cannot reach the mail server" in result.detail for result in results)
    assert set(states(mail_out(connection, Behaviour(), [ANNA, BASEL])).values()) == {Delivery.SENT}


def test_another_days_digest_is_another_delivery(connection: psycopg.Connection) -> None:
    """Once per period, not once for ever."""
    mail_out(connection, Behaviour(), [ANNA])
    next_day = digests.open_digest(connection, day=DAY + timedelta(days=1), start=END, end=NOW, now=NOW)
    server = Behaviour()
    with serving(server) as port:
        settings = MailSettings("127.0.0.1", port, "none", sender="watira@example.net")
        (result,) = deliver(connection, next_day.id, [Outgoing(ANNA, digest([]))], settings, now=NOW)
    assert result.state is Delivery.SENT
    assert len(server.messages) == 1


def test_a_claim_that_could_be_rolled_back_is_refused(connection: psycopg.Connection) -> None:
    """Inside a transaction nothing would outlive a crash."""
    with connection.transaction(), pytest.raises(ValueError, match="outside a transaction"):
        to_port(connection, 1, [ANNA])
