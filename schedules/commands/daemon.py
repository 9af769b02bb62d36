"""Run for good: crawl the enabled sources every few minutes, mail the digest every day at the time in watira.toml.

SIGTERM or Ctrl-C ends it within 10 seconds: what is under way is finished or given up; the next crawl takes up the
rest. A job that fails is logged and counted and does not stop the others. docs/watira.service is a unit for systemd.

example:
  watira daemon
"""

import argparse
import logging

from crawler.crawl import run as run_async
from schedules import jobs, settings
from schedules.clock import Daemon
from storage.session import session


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options: the schedule is a setting."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its options
    """0 when told to stop."""
    setting = settings.load()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a crawl that takes longer than a tick is no news
    logging.getLogger("apscheduler.executors").setLevel(logging.CRITICAL)  # what fails is told once, by the daemon
    jobs.load_sources(setting)  # a fault in the catalogue stops the start; later ones fail their crawl
    with session(setting.home, setting.database_url):  # open meanwhile, so that no command stops the server under us
        run_async(_serve(setting))
    return 0


async def _serve(setting: settings.Settings) -> None:
    await Daemon(setting).run()
