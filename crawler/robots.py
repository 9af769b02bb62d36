"""What a site allows: robots.txt as RFC 9309 has it, and reservations of text and data mining; obeyed for pages and
channels alike.

robots.txt is asked for once an hour, tdmrep.json once a day, however often the site is visited meanwhile.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.failures import (
    TRANSFER_FAILURES,
    BadRedirect,
    Disallowed,
    ForbiddenAddress,
    OptedOut,
    RobotsUnreachable,
    describe,
)
from crawler.opt_out import Reservation, path_opted_out, reserved, robots_opt_outs, tdm_reservations
from crawler.pace import hold_back
from crawler.site_files import OWN_FILE, ask
from storage.site_files import SiteFile

AGENT = "Watira"  # the product token that rules for this crawler name
_MAX_BYTES = 512_000  # RFC 9309 2.5: at least 500 KiB must be read
_ROBOTS_LASTS = timedelta(hours=1)  # RFC 9309 2.4: at most a day
_RESERVATIONS_LAST = timedelta(days=1)
_RESERVATIONS = "/.well-known/tdmrep.json"  # TDM Reservation Protocol, a final report of its W3C community group
_MAX_CRAWL_DELAY = 30.0  # seconds; longer ones are a way of saying no to everything


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows."""

    robots: Protego | None = None  # None: the site has no robots.txt, everything is allowed
    failure: IgnoreRequest | None = None  # why robots.txt could not be read
    opt_outs: tuple[tuple[str, str], ...] = ()  # beginnings of paths not to be kept or mined, with the site's words
    reservations: tuple[Reservation, ...] = ()  # of tdmrep.json

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
        """Raise Disallowed, OptedOut or RobotsUnreachable, or let the request pass."""
        if request.meta.get(OWN_FILE):  # the request for robots.txt itself
            return
        rules = await self._rules_of(request)
        if rules.failure:
            raise rules.failure
        if rules.robots and not rules.robots.can_fetch(request.url, AGENT):
            raise Disallowed("robots.txt forbids it")
        words = path_opted_out(rules.opt_outs, request.url) or reserved(rules.reservations, request.url)
        if words and self._obeys_opt_outs:
            raise OptedOut(words)
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
            self._rules[site] = asyncio.ensure_future(self._ask(site))
        return await asyncio.shield(self._rules[site])

    async def _ask(self, site: str) -> Rules:
        rules = await self._robots(f"{site}/robots.txt")
        url = f"{site}{_RESERVATIONS}"
        if rules.failure or (rules.robots and not rules.robots.can_fetch(url, AGENT)):
            return rules
        return replace(rules, reservations=await self._reservations(url))

    async def _robots(self, url: str) -> Rules:
        answer = await ask(self._crawler, url, lasts=_ROBOTS_LASTS)
        if isinstance(answer, SiteFile):
            return read_robots(answer.status, answer.body)
        if isinstance(answer, BadRedirect):  # RFC 9309 2.3.1.2: as if there were none
            return Rules()
        if isinstance(answer, ForbiddenAddress):
            return Rules(failure=answer)
        if isinstance(answer, TRANSFER_FAILURES):
            return Rules(failure=RobotsUnreachable(f"robots.txt: {describe(answer)}"))
        raise answer

    async def _reservations(self, url: str) -> tuple[Reservation, ...]:
        """The reservations of a site; where they cannot be had, there are none."""
        answer = await ask(self._crawler, url, lasts=_RESERVATIONS_LAST)
        if isinstance(answer, SiteFile):
            return tdm_reservations(answer.body) if answer.status < 300 else ()
        if isinstance(answer, TRANSFER_FAILURES):
            return ()
        raise answer


def read_robots(status: int, body: bytes) -> Rules:
    """The rules that an answer to the request for robots.txt means (RFC 9309 2.3.1)."""
    if status >= 500 or status == 429:
        return Rules(failure=RobotsUnreachable(f"robots.txt: HTTP status {status}"))
    if status >= 300:
        return Rules()
    text = body[:_MAX_BYTES].decode("utf-8", "ignore")
    return Rules(Protego.parse(text), opt_outs=robots_opt_outs(text))
