"""Ask each channel of some sources once and say how it answered, and what has moved: feeds do."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import logs
from crawler.channels import accept, announcement_of, lately, question_url
from crawler.crawl import CrawlSettings, scrapy_settings
from crawler.discovery.declared import declared
from crawler.discovery.documents import FeedError
from crawler.failures import describe, reason_of
from crawler.moves import moved_to
from crawler.reactor import guarded
from crawler.spiders.look import Fetch, LookSpider, Work
from pipelines.article import Link, Reason, Source
from pipelines.channels import Channel, Feed

_ADVICE = {
    Reason.GONE: "the address has moved: look for the new one on the site's home page",
    Reason.REFUSED: "the site refuses us: ask it for access with your contact address, or disable the source",
    Reason.DISALLOWED: "robots.txt forbids it: disable the source",
    Reason.OPTED_OUT: "the site asks not to be mined: disable the source",
    Reason.SERVER_ERROR: "the site has trouble: try again later",
    Reason.UNREACHABLE: "see that the host exists, that its certificate is valid and that this network reaches it",
    Reason.BAD_REDIRECT: "the address redirects for ever: look for the new one on the site's home page",
    Reason.FORBIDDEN_ADDRESS: "correct it, or allow the network in WATIRA_ALLOW_NETWORKS or the port in [crawl] ports",
    Reason.TOO_LARGE: "the document is too large to be a feed: look for another address",
}
_NOT_A_FEED = "the address serves something else: look for the feed's address on the site's home page"
_MAY_HAVE_MOVED = (Reason.GONE, Reason.BAD_REDIRECT, None)  # None: something else than a feed is there
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class ChannelCheck:
    """How a channel answered."""

    source: str  # Source.key
    url: str
    error: str = ""  # empty: it is a feed or sitemap
    reason: Reason | None = None  # why no document came; None: one came
    items: int = 0  # articles announced
    newest: datetime | None = None  # aware, UTC; None: no times given
    advice: str = ""  # what to do about the error, or the move
    moved_to: str = ""  # where it is now, by permanent redirects; empty: where it was
    links: tuple[Link, ...] = ()  # what it announces
    parts: int = 0  # further documents that it names, as an index of sitemaps does


async def check(sources: Sequence[Source], settings: CrawlSettings) -> list[ChannelCheck]:
    """How each channel answered, in the sources' order. Needs no database and fetches no article."""
    found: list[list[ChannelCheck]] = []

    async def work(fetch: Fetch) -> None:
        turns = asyncio.Semaphore(_AT_ONCE)

        async def one(source: Source) -> list[ChannelCheck]:
            async with turns:
                return await _check_source(source, fetch)

        found.extend(await asyncio.gather(*(one(source) for source in sources)))

    await look(work, settings)
    return [result for results in found for result in results]


async def look(work: Work, settings: CrawlSettings) -> None:
    """Do a piece of work that asks for addresses."""
    logs.quieten()
    failures: list[Exception] = []

    async def guarded_work(fetch: Fetch) -> None:
        try:
            await work(fetch)
        except Exception as error:  # noqa: BLE001 - Scrapy would log it and look finished
            failures.append(error)

    with guarded(settings.allow_networks, settings.ports) as guard:
        made = scrapy_settings(settings)
        made.setdict({"ITEM_PIPELINES": {}, "CONCURRENT_REQUESTS": _AT_ONCE}, priority="cmdline")
        await Crawler(LookSpider, made).crawl_async(work=guarded_work, guard=guard)
        task = asyncio.current_task()
        if task and task.cancelling():  # Scrapy takes a cancellation for the end of the crawl
            raise asyncio.CancelledError
    if failures:
        raise failures[0]


async def _check_source(source: Source, fetch: Fetch) -> list[ChannelCheck]:
    """How its channels answered; where one has gone, with what the home page declares."""
    results = [await ask(channel, source, fetch) for channel in source.channels]
    if not any(result.error and result.reason in _MAY_HAVE_MOVED for result in results):
        return results
    answer = await fetch(source.home, "text/html")
    feeds = declared(answer.body, answer.url).feeds if isinstance(answer, Response) else ()
    if not feeds:
        return results
    advice = f"the home page declares {', '.join(feeds[:3])}"
    return [replace(result, advice=advice) if result.error else result for result in results]


async def ask(channel: Channel, source: Source, fetch: Fetch) -> ChannelCheck:
    """How a channel answered."""
    answer = await fetch(question_url(channel, lately()), accept(channel))
    if not isinstance(answer, Response):
        return _bad(channel, source, f"{reason_of(answer)}: {describe(answer)}", reason_of(answer))
    try:
        found = await asyncio.to_thread(announcement_of, answer, channel, source, lately())
    except FeedError as error:
        return _bad(channel, source, str(error), error.reason)
    newest = max(filter(None, (link.published_at or link.updated_at for link in found.links)), default=None)
    moved = moved_to(answer) or ""
    return ChannelCheck(
        source.key,
        channel.url,
        items=len(found.links),
        newest=newest,
        advice=f"it has moved for good: write {moved} in the catalogue" if moved else _stale(channel, newest),
        moved_to=moved,
        links=tuple(found.links),
        parts=len(found.further),
    )


def _bad(channel: Channel, source: Source, error: str, reason: Reason | None) -> ChannelCheck:
    return ChannelCheck(source.key, channel.url, error, reason, advice=_ADVICE[reason] if reason else _NOT_A_FEED)


def _stale(channel: Channel, newest: datetime | None) -> str:
    """What to do about a feed without anything new."""
    if not isinstance(channel, Feed) or not newest or newest > lately(days=30).since:
        return ""
    return "nothing new for a month: look whether the site has another feed"
