"""The role `watira_reader`: it reads the views and nothing else, and no statement of it runs for ever.

Roles belong to the whole server, so no migration makes this one: `watira db grant-reader` does, once. A view that a
later migration brings is opened to it when that migration is applied (`storage.migrate`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import Connection, sql

from storage.errors import DatabaseError
from storage.sql import query
from storage.views import VIEWS

ROLE = "watira_reader"

TIMEOUT_S = 60  # for a statement; an analyst may set another one for a session

_ROLE = sql.Identifier(ROLE)


class ReaderError(DatabaseError):
    """The role cannot be made or given; the text says why."""


def grant(
    connection: Connection, *, password: str | None = None, login: bool = False, timeout_s: int = TIMEOUT_S
) -> None:
    """Make the role, or bring it to what it should be; `login` lets it log in, with a password where one is given.

    Safe to repeat. Raises `ReaderError` where our own user may not.
    """
    with _explained(connection), connection.transaction():
        if _role(connection, ROLE) is None:
            connection.execute(sql.SQL(query("create_reader")).format(role=_ROLE))
        if login:
            kept = sql.Literal(_scrambled(connection, password) if password else None)
            connection.execute(sql.SQL(query("let_reader_in")).format(role=_ROLE, password=kept))
        bound = sql.SQL(query("bound_reader"))
        connection.execute(bound.format(role=_ROLE, timeout=sql.Literal(f"{timeout_s}s")))
        _close(connection)
        open_views(connection)
        if not may_become(connection):  # so that exports are read with no more rights than a reader has
            _join(connection, connection.info.user)


def grant_to(connection: Connection, member: str, *, timeout_s: int = TIMEOUT_S) -> None:
    """Let an existing login of the server read what the role reads. Raises `ReaderError` for one that may do more."""
    found = _role(connection, member)
    if found is None:
        raise ReaderError(
            f"the server has no user {member!r}: make it first (CREATE ROLE … LOGIN), then call this again"
        )
    if any(found):
        raise ReaderError(f"the user {member!r} may read and write everything already: name another one")
    if _role(connection, ROLE) is None:
        grant(connection)
    names = {"role": sql.Identifier(member), "database": sql.Identifier(connection.info.dbname)}
    with _explained(connection), connection.transaction():
        _close(connection)
        open_views(connection)
        _join(connection, member)
        bound = sql.SQL(query("bound_member"))
        connection.execute(bound.format(**names, timeout=sql.Literal(f"{timeout_s}s")))


def reopen(connection: Connection) -> None:
    """Open views that came or were made anew to the role, if it was ever let into this database."""
    if connection.execute(query("reader_reads"), {"role": ROLE}).fetchone() == (True,):
        open_views(connection)


def let_in_again(connection: Connection) -> None:
    """Let the role, which is there, read a database that took the place of one that it read."""
    with connection.transaction():
        _close(connection)
        open_views(connection)


def open_views(connection: Connection) -> None:
    """Let the role read the views, and only them."""
    connection.execute(sql.SQL(query("clear_reader")).format(role=_ROLE))
    views = sql.SQL(", ").join(sql.Identifier("public", name) for name in VIEWS)
    database = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL(query("open_views")).format(role=_ROLE, views=views, database=database))


def may_become(connection: Connection) -> bool:
    """Whether this session may take on the role, which was let into this database."""
    return connection.execute(query("may_become_reader"), {"role": ROLE}).fetchone() == (True,)


def _close(connection: Connection) -> None:
    connection.execute(sql.SQL(query("close_database")).format(database=sql.Identifier(connection.info.dbname)))


def _join(connection: Connection, member: str) -> None:
    """Make a user a member of the role."""
    connection.execute(sql.SQL(query("grant_member")).format(role=_ROLE, member=sql.Identifier(member)))


def _role(connection: Connection, name: str) -> tuple[bool, bool] | None:
    """Whether a role is a superuser, and whether it has our own rights; None: there is none."""
    return connection.execute(query("reader_role"), {"name": name}).fetchone()


def _scrambled(connection: Connection, password: str) -> str:
    """The password as the server keeps it, so that neither the connection nor a log of statements carries it."""
    return connection.pgconn.encrypt_password(password.encode(), ROLE.encode(), b"scram-sha-256").decode()


@contextmanager
def _explained(connection: Connection) -> Iterator[None]:
    """Turn what the server forbids into a sentence on what to do."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise ReaderError(
            f"the database user {connection.info.user!r} may not do that ({error.diag.message_primary}): call it once "
            "with a DATABASE_URL of a user who owns the database and may make roles (CREATEROLE)"
        ) from error
