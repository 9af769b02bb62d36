"""The two ways of crawling that are compared, each in a fresh process: Watira's whole line, and plain Scrapy.

Prints one JSON object: articles, seconds, seconds of CPU time with that of its children, and resident memory on the
way.
"""

import json
import logging
import sys
import tempfile
import time
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks.crawl_server import PER_FEED

_SAMPLES = 20  # of memory
_MEGABYTE = 1024 * 1024


class Meter:
    """Counts articles, and takes the memory of this process at every twentieth of them."""

    def __init__(self, expected: int) -> None:
        self._step = max(1, expected // _SAMPLES)
        self._process = psutil.Process()
        self._began = time.monotonic()
        self.articles = 0
        self.memory: list[float] = []

    def count(self, articles: int) -> None:
        """So many articles are done."""
        if articles // self._step > self.articles // self._step:
            self.memory.append(round(self._process.memory_info().rss / _MEGABYTE, 1))
        self.articles = articles

    def result(self) -> dict[str, Any]:
        """What is printed."""
        seconds = time.monotonic() - self._began
        used = self._process.cpu_times()
        cpu = used.user + used.system + used.children_user + used.children_system
        return {"articles": self.articles, "seconds": seconds, "cpu_seconds": cpu, "memory": self.memory}


def feeds_of(home: str, pages: int) -> list[str]:
    """The addresses of the site's feeds."""
    return [f"{home}/feed/{number}" for number in range((pages + PER_FEED - 1) // PER_FEED)]


def database_cpu(folder: Path) -> float:
    """Seconds of CPU time of the embedded server in a data folder, with all its processes, also those that ended."""
    from storage import postmaster

    pid = postmaster.pid_of(folder / "postgres" / "data")
    server = psutil.Process(pid)
    times = [server.cpu_times()]
    for process in server.children():
        with suppress(psutil.NoSuchProcess):  # it has ended since, and counts among its parent's
            times.append(process.cpu_times())
    return sum(one.user + one.system for one in times) + times[0].children_user + times[0].children_system


def watira(home: str, pages: int, sources: int = 4) -> dict[str, Any]:
    """Fetched, read, tagged and stored: the feeds shared out among some sources, with an empty database."""
    from crawler.crawl import crawl, run
    from crawler.report import Progress
    from crawler.visiting import CrawlSettings
    from pipelines.article import Source
    from pipelines.channels import Feed
    from storage.session import session
    from storage.sources import register

    feeds = feeds_of(home, pages)
    shared = [tuple(Feed(url) for url in feeds[place::sources]) for place in range(sources)]
    catalogue = [Source(f"s{place}", "منبر", "Outlet", f"{home}/", own) for place, own in enumerate(shared) if own]
    settings = CrawlSettings(allow_networks=(ip_network("127.0.0.1/32"),), ports=(), delay_seconds=0.0)
    with tempfile.TemporaryDirectory() as folder, session(Path(folder)) as opened:
        register(opened.connection, catalogue)
        before = database_cpu(Path(folder).resolve())
        meter, stored = Meter(pages), dict.fromkeys((source.key for source in catalogue), 0)

        def progress(step: Progress) -> None:
            if step.report:
                stored[step.source] = step.report.stored
                meter.count(sum(stored.values()))

        run(crawl(catalogue, opened.conninfo, settings, since=None, limit=None, progress=progress))
        return meter.result() | {"database": database_cpu(Path(folder).resolve()) - before}


def scrapy(home: str, pages: int) -> dict[str, Any]:
    """Plain Scrapy with trafilatura in its callback; nothing is stored."""
    import trafilatura
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess
    from scrapy.http import Response

    meter = Meter(pages)

    class Plain(Spider):
        name = "plain"

        async def start(self) -> Any:
            for url in feeds_of(home, pages):
                yield Request(url, callback=self.parse_feed)

        def parse_feed(self, response: Response) -> Any:
            for link in response.xpath("//item/link/text()").getall():
                yield Request(link, callback=self.parse_page)

        def parse_page(self, response: Response) -> None:
            found = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
            meter.count(meter.articles + bool(found))

    process = CrawlerProcess({"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False})
    process.crawl(Plain)
    process.start()
    return meter.result()


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    ways = {"watira": watira, "scrapy": scrapy}
    print(json.dumps(ways[sys.argv[1]](sys.argv[2], int(sys.argv[3]))))
