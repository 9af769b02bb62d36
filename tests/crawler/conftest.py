"""A site to crawl, and a crawl that is allowed to visit it."""

from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any, Protocol

import psycopg
import pytest

from crawler.crawl import CrawlReport, CrawlSettings, crawl, run
from pipelines.article import Source
from storage.sources import register
from tests.crawler.site import Site

QUICK = CrawlSettings(
    user_agent_contact="desk@example.org",
    allow_networks=(ip_network("127.0.0.1/32"),),
    delay_seconds=0.0,
    download_timeout_s=5,
    ports=(),
    retry_seconds=0.01,
    reader="tests.crawler.readers:obedient",
)


class Crawl(Protocol):
    """Crawls sources once, after registering them."""

    def __call__(
        self,
        *sources: Source,
        settings: CrawlSettings = QUICK,
        limit: int | None = None,
        since: Any = None,
        **options: Any,
    ) -> list[CrawlReport]: ...


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on 127.0.0.1 at a free port."""
    with Site() as open_site:
        yield open_site


@pytest.fixture
def crawl_once(database_url: str, connection: psycopg.Connection) -> Crawl:
    """A crawl with the quick settings, into this test's database."""

    def crawl_sources(
        *sources: Source,
        settings: CrawlSettings = QUICK,
        limit: int | None = None,
        since: Any = None,
        **options: Any,
    ) -> list[CrawlReport]:
        register(connection, sources)
        steps = crawl(sources, database_url, settings, since=since, limit=limit, progress=lambda step: None, **options)
        return run(steps)

    return crawl_sources
