"""Asking a source's channels: which are due, with what conditions, and what their answers mean for this crawl."""

import asyncio
import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from scrapy import Request
from scrapy.http import Response

from crawler import polling
from crawler.archives import Archives
from crawler.channels import accept, announcement_of, header, question_url
from crawler.discovery.announcement import Announcement
from crawler.discovery.documents import FeedError
from crawler.documents import Document
from crawler.errand import NOTHING_KNOWN, ChannelAnswer, Errand
from crawler.failures import HostPaused, describe, reason_of
from crawler.moves import moved_to
from crawler.retries import LONGEST_WAIT, asked_to_wait
from crawler.selection import recent
from pipelines.article import Link, Reason
from pipelines.channels import Channel, Sitemap, WordPress
from pipelines.urls import canonical
from storage.channels import ChannelState
from storage.links import to_fetch, unknown_addresses

_NOT_MODIFIED = 304
_CHANNELS_FIRST = 10  # priority of requests
_MAX_AGE = re.compile(r"max-age=(\d{1,8})")
_UNWANTED = (Reason.REFUSED, Reason.DISALLOWED, Reason.GONE, Reason.OPTED_OUT)
_CLOCK_ERROR = timedelta(minutes=5)  # so far machines differ; a time further in the future is that of a clock set back


class Callbacks(Protocol):
    """What a spider offers."""

    crawler: Any

    def parse_channel(self, response: Response, document: Document) -> Any:
        """Takes an answer."""

    def channel_failed(self, failure: Any) -> Any:
        """Takes a failure."""


class Asking:
    """The questions of one crawl of one source, and what came of them."""

    def __init__(self, errand: Errand, spider: Callbacks) -> None:
        self._errand = errand
        self._spider = spider
        self._open = 0  # questions without an answer yet
        self._archives = Archives(errand, spider)

    async def beginning(self) -> list[Document]:
        """The documents to ask first: the channels whose time has come, or those that a backfill begins with."""
        errand, order = self._errand, self._errand.order
        if order.backfill:
            return await self._archives.beginning()
        due = [channel for channel in errand.source.channels if self._is_due(channel)]
        errand.report.quiet = not due
        return [Document(channel, channel.url, order.window) for channel in due if self._may_be_asked(channel)]

    def _is_due(self, channel: Channel) -> bool:
        """Whether its time has come. No clock error outlasts a day; a good answer in the future is of one set back."""
        order, known = self._errand.order, self._known(channel.url)
        late = not known.due_at or not order.started_at < known.due_at <= order.started_at + polling.LONGEST * 1.1
        answered_at = known.rhythm.asked_at
        set_back = answered_at is not None and answered_at > order.started_at + _CLOCK_ERROR
        return late or set_back or not order.due_only

    def _may_be_asked(self, channel: Channel) -> bool:
        """Whether the channel did not ask to wait until later; that it did is noted."""
        until, now = self._known(channel.url).not_before, self._errand.order.started_at
        if not until or not now < until <= now + LONGEST_WAIT:
            return True
        error = f"asked to wait until {until.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        self._errand.answered(channel.url, ChannelAnswer(error=error, asked=False))
        return False

    def question(self, document: Document) -> Request:
        """The request for a document; a channel is asked for what is new, if its last answer is known."""
        self._open += 1
        return Request(
            question_url(document.channel, document.window),
            callback=self._spider.parse_channel,
            errback=self._spider.channel_failed,
            headers=(self._conditions(document) if document.is_channel else {}) | {"Accept": accept(document.channel)},
            cb_kwargs={"document": document},
            meta={"document": document},
            priority=_CHANNELS_FIRST,
        )

    def ended(self) -> bool:
        """Whether that was the last question: to be called once for each answer."""
        self._open -= 1
        return self._open <= 0

    def _known(self, url: str) -> ChannelState:
        return self._errand.known.get(url, NOTHING_KNOWN)

    def _conditions(self, document: Document) -> dict[str, str]:
        """The headers that let a channel answer "not modified".

        None with `since`, when older announcements are wanted too, nor after a silence that is unusual.
        """
        known = self._known(document.root)
        if self._errand.order.since or polling.doubts(known.rhythm, self._errand.order.started_at):
            return {}
        given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in given.items() if value}

    async def answered(self, response: Response, document: Document) -> tuple[list[Link], list[Document]]:
        """The links that have to be fetched after this answer, and the documents to ask besides."""
        if document.is_channel and self._unchanged(response, document):
            return [], []
        try:
            # In a thread: a large document takes a second, and other sources are being crawled.
            found = await asyncio.to_thread(
                announcement_of, response, document.channel, self._errand.source, document.window, document.root
            )
        except FeedError as error:
            self._unreadable(response, document, error)
            return [], []
        if document.is_channel:
            self._note_state(response, document, found)
        elif self._errand.order.backfill:
            self._errand.report.answered_channels += 1
        wanted = await self._wanted(found.links, document)
        if self._errand.order.backfill and isinstance(document.channel, Sitemap) and not found.further:
            self._errand.parts[document.channel.url] = wanted
        return wanted, await self._further(found, document)

    def _unchanged(self, response: Response, document: Document) -> bool:
        """Whether the answer is "not modified", or the same bytes as the last time; that is noted."""
        known = self._known(document.root)
        same = hashlib.sha256(response.body).digest() == known.body_sha256 and not self._errand.order.since
        if response.status != _NOT_MODIFIED and not same:
            return False
        self._errand.answered(document.root, ChannelAnswer(response.status, state=known, changed=False))
        self._errand.notes(document.root).hint = _fresh_for(response)
        return True

    def _note_state(self, response: Response, document: Document, found: Announcement) -> None:
        digest = hashlib.sha256(response.body).digest()
        state = ChannelState(header(response, "ETag") or None, header(response, "Last-Modified") or None, digest)
        if isinstance(document.channel, Sitemap) and found.further:
            state = NOTHING_KNOWN  # an index stays the same when its parts change: it is always asked in full
        self._errand.answered(document.root, ChannelAnswer(response.status, state=state))
        notes = self._errand.notes(document.root)
        notes.hint, notes.moved_to = found.ttl or _fresh_for(response), moved_to(response)

    def _unreadable(self, response: Response, document: Document, error: FeedError) -> None:
        """Note that a document is not what it should be; behind the last page of a list there often is none."""
        if document.page > 1:
            return
        until = asked_to_wait(response, datetime.now(UTC))
        refused = error.reason in _UNWANTED
        self._bad(document, ChannelAnswer(response.status, str(error), not_before=until, refused=refused))

    def failed(self, document: Document, error: BaseException) -> None:
        """Note that no answer came."""
        if isinstance(error, HostPaused):
            self._bad(document, ChannelAnswer(error=describe(error), asked=False, not_before=error.until))
            return
        reason = reason_of(error)
        self._bad(document, ChannelAnswer(error=f"{reason}: {describe(error)}", refused=reason in _UNWANTED))

    def _bad(self, document: Document, answer: ChannelAnswer) -> None:
        """Note a bad answer of a channel; of a part of one, that the channel has to be asked in full again."""
        if document.is_channel:
            self._errand.answered(document.root, answer)
            return
        self._errand.notes(document.root).incomplete = True
        self._errand.report.errors.append(f"{document.channel.url}: {answer.error}")

    async def _wanted(self, links: list[Link], document: Document) -> list[Link]:
        """Those of a document's links that have to be fetched; which of them nobody knew is noted."""
        errand, order = self._errand, self._errand.order
        window = document.window
        now, days = order.started_at, order.max_age_days
        fresh = recent(links, since=window.since, now=now, max_age_days=days, until=window.until)
        await self._note_news(links, fresh, document)
        new = errand.announced(fresh)
        errand.report.found += len(errand.announced(links)) + len(new)
        wanted = await errand.database.call(to_fetch, new, now=order.started_at) if new else []
        errand.tell(f"{len(links)} found, {len(wanted)} to fetch")
        return wanted

    async def _note_news(self, links: list[Link], fresh: list[Link], document: Document) -> None:
        """Note what nobody knew, for the channel's rhythm; and whether more was pushed out unseen."""
        errand, notes = self._errand, self._errand.notes(document.root)
        if fresh:
            errand.unknown |= await errand.database.call(unknown_addresses, fresh)
        news = [link for link in fresh if canonical(link.url) in errand.unknown]
        known = self._known(document.root)
        first = known.rhythm.asked_at is None
        notes.news += [] if first and document.is_channel else [link.published_at for link in news]
        if document.is_channel:
            notes.times = sorted(filter(None, (link.published_at for link in links)))
            notes.gap = polling.is_gap(len(links), len(news), asked_before=known.body_sha256 is not None)

    async def _further(self, found: Announcement, document: Document) -> list[Document]:
        """The documents to ask after this one: its parts, the next page, and where a gap shows, the archives."""
        errand = self._errand
        further = found.further if self._leads_on(found, document) else ()
        parts: Iterable[Document | None] = [document.part(channel) for channel in further]
        reached = any(not link.published_at or link.published_at >= document.window.since for link in found.links)
        named = [*filter(None, parts), *filter(None, [document.following(reached_window=reached)])]
        if errand.order.backfill:
            return [one for one in named if not await self._archives.is_done(one)]
        if document.is_channel and errand.notes(document.root).gap:
            named += await self._archives.against_gap(document)
        return named

    def _leads_on(self, found: Announcement, document: Document) -> bool:
        """Whether what a document leads to may hold news: posts come newest first, so not behind known ones."""
        if self._errand.order.backfill or not isinstance(document.channel, WordPress):
            return True
        return all(canonical(link.url) in self._errand.unknown for link in found.links)


def _fresh_for(response: Response) -> float | None:
    """Seconds that the answer says it stays fresh (Cache-Control: max-age); None: it does not say."""
    match = _MAX_AGE.search(header(response, "Cache-Control"))
    return float(match[1]) if match and int(match[1]) else None
