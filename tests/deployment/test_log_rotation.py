"""Logs in files are rotated while they are written, by logrotate itself, and no line is lost."""

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.errors import Misuse
from schedules import logs
from schedules.log_files import LogFile
from schedules.logs import Unhurried
from schedules.settings import Settings
from schedules.unattended import FOLDER

LINES, TURNS = 1500, 6  # together fewer than wait for a slow disk before they are dropped

LOGROTATE = shutil.which("logrotate", path=f"{os.environ['PATH']}:/usr/sbin")
needs_logrotate = pytest.mark.skipif(
    not LOGROTATE or sys.platform != "linux" or os.geteuid() != 0, reason="needs logrotate, and root for its `su`"
)


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    """The file of `watira setup logrotate` for logs in a folder of root's."""
    (tmp_path / "log").mkdir(mode=0o750)
    text = (FOLDER / "watira.logrotate").read_text()
    text = text.replace("/var/log/watira", str(tmp_path / "log")).replace("su watira watira", "su root root")
    (tmp_path / "watira.logrotate").write_text(text)
    return tmp_path / "watira.logrotate"


def rotate(file: Path, *words: str) -> str:
    """Have logrotate do what the file says; what it said."""
    state = f"--state={file.parent / 'state'}"
    done = subprocess.run([str(LOGROTATE), state, *words, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


@needs_logrotate
def test_logrotate_accepts_the_file(configured: Path) -> None:
    """Without a complaint."""
    (configured.parent / "log" / "daemon.log").write_text("{}\n")
    said = rotate(configured, "--debug")
    assert "considering log" in said
    assert "error" not in said.lower()


@needs_logrotate
def test_no_line_is_lost(configured: Path) -> None:
    """Rotated again and again in the middle of writing; all lines are there, once and in order."""
    folder = configured.parent / "log"
    handler = Unhurried(LogFile(folder / "daemon.log"))
    for turn in range(TURNS):
        for number in range(LINES):
            handler.handle(logging.LogRecord("watira", logging.INFO, "", 1, f"{turn * LINES + number}", None, None))
        rotate(configured, "--force")
    handler.close()
    handler.join()
    files = [folder / "daemon.log", *(folder / f"daemon.log.{age}" for age in range(1, 3))]
    assert files[1].exists()
    packed = sorted(folder.glob("*.gz"), key=lambda path: -int(path.suffixes[-2][1:]))
    texts = [subprocess.run(["gzip", "-dc", path], capture_output=True, check=True).stdout for path in packed]
    texts += [path.read_bytes() for path in reversed(files) if path.exists()]
    assert len(texts) > 3
    assert b"".join(texts).decode().split() == [str(number) for number in range(TURNS * LINES)]


def test_a_log_in_a_file_is_json(tmp_path: Path) -> None:
    """Appended to what is there, with a file begun anew when it was renamed, and none that others may read."""
    path = tmp_path / "daemon.log"
    path.write_text("before\n")
    with logs.kept(Settings(tmp_path), path):
        logs.log.info("one")
    with logs.kept(Settings(tmp_path), path):
        path.rename(tmp_path / "daemon.log.1")
        logs.log.info("two")
    assert '"event": "one"' in (tmp_path / "daemon.log.1").read_text().splitlines()[1]
    assert '"event": "two"' in path.read_text()
    assert path.stat().st_mode & 0o137 == 0


def test_a_log_that_cannot_be_written(tmp_path: Path) -> None:
    """At the start it is told; later the file that is open goes on."""
    with pytest.raises(Misuse, match="make its folder"):
        LogFile(tmp_path / "none" / "daemon.log")
    folder = tmp_path / "log"
    folder.mkdir()
    file = LogFile(folder / "daemon.log")
    first = file.descriptor()
    shutil.rmtree(folder)
    assert file.descriptor() == first
