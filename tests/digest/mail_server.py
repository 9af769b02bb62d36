"""A real SMTP server on loopback that behaves as it is told: takes, refuses, breaks off, keeps silent."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "open-sesame-47"  # what the server lets in, with the user "watira"


@dataclass
class Behaviour:
    """What the server does with whom; aiosmtpd calls the handlers by name."""

    messages: list[EmailMessage] = field(default_factory=list)  # those taken
    refused: str = ""  # a recipient that it does not know
    breaks_at_rcpt: str = ""  # a recipient at whom it hangs up
    breaks_after: bool = False  # it takes the message and hangs up before saying so
    silent_s: float = 0.0  # how long it waits before it says that it took the message
    answer: str = "250 taken"
    busy: int = 0  # how many recipients it turns away for now
    asked: int = 0  # how many recipients it was asked to take

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take, refuse or hang up."""
        self.asked += 1
        if self.busy:
            self.busy -= 1
            return "451 4.3.0 come back later"
        if address == self.refused:
            return "550 5.1.1 no such mailbox here"
        if address == self.breaks_at_rcpt:
            _hang_up(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message and say so, or not."""
        if not self.answer.startswith("250"):
            return self.answer
        content = envelope.content
        assert isinstance(content, bytes)
        self.messages.append(message_from_bytes(content, policy=policy.default))
        if self.breaks_after:
            _hang_up(server)
        await asyncio.sleep(self.silent_s)
        return self.answer


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


def authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    """Let in the one user that there is."""
    assert isinstance(data, LoginPassword)
    return AuthResult(success=data == LoginPassword(b"watira", PASSWORD.encode()), handled=False)


class _AnyPort(Controller):
    """A controller whose port the system chooses."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def serving(behaviour: Behaviour, **options: Any) -> Iterator[int]:
    """Serve on a free port of 127.0.0.1, which is yielded."""
    controller = _AnyPort(behaviour, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def certificate(folder: Path) -> Path:
    """A self-made certificate for 127.0.0.1 with its key, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "watira test")])
    now = datetime.now()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


def server_context(pem: Path) -> ssl.SSLContext:
    """What a server with that certificate speaks TLS with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
