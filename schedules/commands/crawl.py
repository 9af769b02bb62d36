"""Fetch what is new from the sources once, read it, and store it. Made for cron; safe to run twice at once.

Each source is asked as often as it has news, between every 2 minutes and once a day; what is not due is not asked
unless you name it or say --now. Known articles are not fetched again, unless their feed says that they changed.
Pages that failed for a passing reason are tried again by later crawls, a few times.

Exit codes: 0 done, also when some sources failed (they are named); 1 no source could be crawled or an article
could not be stored; 2 wrong use or settings.

examples:
  watira crawl                                    what is due of the enabled sources
  watira crawl --now                              all of them
  watira crawl --source sana --source aljazeera   these, also when disabled
  watira crawl --since 2026-11-01                 also older items, as far as the feeds still list them
  watira crawl --backfill --source almayadeen --since 2026-01-01 --until 2026-03-31
                                                  from its archive: sitemaps, WordPress, archive pages; may be broken
                                                  off and called again, and goes on where it was

For cron, which mails what a command prints, `watira setup cron` has a line that prints only when something failed.
"""

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from pipelines.article import Source
from pipelines.errors import Misuse
from schedules import crawling, jobs, settings
from schedules.option_values import count, day, start_of
from schedules.terminal import say
from storage.channels import next_due
from storage.session import Session, session


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which sources, how far back, how many."""
    parser.add_argument("--source", action="append", default=[], metavar="KEY", help="this source; may be repeated")
    parser.add_argument("--all", action="store_true", help="disabled sources as well")
    parser.add_argument("--now", action="store_true", help="also what is not due yet")
    parser.add_argument(
        "--since", type=day, metavar="DATE", help="items of this day or later (default: the last 3 days)"
    )
    parser.add_argument("--limit", type=count, metavar="N", help="fetch at most so many articles of each source")
    parser.add_argument("--backfill", action="store_true", help="walk the archives of --source from --since on")
    parser.add_argument("--until", type=day, metavar="DATE", help="with --backfill: items of this day or earlier")


def run(options: argparse.Namespace) -> int:
    """0, or 1 when nothing could be done or something not be stored."""
    _check(options)
    setting = settings.load()
    known = jobs.load_sources(setting)
    order = jobs.CrawlOrder(
        sources=jobs.choose(known, options.source, everything=options.all),
        since=options.since and start_of(options.since, setting.zone),
        limit=options.limit,
        due_only=not (options.now or options.all or options.source or options.since),
        backfill=options.backfill,
        until=options.until and start_of(options.until + timedelta(days=1), setting.zone),
    )
    with session(setting.home, setting.database_url) as opened:  # open meanwhile, so that the server is started once
        now = datetime.now(UTC)
        found = crawling.to_do(opened.connection, crawling.put(opened.connection, order, tuple(known.values()), now))
        if not found and order.due_only:
            _say_when(opened, now, setting.zone)
            return 0
        return _work_off(setting, opened, order, found, known)


def _say_when(opened: Session, now: datetime, zone: tzinfo) -> None:
    due_at = next_due(opened.connection, now)
    then = f" until {due_at.astimezone(zone):%Y-%m-%d %H:%M}" if due_at else ""
    say(f"nothing is due{then}: each source is asked as often as it has news; --now asks all of them")


def _work_off(
    setting: settings.Settings,
    opened: Session,
    order: jobs.CrawlOrder,
    found: Mapping[int, str],
    known: Mapping[str, Source],
) -> int:
    from crawler.reactor import (
        run as run_async,  # here, since Scrapy takes a second to import, and often nothing is due
    )
    from schedules import report

    with report.live(len(found)) as show:
        steps = crawling.work_off(setting, opened.conninfo, found, tuple(known.values()), show)
        reports = run_async(steps)
    reports += crawling.skipped(order, reports)
    report.print_crawl(reports)
    return report.exit_code(reports)


def _check(options: argparse.Namespace) -> None:
    """Raise for options that do not go together."""
    if options.backfill and not (options.source and options.since):
        raise Misuse("--backfill needs --source KEY and --since DATE: which archive, and how far back")
    if options.until and not options.backfill:
        raise Misuse("--until goes with --backfill")
    if options.until and options.until < options.since:
        raise Misuse(f"--until {options.until} lies before --since {options.since}")
