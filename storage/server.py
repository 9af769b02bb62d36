"""The embedded PostgreSQL server: started on first use, shared by all commands on one data folder, stopped by the last.

Three locks in the server's folder decide who may do what:

* `start.lock`, held alone by whoever starts or stops the server, so that only one process does;
* `users.lock`, held shared by every command that uses the server; whoever can have it alone is the last one out;
* `server.lock`, inherited by the server process and its children: while it is held, one of them lives. So a pid that
  is dead, a zombie, or another program's by now fools nobody.
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage import binaries, cluster, locks, postmaster, privileges
from storage.cluster import Cluster
from storage.connect import check_trigrams
from storage.errors import ServerError as ServerError
from storage.postmaster import Postmaster
from storage.sql import query

DATABASE = "watira"

# What an upgrade calls data that are complete, but not yet in their place.
UPGRADED = "data.upgraded"


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """The embedded server as it is now. Without a running server, `pid`, `socket_folder` and `url` are None."""

    running: bool
    pid: int | None
    version: str  # the data folder's major version; empty without a data folder
    data: Path
    size_bytes: int
    socket_folder: Path | None
    url: str | None
    kept: bool  # it goes on running when the last command that uses it ends


@contextmanager
def serving(home: Path, database_url: str | None = None, *, keep: bool = False) -> Iterator[str]:
    """Yield the address of the database: the given one, or that of the embedded server, started if need be.

    At the end the embedded server is stopped when nobody else uses it and nobody asked to keep it.
    """
    if database_url:
        yield database_url
        return
    folder = _folder(home)
    try:
        with _using(folder, keep=keep) as address:
            yield address
    finally:
        _leave(folder)


@contextmanager
def _using(folder: Path, *, keep: bool) -> Iterator[str]:
    """Count as a user of the server, from before it is started until it is no longer used."""
    with ExitStack() as stack:
        with locks.hold(folder / "start.lock"):
            stack.enter_context(locks.hold(folder / "users.lock", shared=True))
            address = _ensure(folder, keep=keep)
        yield address


def _leave(folder: Path) -> None:
    """Stop the server if nobody uses it any more; whoever comes meanwhile waits for the start lock."""
    with locks.hold(folder / "start.lock"), locks.attempt(folder / "users.lock") as alone:
        if alone is not None and not _kept(folder).exists():
            cluster.halt(folder, _data(folder))


def start(home: Path) -> str:
    """Start the server and let it run until it is stopped; returns its address."""
    folder = _folder(home)
    with locks.hold(folder / "start.lock"):
        return _ensure(folder, keep=True)


def stop(home: Path) -> bool:
    """Stop the server, also when commands still use it. True if it ran."""
    folder = home.resolve() / "postgres"
    if not folder.is_dir():
        return False
    with locks.hold(folder / "start.lock"):
        _kept(folder).unlink(missing_ok=True)
        return cluster.halt(folder, _data(folder))


def url(home: Path) -> str:
    """The address of the running server; raises `ServerError` when it does not run."""
    address = status(home).url
    if address is None:
        raise ServerError("the database server does not run: start it with `watira db start`")
    return address


def status(home: Path) -> ServerStatus:
    """How the server is; starts nothing and makes no folder."""
    folder = home.resolve() / "postgres"
    data = _data(folder)
    major = cluster.data_version(data)
    found = postmaster.read(data)
    running = found is not None and found.answers()
    return ServerStatus(
        running=running,
        pid=found.pid if found and running else None,
        version=str(major or ""),
        data=data,
        size_bytes=_size(data),
        socket_folder=found.socket_folder if found and running else None,
        url=found.url(DATABASE) if found and running else None,
        kept=running and _kept(folder).exists(),
    )


def _folder(home: Path) -> Path:
    """The server's folder below the data folder, made if need be; folders that exist stay as they are."""
    folder = home.resolve() / "postgres"
    try:
        # Root may have to let the user in who runs the server; the folders inside are closed in any case.
        mode = 0o711 if os.geteuid() == 0 else 0o700
        home.mkdir(mode=mode, parents=True, exist_ok=True)
        folder.mkdir(mode=mode, exist_ok=True)
    except OSError as error:
        raise ServerError(
            f"cannot make the data folder {folder} ({error.strerror}): set WATIRA_HOME to a folder of your own"
        ) from error
    return folder


def _data(folder: Path) -> Path:
    return folder / "data"


def _kept(folder: Path) -> Path:
    """The mark that the server which runs now is to go on running."""
    return folder / "kept"


def _ensure(folder: Path, *, keep: bool) -> str:
    """The address of the server, started if it does not run. The start lock is held."""
    found = _running(folder)
    if found is None:
        _kept(folder).unlink(missing_ok=True)
        found = _start(folder)
        _prepare(found)
    if keep:
        _kept(folder).touch()
    return found.url(DATABASE)


def _running(folder: Path) -> Postmaster | None:
    """The server, if it answers and is ready for use."""
    found = postmaster.read(_data(folder))
    return found if found and found.answers(DATABASE) else None


def _start(folder: Path) -> Postmaster:
    """Start the server and wait until it answers. Waits also for one that is starting or stopping already."""
    end = time.monotonic() + cluster.START
    while time.monotonic() < end:
        found = postmaster.read(_data(folder))
        if found and found.answers():
            return found
        launched = _launch(folder)
        if launched:
            return cluster.await_ready(launched)
        time.sleep(cluster.POLL)
    raise ServerError(
        f"a database server runs in {folder}, but does not answer within {cluster.START} s: stop it with "
        f"`watira db stop` and try again. It says: {cluster.complaint(folder)}"
    )


def _launch(folder: Path) -> Cluster | None:
    """Start the server process, unless one lives; it takes the lock along."""
    with locks.attempt(folder / "server.lock") as lock:
        if lock is None:
            return None
        found = _cluster(folder)
        cluster.launch(found, lock)
        return found


def _cluster(folder: Path) -> Cluster:
    """The cluster in the server's folder, with a data folder made if there is none. Raises for another version's."""
    data = _data(folder)
    finish_swap(folder)
    programs = binaries.embedded()
    identity = privileges.choose(data)
    major = cluster.data_version(data)
    if major is None:
        _refuse_foreign(data)
        cluster.put(cluster.initialise(folder, programs, identity), data)
    elif major != programs.major:
        raise ServerError(
            f"the data in {data} are of PostgreSQL {major}, and this Watira brings {programs.major}: carry them over "
            "with `watira db upgrade`; the old ones are kept"
        )
    return Cluster(folder, data, programs, identity)


def _refuse_foreign(data: Path) -> None:
    if data.exists():
        raise ServerError(f"{data} is no PostgreSQL data folder: move it away, or set WATIRA_HOME to another folder")


def finish_swap(folder: Path) -> None:
    """End an upgrade that was cut off between its two renames: the new data are complete under their waiting name."""
    waiting = folder / UPGRADED
    if waiting.is_dir() and not _data(folder).exists():
        cluster.put(waiting, _data(folder))


def _prepare(found: Postmaster) -> None:
    """Make the database on a new server, and see that trigrams of Arabic words work in it."""
    with found.connect("postgres") as connection:
        row = connection.execute(query("database_exists"), {"name": DATABASE}).fetchone()
        if row == (False,):
            connection.execute(query("create_watira_database"))
    with found.connect(DATABASE) as connection, connection.transaction(force_rollback=True):
        connection.execute(query("install_trigrams"))
        check_trigrams(connection)


def _size(data: Path) -> int:
    """Bytes of all files in the data folder; those that vanish meanwhile do not count."""
    total = 0
    for folder, _, names in os.walk(data):
        for name in names:
            try:
                total += os.lstat(Path(folder, name)).st_size
            except FileNotFoundError:
                continue
    return total
