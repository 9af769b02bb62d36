"""What is done for each kind of job, by whichever process took it from the queue."""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from threading import Thread
from typing import Any

from crawler.crawl import Order, Visits
from digest.deliver import Delivery
from pipelines.article import Source
from pipelines.errors import Explained
from schedules import mailing, maintenance
from schedules.crawl_figures import figures_of
from schedules.periods import Due
from schedules.settings import PROJECT, Settings
from storage.connect import connect
from storage.digests import Frequency
from storage.queue import Job, Kind

log = logging.getLogger("watira")

_ARRIVED = (Delivery.SENT, Delivery.BEFORE)

Figures = dict[str, Any]


class JobFailed(Explained):
    """A job did not do its work; `figures` say what it did all the same."""

    def __init__(self, why: str, figures: Figures | None = None) -> None:
        super().__init__(why)
        self.figures = figures or {}


@dataclass(frozen=True, slots=True)
class Duties:
    """The jobs that a process can do, with what it does them with."""

    settings: Settings
    conninfo: str
    visits: Visits
    catalogue: Callable[[], Mapping[str, Source]]
    stopping: Callable[[], bool]

    def of(self, kind: str) -> Callable[[str, Mapping[str, Any]], Awaitable[Figures]]:
        """What does a job of this kind: it takes subject and order, answers figures, raises where it failed."""
        return {
            Kind.CRAWL: self._crawl,
            Kind.REREAD: self._reread,
            Kind.DIGEST: self._send_digest,
            Kind.MAINTAIN: self._maintain,
        }[Kind(kind)]

    async def _crawl(self, subject: str, order: Mapping[str, Any]) -> Figures:
        """Crawl a source. What the site did wrong is in the figures; it failed when something could not be stored."""
        source = self.catalogue().get(subject)
        if source is None:
            raise JobFailed(f"the catalogue here has no source {subject}: have all machines use the same one")
        report = await self.visits.source(source, _order(order, self.settings))
        if report.aborted:
            raise JobFailed("; ".join(report.errors), figures_of(report))
        return figures_of(report)

    async def _reread(self, subject: str, order: Mapping[str, Any]) -> Figures:
        """Read again what is stored, in a process of its own: it takes hours, and goes on where it was stopped."""
        words = [sys.executable, "-m", "schedules", "reread", "--stage", subject, "--yes", *order.get("words", ())]
        null = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            *words, cwd=PROJECT, stdin=null, stdout=null, stderr=asyncio.subprocess.PIPE
        )
        try:
            _, said = await process.communicate()
        except asyncio.CancelledError:
            process.send_signal(signal.SIGTERM)
            await process.wait()
            raise
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        if process.returncode:
            raise JobFailed(f"watira reread ended with {process.returncode}: {' '.join(last)}")
        return {"said": " ".join(last)}

    async def _send_digest(self, subject: str, order: Mapping[str, Any]) -> Figures:  # noqa: ARG002 - as all duties
        """Mail the daily or weekly digest of a day."""
        day, frequency = subject.split()
        due = Due(date.fromisoformat(day), Frequency(frequency))
        return await in_thread(partial(mail, self.settings, self.conninfo, self.stopping, due))

    async def _maintain(self, subject: str, order: Mapping[str, Any]) -> Figures:  # noqa: ARG002 - as all duties
        """Keep the database in order."""
        return await in_thread(partial(_maintain, self.settings, self.conninfo))


def _order(order: Mapping[str, Any], settings: Settings) -> Order:
    times = {name: datetime.fromisoformat(order[name]) for name in ("since", "until") if order.get(name)}
    return Order(
        datetime.now(UTC),
        settings.crawl.max_age_days,
        since=times.get("since"),
        limit=order.get("limit"),
        due_only=bool(order.get("due_only")),
        backfill=bool(order.get("backfill")),
        until=times.get("until"),
    )


def digest_job(due: Due) -> Job:
    """The job that mails a digest."""
    return Job(Kind.DIGEST, f"{due.day} {due.frequency}", "digest")


def mail(settings: Settings, conninfo: str, stopping: Callable[[], bool], due: Due) -> Figures:
    """Mail a digest to who gets it. Raises JobFailed when somebody did not."""
    with connect(conninfo) as connection:
        order = mailing.MailOrder(day=due.day, stopping=stopping, frequency=due.frequency)
        if not mailing.recipients(connection, settings, order):
            log.info("%s digest: nobody gets it; see `watira recipients --help`", due.frequency)
            return {"recipients": 0, "arrived": 0}
        sent = mailing.send(connection, settings, now=datetime.now(UTC), order=order)
    for result in sent.results:
        level = logging.INFO if result.state in _ARRIVED else logging.ERROR
        log.log(level, "digest: %s", mailing.told(result))
    figures = {"recipients": len(sent.results), "arrived": sum(result.state in _ARRIVED for result in sent.results)}
    if not sent.arrived:
        raise JobFailed("the digest did not reach everybody", figures)
    return figures


def _maintain(settings: Settings, conninfo: str) -> Figures:
    with connect(conninfo) as connection:
        return maintenance.maintain(connection, settings, datetime.now(UTC))


async def in_thread(work: Callable[[], Figures]) -> Figures:
    """Do blocking work beside the loop, in a thread that does not keep the process from ending."""
    done: Future[Figures] = Future()

    def run() -> None:
        done.set_running_or_notify_cancel()  # from now on nobody can cancel it
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again where the work is awaited
            done.set_exception(error)

    Thread(target=run, name="watira-job", daemon=True).start()
    return await asyncio.wrap_future(done)
