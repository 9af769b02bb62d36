"""The spider that only looks at channels: each is asked once, nothing that they announce is fetched."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.channels import ACCEPT, links_of
from crawler.discovery.documents import FeedError
from crawler.failures import describe, reason_of
from crawler.guards import Guard
from pipelines.article import Channel, Reason, Source

_ADVICE = {
    Reason.GONE: "the address has moved: look for the new one on the site's home page",
    Reason.REFUSED: "the site refuses us: ask it for access with your contact address, or disable the source",
    Reason.DISALLOWED: "robots.txt forbids it: disable the source",
    Reason.SERVER_ERROR: "the site has trouble: try again later",
    Reason.UNREACHABLE: "see that the host exists, that its certificate is valid and that this network reaches it",
    Reason.BAD_REDIRECT: "the address redirects for ever: look for the new one on the site's home page",
    Reason.FORBIDDEN_ADDRESS: "correct it, or allow the network in WATIRA_ALLOW_NETWORKS or the port in [crawl] ports",
    Reason.TOO_LARGE: "the document is too large to be a feed: look for another address",
}
_NOT_A_FEED = "the address serves something else: look for the feed's address on the site's home page"


@dataclass(frozen=True, slots=True)
class ChannelCheck:
    """How a channel answered."""

    source: str  # Source.key
    url: str
    error: str = ""  # empty: it is a feed or sitemap
    items: int = 0  # articles announced
    newest: datetime | None = None  # aware, UTC; None: no times given
    advice: str = ""  # what to do about the error


class CheckSpider(Spider):
    """Asks every channel of some sources once."""

    name = "check"

    def __init__(self, sources: tuple[Source, ...], guard: Guard, found: list[ChannelCheck], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.guard = guard
        self._sources = sources
        self._found = found

    async def start(self) -> AsyncIterator[Request]:
        """Ask."""
        for source in self._sources:
            for channel in source.channels:
                given = {"source": source, "channel": channel}
                yield Request(
                    channel.url,
                    callback=self.answered,
                    errback=self.failed,
                    headers={"Accept": ACCEPT},
                    cb_kwargs=given,
                    meta=given,
                )

    async def answered(self, response: Response, source: Source, channel: Channel) -> None:
        """Note what the answer holds."""
        try:
            links = await asyncio.to_thread(links_of, response, channel, source)
        except FeedError as error:
            reason = next((reason for reason in _ADVICE if str(error).startswith(f"{reason}:")), None)
            advice = _ADVICE[reason] if reason else _NOT_A_FEED
            self._found.append(ChannelCheck(source.key, channel.url, str(error), advice=advice))
            return
        times = [link.published_at or link.updated_at for link in links]
        newest = max(filter(None, times), default=None)
        self._found.append(ChannelCheck(source.key, channel.url, items=len(links), newest=newest))

    def failed(self, failure: Failure) -> None:
        """Note why no answer came."""
        meta = failure.request.meta  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("unknown failure")
        reason = reason_of(error)
        said, advice = f"{reason}: {describe(error)}", _ADVICE[reason]
        self._found.append(ChannelCheck(meta["source"].key, meta["channel"].url, said, advice=advice))
