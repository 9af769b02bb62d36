"""The daemon: APScheduler says when to crawl and when to mail; a job that fails is logged and counted, the others
go on."""

import asyncio
import logging
import os
import signal
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import UTC, datetime, time, timedelta
from functools import partial
from threading import Thread, Timer
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from digest.deliver import Delivery
from pipelines.errors import Explained
from schedules import jobs, mailing
from schedules.periods import Due, frequencies
from schedules.report import exit_code
from schedules.settings import Settings
from storage.session import session

log = logging.getLogger("watira")

# A run that is late (the machine slept, the last one took long) is made up for, once; APScheduler's own grace is 1
# second.
_GRACE_SECONDS = 3600

# What is under way at SIGTERM may go on so long before it is given up; 10 seconds are promised in all.
_FINISH_SECONDS, _CANCEL_SECONDS = 2.0, 5.0

# Where the database hangs, all would hang with it: so many seconds after it was told to stop the process ends anyhow.
_LAST_SECONDS = 9.5

# A digest missed while the daemon did not run goes out when the first crawl has had time to end; one that a mail server
# refused is tried again every so many minutes (greylisting lets in who comes back).
_CATCH_UP_AFTER = timedelta(minutes=10)
_AGAIN_MINUTES = 30

Work = Callable[[], Coroutine[Any, Any, None]]


class JobFailed(Explained):
    """A job did not do its work; the log says why."""


class Daemon:
    """Crawls and mails by the clock until it is told to stop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stopping = asyncio.Event()
        self._failures: Counter[str] = Counter()  # in a row, by job
        self._running: set[asyncio.Task[object]] = set()
        self._scheduler = AsyncIOScheduler(
            timezone=settings.zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": _GRACE_SECONDS},
        )

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, self._stopping.set)
        self._plan(datetime.now(UTC))
        self._scheduler.start()
        log.info("daemon started: looking every %g minutes for what is due", self._settings.crawl.every_minutes)
        await self._stopping.wait()
        await self._stop()

    def _plan(self, now: datetime) -> None:
        self._scheduler.add_listener(self._heard, EVENT_JOB_ERROR | EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
        every = IntervalTrigger(minutes=self._settings.crawl.every_minutes)
        # Two: a source that is slow by its own wish holds up no others; none is crawled twice at a time.
        self._add("crawl", self._crawl, every, next_run_time=now, max_instances=2)
        if not mailing.ready(self._settings):
            log.warning("no digest will be mailed: set [mail] host and sender")
            return
        at = time.fromisoformat(self._settings.digest.at)
        daily = CronTrigger(hour=at.hour, minute=at.minute, second=at.second, timezone=self._settings.zone)
        self._add("digest", self._mail, daily)
        again = IntervalTrigger(minutes=_AGAIN_MINUTES)
        self._add("unfinished digests", self._mail_unfinished, again, next_run_time=now + _CATCH_UP_AFTER)

    def _add(self, name: str, work: Work, trigger: BaseTrigger, **options: Any) -> None:
        """Have a job done by a trigger, known as running while it runs."""

        async def job() -> None:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - a coroutine that runs is a task's
            self._running.add(task)
            try:
                await work()
            except asyncio.CancelledError:
                log.info("%s given up: the next start takes it up", name)
            finally:
                self._running.discard(task)

        self._scheduler.add_job(job, trigger, id=name, **options)

    async def _crawl(self) -> None:
        """One crawl of the enabled sources; the catalogue is read anew, so that a change needs no restart."""
        found = jobs.load_sources(self._settings)
        order = jobs.CrawlOrder(jobs.choose(found, (), everything=False), due_only=True)
        reports = await jobs.crawl_once(self._settings, order, lambda _: None, catalogue_sources=found.values())
        for report in reports:
            for error in report.errors:
                log.warning("%s: %s", report.source, error)
        if not reports:
            log.info("crawl done: nothing was due")
            return
        stored = sum(report.stored for report in reports)
        failed = sum(bool(report.errors) for report in reports)
        log.info("crawl done: %d sources, %d articles stored, %d sources with errors", len(reports), stored, failed)
        if exit_code(reports):
            raise JobFailed("no source could be crawled, or an article could not be stored")

    async def _mail(self) -> None:
        """Today's digest."""
        await _in_thread(partial(_mail, self._settings, self._stopping.is_set, None))

    async def _mail_unfinished(self) -> None:
        """What was missed while the daemon did not run, and what a mail server refused."""
        await _in_thread(partial(_mail_unfinished, self._settings, self._stopping.is_set))

    def _heard(self, event: JobExecutionEvent) -> None:
        """Count what failed, and say so in one line; a fault of ours keeps its traceback."""
        name = event.job_id
        if event.code == EVENT_JOB_EXECUTED:
            self._failures.pop(name, None)
            return
        self._failures[name] += 1
        fault: Any = event.exception if event.code == EVENT_JOB_ERROR else "missed its time"
        traceback = None if isinstance(fault, (Explained, str)) else fault
        log.error("job %s failed (%d in a row): %s", name, self._failures[name], fault, exc_info=traceback)

    async def _stop(self) -> None:
        """Let what is under way end, for a while; then give it up."""
        log.info("stopping")
        _end_at_last()
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=_FINISH_SECONDS)
        for task in (left := set(self._running)):
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=_CANCEL_SECONDS)
        self._scheduler.shutdown(wait=False)
        log.info("stopped")


async def _in_thread(work: Callable[[], None]) -> None:
    """Do blocking work beside the loop, in a thread that does not keep the process from ending."""
    done: Future[None] = Future()

    def run() -> None:
        done.set_running_or_notify_cancel()  # from now on nobody can cancel it
        try:
            work()
            done.set_result(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the work is awaited
            done.set_exception(error)

    Thread(target=run, name="watira-mail", daemon=True).start()
    await asyncio.wrap_future(done)


def _mail(settings: Settings, stopping: Callable[[], bool], due: Due | None) -> None:
    """Mail a digest that is owed, or what goes out today. Raises JobFailed when somebody did not get it."""
    now = datetime.now(UTC)
    chosen = [due] if due else [Due(now.astimezone(settings.zone).date(), one) for one in frequencies(settings, now)]
    arrived = True
    with session(settings.home, settings.database_url) as opened:
        for one in chosen:
            order = mailing.MailOrder(day=one.day, stopping=stopping, frequency=one.frequency)
            if not mailing.recipients(opened.connection, settings, order):
                log.info("%s digest: nobody gets it; see `watira recipients --help`", one.frequency)
                continue
            sent = mailing.send(opened.connection, settings, now=now, order=order)
            for result in sent.results:
                level = logging.INFO if result.state in (Delivery.SENT, Delivery.BEFORE) else logging.ERROR
                log.log(level, "digest: %s", mailing.told(result))
            arrived = arrived and sent.arrived
    if not arrived:
        raise JobFailed("the digest did not reach everybody")


def _mail_unfinished(settings: Settings, stopping: Callable[[], bool]) -> None:
    with session(settings.home, settings.database_url) as opened:
        owed = mailing.unfinished(opened.connection, settings, now=datetime.now(UTC))
    for due in owed:
        _mail(settings, stopping, due)


def _end_at_last() -> None:
    """End the process when it has not ended by itself after a while."""
    timer = Timer(_LAST_SECONDS, os._exit, (1,))
    timer.daemon = True
    timer.start()
