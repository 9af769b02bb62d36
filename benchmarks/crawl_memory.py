"""Whether memory stays flat: crawl after crawl in one process, as a daemon does, each of pages that are new.

After each crawl a line: which, articles stored, resident memory of the process in megabytes, articles a second.

example:
  python benchmarks/crawl_memory.py --crawls 50 --feeds 4
"""

import argparse
import logging
import sys
import tempfile
import time
from ipaddress import ip_network
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
import psutil

from benchmarks.crawl_server import PER_FEED, Server
from crawler.crawl import crawl, run
from crawler.visiting import CrawlSettings
from pipelines.article import Source
from pipelines.channels import Feed
from storage.session import Session, session
from storage.sources import register

_SETTINGS = CrawlSettings(allow_networks=(ip_network("127.0.0.1/32"),), ports=(), delay_seconds=0.0)
_MEGABYTE = 1024 * 1024


def main() -> int:
    """0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crawls", type=int, default=10, metavar="N", help="crawls, one after the other (default 10)")
    parser.add_argument("--feeds", type=int, default=4, metavar="N", help=f"feeds of {PER_FEED} pages in each (4)")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    pages = options.crawls * options.feeds * PER_FEED
    with Server(pages) as server, tempfile.TemporaryDirectory() as folder, session(Path(folder)) as opened:
        for number in range(options.crawls):
            began = time.monotonic()
            _crawl(opened, server.home, range(number * options.feeds, (number + 1) * options.feeds))
            rate = options.feeds * PER_FEED / (time.monotonic() - began)
            row = opened.connection.execute("SELECT count(*) FROM article").fetchone()
            memory = psutil.Process().memory_info().rss / _MEGABYTE
            print(f"{number + 1}\t{row[0] if row else 0}\t{memory:.0f} MB\t{rate:.1f}/s", flush=True)
    return 0


def _crawl(opened: Session, home: str, feeds: range) -> None:
    """Crawl these feeds, each as a source."""
    catalogue = [
        Source(f"s{place}", "منبر", "Outlet", f"{home}/", (Feed(f"{home}/feed/{feed}"),))
        for place, feed in enumerate(feeds)
    ]
    register(opened.connection, catalogue)
    run(crawl(catalogue, opened.conninfo, _SETTINGS, since=None, limit=None, progress=lambda _: None))


if __name__ == "__main__":
    sys.exit(main())
