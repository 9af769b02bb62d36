"""A connection to the mail server: the settings, and opening it, secured and logged in.

Whatever goes wrong here concerns all recipients alike and is said in a sentence that tells what to do; no error repeats
the password.
"""

import smtplib
import ssl
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal

from digest.lines import one_line
from digest.message import AddressError, address
from pipelines.errors import Explained

Security = Literal["tls", "starttls", "none"]

_LONGEST_REPLY = 300  # characters of a server's answer that an error repeats


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How mail goes out."""

    host: str
    port: int  # 465 for tls, 587 for starttls, as a rule
    security: Security
    user: str = ""  # empty: no login
    password: str = field(default="", repr=False)
    sender: str = ""  # name@example.org or Name <name@example.org>
    timeout_s: float = 30.0  # seconds that the server may take for each answer
    waits_s: tuple[float, ...] = (2.0, 8.0)  # before each repetition where a refusal may pass
    context: ssl.SSLContext | None = field(default=None, repr=False)  # None: the system's authorities, SSL_CERT_FILE


class MailError(Explained):
    """Mail cannot go out: what is wrong and what to do. Concerns all recipients alike."""

    passing = False  # whether it may go by itself within seconds


class UnreachableError(MailError):
    """No connection to the mail server came about."""

    passing = True


def logged_in(settings: MailSettings) -> smtplib.SMTP:
    """A new connection, secured and logged in as the settings say; raises `MailError`."""
    _require_sense(settings)
    try:
        smtp = _connected(settings)
    except ssl.SSLError as error:
        raise MailError(_tls_trouble(settings, error)) from error
    except OSError as error:
        kind = MailError if isinstance(error, smtplib.SMTPResponseException) else UnreachableError
        raise kind(
            f"cannot reach {server_name(settings)} ({reason(error)}): check host, port and security (tls: mostly 465, "
            "starttls: 587), and whether this machine may send mail"
        ) from error
    with ExitStack() as unusable:
        unusable.callback(smtp.close)
        _secure(smtp, settings)
        _log_in(smtp, settings)
        unusable.pop_all()
    return smtp


def _require_sense(settings: MailSettings) -> None:
    """Refuse settings that cannot work or would show the password to the network."""
    try:
        address(settings.sender)
    except AddressError as error:
        raise MailError(f"the sender's address is wrong: {error}") from error
    if settings.user and settings.security == "none" and not _loopback(settings.host):
        raise MailError(
            f"the password for {server_name(settings)} would cross the network readable by anyone: "
            "set security to starttls or tls"
        )
    if not (settings.user + settings.password).isascii():
        raise MailError("the mail user or password has letters outside ASCII, which SMTP login cannot carry: change it")


def _loopback(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _connected(settings: MailSettings) -> smtplib.SMTP:
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout_s, context=_trust(settings))
    return smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_s)


def _trust(settings: MailSettings) -> ssl.SSLContext:
    return settings.context or ssl.create_default_context()


def _secure(smtp: smtplib.SMTP, settings: MailSettings) -> None:
    """Ask for encryption where the settings want it; never go on without."""
    try:
        if settings.security == "starttls":
            smtp.starttls(context=_trust(settings))
        smtp.ehlo_or_helo_if_needed()
    except ssl.SSLError as error:
        raise MailError(_tls_trouble(settings, error)) from error
    except OSError as error:
        raise MailError(
            f"{server_name(settings)} agreed on no encryption by STARTTLS ({reason(error)}): "
            "use security tls (mostly port 465), or none for a server on this machine"
            if settings.security == "starttls"
            else f"{server_name(settings)} did not answer as a mail server ({reason(error)}): check host and port"
        ) from error


def _tls_trouble(settings: MailSettings, error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"the certificate of {server_name(settings)} is not to be trusted ({error.verify_message}): check the "
            "host's name; for a server of your own, set SSL_CERT_FILE to the certificate of its authority"
        )
    return (
        f"{server_name(settings)} and this machine could not agree on encryption ({error.reason or 'TLS failed'}): "
        "check port and security (tls: mostly 465, starttls: 587)"
    )


def _log_in(smtp: smtplib.SMTP, settings: MailSettings) -> None:
    """Log in; no error repeats the password, nor what the library was about to send."""
    if not settings.user:
        return
    try:
        smtp.login(settings.user, settings.password)
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(
            f"{server_name(settings)} refused the login of {settings.user} (code {error.smtp_code}): check user and "
            "password; many providers want a password made for this application"
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise MailError(f"{server_name(settings)} offers no login: check security, or leave the user empty") from None
    except OSError as error:
        raise MailError(
            f"{server_name(settings)} broke off the login ({type(error).__name__}): try again later"
        ) from None


def server_name(settings: MailSettings) -> str:
    """How errors name the server."""
    return f"the mail server {settings.host}:{settings.port}"


def said(code: int, reply: bytes) -> str:
    """A server's answer as an error repeats it: one bounded line."""
    return f"{code} {one_line(reply.decode('utf-8', 'replace'), _LONGEST_REPLY)}"


def reason(error: OSError) -> str:
    """Why a connection failed, in one bounded line."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        return said(error.smtp_code, reply if isinstance(reply, bytes) else str(reply).encode())
    return one_line(str(error) or type(error).__name__, _LONGEST_REPLY)
