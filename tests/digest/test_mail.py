"""Sending to a real SMTP server, and what is said when it cannot be done."""

import logging
import socket
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from digest.mail import MailError, MailSettings, RefusedError, Session, UnansweredError, check, send
from digest.message import Content, build
from tests.digest.mail_server import PASSWORD, Behaviour, authenticator, certificate, server_context, serving
from tests.digest.scripted_server import scripted

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

LOGIN: dict[str, Any] = {"authenticator": authenticator, "auth_required": True, "auth_require_tls": False}


def settings(port: int, **changes: Any) -> MailSettings:
    """Settings for the server of a test."""
    fields: dict[str, Any] = {"security": "none", "sender": "watira@example.net", "timeout_s": 5.0}
    return MailSettings(host="127.0.0.1", port=port, **{**fields, **changes})


def message(recipient: str = "reader@example.org", text: str = "قصف\n") -> EmailMessage:
    """A message to send."""
    return build(
        Content("وتيرة", "<p>قصف</p>", text),
        digest_key="k",
        sender="watira@example.net",
        recipient=recipient,
        now=datetime(2026, 11, 22, tzinfo=UTC),
    )


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that no authority vouches for."""
    return certificate(tmp_path_factory.mktemp("tls"))


def test_a_message_arrives_as_it_was_built() -> None:
    """Lines that begin with a dot included."""
    server = Behaviour()
    sent = message()
    sent.clear_content()
    sent.set_content(".\n..hidden\nend\n", cte="7bit")
    with serving(server) as port:
        send(sent, settings(port))
    assert server.messages[0]["Message-ID"] == sent["Message-ID"]
    assert server.messages[0].get_content().splitlines() == [".", "..hidden", "end"]


def test_a_refused_recipient_is_named_with_the_servers_words() -> None:
    """And the session goes on with the next."""
    server = Behaviour(refused="gone@example.org")
    with serving(server) as port, Session(settings(port)) as session:
        with pytest.raises(RefusedError, match=r"gone@example.org: 550 5.1.1 no such mailbox here. Check that address"):
            session.send(message("gone@example.org"))
        session.send(message())
    assert len(server.messages) == 1


def test_a_refused_message_was_not_sent() -> None:
    """A refusal after the end of the message is certain."""
    with (
        serving(Behaviour(answer="554 5.7.1 looks like spam")) as port,
        pytest.raises(RefusedError, match=r"554 5.7.1"),
    ):
        send(message(), settings(port))


def test_a_server_that_breaks_off_before_the_message_is_complete_has_not_taken_it() -> None:
    """The next message goes over a new connection."""
    server = Behaviour(breaks_at_rcpt="drop@example.org")
    with serving(server) as port, Session(settings(port)) as session:
        with pytest.raises(RefusedError, match="it was not sent; try again later"):
            session.send(message("drop@example.org"))
        session.send(message())
    assert len(server.messages) == 1


@pytest.mark.parametrize("server", [Behaviour(breaks_after=True), Behaviour(silent_s=1.5)])
def test_a_server_that_does_not_answer_the_whole_message_may_have_taken_it(server: Behaviour) -> None:
    """Here it has."""
    with serving(server) as port, pytest.raises(UnansweredError, match="may arrive or not"):
        send(message(), settings(port, timeout_s=0.5))
    assert len(server.messages) == 1


def test_a_connection_that_died_between_two_messages_is_opened_again() -> None:
    """Servers close idle connections."""
    server = Behaviour()
    with serving(server) as port, Session(settings(port)) as session:
        session.send(message())
        assert session.connect().sock is not None
        session.connect().close()
        session.send(message())
    assert len(server.messages) == 2


def test_check_connects_and_sends_nothing() -> None:
    """It logs in, too."""
    server = Behaviour()
    with serving(server, **LOGIN) as port:
        check(settings(port, user="watira", password=PASSWORD))
        with pytest.raises(MailError):
            check(settings(port, user="watira", password="wrong"))
    assert server.messages == []


def test_login_lets_the_right_password_in() -> None:
    """And the message goes out."""
    server = Behaviour()
    with serving(server, **LOGIN) as port:
        send(message(), settings(port, user="watira", password=PASSWORD))
    assert len(server.messages) == 1


def test_a_refused_login_says_what_to_check_and_never_the_password(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the error, nor its cause, nor a log, nor the settings shown tell it."""
    caplog.set_level(logging.DEBUG)
    with serving(Behaviour(), **LOGIN) as port:
        wrong = settings(port, user="watira", password="wrong-secret-1")
        with pytest.raises(MailError, match=r"refused the login of watira .* check user and password") as caught:
            check(wrong)
    assert caught.value.__cause__ is None
    assert "wrong-secret-1" not in f"{caught.value!r} {caught.value.__context__!r} {wrong!r} {caplog.text}"


def test_a_server_without_login_is_told_of() -> None:
    """A user is set, but the server offers none."""
    with serving(Behaviour()) as port, pytest.raises(MailError, match="offers no login"):
        check(settings(port, user="watira", password=PASSWORD))


def test_a_password_is_not_sent_in_the_clear_over_a_network() -> None:
    """Only to this machine itself."""
    open_line = MailSettings("mail.example.net", 25, "none", "watira", PASSWORD, "watira@example.net")
    with pytest.raises(MailError, match="set security to starttls or tls") as caught:
        check(open_line)
    assert PASSWORD not in str(caught.value)


def test_a_password_that_login_cannot_carry_is_told_of_without_it() -> None:
    """The library's own error would show a letter of it."""
    with pytest.raises(MailError, match="outside ASCII"):
        check(settings(25, user="watira", password="كلمة"))


def test_a_bad_sender_is_told_of_before_connecting() -> None:
    """No server is needed to know."""
    with pytest.raises(MailError, match="the sender's address is wrong: 'nobody' is no mail address"):
        check(settings(1, sender="nobody"))


@pytest.mark.parametrize(("security", "option"), [("starttls", "tls_context"), ("tls", "ssl_context")])
def test_an_untrusted_certificate_is_refused_and_a_trusted_one_accepted(
    pem: Path, monkeypatch: pytest.MonkeyPatch, security: str, option: str
) -> None:
    """An authority of one's own is named by SSL_CERT_FILE."""
    server = Behaviour()
    with serving(server, **{option: server_context(pem)}) as port:
        with pytest.raises(MailError, match=r"is not to be trusted .* SSL_CERT_FILE"):
            send(message(), settings(port, security=security))
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        send(message(), settings(port, security=security))
    assert len(server.messages) == 1


def test_starttls_is_not_given_up_where_the_server_offers_none() -> None:
    """Nothing goes over an open line that was to be encrypted."""
    with serving(Behaviour()) as port, pytest.raises(MailError, match="agreed on no encryption by STARTTLS"):
        check(settings(port, security="starttls"))


def test_tls_to_a_port_without_it_says_what_to_check() -> None:
    """The usual mistake: 587 with tls."""
    with serving(Behaviour()) as port, pytest.raises(MailError, match=r"check (host, )?port"):
        check(settings(port, security="tls", timeout_s=1.0))


def test_a_server_that_is_not_there_says_what_to_check() -> None:
    """Nobody listens on that port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(MailError, match=r"cannot reach the mail server 127.0.0.1:.* check host, port and security"):
        check(settings(port))


def test_a_server_that_cannot_be_used_is_not_asked_again() -> None:
    """Wrong logins by the dozen lock accounts."""
    with scripted(b"554 not today\r\n") as (port, asked), Session(settings(port)) as session:
        for _ in range(3):
            with pytest.raises(MailError, match="554 not today"):
                session.send(message())
    assert len(asked) == 1


def test_a_server_that_says_nothing_in_time_is_given_up() -> None:
    """A silent host does not hold the digest for ever."""
    with scripted(b"") as (port, _), pytest.raises(MailError, match="timed out"):
        check(settings(port, timeout_s=0.3))


@pytest.mark.parametrize(
    ("replies", "error", "words"),
    [
        ([b"250 me", b"250 ok", b"250 ok", b"451 later"], RefusedError, "refused to take a message: 451 later"),
        ([b"250 me", b"553 no"], RefusedError, "refused the sender watira@example.net: 553 no"),
        ([b"250 me", b"250 ok", b"250 ok", b"354 go", b"what?"], UnansweredError, "answered nonsense"),
        ([b"250 me", b"250 ok", b"250 ok", b"354 go", b"421 closing"], RefusedError, "did not take the message"),
    ],
)
def test_each_answer_is_told_for_what_it_is(replies: list[bytes], error: type[MailError], words: str) -> None:
    """Before the end of the message a refusal is certain; only nonsense after it is not."""
    with scripted(b"220 hello\r\n", replies) as (port, _), pytest.raises(error, match=words):
        send(message(), settings(port))
