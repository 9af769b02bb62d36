"""Ask each channel of some sources once and say how it answered: the way to verify addresses, since feeds move."""

import asyncio
from collections.abc import Sequence

from scrapy.crawler import Crawler

from crawler import logs
from crawler.crawl import CrawlSettings, scrapy_settings
from crawler.reactor import guarded
from crawler.spiders.check import ChannelCheck, CheckSpider
from pipelines.article import Source

__all__ = ["ChannelCheck", "check"]


async def check(sources: Sequence[Source], settings: CrawlSettings) -> list[ChannelCheck]:
    """How each channel answered, in the sources' order. Needs no database and fetches no article."""
    logs.quieten()
    found: list[ChannelCheck] = []
    with guarded(settings.allow_networks, settings.ports) as guard:
        made = scrapy_settings(settings)
        made.setdict({"ITEM_PIPELINES": {}, "CONCURRENT_REQUESTS": 16}, priority="cmdline")
        await Crawler(CheckSpider, made).crawl_async(sources=tuple(sources), guard=guard, found=found)
        task = asyncio.current_task()
        if task and task.cancelling():  # Scrapy takes a cancellation for the end of the crawl
            raise asyncio.CancelledError
    order = {channel.url: place for place, channel in enumerate(c for source in sources for c in source.channels)}
    return sorted(found, key=lambda result: order[result.url])
