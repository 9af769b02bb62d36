"""Crawl sources: each with a spider, a database connection and a lock of its own, all with the same readers.

The crawl of one source is `Visits.source`; who calls it, how often and on which machine is nothing to it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import monotonic

import psycopg
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler import logs
from crawler.attending import attend
from crawler.conclusion import conclude
from crawler.database import Database
from crawler.errand import Errand, Order
from crawler.failures import AbortError, describe
from crawler.guards import Guard
from crawler.hosts import Hosts
from crawler.memory import give_back, spared
from crawler.reactor import guarded, run
from crawler.reading_pool import ReadingPool
from crawler.report import CrawlReport, OnProgress, Progress
from crawler.spiders.news import NewsSpider
from crawler.visiting import CrawlSettings
from crawler.writer import Writer
from pipelines.article import Source
from storage.advisory_locks import crawling
from storage.articles import copies_by_source
from storage.channels import channel_state, due_sources
from storage.errors import DatabaseError
from storage.hosts import hosts, save_host

__all__ = [
    "CrawlReport",
    "CrawlSettings",
    "OnProgress",
    "Order",
    "Progress",
    "Visits",
    "count_copies",
    "crawl",
    "run",
    "scrapy_settings",
    "visiting",
]

_log = logging.getLogger(__name__)


class Visits:
    """What crawls of one process share: readers, writer, the guard on addresses, who is told. Made by `visiting`."""

    def __init__(
        self,
        conninfo: str,
        settings: CrawlSettings,
        guard: Guard,
        readers: ReadingPool,
        writer: Writer,
        progress: OnProgress,
    ) -> None:
        self._conninfo = conninfo  # may hold a password: never shown
        self._settings, self._guard, self._progress = settings, guard, progress
        self._readers, self._writer = readers, writer

    async def source(self, source: Source, order: Order) -> CrawlReport:
        """Crawl one source, registered in the database, unless somebody else does; never raises but when called off.

        What goes wrong stands in the report: `aborted` when what was found could not be stored.
        """
        report = CrawlReport(source.key)
        began = monotonic()
        try:
            self._progress(Progress(source.key, "begins"))
            await self._locked(source, order, report)
        except (AbortError, DatabaseError, psycopg.Error) as error:
            report.aborted = True
            report.errors.append(describe(error))
        except Exception as error:  # noqa: BLE001 - told, with its traceback
            _log.exception("fault while crawling %s", source.key)
            report.aborted = True
            report.errors.append(f"fault: {type(error).__name__}: {describe(error)}")
        report.seconds = monotonic() - began
        self._progress(Progress(source.key, report.line, done=True, report=report))
        return report

    def rest(self) -> None:
        """End the processes that read pages and have none; the next page starts one."""
        self._readers.rest()
        give_back()

    async def _locked(self, source: Source, order: Order, report: CrawlReport) -> None:
        """Crawl a source under its lock, with what is known of its channels and of hosts."""
        async with Database(self._conninfo) as database:
            if not await database.hold(crawling, source.key):
                report.skipped = True
                return
            states = {channel.url: await database.call(channel_state, channel.url) for channel in source.channels}
            known_hosts = Hosts(await database.call(hosts))
            errand = Errand(
                source,
                order,
                {url: state for url, state in states.items() if state},
                database,
                self._readers,
                self._writer,
                self._guard,
                report,
                self._progress,
                known_hosts,
            )
            try:
                await attend(Crawler(NewsSpider, scrapy_settings(self._settings)), errand)
                await conclude(errand)
            finally:
                await _keep_hosts(known_hosts, database)


@asynccontextmanager
async def visiting(conninfo: str, settings: CrawlSettings, progress: OnProgress) -> AsyncIterator[Visits]:
    """Be ready to crawl; reading processes are started when the first pages come. One set of rules a process."""
    logs.quieten()
    with spared(), guarded(settings.allow_networks, settings.ports) as guard:
        pool = ReadingPool(settings.workers, reader=settings.reader, page_seconds=settings.page_seconds)
        async with pool as readers, Writer(conninfo) as writer:
            yield Visits(conninfo, settings, guard, readers, writer, progress)
    give_back()


async def crawl(
    sources: Sequence[Source],
    conninfo: str,
    settings: CrawlSettings,
    *,
    since: datetime | None,
    limit: int | None,
    progress: OnProgress,
    due_only: bool = False,
    backfill: bool = False,
    until: datetime | None = None,
) -> list[CrawlReport]:
    """Crawl the sources once, some at a time; a report each, in their order; with `due_only` of those that are due.

    The sources must be registered in the database. `backfill` walks their archives from `since` to `until`. What goes
    wrong with one source stands in its report and does not touch the others. Raises `storage.errors.DatabaseError`
    when the database cannot be reached at all.
    """
    order = Order(datetime.now(UTC), settings.max_age_days, since, limit, due_only, backfill, until)
    async with Database(conninfo) as database:  # no source is asked when nothing could be stored
        if due_only:
            due = await database.call(due_sources, sources, order.started_at)
            sources = [source for source in sources if source.key in due]
    if not sources:
        return []
    turns = asyncio.Semaphore(settings.concurrent_sources)

    async def in_turn(source: Source) -> CrawlReport:
        async with turns:
            return await visits.source(source, order)

    async with visiting(conninfo, settings, progress) as visits:
        reports = list(await asyncio.gather(*(in_turn(source) for source in sources)))
    await count_copies(reports, conninfo, order.started_at)
    return reports


async def _keep_hosts(known: Hosts, database: Database) -> None:
    """Keep how the hosts are to be treated by the next crawls."""
    try:
        for state in known.changed():
            await database.call(save_host, state, datetime.now(UTC))
    except (AbortError, DatabaseError, psycopg.Error) as error:
        _log.warning("the state of hosts is not kept: %s", describe(error))


async def count_copies(reports: Sequence[CrawlReport], conninfo: str, started_at: datetime) -> None:
    """Put the copies into the reports: an article may turn out to be one when its original is stored after it."""
    if not any(report.stored for report in reports):
        return
    try:
        async with Database(conninfo) as database:
            copies = await database.call(copies_by_source, started_at)
    except (AbortError, DatabaseError, psycopg.Error) as error:
        _log.warning("copies not counted: %s", describe(error))
        return
    for report in reports:
        report.copies = copies.get(report.source, 0)


def scrapy_settings(settings: CrawlSettings) -> Settings:
    """Scrapy's settings for a crawl: the project's, and what the user set."""
    made = Settings()
    made.setmodule("crawler.settings", priority="project")
    agent = made["USER_AGENT"]
    contact = "".join(sign for sign in settings.user_agent_contact if sign.isascii() and sign.isprintable())
    made.setdict(
        {
            "USER_AGENT": f"{agent} (+{contact})" if contact else agent,
            "DOWNLOAD_DELAY": settings.delay_seconds,
            "AUTOTHROTTLE_START_DELAY": settings.delay_seconds,
            "DOWNLOAD_TIMEOUT": settings.download_timeout_s,
            "WATIRA_RETRY_SECONDS": settings.retry_seconds,
            "WATIRA_OBEY_OPT_OUTS": settings.obey_opt_outs,
        },
        priority="cmdline",
    )
    return made
