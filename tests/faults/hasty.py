"""Watira with a quicker pulse, and a clock that a file sets: what takes minutes or hours takes seconds.

Sources are due every few seconds, signs of life come and are missed sooner, a page may take three seconds to be read.
The file named by FAULTS_CLOCK holds the seconds by which the program's clock is off.
"""

import dataclasses
import datetime as times
import os
import sys
import time
from pathlib import Path
from typing import Any

_TIME = time.time
_FILE = Path(os.environ["FAULTS_CLOCK"])


def offset() -> float:
    """By how many seconds the clock is off."""
    try:
        return float(_FILE.read_text(encoding="utf-8") or 0)
    except FileNotFoundError:
        return 0.0


class _Kind(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, times.datetime)


class Moved(times.datetime, metaclass=_Kind):
    """The class datetime with another now."""

    @classmethod
    def now(cls, tz: times.tzinfo | None = None) -> Any:
        """The time by the clock that is off."""
        return times.datetime.now(tz) + times.timedelta(seconds=offset())


def hasten() -> None:
    """Set the pulse, and have every module read the clock that is off."""
    time.time = lambda: _TIME() + offset()
    from crawler import attending, conclusion, polling
    from schedules import clock, engine, jobs, worker
    from storage import workers

    vars(engine).update(_SIGN_SECONDS=1.0, _POLL_SECONDS=0.5)
    workers.QUIET_SECONDS = 8.0  # a busy machine is slow to sign
    vars(worker).update(_SURE_SECONDS=3.0, _LOOK_SECONDS=1.5, _LONGEST_WAIT=2.0)
    vars(attending).update(_STUCK_SECONDS=60.0)
    vars(clock).update(_WATCH_SECONDS=1.0, wall=time.time)
    plain = jobs.crawl_settings
    vars(jobs)["crawl_settings"] = lambda setting: dataclasses.replace(plain(setting), page_seconds=3.0)
    vars(polling)["interval"] = lambda *_, **__: times.timedelta(seconds=float(os.environ.get("FAULTS_INTERVAL", "4")))
    vars(conclusion)["polling"] = polling
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in {"schedules", "crawler", "digest", "storage", "apscheduler"}:
            for attribute, value in list(vars(module).items()):
                if value is times.datetime:
                    setattr(module, attribute, Moved)


if __name__ == "__main__":
    from schedules import cli

    hasten()
    sys.exit(cli.main(sys.argv[1:]))
