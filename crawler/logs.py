"""What a crawl logs: faults of the program. What sites do wrong is recorded, counted and shown, not logged."""

import logging

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from crawler.errand import Unfetched
from pipelines.article import Page

# These warn of answers that are too large, cut or broken: they are recorded as rejections.
_RECORDED_ELSEWHERE = (
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.scraper",  # failed downloads again; faults come through the signals
    "scrapy.downloadermiddlewares.httpcompression",
)


class QuietLogFormatter(LogFormatter):
    """No line for a page that goes well, and never a page's text in a line."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """Nothing."""

    def scraped(self, item: object, response: object, spider: Spider) -> None:  # type: ignore[override]
        """Nothing."""

    def item_error(
        self,
        item: object,
        exception: BaseException,  # noqa: ARG002
        response: Response | Failure | None,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult:
        """The address alone: an item holds the whole page."""
        url = item.asked_for if isinstance(item, Page) else item.link.url if isinstance(item, Unfetched) else "?"
        return {"level": logging.ERROR, "msg": "fault while recording %(url)s", "args": {"url": url}}


def quieten() -> None:
    """Have Scrapy log warnings and faults only, unless the program that calls us has set its level already."""
    for name, level in [("scrapy", logging.WARNING), *((name, logging.ERROR) for name in _RECORDED_ELSEWHERE)]:
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(level)
