"""The daemon: APScheduler says when to crawl and when to mail; a job that fails is logged and counted, the others
go on."""

import asyncio
import logging
import signal
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from digest.deliver import Delivery
from pipelines.errors import Explained
from schedules import jobs, mailing
from schedules.settings import Settings
from storage.session import session

log = logging.getLogger("watira")

# A run that is late (the machine slept, the last one took long) is made up for, once; APScheduler's own grace is 1
# second.
_GRACE_SECONDS = 3600

# What is under way at SIGTERM may go on so long before it is given up; 10 seconds are promised in all.
_FINISH_SECONDS = 5.0


class Daemon:
    """Crawls and mails by the clock until it is told to stop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stopping = asyncio.Event()
        self._failures: Counter[str] = Counter()  # in a row, by job
        self._crawling: asyncio.Task[object] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=settings.zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": _GRACE_SECONDS},
        )

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, self._stopping.set)
        self._plan()
        self._scheduler.start()
        log.info("daemon started: crawling every %d minutes", self._settings.crawl.every_minutes)
        await self._stopping.wait()
        await self._stop()

    def _plan(self) -> None:
        now = datetime.now(UTC)
        every = IntervalTrigger(minutes=self._settings.crawl.every_minutes)
        self._scheduler.add_job(self._crawl, every, id="crawl", next_run_time=now)
        if mailing.ready(self._settings):
            hour, minute = self._settings.digest.at.split(":")
            daily = CronTrigger(hour=int(hour), minute=int(minute), timezone=self._settings.zone)
            self._scheduler.add_job(self._mail, daily, id="digest")
        else:
            log.warning("no digest will be mailed: set [mail] host and sender, and [digest] recipients")
        self._scheduler.add_listener(self._heard, EVENT_JOB_ERROR | EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)

    async def _crawl(self) -> None:
        """One crawl of the enabled sources; the catalogue is read anew, so that a change needs no restart."""
        self._crawling = asyncio.current_task()
        found = jobs.load_sources(self._settings)
        order = jobs.CrawlOrder(jobs.choose(found, (), everything=False))
        reports = await jobs.crawl_once(self._settings, order, lambda _: None, catalogue_sources=found.values())
        for report in reports:
            for error in report.errors:
                log.warning("%s: %s", report.source, error)
        stored = sum(report.stored for report in reports)
        failed = sum(bool(report.errors) for report in reports)
        log.info("crawl done: %d sources, %d articles stored, %d sources with errors", len(reports), stored, failed)

    def _mail(self) -> None:
        """Mail the digest; a plain function, so that the scheduler runs it in a thread."""
        with session(self._settings.home, self._settings.database_url) as opened:
            now = datetime.now(UTC)
            for result in mailing.send(opened.connection, self._settings, now=now):
                level = logging.INFO if result.state in (Delivery.SENT, Delivery.BEFORE) else logging.ERROR
                log.log(level, "digest: %s: %s %s", result.recipient, result.state, result.detail)

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
        log.info("stopping")
        self._scheduler.pause()
        crawling = self._crawling
        if crawling and not crawling.done():
            await asyncio.wait([crawling], timeout=_FINISH_SECONDS)
            crawling.cancel()
            await asyncio.wait([crawling], timeout=2)
        self._scheduler.shutdown(wait=False)
        log.info("stopped")
