"""Attending to a spider: run to its end, stopped when it is called off or when nothing happens any more."""

import asyncio

from scrapy.crawler import Crawler

from crawler.errand import Errand
from crawler.failures import AbortError

_STOP_SECONDS = 4.0  # for downloads under way when a crawl is called off

# Between two requests to one host lie 30 s at most, an answer takes 30 s, a page two times 10 s to be read, and a lock
# of the database a minute: so long without any request, answer or article, nothing will come any more.
_STUCK_SECONDS = 1200.0
_LOOKS = 10  # in that time


class StuckError(AbortError):
    """Nothing happened in a crawl for so long that nothing will."""


async def attend(crawler: Crawler, errand: Errand) -> None:
    """Run a spider. Raises StuckError when nothing happens any more; the next crawl takes up what this one left."""
    # A task of its own: Scrapy swallows a cancellation and would look finished.
    spider = asyncio.ensure_future(crawler.crawl_async(errand=errand))
    try:
        await _ended(spider, crawler)
    except asyncio.CancelledError:
        errand.abort("called off")
        await _stop(spider, crawler)
        raise
    except StuckError:
        errand.report.aborted = True
        await _stop(spider, crawler)
        raise
    spider.result()


async def _ended(spider: "asyncio.Future[None]", crawler: Crawler) -> None:
    """Wait for a spider's end. Raises StuckError."""
    quiet, before = 0, -1
    while not spider.done():
        await asyncio.wait({spider}, timeout=_STUCK_SECONDS / _LOOKS)
        now = _steps(crawler)
        quiet = quiet + 1 if now == before else 0
        before = now
        if quiet >= _LOOKS and not spider.done():
            raise StuckError(f"nothing happened for {_STUCK_SECONDS / 60:.0f} minutes; given up")


def _steps(crawler: Crawler) -> int:
    """How many things happened in a crawl so far, as Scrapy counts: requests, answers, failures, articles."""
    counts = crawler.stats.get_stats() if crawler.stats else {}
    return sum(value for name, value in counts.items() if "count" in name and isinstance(value, int))


async def _stop(spider: "asyncio.Future[None]", crawler: Crawler) -> None:
    """Give a spider a few seconds to stop; what it still has to say is no news."""
    stopping = asyncio.ensure_future(crawler.stop_async())
    await asyncio.wait({spider, stopping}, timeout=_STOP_SECONDS)
    for task in (spider, stopping):
        task.add_done_callback(_unheard)


def _unheard(task: "asyncio.Future[None]") -> None:
    if not task.cancelled():
        task.exception()
