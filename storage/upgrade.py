"""Carry the data of an older major version of PostgreSQL over to the one that Watira brings.

The old server is run once more with its own programs and dumped; a new cluster is made beside it and restored; only
then the folders change places. The old data folder is kept under another name until the user removes it.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from psycopg import sql

from storage import binaries, cluster, locks, privileges, server
from storage.binaries import Binaries
from storage.cluster import Cluster
from storage.errors import ServerError
from storage.postmaster import USER, Postmaster
from storage.sql import query

# Every cluster has its first user already, so the dump's own order to make him would fail.
_FIRST_USER = f"CREATE ROLE {USER};\n"


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What was done: from which major version to which, and the folder in which the old data are kept."""

    old: int
    new: int
    databases: list[str]
    kept: Path


def upgrade(home: Path, old_binaries: Path | None = None) -> Upgrade:
    """Carry over the data below `home`. `old_binaries` is the folder of the old version's programs, if not a usual one.

    Raises `ServerError` when there is nothing to do, a server runs, the old programs are not found (saying what to
    install), or a program fails; the old data are then untouched.
    """
    folder = home.resolve() / "postgres"
    if not folder.is_dir():
        raise ServerError(f"there is no database in {home} yet: nothing to upgrade")
    with locks.hold(folder / "start.lock"), locks.attempt(folder / "users.lock") as alone:
        if alone is None:
            raise ServerError("other watira commands use the database: end them (also the daemon), then try again")
        return _upgrade(folder, old_binaries)


def _upgrade(folder: Path, old_binaries: Path | None) -> Upgrade:
    """The upgrade itself, alone on the server's folder."""
    server.finish_swap(folder)
    data = folder / "data"
    new = binaries.embedded()
    old = _old_binaries(data, new, old_binaries)
    cluster.halt(folder, data)
    shutil.rmtree(folder / server.UPGRADED, ignore_errors=True)
    before = Cluster(folder, data, old, privileges.choose(data))
    with _dump_folder(folder) as dumps:
        databases = _dump(before, new, dumps)
        after = replace(before, data=cluster.initialise(folder, new, before.identity), binaries=new)
        _restore(after, databases, dumps)
    return Upgrade(old.major, new.major, databases, _swap(folder, after.data, old.major))


def _old_binaries(data: Path, new: Binaries, given: Path | None) -> Binaries:
    """The programs for the data as they are; raises `ServerError` when there is nothing to upgrade."""
    major = cluster.data_version(data)
    if major is None:
        raise ServerError(f"there is no database in {data} yet: nothing to upgrade")
    if major == new.major:
        raise ServerError(f"the data in {data} are of PostgreSQL {major} already: nothing to upgrade")
    if major > new.major:
        raise ServerError(
            f"the data in {data} are of PostgreSQL {major}, newer than this Watira's {new.major}: bring Watira up to "
            "date (git pull) instead"
        )
    return binaries.older(major, given)


@contextmanager
def _dump_folder(folder: Path) -> Iterator[Path]:
    """A folder for the dumps, closed to others, removed at the end."""
    dumps = Path(tempfile.mkdtemp(prefix="dump-", dir=folder))
    try:
        yield dumps
    finally:
        shutil.rmtree(dumps, ignore_errors=True)


def _dump(before: Cluster, new: Binaries, dumps: Path) -> list[str]:
    """Write the users and each database to files; returns the databases. The newer pg_dump reads older servers."""
    with cluster.running(before) as running:
        with running.connect("postgres") as connection:
            databases = [name for (name,) in connection.execute(query("databases"))]
        users = dumps / "users.sql"
        _run(new, "pg_dumpall", "--globals-only", f"--file={users}", f"--dbname={running.url('postgres')}")
        users.write_text(users.read_text(encoding="utf-8").replace(_FIRST_USER, ""), encoding="utf-8")
        for number, name in enumerate(databases):
            target = f"--file={dumps / str(number)}"
            _run(new, "pg_dump", "--format=custom", target, f"--dbname={running.url(name)}")
    return databases


def _restore(after: Cluster, databases: list[str], dumps: Path) -> None:
    """Bring users and databases into a new cluster; ends at the first error."""
    with cluster.running(after) as running:
        strict = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1")
        _run(after.binaries, "psql", *strict, f"--dbname={running.url('postgres')}", f"--file={dumps / 'users.sql'}")
        for number, name in enumerate(databases):
            _create(running, name)
            target = f"--dbname={running.url(name)}"
            _run(after.binaries, "pg_restore", "--exit-on-error", target, str(dumps / str(number)))


def _create(running: Postmaster, name: str) -> None:
    """A database in the new cluster's own locale, whatever the old one's was."""
    with running.connect("postgres") as connection:
        connection.execute(sql.SQL(query("create_database")).format(sql.Identifier(name)))


def _run(programs: Binaries, program: str, *arguments: str) -> None:
    """Run a client program as ourselves. Raises `ServerError` with its complaint."""
    answer = privileges.Identity().run([programs.path(program), *arguments])
    if answer.returncode != 0:
        raise ServerError(f"{program} failed, the old data are untouched: {cluster.last_lines(answer.stdout)}")


def _swap(folder: Path, restored: Path, old: int) -> Path:
    """Put the restored data in the old ones' place. Cut off in between, the next start finishes it."""
    kept = folder / f"data-{old}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    cluster.put(restored, folder / server.UPGRADED)
    cluster.put(folder / "data", kept)
    server.finish_swap(folder)
    return kept
