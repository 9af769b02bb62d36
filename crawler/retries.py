"""Asking again: soon after an answer that may be better in a moment, later and less often when told so."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from crawler.failures import NO_ANSWER

RETRY_TIMES = 2  # within a crawl; the next crawls try again
MAX_WAIT = 60.0  # seconds; a longer Retry-After is left to the next crawls
LONGEST_WAIT = timedelta(days=1)  # what a site can ask for; it may be a mistake
_JITTER = 1.3
_TOO_MANY_REQUESTS = 429
_STATUSES = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 524})
_EXCEPTIONS = (*NO_ANSWER, ResponseDataLossError)


class RetryMiddleware:
    """Downloader middleware: repeats failed requests after a wait, at most RETRY_TIMES."""

    def __init__(self, first_wait: float) -> None:
        self._first_wait = first_wait  # seconds; doubled each time

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the first wait from the settings."""
        return cls(crawler.settings.getfloat("WATIRA_RETRY_SECONDS"))

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The answer, or the request to ask again."""
        if response.status not in _STATUSES:
            return response
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if response.status == _TOO_MANY_REQUESTS and asked is None:  # another request is what it does not want
            return response
        return await self._again(request, asked) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request to ask again, or None to let the exception pass."""
        return await self._again(request, None) if isinstance(exception, _EXCEPTIONS) else None

    async def _again(self, request: Request, asked: float | None) -> Request | None:
        """The request once more after the wait that was asked for, or else our own; None when it is not worth it."""
        times = request.meta.get("retry_times", 0)
        wait = self._first_wait * 2**times if asked is None else asked
        if times >= RETRY_TIMES or wait > MAX_WAIT:
            return None
        await asyncio.sleep(wait * random.uniform(1.0, _JITTER))  # noqa: S311 - so that not all come back at once
        return request.replace(meta={**request.meta, "retry_times": times + 1}, dont_filter=True)


def asked_to_wait(response: Response, now: datetime) -> datetime | None:
    """The time before which the site does not want to be asked again, at most a day away; None: it says nothing."""
    if response.status not in _STATUSES:
        return None
    seconds = retry_after(response.headers.get("Retry-After"), now)
    return now + min(timedelta(seconds=seconds), LONGEST_WAIT) if seconds else None


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait: a number of them, or a date; None: it asks for nothing."""
    text = (header or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds())
