"""What the server's lock file, `postmaster.pid`, says, and whether it is true."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

# The user who owns an embedded cluster, and whose name the socket's folder lets in.
USER = "watira"

_CONNECT_TIMEOUT = 5  # seconds

# What a server says that runs and has no connection left; ours speak English.
_FULL = re.compile(r"FATAL: +(sorry, too many clients|remaining connection slots|too many connections)")

_FILE = "postmaster.pid"

# Lines of postmaster.pid (PostgreSQL source, src/include/utils/pidfile.h), counted from 0.
_PID, _PORT, _SOCKET_FOLDER = 0, 3, 4


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A server process as its lock file names it; the process may long be gone."""

    pid: int
    port: int
    socket_folder: Path

    def url(self, database: str) -> str:
        """The libpq address of a database of this server."""
        host = quote(os.fsencode(self.socket_folder), safe="")
        return f"postgresql://{USER}@/{quote(database, safe='')}?host={host}&port={self.port}"

    def connect(self, database: str) -> psycopg.Connection:
        """A connection to a database of this server. Raises `psycopg.OperationalError`."""
        return psycopg.connect(
            self.url(database),
            autocommit=True,
            connect_timeout=_CONNECT_TIMEOUT,
            application_name="watira server",
            options="",  # given, so that PGOPTIONS is not asked
        )

    def answers(self, database: str = "postgres") -> bool:
        """Whether a real connection can be made, the only sure sign of life, or could be but for too many others."""
        try:
            self.connect(database).close()
        except psycopg.OperationalError as error:
            return _FULL.search(str(error)) is not None
        return True


def read(data: Path) -> Postmaster | None:
    """What the lock file of a data folder says; None without one, or while it is being written, line by line."""
    try:
        lines = os.fsdecode((data / _FILE).read_bytes()).split("\n")
        found = Postmaster(int(lines[_PID]), int(lines[_PORT]), Path(lines[_SOCKET_FOLDER]))
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return found if found.socket_folder.is_absolute() else None


def pid_of(data: Path) -> int | None:
    """The pid of the data folder's living server, or None."""
    try:
        pid = int((data / _FILE).read_text(encoding="utf-8", errors="replace").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if _serves(pid, data) else None


def clear(data: Path) -> None:
    """Remove a lock file whose process is gone, a zombie, or some other program that got its number."""
    if pid_of(data) is None:
        (data / _FILE).unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    """Whether this process is a living PostgreSQL server in this data folder, which is its working folder."""
    try:
        process = psutil.Process(pid)
        living = process.status() != psutil.STATUS_ZOMBIE and process.name().startswith("postgres")
        return living and Path(process.cwd()).samefile(data)
    except (psutil.Error, OSError, ValueError):
        return False
