"""A source's archives: walked for a backfill, and asked for what was pushed out of a channel unseen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol

from crawler.discovery.announcement import Window
from crawler.documents import Document, archive_documents
from crawler.errand import NOTHING_KNOWN, Errand
from crawler.robots import RobotsMiddleware
from pipelines.channels import Channel, Sitemap
from storage.archives import part_done

_GAP_REACH = timedelta(hours=1)  # before the last question: what was published while it was on its way
_GAP_ARCHIVES = 4
_GAP_PARTS = 2  # of each archive that is asked to close a gap


class HasCrawler(Protocol):
    """A spider, which knows its crawler."""

    crawler: Any


class Archives:
    """The archives in one crawl of one source."""

    def __init__(self, errand: Errand, spider: HasCrawler) -> None:
        self._errand = errand
        self._spider = spider
        self._asked: set[str] = set()  # for a gap

    async def beginning(self) -> list[Document]:
        """The documents with which a backfill begins."""
        errand, order = self._errand, self._errand.order
        known = await self._known()
        if not known:
            errand.report.errors.append("no archive is known: its robots.txt names no sitemap; give it `archives`")
        until = order.until or order.started_at
        return [one for channel in known for one in archive_documents(channel, order.window, until)]

    async def is_done(self, document: Document) -> bool:
        """Whether an earlier backfill dealt with all that a part of the archive has of the time asked for."""
        order = self._errand.order
        window = (document.window.since, order.until or order.started_at)
        return await self._errand.database.call(part_done, self._errand.source.key, document.channel.url, *window)

    async def against_gap(self, document: Document) -> list[Document]:
        """The archives, asked for the time since the channel was last asked."""
        errand = self._errand
        asked_at = errand.known.get(document.root, NOTHING_KNOWN).rhythm.asked_at
        errand.report.gaps += 1
        archives = [one for one in await self._known() if one.url not in self._asked][:_GAP_ARCHIVES]
        if not archives and not self._asked:
            errand.notes(document.root).lost = True
            errand.report.errors.append(f"{document.root}: items were pushed out unseen; give the source `archives`")
        self._asked |= {one.url for one in archives}
        since = max((asked_at or errand.order.started_at) - _GAP_REACH, errand.order.window.since)
        window = Window(since, None, _GAP_PARTS)
        found = (archive_documents(archive, window, errand.order.started_at) for archive in archives)
        return [replace(one, root=document.root) for documents in found for one in list(documents)[:_GAP_PARTS]]

    async def _known(self) -> list[Channel]:
        """The source's archives; where it names none, the sitemaps that its robots.txt names."""
        source = self._errand.source
        if source.archives:
            return list(source.archives)
        middlewares = self._spider.crawler.engine.downloader.middleware.middlewares
        robots = next(one for one in middlewares if isinstance(one, RobotsMiddleware))
        polled = {channel.url for channel in source.channels} if not self._errand.order.backfill else set()
        return [Sitemap(url) for url in await robots.sitemaps(source.home) if url not in polled]
