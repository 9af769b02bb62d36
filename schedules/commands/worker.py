"""Work on the queue, and do nothing else: for a second machine, or for more hands on this one.

What is due is put on the queue by a `watira daemon`, or by `watira crawl` from cron. Several machines share one
PostgreSQL that listens on the network with TLS: give them the same DATABASE_URL and the same catalogue and settings;
docs/scaling.md tells how. A worker that dies or hangs is noticed, and its jobs are another's within two minutes.
SIGTERM or Ctrl-C ends it within 10 seconds: what is under way is finished or put back.

examples:
  watira worker
  DATABASE_URL=postgresql://… watira worker --concurrency 16
"""

import argparse
from pathlib import Path

from crawler.reactor import run as run_async
from schedules import jobs, logs, settings
from schedules.clock import serve
from schedules.option_values import concurrency
from schedules.worker import CONCURRENCY, Workplace


def arguments(parser: argparse.ArgumentParser) -> None:
    """How much at a time."""
    parser.add_argument("--concurrency", type=concurrency, default=CONCURRENCY, metavar="N", help="jobs at a time (8)")
    parser.add_argument("--log", type=Path, metavar="FILE", help="log to this file, which may be rotated at any time")


def run(options: argparse.Namespace) -> int:
    """0 when told to stop."""
    setting = settings.load()
    jobs.load_sources(setting)  # a fault in the catalogue stops the start
    with logs.kept(setting, options.log):
        logs.log.info("worker started: %d jobs at a time", options.concurrency)
        run_async(serve(Workplace(setting, "worker", concurrency=options.concurrency)))
    return 0
