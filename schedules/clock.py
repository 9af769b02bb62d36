"""The daemon: APScheduler says when something is due and puts it on the queue; a worker in the same process does it.

Several daemons put the same things: the queue takes each once.
"""

import asyncio
import logging
import os
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from threading import Timer
from time import monotonic
from time import time as wall
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from psycopg import Connection

from pipelines.errors import Explained
from schedules import crawling, jobs, mailing
from schedules.duties import digest_job
from schedules.periods import Due, frequencies
from schedules.settings import Settings
from schedules.worker import Workplace
from storage import queue
from storage.queue import Job, Kind
from storage.session import session

log = logging.getLogger("watira")

# A clock that goes another way than time itself for so long was set; it is looked at so often.
_SET_SECONDS, _WATCH_SECONDS = 30.0, 10.0

# Where the database hangs, all would hang with it: so many seconds after it was told to stop the process ends anyhow;
# 10 are promised.
_LAST_SECONDS, _STOP_SECONDS = 9.5, 1.5

# A digest missed while no daemon ran goes out when the first crawl has had time to end; one that a mail server
# refused is tried again every so many minutes (greylisting lets in who comes back).
_CATCH_UP_AFTER = timedelta(minutes=10)
_AGAIN_MINUTES = 30

_MAINTAIN_HOUR = 3  # in the user's zone, when least is written

Put = Callable[[Connection], None]


class Clock:
    """Puts on the queue what is due."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._failures: Counter[str] = Counter()  # in a row, by what is looked after
        self._looks: set[asyncio.Future[None]] = set()
        self._watching: asyncio.Future[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=settings.zone,
            # What is late (the machine slept, the clock was set) is made up for, once.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin, on the running loop."""
        now = datetime.now(UTC)
        self._scheduler.add_listener(self._heard, EVENT_JOB_ERROR | EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
        self._add("crawls", self._crawls, IntervalTrigger(minutes=self._settings.crawl.every_minutes), now)
        self._add("maintenance", self._maintenance, CronTrigger(hour=_MAINTAIN_HOUR, timezone=self._settings.zone))
        if mailing.ready(self._settings):
            at = time.fromisoformat(self._settings.digest.at)
            daily = CronTrigger(hour=at.hour, minute=at.minute, second=at.second, timezone=self._settings.zone)
            self._add("digest", self._digest, daily)
            again = IntervalTrigger(minutes=_AGAIN_MINUTES)
            self._add("unfinished digests", self._unfinished_digests, again, now + _CATCH_UP_AFTER)
        else:
            log.warning("no digest will be mailed: set [mail] host and sender")
        self._scheduler.start()
        self._watching = asyncio.ensure_future(self._watch())

    async def stop(self) -> None:
        """Put nothing more; what is just being put is finished."""
        self._scheduler.pause()
        if self._looks:
            await asyncio.wait(self._looks, timeout=_STOP_SECONDS)
        if self._watching:
            self._watching.cancel()
        self._scheduler.shutdown(wait=False)

    async def _watch(self) -> None:
        """Plan anew when the clock was set: what was planned for an hour that is long to come would wait for it."""
        offset = wall() - monotonic()
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            jump, offset = wall() - monotonic() - offset, wall() - monotonic()
            if abs(jump) > _SET_SECONDS:
                log.warning("the clock was set by %+.0f s: planning anew", jump)
                self._plan_anew(datetime.now(UTC))

    def _plan_anew(self, now: datetime) -> None:
        for job in self._scheduler.get_jobs():
            daily = isinstance(job.trigger, CronTrigger)
            job.modify(next_run_time=job.trigger.get_next_fire_time(None, now) if daily else now)

    def _add(self, name: str, put: Put, trigger: BaseTrigger, first: datetime | None = None) -> None:
        async def look() -> None:
            looking = asyncio.ensure_future(asyncio.to_thread(self._put, put))
            self._looks.add(looking)
            looking.add_done_callback(self._looks.discard)
            with suppress(asyncio.CancelledError):  # the next start looks again
                await asyncio.shield(looking)

        options: dict[str, Any] = {"next_run_time": first} if first else {}
        self._scheduler.add_job(look, trigger, id=name, **options)

    def _put(self, put: Put) -> None:
        with session(self._settings.home, self._settings.database_url) as opened:
            put(opened.connection)

    def _crawls(self, connection: Connection) -> None:
        """The sources that are due; the catalogue is read anew, so that a change needs no restart."""
        found = jobs.load_sources(self._settings)
        order = jobs.CrawlOrder(jobs.choose(found, (), everything=False), due_only=True)
        crawling.put(connection, order, tuple(found.values()), datetime.now(UTC))

    def _digest(self, connection: Connection) -> None:
        """Today's: the daily one, and on its day the weekly one."""
        now = datetime.now(UTC)
        today = now.astimezone(self._settings.zone).date()
        queue.put(connection, [digest_job(Due(today, one)) for one in frequencies(self._settings, now)])

    def _unfinished_digests(self, connection: Connection) -> None:
        """What was missed while no daemon ran, and what a mail server refused."""
        owed = mailing.unfinished(connection, self._settings, now=datetime.now(UTC))
        queue.put(connection, [digest_job(due) for due in owed])

    def _maintenance(self, connection: Connection) -> None:
        queue.put(connection, [Job(Kind.MAINTAIN)])

    def _heard(self, event: JobExecutionEvent) -> None:
        """Count what failed, and say so in one line; a fault of ours keeps its traceback."""
        name = event.job_id
        if event.code == EVENT_JOB_EXECUTED:
            self._failures.pop(name, None)
            return
        self._failures[name] += 1
        fault: Any = event.exception if event.code == EVENT_JOB_ERROR else "missed its time"
        traceback = None if isinstance(fault, (Explained, str)) else fault
        log.error("clock: %s not put (%d in a row): %s", name, self._failures[name], fault, exc_info=traceback)


async def serve(place: Workplace, clock: Clock | None = None) -> None:
    """Work until SIGTERM or SIGINT, by this clock where one is given; ends within ten seconds of the signal."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if not place.stopping.is_set():
            log.info("stopping")
            _end_at_last()
            place.stopping.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop)
    if clock:
        clock.start()
    try:
        await place.serve()
    finally:
        if clock:
            await clock.stop()
    log.info("stopped")


def _end_at_last() -> None:
    """End the process when it has not ended by itself after a while."""
    timer = Timer(_LAST_SECONDS, os._exit, (1,))
    timer.daemon = True
    timer.start()
