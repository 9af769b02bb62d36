"""Hosts in trouble: slowed down when they refuse, left alone when nothing works, then tried with one request.

Shared by all sources of a crawl, and kept in the database for the next ones.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.failures import NO_ANSWER, HostPaused, RobotsUnreachable, describe
from crawler.pace import hold_back
from crawler.retries import LONGEST_WAIT
from storage.hosts import HostState

_REFUSALS = frozenset({403, 429})
_TROUBLE = frozenset({403, 408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_FAILURES = (*NO_ANSWER, RobotsUnreachable)
MOST_FAILURES = 8  # in a row, each after its repetitions, then the host is paused; after a pause one is enough
FIRST_PAUSE = timedelta(minutes=15)  # doubled each time
_MOST_DELAY = 30.0  # seconds; slower is a pause


class Hosts:
    """How each host is treated in a crawl; `changed` are to be kept."""

    def __init__(self, known: Mapping[str, HostState]) -> None:
        self._known = {name: replace(state) for name, state in known.items()}
        self._before = dict(known)
        self._failures: dict[str, int] = {}  # in a row, in this crawl
        self._refused: set[str] = set()
        self._answered: set[str] = set()

    def paused_until(self, name: str, now: datetime) -> datetime | None:
        """Until when a host is left alone; None: it is not. No clock error outlasts a day."""
        until = self._known[name].paused_until if name in self._known else None
        return until if until and now < until <= now + LONGEST_WAIT else None

    def delay(self, name: str) -> float:
        """Least seconds between two requests to a host; 0: as everywhere."""
        return self._known[name].delay_seconds if name in self._known else 0.0

    def answered(self, name: str) -> None:
        """The host gave a good answer: it is out of trouble."""
        self._answered.add(name)
        self._failures.pop(name, None)
        if name in self._known and self._known[name].pauses:
            state = self._known[name]
            state.pauses, state.paused_until = 0, None

    def refused(self, name: str, why: str, usual_delay: float) -> None:
        """The host said that we ask too much, or are not wanted: ask half as often."""
        self._refused.add(name)
        state = self._known.setdefault(name, HostState(name))
        state.delay_seconds = min(2 * max(state.delay_seconds, usual_delay), _MOST_DELAY)
        state.reason = why

    def failed(self, name: str, why: str, now: datetime) -> None:
        """A request came to nothing. After several in a row, or one after a pause, the host is left alone."""
        self._failures[name] = self._failures.get(name, 0) + 1
        state = self._known.get(name, HostState(name))
        if self.paused_until(name, now) or self._failures[name] < (1 if state.pauses else MOST_FAILURES):
            return
        pause = min(FIRST_PAUSE * 2.0 ** min(state.pauses, 10), LONGEST_WAIT * 0.9) * random.uniform(1.0, 1.1)  # noqa: S311
        state.paused_until, state.pauses, state.reason = now + pause, state.pauses + 1, why
        self._known[name] = state

    def changed(self) -> list[HostState]:
        """The hosts with something new to keep; those that answered without a refusal have their delay halved."""
        for name in self._answered - self._refused:
            state = self._known.get(name)
            if state and state.delay_seconds:
                state.delay_seconds = state.delay_seconds / 2 if state.delay_seconds > 1.0 else 0.0
        return [state for name, state in self._known.items() if state != self._before.get(name)]


def host_of(url: str) -> str:
    """The host and port of an address, in small letters."""
    return urlsplit(url).netloc.lower()


class HostMiddleware:
    """Downloader middleware, before all that ask something: keeps away from paused hosts, and learns which are."""

    def __init__(self, crawler: Crawler, hosts: Hosts) -> None:
        self._crawler = crawler
        self._hosts = hosts
        self._usual_delay = crawler.settings.getfloat("DOWNLOAD_DELAY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take what is known of the hosts from the spider."""
        return cls(crawler, crawler.spider.hosts)  # type: ignore[union-attr]

    def process_request(self, request: Request) -> None:
        """Raise HostPaused, or let the request pass at the host's pace."""
        name = host_of(request.url)
        until = self._hosts.paused_until(name, datetime.now(UTC))
        if until:
            raise HostPaused(name, until)
        hold_back(self._crawler, request, self._hosts.delay(name))

    def process_response(self, request: Request, response: Response) -> Response:
        """Note what the answer says of its host."""
        name, why = host_of(request.url), f"HTTP status {response.status}"
        if response.status in _REFUSALS:
            self._hosts.refused(name, why, self._usual_delay)
        if response.status in _TROUBLE:
            self._hosts.failed(name, why, datetime.now(UTC))
        elif response.status < 400:
            self._hosts.answered(name)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note that no answer came."""
        if isinstance(exception, _FAILURES):
            self._hosts.failed(host_of(request.url), describe(exception), datetime.now(UTC))
