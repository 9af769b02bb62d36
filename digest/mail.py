"""Sending over SMTP, by a session that knows what the server has accepted.

The one question that matters for sending once is whether the server took the message. Its answer to the end of DATA
decides (RFC 5321 §4.2.5, §6.1): before it nothing was accepted, after it all was. Where no answer came, nobody knows.
"""

import re
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from types import TracebackType
from typing import Self

from digest.connection import MailError, MailSettings, UnreachableError, logged_in, reason, said, server_name

__all__ = [
    "MailError",
    "MailSettings",
    "RefusedError",
    "Session",
    "UnansweredError",
    "UnreachableError",
    "check",
    "send",
]


class RefusedError(MailError):
    """The server did not take this message; it may be tried again, within seconds where the refusal is `passing`."""

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


class UnansweredError(MailError):
    """The message was handed over whole and the server's answer never came: it may have been accepted."""


def check(settings: MailSettings) -> None:
    """Connect and log in, and send nothing; raises `MailError`."""
    with Session(settings) as session:
        session.connect()


def send(message: EmailMessage, settings: MailSettings) -> None:
    """Send one message to the address in its To.

    Raises `MailError`, or its kinds `RefusedError` and `UnansweredError`.
    """
    with Session(settings) as session:
        session.send(message)


class Session:
    """A connection to the mail server, opened when first needed and kept for the next message."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None
        self._trouble = ""  # why the server cannot be used

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.quit()
        self._drop()

    def connect(self) -> smtplib.SMTP:
        """The connection, logged in and ready for a message.

        Raises `MailError`; a server that refused the login is not asked again, lest wrong ones lock the account.
        """
        if self._smtp is not None and not _alive(self._smtp):
            self._drop()
        if self._smtp is None:
            self._smtp = self._opened()
        return self._smtp

    def _opened(self) -> smtplib.SMTP:
        if self._trouble:
            raise MailError(self._trouble)
        try:
            return logged_in(self._settings)
        except UnreachableError:
            raise
        except MailError as error:
            self._trouble = str(error)
            raise

    def give_up(self, error: MailError) -> None:
        """Have all further messages fail with this error at once: nobody is to wait for a server that is away."""
        self._trouble = str(error)

    def send(self, message: EmailMessage) -> None:
        """Send a message to the address in its To; raises as the function `send` does."""
        smtp = self.connect()
        sender, recipient = (message[name].addresses[0].addr_spec for name in ("From", "To"))
        with self._refusing(recipient):
            _command(smtp.mail, sender, about=f"the sender {sender}")
            _command(smtp.rcpt, recipient, about=f"the recipient {recipient}")
            _begin(smtp)
            smtp.send(re.sub(rb"(?m)^\.", b"..", message.as_bytes(policy=SMTP)))
        self._finish(smtp, recipient)

    @contextmanager
    def _refusing(self, recipient: str) -> Iterator[None]:
        """Report a connection lost before the end of the message as a refusal: nothing was accepted yet."""
        try:
            yield
        except OSError as error:
            self._drop()
            raise RefusedError(
                f"{server_name(self._settings)} broke off ({reason(error)}) before the message to {recipient} was "
                "complete: it was not sent; try again later",
                passing=True,
            ) from error

    def _finish(self, smtp: smtplib.SMTP, recipient: str) -> None:
        """Say that the message is complete and hear whether it was taken."""
        server = server_name(self._settings)
        try:
            smtp.send(b".\r\n")
            code, reply = smtp.getreply()
        except OSError as error:
            self._drop()
            raise UnansweredError(
                f"{server} broke off ({reason(error)}) after the whole message to {recipient} was handed over, "
                "before saying whether it took it: it may arrive or not"
            ) from error
        if not 200 <= code < 600:
            self._drop()
            raise UnansweredError(f"{server} answered nonsense to the message to {recipient}: it may arrive or not")
        if code >= 300:
            raise RefusedError(
                f"{server} did not take the message to {recipient}: {said(code, reply)}", passing=_passing(code)
            )

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _alive(smtp: smtplib.SMTP) -> bool:
    """Whether a kept connection still answers; forgets what a refused message left behind."""
    try:
        return smtp.rset()[0] == 250
    except OSError:
        return False


def _command(command: Callable[[str], tuple[int, bytes]], argument: str, *, about: str) -> None:
    """Give MAIL or RCPT; raises `RefusedError` unless the server agrees."""
    code, reply = command(argument)
    if code not in (250, 251):
        raise RefusedError(
            f"the mail server refused {about}: {said(code, reply)}. Check that address in the settings",
            passing=_passing(code),
        )


def _begin(smtp: smtplib.SMTP) -> None:
    code, reply = smtp.docmd("DATA")
    if code != 354:
        raise RefusedError(
            f"the mail server refused to take a message: {said(code, reply)}. Try again later", passing=_passing(code)
        )


def _passing(code: int) -> bool:
    """Whether a refusal is for now alone (RFC 5321 §4.2.1: the 4yz replies)."""
    return 400 <= code < 500
