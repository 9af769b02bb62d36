"""Connections to the database, refused with a sentence on what to do where it does not fit.

No message shows a password.
"""

import re
from typing import Any

import psycopg
from psycopg import conninfo as libpq

from storage.errors import DatabaseError as DatabaseError
from storage.migrate import migrate
from storage.sql import query

OLDEST = 15  # major version of PostgreSQL

# What libpq is told unless the address says otherwise: a server or a network that has gone is noticed in half a minute.
_DEFAULTS = {
    "application_name": "watira",
    "connect_timeout": 10,  # seconds
    "keepalives": 1,
    "keepalives_idle": 15,  # seconds without traffic, then it is asked
    "keepalives_interval": 5,  # seconds between two questions
    "keepalives_count": 3,  # without an answer
    "tcp_user_timeout": 30_000,  # milliseconds for what was sent to be received
}

# FATAL messages stay in the server's language; these are the English ones, the flags of libpq serve the others.
_REFUSED = re.compile(r"authentication failed|no password supplied|no pg_hba\.conf entry|role \".*\" does not exist")
_NO_DATABASE = re.compile(r"database \".*\" does not exist")


class UnreachableError(DatabaseError):
    """No server answers, or it has no such database."""


class InvalidAddressError(UnreachableError):
    """What was given as the address of a database is none."""

    exit_code = 2


class CredentialsError(DatabaseError):
    """The server does not let this user in."""


class UnfitError(DatabaseError):
    """The server or the database is not one that Watira can work with."""


def connect(conninfo: str) -> psycopg.Connection:
    """A connection that commits each statement by itself and speaks UTF-8 and UTC.

    No statement waits for a lock for more than a minute, and no connection for a server that has gone. `conninfo` is a
    libpq address or keyword string. Raises `UnreachableError`, `CredentialsError` or `UnfitError`.
    """
    place = describe(conninfo)
    try:
        connection = psycopg.connect(
            conninfo,
            autocommit=True,
            client_encoding="utf8",
            **unless_given(conninfo),
        )
    except psycopg.OperationalError as error:
        raise _refusal(error, place) from error
    try:
        _check(connection, place)
        connection.execute(query("use_utc"))
        connection.execute(query("bound_waits"))
    except BaseException:
        connection.close()
        raise
    return connection


def unless_given(conninfo: str) -> dict[str, Any]:
    """What libpq is told on what the address leaves open."""
    given = libpq.conninfo_to_dict(conninfo)
    return {name: value for name, value in _DEFAULTS.items() if name not in given}


def named(conninfo: str, application: str) -> str:
    """The address for connections that are called so in the server's list of sessions."""
    return libpq.make_conninfo(conninfo, application_name=application)


def open_database(conninfo: str) -> psycopg.Connection:
    """A connection to a database whose tables are up to date, migrated first if need be."""
    connection = connect(conninfo)
    try:
        migrate(connection)
        check_trigrams(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def check_trigrams(connection: psycopg.Connection) -> None:
    """See that an Arabic word has trigrams; without them, search would silently find less. Raises `UnfitError`."""
    if connection.execute(query("trigrams_work")).fetchone() != (True,):
        raise UnfitError(
            f"the database {connection.info.dbname!r} takes Arabic letters for no letters, because its locale is C: "
            "make one with CREATE DATABASE … TEMPLATE template0 LOCALE 'C.UTF-8', and name it in DATABASE_URL"
        )


def clock(connection: psycopg.Connection) -> float:
    """The server's clock now, in seconds since 1970."""
    row = connection.execute(query("server_clock")).fetchone()
    return float(row[0]) if row else 0.0


def size(connection: psycopg.Connection) -> int:
    """What the database takes up, in bytes."""
    row = connection.execute(query("database_size")).fetchone()
    return int(row[0]) if row else 0


def describe(conninfo: str) -> str:
    """The user, server and database that an address names, without its password.

    Raises `UnreachableError` for what is no address, or only because a password's signs split it oddly.
    """
    try:
        parts = {key: str(value) for key, value in libpq.conninfo_to_dict(conninfo).items()}
    except (psycopg.Error, ValueError):  # the latter for bytes that are no UTF-8
        parts = {"port": "none"}
    host, port, database = (parts.get(key, "") for key in ("host", "port", "dbname"))
    if not re.fullmatch(r"[\d,]*", port) or "@" in host.lstrip("@") or "@" in database:
        raise InvalidAddressError(
            "DATABASE_URL is no valid address: write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, the signs "
            ": / ? # @ % in the password percent-encoded (@ is %40)"
        )
    where = f"{host or 'the local server'}{':' + port if port else ''}"
    return f"database {database or '(the default)'!r} at {where} as user {parts.get('user') or '(the default)'!r}"


def _refusal(error: psycopg.OperationalError, place: str) -> DatabaseError:
    """What a failed connection means for the user."""
    said = " ".join(str(error).split())
    if _REFUSED.search(said) or (error.pgconn and (error.pgconn.needs_password or error.pgconn.used_password)):
        return CredentialsError(
            f"the server does not let us in: {place}. Check user and password in DATABASE_URL (and pg_hba.conf on the "
            f"server). It says: {said}"
        )
    if _NO_DATABASE.search(said):
        return UnreachableError(f"there is no such database: {place}. Make it (createdb), or correct DATABASE_URL")
    return UnreachableError(
        f"no PostgreSQL server answers: {place}. See that it runs and that DATABASE_URL is right, or unset "
        f"DATABASE_URL to use the embedded server. The reason: {said}"
    )


def _check(connection: psycopg.Connection, place: str) -> None:
    """Refuse a server that is too old, and a database that cannot hold Arabic."""
    row = connection.execute(query("server_facts")).fetchone()
    assert row is not None  # noqa: S101 - the statement has always one row
    version, encoding = row
    if version // 10_000 < OLDEST:
        raise UnfitError(f"PostgreSQL {version // 10_000} is too old, {OLDEST} or newer is needed: {place}")
    if encoding != "UTF8":
        raise UnfitError(
            f"the database is in the encoding {encoding}, and Arabic needs UTF8: {place}. Make one with "
            "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8', and name it in DATABASE_URL"
        )
