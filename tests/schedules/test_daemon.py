"""The daemon in a process of its own: it crawls, mails, survives failing jobs, and stops when told to."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from demo.mailbox import Mailbox
from demo.site import Newsroom
from schedules import install
from tests.schedules.conftest import Run, command

pytestmark = pytest.mark.slow


@contextmanager
def daemon(environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A running daemon, ended at the latest when the block ends."""
    with log.open("ab") as out:  # so that a test may empty it
        process = subprocess.Popen(command("daemon"), cwd=install.PROJECT, env=environment, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Return when the condition holds; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_it_crawls_and_stops(environment: dict[str, str], watira: Run, tmp_path: Path) -> None:
    """The daemon crawls at once, serves others meanwhile, and ends within 10 s of SIGTERM, its database with it."""
    log = tmp_path / "log"
    with daemon(environment, log) as process:
        wait_for(lambda: "crawl done" in log.read_text())
        assert watira("search", "قصف").stdout
        told = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        assert time.monotonic() - told < 10
    assert "Traceback" not in log.read_text()
    assert "not running" in watira("db", "status").stdout


def test_sigterm_in_the_middle_of_a_crawl(environment: dict[str, str], newsroom: Newsroom, tmp_path: Path) -> None:
    """Told to stop while it crawls slowly, it gives up within 10 s and leaves no process behind."""
    environment["WATIRA_CRAWL_DELAY_SECONDS"] = "3"
    log = tmp_path / "log"
    with daemon(environment, log) as process:
        wait_for(lambda: len(newsroom.requests) > 8)
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        wait_for(lambda: not _children_of(environment["WATIRA_HOME"]), 5)
    assert "crawl done" not in log.read_text()
    assert "crawl given up" in log.read_text()
    assert "Traceback" not in log.read_text()


def test_faults_in_the_catalogue_stop_the_start(environment: dict[str, str], watira: Run) -> None:
    """Settings and catalogue are checked before anything runs."""
    Path(environment["WATIRA_CRAWL_SOURCES_FILE"]).write_text("[broken")
    failed = watira("daemon")
    assert failed.returncode == 2
    assert "sources.toml" in failed.stderr


def test_a_failing_job_does_not_stop_the_others(environment: dict[str, str], mailbox: Mailbox, tmp_path: Path) -> None:
    """While its catalogue is broken the crawl fails, is logged and counted; the digest goes out at its time, and the
    crawl works again when the catalogue does."""
    file = Path(environment["WATIRA_CRAWL_SOURCES_FILE"])
    whole = file.read_text(encoding="utf-8")
    soon = datetime.now(ZoneInfo("Asia/Damascus")) + timedelta(seconds=30)  # by then the daemon runs, and has crawled
    environment |= {"WATIRA_CRAWL_EVERY_MINUTES": "0.1", "WATIRA_DIGEST_AT": f"{soon:%H:%M:%S}"}
    log = tmp_path / "log"
    with daemon(environment, log) as process:
        wait_for(lambda: "crawl done" in log.read_text())
        file.write_text("[broken")
        wait_for(lambda: "job crawl failed (1 in a row)" in log.read_text(), 80)
        assert "sources.toml" in log.read_text()
        wait_for(lambda: "digest: reader@example.org: sent" in log.read_text(), 100)
        assert len(mailbox.messages) == 1
        log.write_text("")
        file.write_text(whole, encoding="utf-8")
        wait_for(lambda: "crawl done" in log.read_text(), 100)
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0


def test_sigterm_while_the_mail_server_is_silent(environment: dict[str, str], watira: Run, tmp_path: Path) -> None:
    """A mail server that says nothing holds nobody up: the daemon ends within 10 s, and the digest was not sent."""
    soon = datetime.now(ZoneInfo("Asia/Damascus")) + timedelta(seconds=15)
    log = tmp_path / "log"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        environment |= {"WATIRA_MAIL_PORT": str(silent.getsockname()[1]), "WATIRA_DIGEST_AT": f"{soon:%H:%M:%S}"}
        with daemon(environment, log) as process:
            silent.settimeout(100)
            connection, _ = silent.accept()
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
            connection.close()
    assert "Traceback" not in log.read_text()
    state = watira("db", "psql", "--", "-Atc", "select state from delivery")
    assert state.stdout.strip() in {"sending", "failed"}
    assert "not running" in watira("db", "status").stdout


def test_the_database_is_killed_under_it(environment: dict[str, str], watira: Run, tmp_path: Path) -> None:
    """When the server of the database dies, a later crawl starts it again."""
    environment["WATIRA_CRAWL_EVERY_MINUTES"] = "0.1"
    log = tmp_path / "log"
    with daemon(environment, log) as process:
        wait_for(lambda: "crawl done" in log.read_text())
        (pid,) = re.findall(r"process (\d+)", watira("db", "status").stdout)
        os.kill(int(pid), signal.SIGKILL)
        log.write_text("")
        wait_for(lambda: "crawl done" in log.read_text(), 100)
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0


def _children_of(home: str) -> list[str]:
    """Processes that have this data folder in their environment or command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        if folder.name == str(os.getpid()):
            continue
        try:
            text = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if f"WATIRA_HOME={home}".encode() in text:
            found.append((folder / "cmdline").read_text())
    return found
