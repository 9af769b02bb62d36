"""Fetch what is new from the sources once, read it, and store it. Made for cron; safe to run twice at once.

Known articles are not fetched again, unless their feed says that they changed. Pages that failed for a passing
reason are tried again by later crawls, a few times.

Exit codes: 0 done, also when some sources failed (they are named); 1 no source could be crawled or an article
could not be stored; 2 wrong use or settings.

examples:
  watira crawl                                    the enabled sources
  watira crawl --source sana --source aljazeera   these, also when disabled
  watira crawl --since 2026-11-01                 also older items, as far as the feeds still list them

For cron, which mails what a command prints, docs/watira.cron has a line that prints only when something failed.
"""

import argparse

from crawler.crawl import run as run_async
from schedules import jobs, report, settings
from schedules.commands.search import count, day, start_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which sources, how far back, how many."""
    parser.add_argument("--source", action="append", default=[], metavar="KEY", help="this source; may be repeated")
    parser.add_argument("--all", action="store_true", help="disabled sources as well")
    parser.add_argument(
        "--since", type=day, metavar="DATE", help="items of this day or later (default: the last 3 days)"
    )
    parser.add_argument("--limit", type=count, metavar="N", help="fetch at most so many articles of each source")


def run(options: argparse.Namespace) -> int:
    """0, or 1 when nothing could be done or something not be stored."""
    setting = settings.load()
    found = jobs.load_sources(setting)
    order = jobs.CrawlOrder(
        sources=jobs.choose(found, options.source, everything=options.all),
        since=options.since and start_of(options.since, setting.zone),
        limit=options.limit,
    )
    with report.live(len(order.sources)) as show:
        reports = run_async(jobs.crawl_once(setting, order, show, catalogue_sources=found.values()))
    report.print_crawl(reports)
    return report.exit_code(reports)
