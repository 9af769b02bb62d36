"""Connections: what they are set to, and how a database that does not fit is refused."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import connect as module
from storage import server
from storage.connect import CredentialsError, UnfitError, UnreachableError, connect, describe, open_database
from storage.errors import DatabaseError
from tests.conftest import Server


def test_connection_speaks_utc_and_utf8(connection: psycopg.Connection) -> None:
    """Times come in UTC and each statement commits by itself, whatever the server's settings are."""
    asked = (
        "select current_setting('TimeZone'), current_setting('client_encoding'), current_setting('application_name')"
    )
    assert connection.execute(asked).fetchone() == ("UTC", "UTF8", "watira")
    assert connection.autocommit


def test_nothing_hangs_for_ever(connection: psycopg.Connection) -> None:
    """Waiting for a lock ends, and a network that has gone is noticed, unless the address asks for something else."""
    assert connection.execute("show lock_timeout").fetchone() == ("1min",)
    assert connection.info.get_parameters()["tcp_user_timeout"] == "30000"
    other = psycopg.conninfo.make_conninfo(connection.info.dsn, keepalives_idle=99)
    with connect(other) as told:
        given = told.info.get_parameters()
        assert (given["keepalives_idle"], given["keepalives_count"]) == ("99", "3")


def test_settings_of_the_database_are_overruled(postgres: Server, database_url: str) -> None:
    """A server in Damascus with another client encoding changes nothing."""
    with connect(database_url) as first:
        name = first.info.dbname
    postgres.execute("alter database {} set timezone to 'Asia/Damascus'", name)
    postgres.execute("alter database {} set client_encoding to 'LATIN1'", name)
    with connect(database_url) as connection:
        row = connection.execute("select current_setting('TimeZone'), 'القصف'").fetchone()
    assert row == ("UTC", "القصف")


def test_opening_brings_the_tables_up_to_date(empty_database_url: str) -> None:
    """A new database is ready for use once it is opened."""
    with open_database(empty_database_url) as connection:
        assert connection.execute("select count(*) > 0 from schema_migration").fetchone() == (True,)


def test_nobody_there_says_so() -> None:
    """A server that does not run is named, with what to do."""
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1:1 as user 'analyst'.*DATABASE_URL") as caught:
        connect("postgresql://analyst:unspeakable@127.0.0.1:1/news")
    assert "unspeakable" not in str(caught.value)


def test_missing_database_is_named(postgres: Server) -> None:
    """A database that was not made yet is told apart from a server that is down."""
    with pytest.raises(UnreachableError, match=r"no such database: database 'missing'.*createdb"):
        connect(postgres.url("missing"))


@pytest.fixture
def guarded_url(home: Path) -> str:
    """The address of a server that asks the user analyst for a password, without the password."""
    url = server.start(home)
    access = home / "postgres" / "data" / "pg_hba.conf"
    access.write_text("local all analyst scram-sha-256\nlocal all watira trust\n")
    with psycopg.connect(url) as connection:
        connection.execute("create role analyst login password 'right'; select pg_reload_conf()")
    return url.replace("watira@", "analyst@")


@pytest.mark.parametrize("password", ["", ":unspeakable"])
def test_wrong_password_is_told_and_not_shown(guarded_url: str, password: str) -> None:
    """A wrong and a missing password are told apart from a server that is down."""
    with pytest.raises(CredentialsError, match=r"as user 'analyst'.*user and password") as caught:
        connect(guarded_url.replace("@", f"{password}@"))
    assert "unspeakable" not in str(caught.value)


def test_right_password_is_let_in(guarded_url: str) -> None:
    """The refusals above are those of the password, not of the server."""
    with connect(guarded_url.replace("@", ":right@")) as connection:
        assert connection.info.user == "analyst"


def test_unknown_user_is_wrong_credentials(postgres: Server) -> None:
    """A role that does not exist is a matter of credentials, too."""
    with pytest.raises(CredentialsError, match="'stranger'"):
        connect(postgres.url("postgres").replace("watira@", "stranger@"))


def test_old_server_is_refused(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server older than the oldest supported one is named with both versions."""
    monkeypatch.setattr(module, "OLDEST", 99)
    with pytest.raises(UnfitError, match=r"PostgreSQL 1\d is too old, 99 or newer"):
        connect(postgres.url("postgres"))


@pytest.fixture
def odd_database(postgres: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database made with the options that the test gives."""
    postgres.execute(f"create database {{}} template template0 locale_provider libc {request.param}", "odd")
    yield postgres.url("odd")
    postgres.execute("drop database {} with (force)", "odd")


@pytest.mark.parametrize("odd_database", ["encoding 'LATIN1' locale 'C'"], indirect=True)
def test_encoding_without_arabic_is_refused(odd_database: str) -> None:
    """Arabic text cannot be stored in every encoding; the message shows how to make a fitting database."""
    with pytest.raises(UnfitError, match=r"LATIN1.*TEMPLATE template0 ENCODING 'UTF8'"):
        connect(odd_database)


@pytest.mark.parametrize("odd_database", ["encoding 'UTF8' locale 'C'"], indirect=True)
def test_locale_without_arabic_letters_is_refused(odd_database: str) -> None:
    """In the locale C an Arabic word has no trigrams, and search would silently find less."""
    with pytest.raises(UnfitError, match=r"locale is C.*LOCALE 'C.UTF-8'"):
        open_database(odd_database)


@pytest.mark.parametrize(
    "conninfo",
    [
        "postgresql://u:unspeakable/x@host/db",
        "postgresql://u:p@unspeakable@host/db",
        "postgresql://u:p@host:unspeakable/db",
        "postgresql://u:p%unspeakable@host/db",
        "no address with unspeakable",
    ],
)
def test_password_with_odd_signs_is_not_shown(conninfo: str) -> None:
    """A password that is not percent-encoded splits the address in odd places; none of them is printed."""
    with pytest.raises(UnreachableError, match="percent-encoded") as caught:
        connect(conninfo)
    assert "unspeakable" not in str(caught.value)
    assert caught.value.__cause__ is None


@given(st.text(alphabet=":/?#@%&=ab1", min_size=1).map(lambda middle: f"sec{middle}ret"))
def test_description_never_holds_a_password(password: str) -> None:
    """However a password splits the address, what is printed of it is not the password."""
    try:
        text = describe(f"postgresql://analyst:{password}@host:5432/news")
    except DatabaseError as error:
        text = str(error)
    assert password not in text
    assert "ret@" not in text


def test_description_names_defaults() -> None:
    """An address that leaves all to libpq's defaults is described as such."""
    assert describe("") == "database '(the default)' at the local server as user '(the default)'"
    assert describe("host=db port=5433 dbname=news user=analyst password=x") == (
        "database 'news' at db:5433 as user 'analyst'"
    )
