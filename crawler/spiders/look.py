"""The spider that only looks: it asks, one address after the other, what a piece of work wants to know of sites."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.failures import TRANSFER_FAILURES
from crawler.guards import Guard
from crawler.hosts import Hosts

Answer = Response | BaseException
Fetch = Callable[[str, str], Awaitable[Answer]]  # address and Accept header: the answer, or why there is none
Work = Callable[[Fetch], Awaitable[None]]


class LookSpider(Spider):
    """Does a piece of work that asks for addresses, with the manners and guards of every crawl."""

    name = "look"

    def __init__(self, work: Work, guard: Guard, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.guard = guard
        self.hosts = Hosts({})
        self._work = work

    async def start(self) -> AsyncIterator[Request]:
        """Do the work; no request is left to Scrapy's own queue."""
        await self._work(self.fetch)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def fetch(self, url: str, accept: str) -> Answer:
        """The answer of an address, after redirects and repetitions; or the failure that the site is to blame for."""
        assert self.crawler.engine is not None  # noqa: S101 - there is one while the spider runs
        request = Request(url, headers={"Accept": accept}, callback=NO_CALLBACK)
        try:
            return await self.crawler.engine.download_async(request)
        except TRANSFER_FAILURES as error:
            return error
