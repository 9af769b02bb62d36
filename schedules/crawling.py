"""Crawls by way of the queue: what is due is put on it, and worked off, here or wherever somebody works.

Scrapy and procrastinate are imported only when there is something to do: that takes a second, and often nothing is due.
"""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from psycopg import Connection

from crawler.report import CrawlReport, OnProgress
from pipelines.article import Source
from schedules.crawl_figures import report_of
from schedules.jobs import CrawlOrder
from schedules.lanes import lanes
from schedules.settings import Settings
from storage import channels, queue, workers
from storage.queue import CRAWLS, Job, Kind, OpenJob
from storage.session import session
from storage.sources import register


def put(connection: Connection, order: CrawlOrder, catalogue: Collection[Source], now: datetime) -> list[int]:
    """Put the ordered crawls on the queue; the catalogue is written into the database first.

    The numbers of the jobs. A source that is not due where only such are wanted, and one of which a job waits or is
    being done, gets none.
    """
    register(connection, tuple(catalogue))
    sources = order.sources
    if order.due_only:
        due = channels.due_sources(connection, sources, now)
        sources = tuple(source for source in sources if source.key in due)
    hosts = lanes(catalogue) if sources else {}
    told = _told(order)
    return queue.put(connection, [Job(Kind.CRAWL, one.key, f"host {hosts[one.key]}", told) for one in sources])


def _told(order: CrawlOrder) -> dict[str, Any]:
    """The order as a job carries it."""
    return {
        "since": order.since and order.since.isoformat(),
        "until": order.until and order.until.isoformat(),
        "limit": order.limit,
        "due_only": order.due_only,
        "backfill": order.backfill,
    }


def to_do(connection: Connection, put_now: Iterable[int]) -> dict[int, str]:
    """The crawls to be worked off, with their sources: those just put, what others left, and what lost workers did."""
    silent = workers.quiet(connection, workers.QUIET_SECONDS) | workers.disconnected(connection)
    quiet = {number for number, _ in silent}
    mine = set(put_now)
    return {
        job.job: job.subject
        for job in queue.open_jobs(connection)
        if job.queue == CRAWLS and (job.job in mine or _is_left(job, quiet))
    }


def _is_left(job: OpenJob, quiet: Collection[int]) -> bool:
    return job.worker is None or job.worker in quiet if job.doing else not job.later


async def crawl_once(
    settings: Settings,
    order: CrawlOrder,
    progress: OnProgress,
    *,
    catalogue_sources: Iterable[Source] = (),
) -> list[CrawlReport]:
    """Crawl what is ordered, with a database that runs meanwhile; the catalogue is written into it first."""
    catalogue = tuple(catalogue_sources or order.sources)
    serving = session(settings.home, settings.database_url)
    opened = await asyncio.to_thread(serving.__enter__)  # a server may have to be started: the loop lives meanwhile
    try:
        put_now = await asyncio.to_thread(put, opened.connection, order, catalogue, datetime.now(UTC))
        found = await asyncio.to_thread(to_do, opened.connection, put_now)
        reports = await work_off(settings, opened.conninfo, found, catalogue, progress)
    finally:
        await asyncio.to_thread(serving.__exit__, None, None, None)
    return reports + skipped(order, reports)


async def work_off(
    settings: Settings,
    conninfo: str,
    found: Mapping[int, str],
    catalogue: Collection[Source],
    progress: OnProgress,
) -> list[CrawlReport]:
    """Have these crawls done, here or by others who work; a report each.

    When this is called off, what nobody began is withdrawn.
    """
    from crawler.crawl import count_copies
    from crawler.database import Database
    from schedules.worker import Workplace

    if not found:
        return []
    began = datetime.now(UTC)
    sources = {source.key: source for source in catalogue}
    place = Workplace(settings, "crawl", catalogue=lambda: sources, progress=progress)
    async with Database(conninfo) as database:
        try:
            await place.work_off(conninfo, found)
        except BaseException:
            await database.call(queue.withdraw, found)
            raise
        runs = await database.call(queue.runs, found)
    reports = [
        report_of(source, runs[number].figures, runs[number].error) if number in runs else report_of(source, {})
        for number, source in found.items()
    ]
    await count_copies(reports, conninfo, began)
    return reports


def skipped(order: CrawlOrder, reports: Sequence[CrawlReport]) -> list[CrawlReport]:
    """Reports of the sources that were asked for by name and that somebody else is crawling."""
    if order.due_only:
        return []
    crawled = {report.source for report in reports}
    return [CrawlReport(source.key, skipped=True) for source in order.sources if source.key not in crawled]
