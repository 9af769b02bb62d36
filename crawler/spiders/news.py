"""The spider: from a source's channels to the pages of the articles that they announce and that are not known yet."""

import asyncio
import hashlib
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

from crawler.channels import ACCEPT, header, links_of
from crawler.discovery.documents import FeedError
from crawler.errand import NOTHING_KNOWN, ChannelAnswer, Errand, Unfetched
from crawler.failures import AbortError, describe, reason_of, reason_of_status
from crawler.retries import LONGEST_WAIT, asked_to_wait
from crawler.selection import recent
from pipelines.article import Channel, Link, Page, Reason, Rejection
from storage.links import due_again, to_fetch
from storage.sources import ChannelState

_NOT_MODIFIED = 304
_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
_UNSURE_TYPES = frozenset({"text/plain", "text/xml", "application/xml", "application/octet-stream"})
_CHANNELS_FIRST = 10  # priority of requests


class NewsSpider(Spider):
    """Crawls one source once."""

    name = "news"

    def __init__(self, errand: Errand, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.errand = errand
        self.guard = errand.guard
        self._channels_open = len(errand.source.channels)

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
        """Ask every channel that did not ask to wait, for what is new if we know its last answer."""
        for channel in self.errand.source.channels:
            until = self._waits_until(channel)
            if until is None:
                yield self._question(channel)
                continue
            error = f"asked to wait until {until:%Y-%m-%d %H:%M} UTC"
            self.errand.answered(channel.url, ChannelAnswer(error=error, asked=False))
            with suppress(CloseSpider):  # what it says is noted, and nothing else was begun
                async for request in self._follow([]):
                    yield request

    def _waits_until(self, channel: Channel) -> datetime | None:
        """The time before which the channel does not want to be asked; None: it may be. No clock error outlasts it."""
        until, now = self.errand.known.get(channel.url, NOTHING_KNOWN).not_before, self.errand.order.started_at
        return until.astimezone(UTC) if until and now < until <= now + LONGEST_WAIT else None

    def _question(self, channel: Channel) -> Request:
        return Request(
            channel.url,
            callback=self.parse_channel,
            errback=self.channel_failed,
            headers=self._conditions(channel) | {"Accept": ACCEPT},
            cb_kwargs={"channel": channel},
            meta={"channel": channel},
            priority=_CHANNELS_FIRST,
        )

    def _conditions(self, channel: Channel) -> dict[str, str]:
        """The headers that let a channel answer "not modified"; with `since`, older announcements are wanted too."""
        known = self.errand.known.get(channel.url, NOTHING_KNOWN)
        if self.errand.order.since:
            return {}
        given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in given.items() if value}

    async def parse_channel(self, response: Response, channel: Channel) -> AsyncIterator[Request]:
        """The requests for the articles that a channel announces."""
        async for request in self._follow(await self._links(response, channel)):
            yield request

    async def channel_failed(self, failure: Failure) -> AsyncIterator[Request]:
        """A channel that gave no answer is an error of the source; the other channels go on."""
        error = f"{reason_of(_exception(failure))}: {describe(_exception(failure))}"
        self.errand.answered(_request(failure).meta["channel"].url, ChannelAnswer(error=error))
        async for request in self._follow([]):
            yield request

    async def _follow(self, links: list[Link]) -> AsyncIterator[Request]:
        """Requests for the links of a channel that have to be fetched; after the last one, for what is due again."""
        try:
            chosen = await self._wanted(links) + await self._due()
        except (AbortError, psycopg.Error) as error:
            self.errand.abort(describe(error))
            raise CloseSpider("aborted") from error
        for link in chosen:
            yield Request(
                link.url,
                callback=self.parse_page,
                errback=self.page_failed,
                cb_kwargs={"link": link},
                meta={"link": link},
            )

    async def _links(self, response: Response, channel: Channel) -> list[Link]:
        """What the answer announces, and a note of the answer."""
        known = self.errand.known.get(channel.url, NOTHING_KNOWN)
        digest = hashlib.sha256(response.body).digest()
        same = digest == known.body_sha256 and not self.errand.order.since
        if response.status == _NOT_MODIFIED or same:
            self.errand.answered(channel.url, ChannelAnswer(response.status, state=known))
            return []
        try:
            # In a thread: a large document takes a second, and other sources are being crawled.
            links = await asyncio.to_thread(links_of, response, channel, self.errand.source)
        except FeedError as error:
            until = asked_to_wait(response, datetime.now(UTC))
            self.errand.answered(channel.url, ChannelAnswer(response.status, str(error), not_before=until))
            return []
        state = ChannelState(header(response, "ETag") or None, header(response, "Last-Modified") or None, digest)
        self.errand.answered(channel.url, ChannelAnswer(response.status, state=state))
        return links

    async def _wanted(self, links: list[Link]) -> list[Link]:
        """Those of a channel's links that have to be fetched."""
        errand, order = self.errand, self.errand.order
        new = errand.announced(links)
        errand.report.found += len(new)
        fresh = recent(new, since=order.since, now=order.started_at, max_age_days=order.max_age_days)
        wanted = await errand.database.call(to_fetch, fresh, now=order.started_at) if fresh else []
        errand.tell(f"{len(new)} found, {len(wanted)} to fetch")
        return errand.choose(wanted)

    async def _due(self) -> list[Link]:
        """After the last channel: what failed in earlier crawls, is due again, and no channel announces any more."""
        self._channels_open -= 1
        if self._channels_open:
            return []
        due = await self.errand.database.call(due_again, self.errand.source.key, now=self.errand.order.started_at)
        return self.errand.choose(self.errand.announced(due))

    def parse_page(self, response: Response, link: Link) -> Iterator[Page | Unfetched]:
        """The page, or why the answer is none."""
        reason = reason_of_status(response.status, header(response, "Location"))
        detail = f"HTTP status {response.status}"
        if not reason and not holds_html(response):
            reason, detail = Reason.NOT_HTML, header(response, "Content-Type")[:100]
        if reason:
            until = asked_to_wait(response, datetime.now(UTC))
            yield Unfetched(link, Rejection(link.url, link.source, reason, detail), until)
            return
        yield Page(
            url=response.url,
            body=response.body,
            fetched_at=datetime.now(UTC),
            status=response.status,
            headers=_headers(response),
            requested_url=link.url,
            link=link,
        )

    def page_failed(self, failure: Failure) -> Iterator[Unfetched]:
        """Why no answer came."""
        link, error = _request(failure).meta["link"], _exception(failure)
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


def _headers(response: Response) -> dict[str, str]:
    """The answer's headers with names in small letters; several of one name joined by commas."""
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
