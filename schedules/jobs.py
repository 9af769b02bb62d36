"""What the clock and the commands have done: crawl the sources once, send the digest once."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from psycopg import Connection

from crawler import sources as catalogue
from crawler.report import CrawlReport, OnProgress
from crawler.visiting import CrawlSettings
from pipelines.article import Source
from pipelines.errors import Misuse
from schedules.settings import Settings
from storage import channels
from storage.session import session
from storage.sources import register


class UnknownSource(Misuse):
    """A source is named that the catalogue does not have."""


class NoSource(Misuse):
    """There is nothing to crawl."""


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    """Which sources to crawl, and how far back."""

    sources: tuple[Source, ...]
    since: datetime | None = None  # aware; None: the last max_age_days
    limit: int | None = None  # articles to fetch per source
    due_only: bool = False  # only what is due by its own rhythm
    backfill: bool = False  # from the archives, for the time from `since` on
    until: datetime | None = None  # aware; the end of a backfill; None: now


def crawl_settings(settings: Settings) -> CrawlSettings:
    """The crawler's part of the settings."""
    return CrawlSettings(
        user_agent_contact=settings.crawl.contact,
        allow_networks=settings.allow_networks,
        delay_seconds=settings.crawl.delay_seconds,
        max_age_days=settings.crawl.max_age_days,
        workers=settings.crawl.workers,
        ports=settings.crawl.ports,
        obey_opt_outs=settings.crawl.obey_opt_outs,
    )


def load_sources(settings: Settings) -> dict[str, Source]:
    """The catalogue in force, by key: the user's `enable` and `disable` applied."""
    file = settings.crawl.sources_file
    found = catalogue.load(file) if file else catalogue.load()
    chosen = {*settings.crawl.enable, *settings.crawl.disable}
    _check_known(chosen, found)
    return {key: _switched(source, settings) for key, source in found.items()}


def choose(found: dict[str, Source], keys: Sequence[str], *, everything: bool) -> tuple[Source, ...]:
    """The sources named, also disabled ones; all of them; or those enabled. Raises UnknownSource or NoSource."""
    _check_known(keys, found)
    if keys:
        return tuple(found[key] for key in dict.fromkeys(keys))
    chosen = tuple(source for source in found.values() if everything or source.enabled)
    if not chosen:
        raise NoSource("no source is enabled: see `watira sources list`, and [crawl] enable in watira.toml")
    return chosen


async def crawl_once(
    settings: Settings,
    order: CrawlOrder,
    progress: OnProgress,
    *,
    catalogue_sources: Iterable[Source] = (),
) -> list[CrawlReport]:
    """Crawl what is ordered, with a database that runs meanwhile; the catalogue is written into it first."""
    from crawler.crawl import crawl  # here, since Scrapy takes a second to import, and often nothing is due

    serving = session(settings.home, settings.database_url)
    opened = await asyncio.to_thread(serving.__enter__)  # a server may have to be started: the loop lives meanwhile
    try:
        await asyncio.to_thread(register, opened.connection, tuple(catalogue_sources or order.sources))
        return await crawl(
            order.sources,
            opened.conninfo,
            crawl_settings(settings),
            since=order.since,
            limit=order.limit,
            progress=progress,
            due_only=order.due_only,
            backfill=order.backfill,
            until=order.until,
        )
    finally:
        await asyncio.to_thread(serving.__exit__, None, None, None)


def next_due(
    connection: Connection, order: CrawlOrder, catalogue_sources: Iterable[Source], now: datetime
) -> datetime | None:
    """When the next ordered source is due: now, or later; None: nobody knows. The catalogue is written first."""
    register(connection, tuple(catalogue_sources))
    return now if channels.due_sources(connection, order.sources, now) else channels.next_due(connection, now)


def _check_known(keys: Iterable[str], found: dict[str, Source]) -> None:
    unknown = sorted(set(keys) - set(found))
    if unknown:
        raise UnknownSource(f"there is no source {', '.join(unknown)}; `watira sources list` shows which there are")


def _switched(source: Source, settings: Settings) -> Source:
    """The source, enabled or disabled as the user wants it."""
    if source.key in settings.crawl.disable:
        return replace(source, enabled=False, reason="disabled in watira.toml")
    if source.key in settings.crawl.enable:
        return replace(source, enabled=True)
    return source
