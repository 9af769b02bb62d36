"""Reading pages in processes beside the event loop: a page that hangs or kills its reader costs itself alone."""

import asyncio
import os
import pickle
import re
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from crawler.failures import AbortError
from crawler.reading_worker import FRAME, READY
from crawler.visiting import READER
from pipelines.article import Article, Page, Reason, Rejection, Source

ATTEMPTS = 2  # a worker may die for reasons that are not the page's
_PROJECT = Path(__file__).resolve().parent.parent
_START_SECONDS = 60.0  # imports and the lexicon, on a busy machine
_REAP_SECONDS = 5.0
# What pages are read with: no passwords, no address of a database.
_PASSED_ON = re.compile(
    r"PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|PYTHON\w*|VIRTUAL_ENV|SSL_CERT_\w+|COVERAGE_\w+|COV_\w+|LD_LIBRARY_PATH"
    r"|WATIRA_PLACES"
)
_NULL = subprocess.DEVNULL  # their error output stays: it says why one does not start


class ReadersUnavailableError(AbortError):
    """The processes that read pages cannot be started."""


class ReadingError(Exception):
    """A page raised, hung or killed its reader; the text says which."""


class ReadingPool:
    """Up to `workers` processes, started when the first pages come; use it as an async context manager.

    No more pages than workers are in the processes at a time; callers beyond that wait in `read`.
    """

    def __init__(
        self, workers: int, *, reader: str = READER, page_seconds: float = 10.0, pages_per_worker: int = 500
    ) -> None:
        self._reader = reader  # module:name of a function, for `read` one (Page, Source) -> Article | Rejection
        self._page_seconds = page_seconds
        self._pages_per_worker = pages_per_worker  # then it is replaced, so that leaks end
        self._turns = asyncio.Semaphore(workers)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        for worker in list(self._all):
            self._discard(worker)

    async def read(self, page: Page, source: Source) -> Article | Rejection:
        """What the page is. A page that fails twice is a Rejection(READER_FAILED). Raises ReadersUnavailableError."""
        try:
            return await self.ask(page, source)  # type: ignore[no-any-return]
        except ReadingError as error:
            return Rejection(page.asked_for, source.key, Reason.READER_FAILED, str(error))

    async def ask(self, *question: object) -> Any:
        """What the reader answers, called with these arguments. Raises ReadingError when it fails twice."""
        for attempt in range(1, ATTEMPTS + 1):
            async with self._turns:
                try:
                    return await self._ask_once(question)
                except ReadingError:
                    if attempt == ATTEMPTS:
                        raise
        raise AssertionError("every attempt returns or raises")

    def rest(self) -> None:
        """End the processes that have no page; the next pages start others."""
        for worker in list(self._idle):
            self._discard(worker)

    async def _ask_once(self, question: tuple[object, ...]) -> Any:
        worker = self._idle.pop() if self._idle else await self._started()
        healthy = False
        try:
            state, result = await worker.ask(question, self._page_seconds)
            healthy = worker.answered < self._pages_per_worker
        finally:
            if healthy:
                self._idle.append(worker)
            else:
                self._discard(worker)
        if state != "done":
            raise ReadingError(result)
        return result

    async def _started(self) -> "_Worker":
        if self._closed:
            raise ReadersUnavailableError("the crawl has ended")
        worker = _Worker(self._reader)
        self._all.add(worker)
        try:
            await worker.start()
        except BaseException:
            self._discard(worker)
            raise
        return worker

    def _discard(self, worker: "_Worker") -> None:
        worker.kill()
        self._all.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)


def environment() -> dict[str, str]:
    """The variables that a reading process gets: it handles what strangers wrote, and needs no secrets for it."""
    return {name: value for name, value in os.environ.items() if _PASSED_ON.fullmatch(name)}


class _Worker:
    """One process and the socket to it."""

    def __init__(self, reader: str) -> None:
        self.answered = 0
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, "-m", "crawler.reading_worker", str(theirs.fileno()), str(os.getpid()), reader]
        # In this thread: the kernel ends the process with the thread that started it.
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], cwd=_PROJECT, env=environment(), stdin=_NULL, stdout=_NULL
        )
        theirs.close()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def start(self) -> None:
        """Wait until the process is ready. Raises ReadersUnavailableError."""
        self._streams = await asyncio.open_connection(sock=self._socket)
        try:
            async with asyncio.timeout(_START_SECONDS):
                greeting = await self._receive()
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as error:
            raise ReadersUnavailableError(
                "the processes that read pages do not start; what they say stands above"
            ) from error
        if greeting != READY:
            raise ReadersUnavailableError(f"the processes that read pages answer {greeting!r}")

    async def ask(self, question: object, seconds: float) -> Any:
        """The process's answer. Raises ReadingError when it takes longer or dies."""
        assert self._streams  # noqa: S101 - started
        self.answered += 1
        try:
            async with asyncio.timeout(seconds):
                packed = pickle.dumps(question)
                self._streams[1].write(FRAME.pack(len(packed)) + packed)
                await self._streams[1].drain()
                return await self._receive()
        except TimeoutError:
            raise ReadingError(f"not read within {seconds:g} s") from None
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise ReadingError("the page killed its reader") from error

    async def _receive(self) -> Any:
        assert self._streams  # noqa: S101 - started
        (length,) = FRAME.unpack(await self._streams[0].readexactly(FRAME.size))
        return pickle.loads(await self._streams[0].readexactly(length))  # noqa: S301 - from our own process

    def kill(self) -> None:
        """End the process at once: it holds nothing that must be saved."""
        self._process.kill()
        self._process.wait(_REAP_SECONDS)
        if self._streams:
            self._streams[1].close()
        else:
            self._socket.close()
