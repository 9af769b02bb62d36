"""A data folder and its server process: made, started, stopped. Who may do that when is the matter of `server`."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage import locks, postmaster, privileges, sockets
from storage.binaries import Binaries
from storage.errors import ServerError
from storage.postmaster import Postmaster
from storage.privileges import Identity

# What an unfinished cluster is called; whatever bears this name may be removed under the start lock.
_UNFINISHED = "data.new-"

# Seconds to wait for a server that starts, of which recovery after a crash is the long part.
START = 180

# Seconds: a fast stop writes all changed pages first; the immediate one after it only ends the processes.
_FAST_STOP = 60
_IMMEDIATE_STOP = 15

POLL = 0.02  # seconds between two looks at a server that starts or stops

_LOG_KEPT_BYTES = 10_000_000
_LOG_SHOWN_LINES = 8

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(sockets.PORT),
    "timezone": "UTC",
    # Modest: the server shares a small machine with the crawl. No parallel queries: they need shared memory files,
    # of which containers give 64 MB.
    "shared_buffers": "128MB",
    "max_connections": "100",
    "max_wal_size": "512MB",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    # One log file a weekday, written over a week later.
    "logging_collector": "on",
    "log_filename": "server-%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] %a ",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A data folder below the server's folder, the programs that it needs, and as whom they run."""

    folder: Path
    data: Path
    binaries: Binaries
    identity: Identity

    @property
    def server_lock(self) -> Path:
        """The lock that the server process and all its children hold while one of them lives."""
        return self.folder / "server.lock"


def data_version(data: Path) -> int | None:
    """The major version of PostgreSQL that made a data folder; None if there is none."""
    try:
        return int((data / "PG_VERSION").read_text(encoding="ascii").split(".")[0])
    except FileNotFoundError:
        return None
    except PermissionError:
        raise ServerError(f"{data} belongs to another user: run watira as that user, or set WATIRA_HOME") from None
    except ValueError:
        raise ServerError(f"{data}/PG_VERSION holds no version: the data folder is damaged") from None


def initialise(folder: Path, binaries: Binaries, identity: Identity) -> Path:
    """Make a new data folder under a temporary name and return it; the caller renames it when all is well."""
    for leftover in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    data = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
    identity.own(data)
    privileges.check_reach(identity, binaries.path("initdb"), data)
    answer = identity.run(
        [
            binaries.path("initdb"),
            f"--pgdata={data}",
            f"--username={postmaster.USER}",
            "--auth-local=trust",  # whoever reaches the socket, in its closed folder, is the owner
            "--auth-host=reject",
            "--encoding=UTF8",
            *_locale(binaries.major),
        ]
    )
    if answer.returncode != 0:
        shutil.rmtree(data, ignore_errors=True)
        raise ServerError(f"initdb could not make a database in {folder}: {last_lines(answer.stdout)}")
    return data


def put(data: Path, place: Path) -> None:
    """Give a data folder its name, so that a crash of the machine does not take the name back."""
    data.rename(place)
    descriptor = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _locale(major: int) -> list[str]:
    """Options for a locale that knows Arabic letters whatever the environment says.

    A cluster made with LC_ALL=C holds every Arabic letter for no letter: its trigrams are empty.
    """
    if major < 17:
        return ["--locale=C.UTF-8"]
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C", "--lc-ctype=C.UTF-8"]


def launch(cluster: Cluster, lock: int) -> None:
    """Start the server process; it inherits the descriptor of the held server lock. Does not wait for it."""
    privileges.check_reach(cluster.identity, cluster.binaries.path("postgres"), cluster.data)
    socket_folder = sockets.make_folder(cluster.folder, cluster.identity)
    if postmaster.pid_of(cluster.data) is None:
        postmaster.clear(cluster.data)
        sockets.clear(socket_folder)
    logs = _log_folder(cluster)
    quoted = str(socket_folder).replace('"', '""')
    settings = {**_SETTINGS, "unix_socket_directories": f'"{quoted}"', "log_directory": str(logs)}
    options = [f"--{name}={value}" for name, value in settings.items()]
    with (logs / "start.log").open("wb") as output:
        cluster.identity.start(
            [cluster.binaries.path("postgres"), "-D", str(cluster.data), *options],
            output=output.fileno(),
            pass_fds=[lock],
        )


def await_ready(cluster: Cluster) -> Postmaster:
    """Wait until a server just launched answers. Raises `ServerError` with its last words when it ends or hangs."""
    end = time.monotonic() + START
    while time.monotonic() < end:
        found = postmaster.read(cluster.data)
        if found and found.answers():
            return found
        if not locks.is_held(cluster.server_lock):
            raise ServerError(f"the database server did not start: {complaint(cluster.folder)}")
        time.sleep(POLL)
    raise ServerError(f"the database server does not answer within {START} s: {complaint(cluster.folder)}")


@contextmanager
def running(cluster: Cluster) -> Iterator[Postmaster]:
    """Run the server of a cluster for a while, for one that nobody else uses."""
    with locks.attempt(cluster.server_lock) as lock:
        if lock is None:
            raise ServerError(f"a database server still runs in {cluster.folder}")
        launch(cluster, lock)
    try:
        yield await_ready(cluster)
    finally:
        halt(cluster.folder, cluster.data)


def _log_folder(cluster: Cluster) -> Path:
    """The folder of the logs, made if need be; a log that grew too long is begun anew."""
    logs = cluster.folder / "log"
    if not logs.exists():
        logs.mkdir(mode=0o700)
        cluster.identity.own(logs)
    for path in logs.glob("server-*.log"):
        if path.stat().st_size > _LOG_KEPT_BYTES:
            path.unlink()
    return logs


def complaint(folder: Path) -> str:
    """The last lines that a server which did not start has written."""
    logs = sorted((folder / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in logs[-2:])
    return f"{last_lines(text)} (logs: {folder / 'log'})"


def last_lines(text: str) -> str:
    """The end of what a program has printed, in one line."""
    return " / ".join(line.strip() for line in text.strip().splitlines()[-_LOG_SHOWN_LINES:])


def halt(folder: Path, data: Path) -> bool:
    """Stop the server of a data folder and wait until all its processes are gone. True if one was there.

    Raises `ServerError` when it does not stop.
    """
    lock = folder / "server.lock"
    pid = postmaster.pid_of(data)
    if pid is None and not locks.is_held(lock):
        return False
    running = postmaster.read(data)
    for how, seconds in ((signal.SIGINT, _FAST_STOP), (signal.SIGQUIT, _IMMEDIATE_STOP)):
        _send(pid, how)
        if _gone(data, lock, seconds):
            if running is not None and running.socket_folder.is_dir():
                sockets.remove(running.socket_folder)
            return True
    raise ServerError(f"the server of {data} (process {pid or 'unknown: not seen from here'}) does not stop")


def _send(pid: int | None, how: signal.Signals) -> None:
    if pid is not None:
        try:
            os.kill(pid, how)
        except ProcessLookupError:
            return


def _gone(data: Path, lock: Path, seconds: float) -> bool:
    """Wait until no process of the server lives; False when it takes longer."""
    end = time.monotonic() + seconds
    while locks.is_held(lock) or postmaster.pid_of(data) is not None:
        if time.monotonic() > end:
            return False
        time.sleep(POLL)
    return True
