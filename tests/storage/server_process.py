"""A command that uses the embedded server, as a process of its own, for the tests of what several of them do."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
import psycopg

from storage import server

ROOT = Path(__file__).parents[2]

_PYTHONPATH = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))

_CODE = """
import sys
from contextlib import suppress
from pathlib import Path
from storage.server import serving
with serving(Path(sys.argv[1]), keep=sys.argv[2] == "keep") as url:
    print(url, flush=True)
    sys.stdin.readline()
"""


class Command:
    """Uses the server of `home` until told to end. `environment` adds variables."""

    def __init__(self, home: Path, *, keep: bool = False, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CODE, str(home), "keep" if keep else ""],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env={**os.environ, **(environment or {}), "PYTHONPATH": _PYTHONPATH},
        )
        self._url = ""

    @property
    def url(self) -> str:
        """The address that the command got; waits for it, and fails with the command's complaint if there is none."""
        if not self._url:
            assert self.process.stdout is not None
            self._url = self.process.stdout.readline().strip()
            assert self._url, self.process.communicate()[1]
        return self._url

    def end(self) -> None:
        """Let the command come to its end."""
        _, complaint = self.process.communicate("\n", timeout=120)
        assert self.process.returncode == 0, complaint

    def kill(self) -> None:
        """Kill the command with -9, so that nothing of it is cleaned up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.end() if kind is None else self.kill()


def note(url: str) -> str | None:
    """What the table that every copied data folder has says."""
    with psycopg.connect(url) as connection:
        row = connection.execute("select text from note").fetchone()
    return row[0] if row else None


def ask(url: str, statement: str) -> object:
    """The one value that a statement answers with."""
    with psycopg.connect(url) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None


def running_pid(home: Path) -> int:
    """The pid of the server that runs in a data folder."""
    pid = server.status(home).pid
    assert pid is not None
    return pid


def kill_server(pid: int) -> None:
    """End all processes of a server at once, as a crash of the machine does."""
    processes = psutil.Process(pid).children(recursive=True)
    os.kill(pid, signal.SIGKILL)
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=10)


def mode(path: Path) -> int:
    """The permissions of a file or folder."""
    return path.stat().st_mode & 0o777
