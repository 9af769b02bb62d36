"""The pace of requests to a host: held back beyond what AutoThrottle computes."""

from scrapy import Request
from scrapy.crawler import Crawler


def hold_back(crawler: Crawler, request: Request, seconds: float) -> None:
    """Make so many seconds the least delay of the download slot of a request's host, whatever AutoThrottle computes."""
    if not seconds:
        return
    assert crawler.engine is not None  # noqa: S101 - there is one while requests are made
    _, slot = crawler.engine.downloader._get_slot(request)  # the only way to the slot of a host not yet asked
    if slot.delay < seconds:
        slot.delay = seconds
        slot.jitter = 0.0
    request.meta["autothrottle_dont_adjust_delay"] = True
