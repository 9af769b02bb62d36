"""The role that reads the views and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import Connection, errors, sql
from psycopg.conninfo import make_conninfo

from storage import migrate, reader
from storage.connect import connect, open_database
from storage.export import Wanted, exported
from storage.views import VIEWS
from tests.storage.samples import registered, rows, save, value


@pytest.fixture
def database(connection: Connection) -> Iterator[Connection]:
    """A database with an article, whose server forgets the role afterwards."""
    save(registered(connection))
    yield connection
    for name in (reader.ROLE, "anna"):
        if rows(connection, "select from pg_roles where rolname = %s", name):
            connection.execute(sql.SQL("drop owned by {0}; drop role {0}").format(sql.Identifier(name)))


def session(database_url: str, user: str, password: str = "") -> Connection:
    """A session of a user; the servers of the tests let in whoever reaches their socket."""
    return connect(make_conninfo(database_url, user=user, password=password or None))


def test_it_reads_each_view_and_no_table(database: Connection, database_url: str) -> None:
    """Tables, sequences and other users' secrets are closed to it; so is writing of any kind."""
    reader.grant(database, login=True, timeout_s=7)
    reader.grant(database, login=True, timeout_s=7)  # again is harmless
    tables = [name for (name,) in rows(database, "select relname from pg_class where relkind in ('r', 'S')"
                                       " and relnamespace = 'public'::regnamespace")]  # fmt: skip
    assert len(tables) > 10
    with session(database_url, reader.ROLE) as opened:
        for view in VIEWS:
            rows(opened, f"select * from {view}")
        assert len(rows(opened, "select from articles")) == 1
        assert value(opened, "show statement_timeout") == "7s"
        for table in [*tables, "pg_authid"]:
            with pytest.raises(errors.InsufficientPrivilege):
                rows(opened, f"select * from {table}")
        try_to_write(opened)


def try_to_write(opened: Connection) -> None:
    """Try to write, first as the session is, then with its guard taken off."""
    assert value(opened, "show transaction_read_only") == "on"
    opened.execute("set default_transaction_read_only = off")
    for statement in (
        "delete from articles",
        "update articles set title = ''",
        "insert into article default values",
        "truncate article",
        "create table mine (x int)",
        "create temporary table mine (x int)",
        "create function mine() returns int language sql as 'select 1'",
        "drop view articles",
        "create role other",
        "copy (select 1) to program 'true'",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            opened.execute(statement.encode())


def test_a_statement_ends_in_time(database: Connection, database_url: str) -> None:
    """Whatever it does meanwhile."""
    reader.grant(database, login=True, timeout_s=1)
    with session(database_url, reader.ROLE) as opened, pytest.raises(errors.QueryCanceled):
        opened.execute("select pg_sleep(30)")


def test_a_password_is_kept_scrambled(database: Connection) -> None:
    """Neither the statement nor the server has the password itself."""
    reader.grant(database, password="a long password", login=True)
    kept = value(database, "select rolpassword from pg_authid where rolname = %s", reader.ROLE)
    assert kept.startswith("SCRAM-SHA-256$")
    reader.grant(database)  # what is not given stays
    assert value(database, "select rolpassword from pg_authid where rolname = %s", reader.ROLE) == kept


def test_a_login_that_exists_may_read(database: Connection, database_url: str) -> None:
    """With the same bounds, in this database."""
    with pytest.raises(reader.ReaderError, match="no user 'anna'"):
        reader.grant_to(database, "anna")
    database.execute("create role anna login")
    reader.grant_to(database, "anna", timeout_s=9)
    with session(database_url, "anna") as opened:
        assert len(rows(opened, "select from articles")) == 1
        assert value(opened, "show statement_timeout") == "9s"
        with pytest.raises(errors.InsufficientPrivilege):
            rows(opened, "select from article")
    with pytest.raises(reader.ReaderError, match="may read and write everything"):
        reader.grant_to(database, database.info.user)
    with session(database_url, "anna") as opened:
        opened.execute("set default_transaction_read_only = off")
        with pytest.raises(reader.ReaderError, match="CREATEROLE"):
            reader.grant(opened)


def test_a_view_that_comes_later_is_open_to_it(
    empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Applying migrations opens what they bring."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    *early, last = migrate.load(migrate.MIGRATIONS)
    for one in early:
        (folder / f"{one}.sql").write_text(one.text, encoding="utf-8")
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    monkeypatch.setattr(reader, "VIEWS", {"articles": VIEWS["articles"]})
    with connect(empty_database_url) as connection:
        migrate.migrate(connection, folder)
        reader.grant(connection, login=True)
        monkeypatch.setattr(reader, "VIEWS", VIEWS)
        (folder / f"{last}.sql").write_text(last.text, encoding="utf-8")
        assert migrate.migrate(connection, folder) == [str(last)]
        with session(empty_database_url, reader.ROLE) as opened:
            rows(opened, "select from daily")
        connection.execute(sql.SQL("drop owned by {0}; drop role {0}").format(sql.Identifier(reader.ROLE)))


def test_it_comes_in_where_it_may_not_migrate(database: Connection, database_url: str) -> None:
    """A command with its address works: what it may not see is taken as up to date."""
    reader.grant(database, login=True)
    with open_database(make_conninfo(database_url, user=reader.ROLE)) as opened:
        assert reader.may_become(opened)


def test_an_owner_who_is_no_superuser_can_make_it(empty_database_url: str) -> None:
    """As on most servers that DATABASE_URL names: he owns the database and may make roles."""
    with connect(empty_database_url) as connection:
        connection.execute("create role keeper login createrole")
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("alter database {} owner to keeper").format(name))
        with open_database(make_conninfo(empty_database_url, user="keeper")) as opened:
            reader.grant(opened, password="a long password", login=True)
            reader.grant(opened)
            assert reader.may_become(opened)
            with exported(opened, Wanted("articles")) as table:
                assert list(table.batches) == []
                assert value(opened, "select current_user") == reader.ROLE
        with session(empty_database_url, reader.ROLE) as opened, pytest.raises(errors.InsufficientPrivilege):
            rows(opened, "select from article")
        connection.execute("drop owned by watira_reader; drop role watira_reader; drop owned by keeper")
        connection.execute(sql.SQL("alter database {} owner to current_user; drop role keeper").format(name))
