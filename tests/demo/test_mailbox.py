"""The mail sink, with the standard library's SMTP client."""

import smtplib
import socket
from email.message import EmailMessage

import pytest

from demo.mailbox import Mailbox


def _mail(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "watira@sample.example"
    message["To"] = "desk@sample.example"
    message["Subject"] = subject
    message.set_content("النص العادي\n")
    message.add_alternative("<p dir=rtl>النص المنسق</p>", subtype="html")
    return message


def test_a_message_arrives_whole() -> None:
    """Subject, both parts and the envelope's recipients are there, decoded."""
    with Mailbox() as mailbox:
        with smtplib.SMTP(mailbox.host, mailbox.port, timeout=10) as client:
            client.send_message(_mail("نشرة وتيرة اليومية"), to_addrs=["a@sample.example", "b@sample.example"])
        [received] = mailbox.messages
    assert received["Subject"] == "نشرة وتيرة اليومية"
    assert received["X-Envelope-To"] == "a@sample.example, b@sample.example"
    parts = {part.get_content_subtype(): str(part.get_content()).strip() for part in received.iter_parts()}
    assert parts == {"plain": "النص العادي", "html": "<p dir=rtl>النص المنسق</p>"}


def test_messages_are_kept_in_order() -> None:
    """Also those that come over several connections."""
    with Mailbox() as mailbox:
        for number in range(3):
            with smtplib.SMTP(mailbox.host, mailbox.port, timeout=10) as client:
                client.send_message(_mail(str(number)))
        assert [message["Subject"] for message in mailbox.messages] == ["0", "1", "2"]


def test_start_says_where_and_stop_frees_it() -> None:
    """After stopping, also with a client connected, nobody answers; stopping again does no harm."""
    mailbox = Mailbox()
    host, port = mailbox.start()
    assert (host, port) == (mailbox.host, mailbox.port)
    client = smtplib.SMTP(host, port, timeout=10)
    mailbox.stop()
    mailbox.stop()
    client.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, port), timeout=5)


def test_two_mailboxes_side_by_side() -> None:
    """Each has a port of its own."""
    with Mailbox() as one, Mailbox() as other:
        assert one.port != other.port


def test_an_address_that_is_not_here_is_refused() -> None:
    """A host that cannot be bound is an OSError, and leaves nothing running."""
    mailbox = Mailbox("192.0.2.1")  # TEST-NET-1, RFC 5737: no machine has it
    with pytest.raises(OSError, match=r"192\.0\.2\.1"):
        mailbox.start()
    mailbox.stop()
