"""The one item pipeline: hands a page to a reader and the result to the database."""

import asyncio
from datetime import UTC, datetime
from typing import Self

import psycopg
from scrapy.crawler import Crawler

from crawler import feed_text
from crawler.errand import Errand, Unfetched
from crawler.failures import AbortError, describe
from pipelines.article import Article, Label, Link, Page, Reason, Rejection
from storage.articles import Outcome, Saved, save_rejection
from storage.errors import DatabaseError

Item = Page | Unfetched

# Pages that read badly for reasons of the page; other rejections are no fault of reading.
_BADLY_READ = frozenset(
    {Reason.EMPTY, Reason.UNDECODABLE, Reason.CHALLENGE, Reason.READER_FAILED, Reason.NOT_AN_ARTICLE}
)


class StoringPipeline:
    """Reads and stores one page after the other, several at a time; a page that cannot be stored costs itself."""

    def __init__(self, crawler: Crawler, errand: Errand) -> None:
        self._crawler = crawler
        self._errand = errand
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the errand from the spider."""
        return cls(crawler, crawler.spider.errand)  # type: ignore[union-attr]

    async def process_item(self, item: Item) -> Item:
        """Record what came of an announced article."""
        if self._errand.report.aborted:  # what is not recorded stays owed, and is fetched by the next crawl
            return item
        try:
            await self._record(item)
        except AbortError as error:
            self._errand.abort(describe(error))
            # Not awaited: the engine waits for this item before it closes.
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="aborted"))
        return item

    async def _record(self, item: Item) -> None:
        if isinstance(item, Unfetched):
            result, page = await self._or_of_feed(item.rejection, None, item.link)
        else:
            self._errand.report.read += 1
            read = await self._errand.readers.read(item, self._errand.source)
            self._errand.report.good += _goodness(read)
            result, page = await self._or_of_feed(read, item, item.link)
        if isinstance(result, Article) and page:
            await self._store(result, page)
        elif isinstance(result, Rejection):
            await self._reject(result, page, item.link, item.not_before if isinstance(item, Unfetched) else None)

    async def _or_of_feed(
        self, result: Article | Rejection, page: Page | None, link: Link | None
    ) -> tuple[Article | Rejection, Page | None]:
        """What came of a page, or of the text in the feed, where the page is walled off or holds much less."""
        told = feed_text.page_of(link, datetime.now(UTC)) if link and feed_text.may_be_better(link, result) else None
        if not told:
            return result, page
        of_feed = await self._errand.readers.read(told, self._errand.source)
        if isinstance(of_feed, Rejection) or (isinstance(result, Article) and not feed_text.better(of_feed, result)):
            return result, page
        return of_feed, told

    async def _store(self, article: Article, page: Page) -> None:
        """Store an article; one that the database refuses is recorded as that."""
        try:
            saved = await self._errand.writer.save(article, page)
        except (psycopg.Error, DatabaseError) as error:
            rejection = Rejection(page.asked_for, article.source, Reason.NOT_STORED, describe(error))
            await self._reject(rejection, None, page.link)
        else:
            self._count(article, saved)
            self._errand.recorded(page.link)

    async def _reject(
        self, rejection: Rejection, page: Page | None, link: Link | None, not_before: datetime | None = None
    ) -> None:
        """Record why there is no article; where even that is refused, count it, and leave it to the next crawl."""
        address = link.url if link else rejection.url
        try:
            await self._errand.database.call(
                save_rejection,
                rejection,
                page,
                link_url=address,
                now=datetime.now(UTC),
                link=link,
                not_before=not_before,
            )
        except (psycopg.Error, DatabaseError) as error:
            self._errand.report.errors.append(f"{address}: not recorded: {describe(error)}")
            self._errand.rejected(Reason.NOT_STORED)
            self._errand.report.fetched += 1
        else:
            self._errand.rejected(rejection.reason)
            self._errand.recorded(link)

    def _count(self, article: Article, saved: Saved) -> None:
        report, outcome = self._errand.report, saved.outcome
        report.stored += outcome in (Outcome.NEW, Outcome.COPY)
        report.copies += outcome is Outcome.COPY
        report.revised += outcome is Outcome.REVISION
        report.unchanged += outcome is Outcome.UNCHANGED
        written = outcome not in (Outcome.UNCHANGED, Outcome.FORGOTTEN)
        report.escalation += written and article.tagging.label is Label.ESCALATION


def _goodness(result: Article | Rejection) -> float:
    """How well a page read: 1; 0.5 without a time of publication; 0 where no article was found that should be there."""
    if isinstance(result, Rejection):
        return 0.0 if result.reason in _BADLY_READ else 1.0
    return 1.0 if result.reading.published else 0.5
