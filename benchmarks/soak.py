"""Hours of compressed time against the sample newsroom, with faults and restarts.

    python -m benchmarks.soak [MINUTES]

Two daemons share an embedded database. Sources are due every few seconds instead of minutes (tests/faults/hasty.py),
and the newsroom goes through three days with two editions each. Every half minute comes a fault: a daemon is killed or
told to stop and started again, its reading processes are killed, the database is killed, the clock is set.
Prints a row each half minute, and at the end what was lost, stored twice or left stuck (all should be 0).
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil
import psycopg

from demo.mailbox import Mailbox
from demo.site import Newsroom
from pipelines.urls import canonical
from storage import server
from storage.connect import connect
from storage.errors import DatabaseError

_EVERY_SECONDS = 30.0
_DAYS = 3
_LAST_SECONDS = 120.0  # without faults, for what is still to come
_HEAD = "minute  fault                    MB  fds  connections  articles  waiting  lag s"


def environment(newsroom: Newsroom, mailbox: Mailbox, folder: Path) -> dict[str, str]:
    """The environment of commands that crawl the newsroom and mail to the mailbox, with a database of their own."""
    tables = [
        f'[{one.key}]\nname_ar = "{one.name_ar}"\nname_en = "{one.name_en}"\nhome = "{one.home}"\n'
        f'feeds = {list(one.feeds)}\nsitemaps = {list(one.sitemaps)}\ntimezone = "{one.timezone}"\n'
        for one in newsroom.outlets
    ]
    (folder / "sources.toml").write_text("\n".join(tables), encoding="utf-8")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONUTF8": "1",
        "WATIRA_HOME": str(folder / "home"),
        "WATIRA_ALLOW_NETWORKS": "127.0.0.0/8",
        "WATIRA_CRAWL_SOURCES_FILE": str(folder / "sources.toml"),
        "WATIRA_CRAWL_DELAY_SECONDS": "0",
        "WATIRA_CRAWL_MAX_AGE_DAYS": "30",
        "WATIRA_CRAWL_PORTS": ",".join(map(str, newsroom.ports)),
        "WATIRA_DIGEST_RECIPIENTS": "reader@example.org",
        "WATIRA_MAIL_HOST": mailbox.host,
        "WATIRA_MAIL_PORT": str(mailbox.port),
        "WATIRA_MAIL_SECURITY": "none",
        "WATIRA_MAIL_SENDER": "watira@example.org",
        "FAULTS_CLOCK": str(folder / "clock"),
    }


def family(pid: int) -> list[psutil.Process]:
    """A process and its children, but for the database's."""
    first = psutil.Process(pid)
    return [one for one in [first, *first.children(recursive=True)] if "postgres" not in one.name()]


class Soak:
    """Two daemons, and what is done to them."""

    def __init__(self, folder: Path, newsroom: Newsroom, mailbox: Mailbox) -> None:
        self._folder, self._newsroom, self._mailbox = folder, newsroom, mailbox
        soon = datetime.now(ZoneInfo("Asia/Damascus")) + timedelta(minutes=1)
        pulse = {"WATIRA_CRAWL_EVERY_MINUTES": "0.1", "WATIRA_DIGEST_AT": f"{soon:%H:%M:%S}"}
        self._environment = environment(newsroom, mailbox, folder) | pulse
        self._first = newsroom.today
        self._log = (folder / "log").open("ab")
        self._daemons = [self._start(), self._start()]
        self._chance = random.Random(7)
        self._offered: dict[str, float] = {}  # canonical address: since when
        self._faults: list[tuple[str, Callable[[], None]]] = [
            ("daemon killed", self._kill),
            ("readers killed", self._kill_readers),
            ("daemon restarted", self._restart),
            ("database killed", self._kill_database),
            ("clock an hour on", lambda: self._set("3700")),
            ("clock back", lambda: self._set("0")),
            ("none", lambda: None),
        ]

    def run(self, minutes: float) -> bool:
        """Whether nothing was lost, doubled or stuck."""
        print(_HEAD, flush=True)
        began = time.monotonic()
        number = 0
        while (passed := time.monotonic() - began) < 60 * minutes:
            self._offer(passed / (60 * minutes))
            name, fault = self._faults[number % len(self._faults)] if number else ("none", lambda: None)
            fault()
            time.sleep(_EVERY_SECONDS)
            self._row(passed / 60, name)
            number += 1
        self._set("0")
        self._await_all()
        self._row((time.monotonic() - began) / 60, "end")
        return self._judge()

    def stop(self) -> None:
        """End all."""
        for daemon in self._daemons:
            daemon.terminate()
        for daemon in self._daemons:
            daemon.wait(20)

    def _start(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "tests.faults.hasty", "daemon"]
        return subprocess.Popen(words, env=self._environment, stdout=self._log, stderr=self._log)

    def _offer(self, share: float) -> None:
        """The edition of this share of the time, once all of the one before is stored."""
        phase = min(int(share * _DAYS * 2), _DAYS * 2 - 1)
        day, edition = self._first + timedelta(days=phase // 2), ("morning", "evening")[phase % 2]
        if (day, edition) != (self._newsroom.today, self._newsroom.edition):
            self._await_all()
            self._newsroom.today, self._newsroom.edition = day, edition  # type: ignore[assignment]
        for url, one in self._newsroom.expectations().items():
            if one.announced and one.stored:
                self._offered.setdefault(canonical(url), time.monotonic())

    def _await_all(self) -> None:
        end = time.monotonic() + _LAST_SECONDS
        while self._missing() and time.monotonic() < end:
            time.sleep(1)

    def _kill(self) -> None:
        place = self._chance.randrange(len(self._daemons))
        self._daemons[place].kill()
        self._daemons[place].wait()
        self._daemons[place] = self._start()

    def _restart(self) -> None:
        place = self._chance.randrange(len(self._daemons))
        self._daemons[place].send_signal(signal.SIGTERM)
        self._daemons[place].wait(20)
        self._daemons[place] = self._start()

    def _kill_readers(self) -> None:
        for daemon in self._daemons:
            for one in family(daemon.pid)[1:]:
                with suppress(psutil.NoSuchProcess):
                    one.kill()

    def _kill_database(self) -> None:
        pid = server.status(self._folder / "home").pid
        if pid:
            os.kill(pid, signal.SIGKILL)

    def _set(self, seconds: str) -> None:
        (self._folder / "clock").write_text(seconds)

    def _rows(self, statement: str) -> list[tuple[object, ...]]:
        with suppress(psycopg.Error, DatabaseError):
            url = server.status(self._folder / "home").url
            with connect(url or "host=none") as connection:
                return connection.execute(statement.encode()).fetchall()
        return []

    def _missing(self) -> list[str]:
        stored = {url for (url,) in self._rows("select url from article")}
        return [url for url in self._offered if url not in stored]

    def _row(self, minute: float, name: str) -> None:
        ours = [one for daemon in self._daemons for one in family(daemon.pid)]
        memory = sum(one.memory_full_info().pss for one in ours) / 1e6
        files = sum(one.num_fds() for one in ours)
        connections = self._rows("select count(*) from pg_stat_activity where backend_type = 'client backend'")
        articles = self._rows("select count(*) from article")
        waiting = self._rows("select count(*) from queue.procrastinate_jobs")
        counts = [found[0][0] if found else "-" for found in (connections, articles, waiting)]
        lag = max((time.monotonic() - self._offered[url] for url in self._missing()), default=0.0)
        figures = f"{counts[0]!s:>11}  {counts[1]!s:>8}  {counts[2]!s:>7}  {lag:>5.0f}"
        print(f"{minute:>6.1f}  {name:<20}  {memory:>5.0f}  {files:>3}  {figures}", flush=True)

    def _judge(self) -> bool:
        lost = self._missing()
        [(rows, urls)] = self._rows("select count(*), count(distinct url) from article") or [(0, 0)]
        stuck = self._rows("select 1 from queue.procrastinate_jobs where status = 'doing' and worker_id is null")
        days = [message["Subject"] for message in self._mailbox.messages]
        print(
            f"\noffered {len(self._offered)}, lost {len(lost)}, stored twice {int(str(rows)) - int(str(urls))}, ",
            end="",
        )
        print(f"stuck {len(stuck)}, digests {len(days)}, of these twice {len(days) - len(set(days))}")
        for url in lost[:10]:
            print(f"  lost: {url}")
        return not lost and rows == urls and not stuck and len(days) == len(set(days))


def main(minutes: float) -> int:
    """Soak for so long; the exit code says whether all was well."""
    folder = Path(tempfile.mkdtemp(prefix="watira-soak-"))
    with Newsroom(date.today() - timedelta(days=_DAYS - 1), "morning") as newsroom, Mailbox() as mailbox:  # noqa: DTZ011
        soak = Soak(folder, newsroom, mailbox)
        try:
            fine = soak.run(minutes)
        finally:
            soak.stop()
    if fine:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"the log: {folder / 'log'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 40.0))
