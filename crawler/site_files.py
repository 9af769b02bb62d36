"""The files in which a site speaks to all crawlers: asked for seldom, and remembered for the next crawls."""

import asyncio
from datetime import UTC, datetime, timedelta

import psycopg
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.database import Database
from crawler.failures import AbortError
from storage.site_files import SiteFile, keep_file, kept_file

OWN_FILE = "watira_site_file"  # in the meta of the requests for these files, which ask nobody for leave
_TROUBLE = 500  # such an answer says nothing that would last, nor does 429
_TOO_MANY_REQUESTS = 429


async def ask(crawler: Crawler, url: str, *, lasts: timedelta) -> SiteFile | BaseException:
    """The answer for a file of a site, one that came within `lasts` if there is one; or what went wrong.

    A spider without a database asks anew.
    """
    now = datetime.now(UTC)
    database: Database | None = getattr(getattr(crawler.spider, "errand", None), "database", None)
    kept = await _kept(database, url, now - lasts, now) if database else None
    if kept:
        return kept
    request = Request(url, priority=1000, meta={OWN_FILE: True}, callback=NO_CALLBACK)
    assert crawler.engine is not None  # noqa: S101 - there is one while requests are made
    (answer,) = await asyncio.gather(crawler.engine.download_async(request), return_exceptions=True)
    if not isinstance(answer, Response):
        return answer
    file = SiteFile(answer.status, answer.body if answer.status < 300 else b"")
    if database and file.status < _TROUBLE and file.status != _TOO_MANY_REQUESTS:
        await _keep(database, url, file, now)
    return file


async def _kept(database: Database, url: str, since: datetime, now: datetime) -> SiteFile | None:
    try:
        return await database.call(kept_file, url, since=since, now=now)
    except (AbortError, psycopg.Error):  # it is asked for instead; who must store something will say what is wrong
        return None


async def _keep(database: Database, url: str, file: SiteFile, now: datetime) -> None:
    try:
        await database.call(keep_file, url, file, now=now)
    except (AbortError, psycopg.Error):
        return
