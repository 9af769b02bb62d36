"""A process that works: takes jobs from the queue until it is told to stop, whatever the database does meanwhile."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from time import monotonic
from typing import Any
from uuid import uuid4

import psycopg
from procrastinate.exceptions import ProcrastinateException
from procrastinate.worker import Worker

from crawler.crawl import Visits, visiting
from crawler.database import Database
from crawler.failures import AbortError, describe
from crawler.report import OnProgress
from pipelines.article import Source
from pipelines.errors import Explained
from schedules import jobs
from schedules.duties import Duties
from schedules.engine import Attempts, hired, trouble
from schedules.settings import Settings
from storage import queue, workers
from storage.connect import named
from storage.queue import Outcome, Run
from storage.session import session
from storage.workers import Identity, Sign

log = logging.getLogger("watira")

CONCURRENCY = 8  # jobs at a time: a crawl waits most of the time

# A quiet worker is lost when one sign of life is its last at two looks so far apart. With looks that often its jobs are
# another's within 80 seconds.
_SURE_SECONDS, _LOOK_SECONDS = 12.0, 15.0

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 20.0  # seconds before the database is tried again
_GRACE_SECONDS, _LOST_SECONDS = 2.0, 5.0  # for jobs under way when told to stop; when the database is lost
_REST_SECONDS = 60.0  # without a job, then the processes that read pages are ended
_WATCH_SECONDS = 0.2  # between two looks whether what was put is done

_TROUBLES = (AbortError, Explained, psycopg.Error, ProcrastinateException, OSError)


class WorkerLost(AbortError):
    """The engine stopped by itself: it lost the database."""


class Workplace:
    """One process that works on the queue."""

    def __init__(
        self,
        settings: Settings,
        kind: str,
        *,
        concurrency: int = CONCURRENCY,
        catalogue: Callable[[], Mapping[str, Source]] | None = None,
        progress: OnProgress = lambda _: None,
    ) -> None:
        self._settings, self._progress = settings, progress
        self._catalogue = catalogue or (lambda: jobs.load_sources(settings))
        self.stopping = asyncio.Event()
        name = f"watira {kind} {uuid4().hex[:12]}"
        self._who = Identity(kind, socket.gethostname(), os.getpid(), concurrency, name)
        self._former: list[int] = []  # numbers that this process worked under before it lost the database
        self._suspects: dict[Sign, float] = {}
        self._forgotten: set[int] = set()  # jobs that the queue says we do, and we do not, at the last look

    async def serve(self) -> None:
        """Work until told to stop; when the database is lost, wait for it, starting it if it is ours."""
        wait = _FIRST_WAIT
        while not self.stopping.is_set():
            began = monotonic()
            try:
                async with self._opened() as conninfo:
                    await self._work(conninfo, self.stopping.wait(), _GRACE_SECONDS)
            except _TROUBLES as error:
                if self.stopping.is_set():
                    return
                wait = _FIRST_WAIT if monotonic() - began > _LONGEST_WAIT else wait
                log.warning("no work without the database: %s; trying again in %g s", describe(error), wait)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.stopping.wait(), wait)
                wait = min(2 * wait, _LONGEST_WAIT)

    async def work_off(self, conninfo: str, numbers: Iterable[int]) -> None:
        """Work until these jobs are done, by whomever. Raises when the database is lost."""
        await self._work(conninfo, self._done(conninfo, set(numbers)), None)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[str]:
        serving = session(self._settings.home, self._settings.database_url)
        opened = await asyncio.to_thread(serving.__enter__)  # a server may have to be started: the loop lives meanwhile
        try:
            yield opened.conninfo
        finally:
            await asyncio.to_thread(serving.__exit__, None, None, None)

    async def _done(self, conninfo: str, numbers: set[int]) -> None:
        async with Database(conninfo) as database:
            while numbers := await database.call(queue.unfinished, numbers):
                await asyncio.sleep(_WATCH_SECONDS)

    async def _work(self, conninfo: str, enough: Coroutine[Any, Any, object], grace: float | None) -> None:
        """Work until `enough` ends, then give what is under way so many seconds. Raises what ended it otherwise."""
        address = named(conninfo, self._who.application)
        settings = jobs.crawl_settings(self._settings)
        async with Database(address) as books, visiting(address, settings, self._progress) as visits:
            await books.call(workers.hand_back, self._former)
            duties = Duties(self._settings, address, visits, self._catalogue, self.stopping.is_set)
            attempts = Attempts(self._who, books, duties.of)
            async with hired(address, self._who, attempts) as worker:
                running = asyncio.ensure_future(worker.run())  # type: ignore[no-untyped-call]
                beside = [self._introduce(books, worker, running, attempts), _rest(attempts, visits), enough]
                tasks = {running, *map(asyncio.ensure_future, beside)}
                patience: float | None = 0.0
                try:
                    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                    if running in done:
                        patience = _LOST_SECONDS
                        raise running.exception() or WorkerLost(trouble())
                    for task in done:
                        task.result()
                    patience = grace
                finally:
                    worker.stop()  # type: ignore[no-untyped-call]
                    await attempts.end(patience)
                    await _ended([running, *tasks - {running}])

    async def _introduce(
        self, books: Database, worker: Worker, running: "asyncio.Future[None]", attempts: Attempts
    ) -> None:
        """Tell who works, once procrastinate has given a number; then take over from lost workers, for ever."""
        while worker.worker_id is None and not running.done():
            await asyncio.sleep(0.01)
        if worker.worker_id is not None:
            self._former.append(worker.worker_id)
            await books.call(workers.introduce, worker.worker_id, self._who)
        while True:
            await self._take_over(books)
            if worker.worker_id is not None:
                await self._remember(books, worker.worker_id, attempts)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _remember(self, books: Database, number: int, attempts: Attempts) -> None:
        """Hand back jobs that the queue says we do and we do not, at two looks: an answer of the database was lost."""
        idle = await books.call(workers.doing, number) - attempts.jobs
        for job in await books.call(workers.hand_back_jobs, number, idle & self._forgotten):
            log.warning("job %d was given to us, or ended, without our knowing: put back", job, extra={"job": job})
        self._forgotten = idle

    async def _take_over(self, books: Database) -> None:
        """Look once: lost is who has no connection any more, or hangs, which two looks have to show: clocks are set."""
        now = monotonic()
        quiet = await books.call(workers.quiet, workers.QUIET_SECONDS)
        self._suspects = {sign: self._suspects.get(sign, now) for sign in quiet}
        lost = [sign for sign, since in self._suspects.items() if now - since >= _SURE_SECONDS]
        lost += await books.call(workers.disconnected)
        for job in await books.call(workers.take_stalled, lost):
            about = {"job": job.job, "kind": job.kind, "subject": job.subject}
            then = "put back" if job.again else f"given up after {job.attempts} attempts"
            log.warning("%s %s lost with its worker at %s: %s", job.kind, job.subject, job.host, then, extra=about)
            ended = datetime.now(UTC)
            error = "its process died or hung" if job.again else f"{job.attempts} processes died or hung with it"
            run = Run(job.job, job.kind, job.subject, job.host, job.process, None, ended, Outcome.LOST, error)
            await books.call(queue.record, run)


async def _rest(attempts: Attempts, visits: Visits) -> None:
    """End the processes that read pages when there has been nothing to do for a while."""
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        if attempts.idle_seconds > _REST_SECONDS:
            visits.rest()


async def _ended(tasks: list["asyncio.Future[Any]"]) -> None:
    """Wait for the engine, and call off what runs beside it; what they still have to say is no news."""
    engine, *_ = tasks
    await asyncio.wait({engine}, timeout=_LOST_SECONDS)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
