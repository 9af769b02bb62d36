"""What all tests share: an environment without settings, and a database of its own for each test that asks for one."""

import os
import signal
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings as hypothesis_settings
from psycopg import sql

from storage import binaries, cluster, privileges
from storage.cluster import Cluster
from storage.connect import connect, open_database
from storage.errors import ServerError
from storage.postmaster import Postmaster, read
from storage.server import serving

_SETTINGS = ("DATABASE_URL", "PG", "WATIRA_", "SMTP_")

_number = count()

# No deadlines: the machine may be busy. In CI the same examples each time: a change is judged by what it changed.
hypothesis_settings.register_profile("watira", deadline=None, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("watira")

# What a shell starts in the background gets no Ctrl-C; the commands that tests start and interrupt would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Server:
    """A running server that tests make their databases on, and what to call it in a notice."""

    name: str
    postmaster: Postmaster

    def url(self, database: str) -> str:
        """The address of a database of this server."""
        return self.postmaster.url(database)

    def execute(self, statement: str, database: str) -> None:
        """Run a statement that names a database."""
        with connect(self.url("postgres")) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(database)))


@pytest.fixture(autouse=True, scope="session")
def _no_settings() -> Iterator[None]:
    """No test sees the settings or the database of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_SETTINGS):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The embedded server, in a folder of this session (with xdist: of this worker)."""
    home = tmp_path_factory.mktemp("home")
    with serving(home):
        found = read(home / "postgres" / "data")
        assert found is not None
        yield _hasty(Server("embedded", found))


@pytest.fixture(scope="session")
def system_binaries() -> binaries.Binaries:
    """The programs of the oldest supported PostgreSQL that the system has; skips where it has none."""
    for major in range(15, binaries.MAJOR + 1):
        try:
            return binaries.older(major)
        except ServerError:
            continue
    pytest.skip("no PostgreSQL 15 or newer is installed (Debian: apt install postgresql)")


@pytest.fixture(scope="session")
def oldest_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the oldest supported PostgreSQL that the system has and that runs here, else the embedded one."""
    folder = tmp_path_factory.mktemp("system")
    with ExitStack() as stack:
        try:
            programs = request.getfixturevalue("system_binaries")
            found = stack.enter_context(cluster.running(system_cluster(folder, programs)))
        except (ServerError, pytest.skip.Exception) as error:
            warnings.warn(f"the storage tests run on the embedded server only: {error}", stacklevel=1)
            yield request.getfixturevalue("embedded_server")
            return
        yield _hasty(Server("system", found))


def _hasty(server: Server) -> Server:
    """The server, told not to wait for the disk: only a crash of the machine itself would lose anything by it."""
    with connect(server.url("postgres")) as connection:
        connection.autocommit = True
        connection.execute("alter system set fsync = off")
        connection.execute("alter system set full_page_writes = off")
        connection.execute("select pg_reload_conf()")
    return server


def system_cluster(folder: Path, programs: binaries.Binaries) -> Cluster:
    """A new cluster of the given programs in a folder, made like the embedded one."""
    data = folder / "data"
    identity = privileges.choose(data)
    cluster.initialise(folder, programs, identity).rename(data)
    return Cluster(folder, data, programs, identity)


def everything(connection: psycopg.Connection) -> dict[str, list[str]]:
    """All rows of all tables that Watira has, as text, by schema.name."""
    tables = "select schemaname || '.' || tablename from pg_tables where schemaname in ('public', 'queue')"
    return {
        name: sorted(text for (text,) in connection.execute(f"select row::text from {name} row".encode()))
        for (name,) in connection.execute(tables).fetchall()
    }


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Server:
    """The server for databases: the embedded one, unless a folder's tests ask for another by parameter."""
    server: Server = request.getfixturevalue(f"{getattr(request, 'param', 'embedded')}_server")
    return server


@pytest.fixture(scope="session")
def template(postgres: Server) -> Iterator[str]:
    """The name of a migrated, empty database, from which those of the tests are copied."""
    name = f"template_{next(_number)}"
    postgres.execute("create database {}", name)
    open_database(postgres.url(name)).close()
    yield name
    postgres.execute("drop database {} with (force)", name)


@pytest.fixture
def database_url(postgres: Server, template: str) -> Iterator[str]:
    """The address of a migrated, empty database for this test alone."""
    name = f"test_{next(_number)}"
    postgres.execute(f"create database {{}} template {template}", name)
    yield postgres.url(name)
    postgres.execute("drop database {} with (force)", name)


@pytest.fixture
def empty_database_url(postgres: Server) -> Iterator[str]:
    """The address of a database without any tables, for this test alone."""
    name = f"test_{next(_number)}"
    postgres.execute("create database {}", name)
    yield postgres.url(name)
    postgres.execute("drop database {} with (force)", name)


@pytest.fixture
def connection(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection to a migrated, empty database for this test alone."""
    with connect(database_url) as open_connection:
        yield open_connection
