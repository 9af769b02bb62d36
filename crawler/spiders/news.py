"""The spider: from a source's channels to the pages of the articles that they announce and that are not known yet."""

from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Self

import psycopg
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.asking import Asking
from crawler.channels import header, headers
from crawler.documents import Document
from crawler.errand import Errand, Unfetched
from crawler.failures import AbortError, HostPaused, describe, reason_of, reason_of_status
from crawler.opt_out import opted_out
from crawler.retries import asked_to_wait
from pipelines.article import Link, Page, Reason, Rejection
from storage.links import due_again

_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
_UNSURE_TYPES = frozenset({"text/plain", "text/xml", "application/xml", "application/octet-stream"})


class NewsSpider(Spider):
    """Crawls one source once."""

    name = "news"

    def __init__(self, errand: Errand, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.errand = errand
        self.guard = errand.guard
        self.hosts = errand.hosts
        self._asking = Asking(errand, self)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """A spider whose faults, and the item pipeline's, appear among the errors of its source."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_fault, signals.spider_error)
        crawler.signals.connect(spider.note_fault, signals.item_error)
        return spider

    def note_fault(self, failure: Failure) -> None:
        """A fault of the program, met at one page: the others go on."""
        self.errand.report.errors.append(f"fault: {describe(_exception(failure))}")

    async def start(self) -> AsyncIterator[Request]:
        """Ask every channel whose time has come, or the archives; then try again what is due."""
        questions = [self._asking.question(document) for document in await self._asking.beginning()]
        for question in questions:
            yield question
        if not questions:
            with suppress(CloseSpider):  # what it says is noted, and nothing else was begun
                async for request in self._follow([]):
                    yield request

    async def parse_channel(self, response: Response, document: Document) -> AsyncIterator[Request]:
        """The requests for what a channel, or a part of it, announces."""
        links, further = await self._guarded(self._asking.answered(response, document))
        for one in further:
            yield self._asking.question(one)
        async for request in self._follow(links):
            yield request

    async def channel_failed(self, failure: Failure) -> AsyncIterator[Request]:
        """A channel that gave no answer is an error of the source; the other channels go on."""
        self._asking.failed(_request(failure).meta["document"], _exception(failure))
        async for request in self._follow([]):
            yield request

    async def _follow(self, links: list[Link]) -> AsyncIterator[Request]:
        """Requests for these links; after the last channel's, for what failed in earlier crawls and is due again."""
        chosen = self.errand.choose(links)
        if self._asking.ended():
            chosen += self.errand.choose(self.errand.announced(await self._guarded(self._due())))
        for link in chosen:
            yield Request(
                link.url,
                callback=self.parse_page,
                errback=self.page_failed,
                cb_kwargs={"link": link},
                meta={"link": link},
            )

    async def _due(self) -> list[Link]:
        errand = self.errand
        return await errand.database.call(due_again, errand.source.key, now=errand.order.started_at)

    async def _guarded(self, work: Any) -> Any:
        """What the work gives; where the database is lost, the crawl of this source ends."""
        try:
            return await work
        except (AbortError, psycopg.Error) as error:
            self.errand.abort(describe(error))
            raise CloseSpider("aborted") from error

    def parse_page(self, response: Response, link: Link) -> Iterator[Page | Unfetched]:
        """The page, or why the answer is none."""
        reason, detail = self._against(response)
        if reason:
            until = asked_to_wait(response, datetime.now(UTC))
            yield Unfetched(link, Rejection(link.url, link.source, reason, detail), until)
            return
        yield Page(
            url=response.url,
            body=response.body,
            fetched_at=datetime.now(UTC),
            status=response.status,
            headers=headers(response),
            requested_url=link.url,
            link=link,
        )

    def _against(self, response: Response) -> tuple[Reason | None, str]:
        """Why an answer holds no page that may be read, and more on that; None: it holds one."""
        reason = reason_of_status(response.status, header(response, "Location"))
        if reason:
            return reason, f"HTTP status {response.status}"
        if not holds_html(response):
            return Reason.NOT_HTML, header(response, "Content-Type")[:100]
        obeys = self.settings.getbool("WATIRA_OBEY_OPT_OUTS")
        words = opted_out(headers(response), response.body) if obeys else ""
        return (Reason.OPTED_OUT, words) if words else (None, "")

    def page_failed(self, failure: Failure) -> Iterator[Unfetched]:
        """Why no answer came. What its paused host kept back is owed to the next crawl."""
        link, error = _request(failure).meta["link"], _exception(failure)
        if isinstance(error, HostPaused):
            self.errand.postponed(describe(error))
            return
        yield Unfetched(link, Rejection(link.url, link.source, reason_of(error), describe(error)))


def holds_html(response: Response) -> bool:
    """Whether the answer says that it is HTML, or says too little and looks like it."""
    kind = header(response, "Content-Type").split(";")[0].strip().lower()
    start = response.body[:1000].lower()
    return kind in _HTML_TYPES or (kind in _UNSURE_TYPES and (b"<html" in start or b"<!doctype html" in start))


def _exception(failure: Failure) -> BaseException:
    return failure.value or RuntimeError("unknown failure")


def _request(failure: Failure) -> Request:
    """The request that failed, which Scrapy puts there."""
    return failure.request  # type: ignore[attr-defined, no-any-return]
