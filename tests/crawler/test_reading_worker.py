"""A reading process seen from inside: its answers, and how it starts."""

import os
import pickle
import signal
import socket
import threading
from datetime import UTC, datetime
from io import BytesIO

import pytest

from crawler import reading_worker
from pipelines.article import Article, Page, Rejection, Source
from storage.prepared import Prepared
from tests.crawler.readers import obedient
from tests.crawler.site import article

SOURCE = Source("outlet", "منبر", "Outlet", "https://outlet.example/")


def question(body: bytes) -> bytes:
    """A packed page."""
    return pickle.dumps((Page("https://outlet.example/1", body, datetime(2026, 11, 22, tzinfo=UTC)), SOURCE))


def test_answers() -> None:
    """Questions are answered in order until the other side closes; a failure is an answer."""
    ours, theirs = socket.socketpair()
    with ours, ours.makefile("rwb") as stream, theirs, theirs.makefile("rwb") as other:
        thread = threading.Thread(target=reading_worker.serve, args=(obedient, other))
        thread.start()
        answers = [pickle.loads(reading_worker.receive(stream) or b"")]
        for body in (b"<p>x</p>", b"raise"):
            reading_worker.send(stream, question(body))
            answers.append(pickle.loads(reading_worker.receive(stream) or b""))
        ours.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    assert answers[0] == reading_worker.READY
    assert (answers[1][0], type(answers[1][1])) == ("done", Article)
    assert answers[2] == ("failed", "RecursionError: a page of a thousand tables")
    assert not thread.is_alive()


@pytest.mark.parametrize("rest", [b"", b"\0\0", reading_worker.FRAME.pack(9) + b"short"])
def test_closed(rest: bytes) -> None:
    """A connection that ends within a message has ended."""
    assert reading_worker.receive(BytesIO(rest)) is None


def test_real_reader() -> None:
    """The reader that a crawl uses finds the article of a plain page, and rejects one that is none."""
    reading_worker.warm_up()
    page = Page("https://outlet.example/news/1", article("1"), datetime(2026, 11, 22, tzinfo=UTC))
    result = reading_worker.read_page(page, SOURCE)
    assert isinstance(result, Prepared)  # so the process that stores has less to do
    assert "قصفاً مدفعياً" in result.reading.body
    assert isinstance(reading_worker.read_page(Page(page.url, b"", page.fetched_at), SOURCE), Rejection)


@pytest.mark.parametrize("reader", ["crawler.reading_worker:read_page", "tests.crawler.readers:obedient"])
def test_a_reader_is_loaded_with_its_warmth(reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the module says how, everything is loaded before the first page."""
    warmed: list[str] = []
    monkeypatch.setattr(reading_worker, "warm_up", lambda: warmed.append("up"))
    assert reading_worker.loaded(reader).__name__ == reader.partition(":")[2]
    assert warmed == ["up"] * reader.startswith("crawler.")


def test_orphan() -> None:
    """A process whose parent died before it was ready ends at once."""
    pid = os.fork()
    if pid == 0:
        try:
            reading_worker.end_with(parent=1)
        except SystemExit as error:
            os._exit(40 + int(str(error.code)))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 41
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
