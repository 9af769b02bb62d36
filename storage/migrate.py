"""The tables are made and changed by numbered SQL files, `migrations/NNNN_name.sql`, forward only.

Each file runs once, in a transaction of its own that also records it, and is never edited afterwards: a change is a
new file. Several processes may migrate at once; an advisory lock lets one through at a time.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from storage import reader
from storage.errors import DatabaseError
from storage.sql import query

MIGRATIONS = Path(__file__).parent / "migrations"

_FILE = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")


class MigrationError(DatabaseError):
    """The database's tables cannot be brought to what this code needs."""


@dataclass(frozen=True, slots=True)
class Migration:
    """A numbered file, or the record of one that was applied (then without its text)."""

    number: int
    name: str
    sha256: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.number:04}_{self.name}"


def migrate(connection: psycopg.Connection, folder: Path = MIGRATIONS) -> list[str]:
    """Apply what the database has not had, in order; returns the names that this call applied.

    A user who may not see what was applied is let in as things are.

    Raises `MigrationError` when an applied file has changed, the database is newer than the code, or a file fails.
    """
    known = load(folder)
    names: list[str] = []
    try:
        if not _pending(known, _applied(connection)):  # so that a user who may only read can come in
            return names
    except psycopg.errors.InsufficientPrivilege:  # who may not see the table could not change the others
        return names
    try:
        while migration := _apply_next(connection, known):
            names.append(str(migration))
        if folder == MIGRATIONS:
            reader.reopen(connection)
    except psycopg.errors.LockNotAvailable as error:
        raise MigrationError(
            "the tables are in use by another process for too long: see what runs (select * from pg_stat_activity), "
            "and try again"
        ) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise MigrationError(
            f"the database user {connection.info.user!r} may not change tables ({error.diag.message_primary}): run "
            "`watira db migrate` once as the database's owner"
        ) from error
    return names


def pending(connection: psycopg.Connection, folder: Path = MIGRATIONS) -> list[str]:
    """The names of the migrations that the database has not had, without applying them."""
    return [str(migration) for migration in _pending(load(folder), _applied(connection))]


def is_new(connection: psycopg.Connection) -> bool:
    """Whether the database has had no migration at all."""
    return not _applied(connection)


def load(folder: Path) -> list[Migration]:
    """The migrations of a folder in order. Raises `MigrationError` for a wrong name and a gap in the numbers."""
    found = [_read(path) for path in sorted(folder.glob("*.sql"))]
    for number, migration in enumerate(found, start=1):
        if migration.number != number:
            raise MigrationError(f"{folder}: {migration} should have the number {number:04}; numbers follow each other")
    return found


def _read(path: Path) -> Migration:
    match = _FILE.fullmatch(path.name)
    if not match:
        raise MigrationError(f"{path}: a migration is called NNNN_name.sql, in small letters")
    text = path.read_text(encoding="utf-8")
    return Migration(int(match[1]), match[2], hashlib.sha256(text.encode()).hexdigest(), text)


def _applied(connection: psycopg.Connection) -> list[Migration]:
    """What the database has had; nothing in a new one."""
    if connection.execute(query("migrations_exist")).fetchone() != (True,):
        return []
    return [Migration(*row) for row in connection.execute(query("applied_migrations"))]


def _pending(known: Sequence[Migration], applied: Sequence[Migration]) -> list[Migration]:
    """What is still to be applied, once what was applied is seen to be the beginning of what is known."""
    if len(applied) > len(known):
        raise MigrationError(
            f"the database has {applied[-1]}, and this Watira knows only {len(known)} migrations: it is too old. "
            "Bring it up to date (git pull), or let DATABASE_URL or WATIRA_HOME name another database"
        )
    for done, file in zip(applied, known, strict=False):
        if (done.number, done.name, done.sha256) != (file.number, file.name, file.sha256):
            raise MigrationError(
                f"migration {done} was applied and is now {file} with another text: bring the file back as it was "
                "(git checkout), and put changes in a new file"
            )
    return list(known[len(applied) :])


def _apply_next(connection: psycopg.Connection, known: Sequence[Migration]) -> Migration | None:
    """Apply one migration under the lock; None when nothing is left."""
    with connection.transaction():
        connection.execute(query("wait_longer"))
        connection.execute(query("lock_migrations"))
        connection.execute(query("create_migrations"))
        waiting = _pending(known, _applied(connection))
        if not waiting:
            return None
        _run(connection, waiting[0])
        return waiting[0]


def _run(connection: psycopg.Connection, migration: Migration) -> None:
    """Run a file and record it, in the transaction that is open."""
    try:
        connection.execute(migration.text)
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.LockNotAvailable):
        raise
    except psycopg.Error as error:
        raise MigrationError(f"migration {migration} failed: {error}; nothing of it was applied") from error
    values = {"number": migration.number, "name": migration.name, "sha256": migration.sha256}
    connection.execute(query("record_migration"), values)
