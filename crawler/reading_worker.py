"""A process that reads pages: asked over a socket by the crawler, page by page, until the socket closes.

Started as a module of its own, so it runs nothing of the program that started it. Ends with its parent, however that
ends.
"""

import ctypes
import importlib
import logging
import os
import pickle
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BufferedRWPair
from pathlib import Path
from typing import IO, Any

from crawler.memory import spared
from pipelines.article import Article, Page, Rejection, Source

Reader = Callable[..., Any]  # of a crawl: (Page, Source) -> Article | Rejection
Stream = IO[bytes] | BufferedRWPair

FRAME = struct.Struct("!Q")  # before each message: its length in bytes
READY = "ready"
_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, prctl(2), Linux
_MAX_MEMORY = 1 << 30  # bytes of data; a page that wants more fails instead of the machine


def read_page(page: Page, source: Source) -> Article | Rejection:
    """Read a page with the lexicon in force; an article is ready to be stored."""
    from pipelines import flow, lexicon  # here, so that a test's own reader does not wait for them
    from storage.prepared import prepared

    result = flow.read(page, source, lexicon.default())
    return prepared(result) if isinstance(result, Article) else result


def warm_up() -> None:
    """Import and load before the first page what reading needs, so that no page pays for it with its time."""
    from datetime import UTC, datetime

    blank = Page("https://example.org/", b"<html><body><p>.</p></body></html>", datetime(2000, 1, 1, tzinfo=UTC))
    read_page(blank, Source("warm_up", "", "", "https://example.org/"))


def answer(reader: Reader, question: bytes) -> bytes:
    """The reader's result for packed arguments, packed: ("done", result) or ("failed", what went wrong)."""
    try:
        return pickle.dumps(("done", reader(*pickle.loads(question))))  # noqa: S301 - from our own parent
    except Exception as error:  # noqa: BLE001 - whatever a page does to its reader is that page's failure
        return pickle.dumps(("failed", f"{type(error).__name__}: {error}"[:300]))


def serve(reader: Reader, stream: Stream) -> None:
    """Answer questions until the other side closes."""
    send(stream, pickle.dumps(READY))
    while (question := receive(stream)) is not None:
        send(stream, answer(reader, question))


def send(stream: Stream, message: bytes) -> None:
    """Write a message with its length."""
    stream.write(FRAME.pack(len(message)) + message)
    stream.flush()


def receive(stream: Stream) -> bytes | None:
    """The next message; None when the other side has closed."""
    head = stream.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    (length,) = FRAME.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def loaded(path: str) -> Reader:
    """The reader at `module:name`, warmed up by its module's function `warm_up` if there is one."""
    module_name, _, name = path.partition(":")
    module = importlib.import_module(module_name)
    reader: Reader = getattr(module, name)
    getattr(module, "warm_up", lambda: None)()
    return reader


def know_places() -> None:
    """Have the lexicon know the user's list of places, where the parent says that there is one."""
    if own := os.environ.get("WATIRA_PLACES"):
        from pipelines import lexicon  # here, as in `read_page`

        lexicon.add_places(Path(own))


def end_with(parent: int) -> None:
    """Have the kernel kill this process when its parent dies, also in the middle of a page."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it died before that
        sys.exit(1)


def main(descriptor: int, parent: int, reader_path: str) -> None:
    """Serve on an inherited socket."""
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    resource.setrlimit(resource.RLIMIT_DATA, (_MAX_MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    logging.disable(logging.CRITICAL)  # the readers' libraries complain about pages
    know_places()
    reader = loaded(reader_path)
    gone = suppress(BrokenPipeError, ConnectionResetError)  # the parent
    with spared(), gone, socket.socket(fileno=descriptor) as connection, connection.makefile("rwb") as stream:
        serve(reader, stream)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
