"""A database ready for use: the server running, the schema up to date, a connection open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from storage.connect import open_database
from storage.server import serving


@dataclass(frozen=True, slots=True)
class Session:
    """An open connection, and what others need to connect as well."""

    connection: psycopg.Connection
    conninfo: str = field(repr=False)  # may hold a password


@contextmanager
def session(home: Path, database_url: str | None = None) -> Iterator[Session]:
    """Start the embedded server if it is needed and does not run, migrate, connect; undo what was done at the end."""
    with serving(home, database_url) as conninfo, open_database(conninfo) as connection:
        yield Session(connection, conninfo)
