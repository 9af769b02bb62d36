"""A server on loopback that says fixed lines, whatever it is told."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def scripted(greeting: bytes, replies: list[bytes] | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """A server that gives fixed answers; yields its port and a list with an entry per connection."""
    asked: list[bytes] = []
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_answer, args=(listening, greeting, replies or [], asked, done))
        thread.start()
        yield listening.getsockname()[1], asked
        done.set()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def _answer(
    listening: socket.socket, greeting: bytes, replies: list[bytes], asked: list[bytes], done: threading.Event
) -> None:
    while not done.is_set():
        try:
            client, _ = listening.accept()
        except OSError:
            return
        asked.append(b"")
        with client, client.makefile("rb") as lines:
            client.sendall(greeting)
            if not greeting.startswith(b"220"):
                done.wait(1.0)
                continue
            _converse(client, lines, replies)


def _converse(client: socket.socket, lines: Any, replies: list[bytes]) -> None:
    for reply in replies:
        line = lines.readline()
        while b"354 go" in replies[: replies.index(reply)] and line not in (b".\r\n", b""):
            line = lines.readline()
        client.sendall(reply + b"\r\n")
