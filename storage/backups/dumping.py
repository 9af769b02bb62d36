"""Making a backup: everything as of one moment, while crawls go on, written beside and renamed when it is whole."""

import fcntl
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from psycopg import Connection, sql

from pipelines.errors import Misuse
from storage.backups import archive
from storage.backups.archive import BackupError, Manifest, OnBytes
from storage.backups.programs import complaint, environment, find
from storage.connect import connect
from storage.sql import query

PARTIAL = ".partial"


def back_up(
    conninfo: str, target: Path, *, embedded: bool, force: bool, now: datetime, on: OnBytes = lambda _: None
) -> Manifest:
    """Write a backup of the database to a file that only its owner may read.

    `on` is told of the bytes of each piece. Raises `BackupError`, and `Misuse` for a file that may not be written over.
    """
    _refuse(target, force=force)
    with connect(conninfo) as connection:
        server = connection.info.server_version // 10_000
        programs = find(server, embedded=embedded, tls=bool(connection.pgconn.ssl_in_use))
        with _beside(target) as file:
            with connection.transaction():
                connection.execute(query("begin_snapshot"))
                snapshot = connection.execute(query("export_snapshot")).fetchone()
                assert snapshot is not None  # noqa: S101 - the statement has always one row
                told = {"made_at": now.isoformat(), "server": server, "pg_dump": programs.major, **_told(connection)}
                dump = [programs.path("pg_dump"), f"--snapshot={snapshot[0]}", *_OPTIONS]
                manifest = _dumped(file, dump, conninfo, told, on)
            _finish(file, target, force=force)
    return manifest


_OPTIONS = (
    "--format=custom",
    "--compress=0",  # pages are pressed already, and Zstandard presses the rest better and faster
    "--no-owner",
    "--no-privileges",
    "--no-publications",
    "--no-subscriptions",
    "--no-password",
    "--lock-wait-timeout=60s",
)


def rows_of(connection: Connection) -> dict[str, int]:
    """How many rows each table has, by schema.name."""
    return {
        f"{schema}.{name}": _number(connection, schema, name)
        for schema, name in connection.execute(query("kept_tables")).fetchall()
    }


def _number(connection: Connection, schema: str, name: str) -> int:
    row = connection.execute(sql.SQL(query("count_rows")).format(table=sql.Identifier(schema, name))).fetchone()
    return int(row[0]) if row else 0


def _told(connection: Connection) -> dict[str, Any]:
    """What a manifest says of the database, as of the moment of the dump."""
    rows = rows_of(connection)
    if "public.schema_migration" not in rows:
        raise BackupError("the database holds no tables of Watira: there is nothing to back up")
    applied = connection.execute(query("applied_migrations")).fetchall()
    return {"migrations": [list(one) for one in applied], "rows": rows}


def _refuse(target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise Misuse(f"{target} is a folder: name a file in it")
    if not target.absolute().parent.is_dir():
        raise Misuse(f"there is no folder {target.absolute().parent}: make it first")
    if target.exists() and not force:
        raise Misuse(f"{target} exists: name another file, or add --force to write over it")


@contextmanager
def _beside(target: Path) -> Iterator[IO[bytes]]:
    """A file beside the target to be written; gone at the end unless it was given the target's name. What a killed
    backup left there is written over."""
    partial = target.with_name(target.name + PARTIAL)
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"another backup is being written to {partial}: wait for its end") from error
        os.fchmod(descriptor, 0o600)
        os.truncate(descriptor, 0)
        try:
            yield file
        except BaseException as error:
            partial.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise BackupError(f"{target} could not be written: {error.strerror}; nothing is left of it") from error
            raise


def _finish(file: IO[bytes], target: Path, *, force: bool) -> None:
    """Give a file that is whole its name; from then on it survives a crash of the machine."""
    file.flush()
    os.fsync(file.fileno())
    _refuse(target, force=force)  # what came meanwhile
    target.with_name(target.name + PARTIAL).replace(target)
    archive.settle(target.absolute().parent)


def _dumped(file: IO[bytes], words: list[str], conninfo: str, told: dict[str, Any], on: OnBytes) -> Manifest:
    """Run pg_dump into the archive."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, env=environment(conninfo)
        ) as process,
    ):
        assert process.stdout is not None  # noqa: S101 - it was asked for

        def finished() -> None:
            if process.wait():
                said.seek(0)
                raise BackupError(f"pg_dump failed: {complaint(said.read().decode(errors='replace'))}")

        try:
            return archive.write(file, process.stdout, told, finished, on)
        except BaseException:
            process.kill()
            raise
