"""procrastinate, set up for our jobs: how often they are tried, and what is kept of each attempt."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import psycopg
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Job
from procrastinate.worker import Worker
from psycopg_pool import AsyncConnectionPool

from crawler.database import Database
from crawler.failures import AbortError, describe
from pipelines.errors import Explained
from schedules.duties import JobFailed
from schedules.logs import FIGURES
from storage import queue
from storage.connect import unless_given
from storage.queue import CRAWLS, OTHERS, Kind, Outcome, Run
from storage.workers import Identity

log = logging.getLogger("watira")

_TRIES = 3  # of a job that fails; then it is done with, and the clock puts another when it is due
_WAIT_SECONDS, _LONGER = 15, 4  # before the second try; each further one so many times as long
_CONNECT_SECONDS = 10.0
_POLL_SECONDS, _POLL_OF_CRAWL = 2.0, 0.5  # between two looks for what may be done; a person may wait for a crawl
_CANCEL_SECONDS = 5.0  # for what is called off
_SIGN_SECONDS = 10.0  # between two signs of life
_NEVER = 1e9  # seconds: procrastinate trusts clocks in telling who is dead, so it is ours to tell

Duty = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]


class Again(BaseRetryStrategy):
    """When a job is tried again."""

    def __init__(self, *, when_stopped: bool) -> None:
        self._when_stopped = when_stopped

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """At once after its process was told to stop, by another; later and later after failures; None: no more."""
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0}) if self._when_stopped else None
        if job.attempts + 1 >= _TRIES:
            return None
        return RetryDecision(retry_in={"seconds": _WAIT_SECONDS * _LONGER**job.attempts})


class Attempts:
    """Does jobs by their duties, and keeps and logs what became of each attempt."""

    def __init__(self, who: Identity, books: Database, duty: Callable[[str], Duty]) -> None:
        self._who, self._books, self._duty = who, books, duty
        self._under_way: dict[asyncio.Task[Any], int] = {}  # the job's number
        self._ended_at = monotonic()

    @property
    def idle_seconds(self) -> float:
        """Since when nothing is done; 0: something is."""
        return 0.0 if self._under_way else monotonic() - self._ended_at

    @property
    def jobs(self) -> set[int]:
        """The numbers of the jobs that are being done."""
        return set(self._under_way.values())

    async def end(self, grace: float | None) -> None:
        """Let what is under way end, for so many seconds; then call it off. None: for as long as it takes."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=grace)
        for task in (left := set(self._under_way)):
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=_CANCEL_SECONDS)

    async def __call__(self, context: JobContext, subject: str, order: Mapping[str, Any]) -> None:
        """Do a job. Raises what its duty raises."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine that runs is a task's
        self._under_way[task] = context.job.id or 0
        try:
            await self._attempt(context, subject, order)
        finally:
            del self._under_way[task]
            self._ended_at = monotonic()

    async def _attempt(self, context: JobContext, subject: str, order: Mapping[str, Any]) -> None:
        job, started, began = context.job, datetime.now(UTC), monotonic()
        outcome, error, figures = Outcome.GIVEN_UP, "", {}
        try:
            figures = await self._duty(job.task_name)(subject, order)
            outcome = Outcome.DONE
        except JobFailed as failure:
            outcome, error, figures = Outcome.FAILED, str(failure), failure.figures
            raise
        except Exception as fault:
            outcome, error = Outcome.FAILED, describe(fault)
            if not isinstance(fault, (Explained, AbortError, psycopg.Error, OSError)):
                error = f"fault: {type(fault).__name__}: {error}"
                log.exception("fault in %s", job.task_name, extra={"job": job.id, "subject": subject})
            raise
        finally:
            done = Run(
                job.id or 0,
                job.task_name,
                subject,
                self._who.host,
                self._who.process,
                started,
                datetime.now(UTC),
                outcome,
                error,
                figures,
            )
            await self._keep(done, monotonic() - began)

    async def _keep(self, run: Run, seconds: float) -> None:
        about: dict[str, Any] = {"job": run.job, "kind": run.kind, "subject": run.subject, "seconds": round(seconds, 1)}
        level = logging.ERROR if run.outcome == Outcome.FAILED else logging.INFO
        name = f"{run.kind} {run.subject}".strip()
        log.log(level, "%s %s%s", name, run.outcome, f": {run.error}" if run.error else "", extra=about | _told(run))
        try:
            await self._books.call(queue.record, run)
        except (AbortError, psycopg.Error) as error:
            log.warning("what became of job %d is not kept: %s", run.job, describe(error))


def _told(run: Run) -> dict[str, Any]:
    """The figures that a line of the log has."""
    return {name: run.figures[name] for name in FIGURES if run.figures.get(name)}


@asynccontextmanager
async def hired(conninfo: str, who: Identity, attempts: Attempts) -> AsyncIterator[Worker]:
    """A worker of procrastinate's that is not yet running, connected. Raises psycopg.Error and procrastinate's own."""
    _quieten()
    connector = PsycopgConnector(
        conninfo=conninfo,
        pool_factory=AsyncConnectionPool,
        kwargs=unless_given(conninfo),
        configure=_configure,
        min_size=1,
        max_size=3,
        timeout=_CONNECT_SECONDS,
    )
    app = App(connector=connector)
    for kind in Kind:
        app.task(name=kind, pass_context=True, retry=Again(when_stopped=who.kind != "crawl"))(attempts.__call__)
    async with app.open_async():
        yield Worker(
            app=app,
            queues=[CRAWLS] if who.kind == "crawl" else [CRAWLS, OTHERS],
            concurrency=who.concurrency,
            fetch_job_polling_interval=_POLL_OF_CRAWL if who.kind == "crawl" else _POLL_SECONDS,
            listen_notify=False,  # waiting for notices wakes the process ten times a second
            delete_jobs="always",
            install_signal_handlers=False,
            update_heartbeat_interval=_SIGN_SECONDS,
            stalled_worker_timeout=_NEVER,
        )


async def _configure(connection: psycopg.AsyncConnection[Any]) -> None:
    await connection.set_autocommit(True)
    await connection.execute(queue.use_queue())


class _Heard(logging.Handler):
    """Takes what procrastinate logs, which we say ourselves, once; keeps why it stopped."""

    trouble = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the error of a record."""
        error = record.exc_info[1] if record.exc_info else None
        if getattr(record, "action", "") == "side_task_failed" and error:
            self.trouble = f"{type(error).__name__}: {describe(error.__cause__ or error)}"


_heard = _Heard(logging.ERROR)


def trouble() -> str:
    """Why the engine last stopped by itself."""
    return _heard.trouble or "the engine stopped by itself"


def _quieten() -> None:
    """Log nothing twice; what cannot be written down for lack of a database is found and put back later."""
    engine = logging.getLogger("procrastinate")
    engine.handlers, engine.propagate = [_heard], False
    engine.setLevel(logging.ERROR)
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    asyncio.get_running_loop().set_exception_handler(_unretrieved)


def _unretrieved(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    if not isinstance(context.get("exception"), (ProcrastinateException, psycopg.Error, AbortError, JobFailed)):
        loop.default_exception_handler(context)
