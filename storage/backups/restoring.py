"""Bringing a backup back: into a database beside, which takes the place of the present one when all is in it.

Until then nothing of what is there is touched. A backup of an older schema is brought up to date on the way, jobs that
were being done are put back on the queue, and what was forgotten since does not come back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo

from storage import forgetting, migrate, reader
from storage.backups import archive
from storage.backups.archive import BackupError, Manifest, OnBytes
from storage.backups.dumping import rows_of
from storage.backups.loading import load
from storage.backups.programs import find
from storage.binaries import Binaries
from storage.connect import check_trigrams, connect
from storage.sql import query

# Tables that a database has rows in though nothing was collected.
_OF_EVERY_DATABASE = frozenset(
    {"schema_migration", "source", "channel", "host", "site_file", "run", "worker", "rereading", "commonplace"}
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done."""

    manifest: Manifest
    migrations: list[str]  # that were applied on the way
    forgotten: int  # articles and sources that had been forgotten since, and were again
    kept: str  # the name that the database of before has now; empty: it held nothing, and is gone
    reader: bool  # watira_reader was let in again


@dataclass(frozen=True, slots=True)
class Order:
    """What to restore, and how."""

    file: Path
    embedded: bool
    replace: bool  # also where something is stored
    now: datetime
    on: OnBytes = lambda _: None
    tell: Callable[[str], None] = lambda _: None


def restore(conninfo: str, order: Order) -> Restored:
    """Put the backup in the place of what the database holds. Raises `BackupError`; then it holds what it held."""
    manifest = archive.read(order.file)
    _refuse_unknown_schema(manifest)
    order.tell("checking the file")
    archive.verify(order.file, manifest, order.on)
    with connect(conninfo) as connection:
        _refuse_use(connection)
        holds = _held(connection)
        if holds and not order.replace:
            raise BackupError(
                f"the database holds something already ({', '.join(holds)}): with --replace the backup takes its "
                "place, and it is kept under another name"
            )
        server = connection.info.server_version // 10_000
        tls = bool(connection.pgconn.ssl_in_use)
        programs = find(server, embedded=order.embedded, tls=tls, readable=manifest.pg_dump)
        work = _Work(conninfo, order, manifest, programs, server)
        if connection.execute(query("may_swap")).fetchone() == (True,):
            return work.beside(connection, keep=bool(holds))
        return work.in_place(connection)


def _refuse_unknown_schema(manifest: Manifest) -> None:
    """Refuse a backup that these migrations cannot bring up to date."""
    known = [[one.number, one.name, one.sha256] for one in migrate.load(migrate.MIGRATIONS)]
    had = manifest.migrations
    if len(had) > len(known):
        raise BackupError(
            f"the backup was made by a newer Watira (its schema has {len(had)} migrations, this one knows "
            f"{len(known)}): bring Watira up to date (git pull)"
        )
    if had != known[: len(had)]:
        raise BackupError("the backup is of a schema that this Watira never had: restore it with the one that made it")


def _refuse_use(connection: Connection) -> None:
    others = [name for (name,) in connection.execute(query("others_connected"))]
    if others:
        raise BackupError(
            f"the database is in use ({', '.join(sorted(set(others)))}): stop daemon, workers and crons, then try again"
        )


def _held(connection: Connection) -> list[str]:
    """The tables in which something is stored that somebody may miss."""
    return [
        name
        for schema, name in connection.execute(query("kept_tables")).fetchall()
        if schema == "public" and name not in _OF_EVERY_DATABASE and _has_rows(connection, name)
    ]


def _has_rows(connection: Connection, name: str) -> bool:
    statement = sql.SQL(query("has_rows")).format(table=sql.Identifier("public", name))
    return connection.execute(statement).fetchone() == (True,)


@dataclass(frozen=True, slots=True)
class _Work:
    """A restore under way."""

    conninfo: str
    order: Order
    manifest: Manifest
    programs: Binaries
    server: int

    def beside(self, present: Connection, *, keep: bool) -> Restored:
        """Restore into a new database, then change names."""
        name = present.info.dbname
        fresh = f"{name}_restoring"
        reads = present.execute(query("reader_reads"), {"role": reader.ROLE}).fetchone() == (True,)
        with connect(self._to("postgres")) as server:
            _drop(server, fresh)  # a restore that was killed left it
            collate, ctype = present.execute(query("locale_of_database")).fetchone() or ("C.UTF-8", "C.UTF-8")
            alike = {"collate": sql.Literal(collate), "ctype": sql.Literal(ctype)}
            server.execute(sql.SQL(query("make_database_alike")).format(name=sql.Identifier(fresh), **alike))
            try:
                self._load(fresh)
                migrations, again = self._finish(fresh, present, reads=reads)
                present.close()
                kept = _swap(server, name, fresh, f"{name}_before_{self.order.now:%Y%m%dT%H%M%S}")
            except BaseException:
                _drop(server, fresh)
                raise
            with connect(self._to(kept)) as before:
                keep = keep or bool(_held(before))  # somebody may have stored something meanwhile
            if not keep:
                _drop(server, kept)
        return Restored(self.manifest, migrations, again, kept if keep else "", reads)

    def in_place(self, present: Connection) -> Restored:
        """Restore into the database itself, all at once or not at all, where this user may make no other."""
        if present.execute(query("kept_tables")).fetchone():
            raise BackupError(
                f"the database user {present.info.user!r} may not make databases, and this one has tables already: "
                "let DATABASE_URL name an empty database of its own, or a user who may (ALTER ROLE … CREATEDB)"
            )
        name = present.info.dbname
        self._load(name)
        migrations, again = self._finish(name, None, reads=False)
        return Restored(self.manifest, migrations, again, "", reader=False)

    def _to(self, name: str) -> str:
        return make_conninfo(self.conninfo, dbname=name)

    def _load(self, name: str) -> None:
        self.order.tell("restoring")
        load(self._to(name), self.order.file, self.programs, self.server, self.order.on)
        with connect(self._to(name)) as connection:
            found = rows_of(connection)
        if found != self.manifest.rows:
            wrong = sorted({*found.items()} ^ {*self.manifest.rows.items()})
            raise BackupError(f"the restored tables have not the rows of the backup: {wrong[0][0]}")

    def _finish(self, name: str, present: Connection | None, *, reads: bool) -> tuple[list[str], int]:
        """Make it fit for use; the migrations that were applied, and how much was forgotten again."""
        with connect(self._to(name)) as connection:
            migrations = migrate.migrate(connection)
            check_trigrams(connection)
            connection.execute(query("put_all_back"))
            again = forgetting.carry_over(present, connection, now=self.order.now) if present else 0
            if reads:
                reader.let_in_again(connection)
            self.order.tell("looking at the tables for planning")
            connection.execute(query("analyse_all"))
        return migrations, again


def _drop(server: Connection, name: str) -> None:
    server.execute(sql.SQL(query("drop_database")).format(name=sql.Identifier(name)))


def _swap(server: Connection, name: str, fresh: str, before: str) -> str:
    """Give the restored database its name, and the one of before another, both or none; that other."""
    rename = sql.SQL(query("rename_database"))
    try:
        with server.transaction():
            server.execute(rename.format(name=sql.Identifier(name), other=sql.Identifier(before)))
            server.execute(rename.format(name=sql.Identifier(fresh), other=sql.Identifier(name)))
    except psycopg.errors.ObjectInUse as error:
        raise BackupError(
            "somebody began to use the database meanwhile, so it was left as it is: stop daemon, workers and crons, "
            "then try again"
        ) from error
    return before
