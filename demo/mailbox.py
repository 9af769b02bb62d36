"""A real SMTP server on loopback that keeps what it receives, so that mail can be tried without a mail account."""

import asyncio
import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session

_START_S = 10  # binding a loopback port takes milliseconds; a machine under load gets seconds


class Mailbox:
    """A mail sink as a context manager: every sender and recipient is accepted, nothing is passed on.

    host and port: where to send to, known after `start`. messages: what was received, parsed, in order of arrival; the
    envelope's recipients are in the header X-Envelope-To, as some servers write it.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.port = 0
        self.messages: list[EmailMessage] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._server: asyncio.Server | None = None

    def start(self) -> tuple[str, int]:
        """Take a free port and begin to receive. Returns host and port. Raises OSError if none can be had."""
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="mailbox", daemon=True)
        thread.start()
        self._loop, self._thread = loop, thread
        try:
            self.port = asyncio.run_coroutine_threadsafe(self._listen(loop), loop).result(_START_S)
        except OSError:
            self.stop()
            raise
        return self.host, self.port

    async def _listen(self, loop: asyncio.AbstractEventLoop) -> int:
        self._server = await loop.create_server(lambda: SMTP(self, enable_SMTPUTF8=True, loop=loop), self.host, 0)
        return int(self._server.sockets[0].getsockname()[1])

    def stop(self) -> None:
        """Close all connections and free the port. Harmless when it is not running."""
        if self._loop is None or self._thread is None:
            return
        loop, thread = self._loop, self._thread
        self._loop = self._thread = None
        asyncio.run_coroutine_threadsafe(self._close(), loop).result(_START_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_START_S)
        loop.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd calls it so
        """Keep a message that a client has sent."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        message = message_from_bytes(raw, _class=EmailMessage, policy=modern)
        message["X-Envelope-To"] = ", ".join(str(one) for one in envelope.rcpt_tos)
        self.messages.append(message)
        return "250 OK"

    async def _close(self) -> None:
        """Take no more connections, and end those that are open."""
        if self._server is not None:
            self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
