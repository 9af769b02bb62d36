"""Crawl sources: each with a spider, a database connection and a lock of its own, all with the same readers."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

import psycopg
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler import logs
from crawler.conclusion import conclude
from crawler.database import Database
from crawler.errand import Errand, Order
from crawler.failures import AbortError, describe
from crawler.guards import Guard
from crawler.hosts import Hosts
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

__all__ = ["CrawlReport", "CrawlSettings", "OnProgress", "Progress", "crawl", "run", "scrapy_settings"]

_STOP_SECONDS = 4.0  # for downloads under way when a crawl is called off

_log = logging.getLogger(__name__)

_under_way: set[str] = set()  # keys of sources that a crawl of this process is at: another leaves them to it


@dataclass(frozen=True, slots=True)
class _Run:
    """What all sources of one crawl share."""

    conninfo: str = field(repr=False)  # may hold a password
    settings: CrawlSettings
    order: Order
    guard: Guard
    hosts: Hosts
    readers: ReadingPool
    writer: Writer
    progress: OnProgress
    turns: asyncio.Semaphore


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
    logs.quieten()
    order = Order(datetime.now(UTC), settings.max_age_days, since, limit, due_only, backfill, until)
    async with Database(conninfo) as database:  # no source is asked when nothing could be stored
        known_hosts = Hosts(await database.call(hosts))
        if due_only:
            due = await database.call(due_sources, sources, order.started_at)
            sources = [source for source in sources if source.key in due - _under_way]
    if not sources:
        return []
    keys = {source.key for source in sources} - _under_way
    _under_way.update(keys)
    try:
        reports = await _crawl_all(sources, conninfo, settings, order, known_hosts, progress)
    finally:
        _under_way.difference_update(keys)
    await _keep_hosts(known_hosts, conninfo)
    await _count_copies(reports, conninfo, order.started_at)
    return reports


async def _crawl_all(
    sources: Sequence[Source],
    conninfo: str,
    settings: CrawlSettings,
    order: Order,
    known_hosts: Hosts,
    progress: OnProgress,
) -> list[CrawlReport]:
    turns = asyncio.Semaphore(settings.concurrent_sources)
    with guarded(settings.allow_networks, settings.ports) as guard:
        pool = ReadingPool(settings.workers, reader=settings.reader, page_seconds=settings.page_seconds)
        async with pool as readers, Writer(conninfo) as writer:
            shared = _Run(conninfo, settings, order, guard, known_hosts, readers, writer, progress, turns)
            results = await asyncio.gather(*(_in_turn(source, shared) for source in sources), return_exceptions=True)
    return [_report(source, result) for source, result in zip(sources, results, strict=True)]


async def _keep_hosts(known: Hosts, conninfo: str) -> None:
    """Keep how the hosts are to be treated by the next crawls."""
    changed = known.changed()
    if not changed:
        return
    try:
        async with Database(conninfo) as database:
            for state in changed:
                await database.call(save_host, state, datetime.now(UTC))
    except (AbortError, DatabaseError, psycopg.Error) as error:
        _log.warning("the state of hosts is not kept: %s", describe(error))


async def _count_copies(reports: Sequence[CrawlReport], conninfo: str, started_at: datetime) -> None:
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


def _report(source: Source, result: CrawlReport | BaseException) -> CrawlReport:
    """The report, also of a source whose crawl met a fault of the program."""
    if isinstance(result, CrawlReport):
        return result
    if not isinstance(result, Exception):
        raise result
    _log.error("fault while crawling %s", source.key, exc_info=result)
    return CrawlReport(source.key, errors=[f"fault: {type(result).__name__}: {describe(result)}"])


async def _in_turn(source: Source, shared: _Run) -> CrawlReport:
    async with shared.turns:
        report = CrawlReport(source.key)
        began = monotonic()
        shared.progress(Progress(source.key, "begins"))
        try:
            await _crawl_locked(source, shared, report)
        except (AbortError, DatabaseError, psycopg.Error) as error:
            report.aborted = True
            report.errors.append(describe(error))
        report.seconds = monotonic() - began
        shared.progress(Progress(source.key, report.line, done=True, report=report))
        return report


async def _crawl_locked(source: Source, shared: _Run, report: CrawlReport) -> None:
    """Crawl a source unless somebody else does."""
    async with Database(shared.conninfo) as database:
        if not await database.hold(crawling, source.key):
            report.skipped = True
            return
        states = {channel.url: await database.call(channel_state, channel.url) for channel in source.channels}
        known = {url: state for url, state in states.items() if state}
        errand = Errand(
            source,
            shared.order,
            known,
            database,
            shared.readers,
            shared.writer,
            shared.guard,
            report,
            shared.progress,
            shared.hosts,
            shared.settings.obey_opt_outs,
        )
        await _run_spider(errand, shared.settings)
        await conclude(errand)


async def _run_spider(errand: Errand, settings: CrawlSettings) -> None:
    """Run the spider to its end; when this is cancelled, give it a few seconds to stop."""
    crawler = Crawler(NewsSpider, scrapy_settings(settings))
    # A task of its own: Scrapy swallows a cancellation and would look finished.
    spider = asyncio.ensure_future(crawler.crawl_async(errand=errand))
    try:
        await asyncio.shield(spider)
    except asyncio.CancelledError:
        errand.abort("called off")
        stopping = asyncio.ensure_future(crawler.stop_async())
        await asyncio.wait({spider, stopping}, timeout=_STOP_SECONDS)
        raise


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
