"""robots.txt as RFC 9309 has it: asked once a site and crawl, obeyed for pages and channels alike."""

import asyncio
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.failures import (
    TRANSFER_FAILURES,
    BadRedirect,
    Disallowed,
    ForbiddenAddress,
    OptedOut,
    RobotsUnreachable,
    describe,
)
from crawler.opt_out import path_opted_out, robots_opt_outs
from crawler.pace import hold_back

AGENT = "Watira"  # the product token that rules for this crawler name
_MAX_BYTES = 512_000  # RFC 9309 2.5: at least 500 KiB must be read
_MAX_CRAWL_DELAY = 30.0  # seconds; longer ones are a way of saying no to everything


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows."""

    robots: Protego | None = None  # None: the site has no robots.txt, everything is allowed
    failure: IgnoreRequest | None = None  # why robots.txt could not be read
    opt_outs: tuple[tuple[str, str], ...] = ()  # beginnings of paths not to be kept or mined, with the site's words

    @property
    def crawl_delay(self) -> float:
        """Seconds that the site asks to wait between two requests; 0: it says nothing."""
        delay = self.robots.crawl_delay(AGENT) if self.robots else None
        return min(float(delay or 0), _MAX_CRAWL_DELAY)


class RobotsMiddleware:
    """Downloader middleware: lets pass what robots.txt allows, at the pace that it asks for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._obeys_opt_outs = crawler.settings.getbool("WATIRA_OBEY_OPT_OUTS")
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise Disallowed or RobotsUnreachable, or let the request pass."""
        if request.meta.get("dont_obey_robotstxt"):  # the request for robots.txt itself
            return
        rules = await self._rules_of(request)
        if rules.failure:
            raise rules.failure
        if rules.robots and not rules.robots.can_fetch(request.url, AGENT):
            raise Disallowed("robots.txt forbids it")
        words = path_opted_out(rules.opt_outs, request.url) if self._obeys_opt_outs else ""
        if words:
            raise OptedOut(f"robots.txt: {words}")
        hold_back(self._crawler, request, rules.crawl_delay)

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of an address's site names."""
        rules = await self._rules_of(Request(url))
        return list(rules.robots.sitemaps) if rules.robots else []

    async def _rules_of(self, request: Request) -> Rules:
        """The rules of the request's site, asked for at the first request; others wait for the same answer."""
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._ask(f"{site}/robots.txt"))
        return await asyncio.shield(self._rules[site])

    async def _ask(self, url: str) -> Rules:
        request = Request(url, priority=1000, meta={"dont_obey_robotstxt": True}, callback=NO_CALLBACK)
        (answer,) = await asyncio.gather(self._crawler.engine.download_async(request), return_exceptions=True)
        if isinstance(answer, Response):
            return read_robots(answer.status, answer.body)
        if isinstance(answer, BadRedirect):  # RFC 9309 2.3.1.2: as if there were none
            return Rules()
        if isinstance(answer, ForbiddenAddress):
            return Rules(failure=answer)
        if isinstance(answer, TRANSFER_FAILURES):
            return Rules(failure=RobotsUnreachable(f"robots.txt: {describe(answer)}"))
        raise answer


def read_robots(status: int, body: bytes) -> Rules:
    """The rules that an answer to the request for robots.txt means (RFC 9309 2.3.1)."""
    if status >= 500 or status == 429:
        return Rules(failure=RobotsUnreachable(f"robots.txt: HTTP status {status}"))
    if status >= 300:
        return Rules()
    text = body[:_MAX_BYTES].decode("utf-8", "ignore")
    return Rules(Protego.parse(text), opt_outs=robots_opt_outs(text))
