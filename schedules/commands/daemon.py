"""Run for good: put on the queue what is due (crawls by each source's rhythm, the digest at the time in watira.toml),
and work on it.

More daemons and workers on this or other machines share the work: nothing is done twice. SIGTERM or Ctrl-C ends it
within 10 seconds: what is under way is finished or put back. A job that fails is tried again later and does not stop
the others; `watira status` shows all. `watira setup systemd` has units for it.

example:
  watira daemon
"""

import argparse
from pathlib import Path

from crawler.reactor import run as run_async
from schedules import jobs, logs, settings
from schedules.clock import Clock, serve
from schedules.option_values import concurrency
from schedules.worker import CONCURRENCY, Workplace


def arguments(parser: argparse.ArgumentParser) -> None:
    """How much at a time; the schedule is a setting."""
    parser.add_argument("--concurrency", type=concurrency, default=CONCURRENCY, metavar="N", help="jobs at a time (8)")
    parser.add_argument("--log", type=Path, metavar="FILE", help="log to this file, which may be rotated at any time")


def run(options: argparse.Namespace) -> int:
    """0 when told to stop."""
    setting = settings.load()
    jobs.load_sources(setting)  # a fault in the catalogue stops the start; later ones fail their look
    with logs.kept(setting, options.log):
        logs.log.info("daemon started: looking every %g minutes for what is due", setting.crawl.every_minutes)
        run_async(_serve(setting, options.concurrency))
    return 0


async def _serve(setting: settings.Settings, concurrency: int) -> None:
    await serve(Workplace(setting, "daemon", concurrency=concurrency), Clock(setting))
