"""Migrations: once each, in order, safe with several processes, refused when files and database disagree."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from storage.connect import connect, open_database
from storage.migrate import MigrationError, load, migrate, pending
from tests.storage.server_process import ROOT

ONE = "create table one (id int); create function f() returns text language sql as 'select ''100 %''';"
TWO = "insert into one values (2);"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two migrations, the second of which needs the first."""
    (tmp_path / "0001_first.sql").write_text(ONE)
    (tmp_path / "0002_second_step.sql").write_text(TWO)
    return tmp_path


def test_files_are_applied_once_in_order(empty_database_url: str, folder: Path) -> None:
    """The names of what was applied are returned; a second time, nothing is."""
    with connect(empty_database_url) as connection:
        assert pending(connection, folder) == ["0001_first", "0002_second_step"]
        assert migrate(connection, folder) == ["0001_first", "0002_second_step"]
        assert migrate(connection, folder) == []
        assert connection.execute("select id, f() from one").fetchall() == [(2, "100 %")]


def test_new_file_is_applied_to_a_used_database(empty_database_url: str, folder: Path) -> None:
    """Only what is new is applied."""
    with connect(empty_database_url) as connection:
        migrate(connection, folder)
        (folder / "0003_third.sql").write_text("drop table one;")
        assert migrate(connection, folder) == ["0003_third"]


def test_failing_file_leaves_nothing_behind(empty_database_url: str, folder: Path) -> None:
    """A file is applied wholly or not at all; those before it stay."""
    (folder / "0003_bad.sql").write_text("create table three (id int); select 1 / 0;")
    with connect(empty_database_url) as connection:
        with pytest.raises(MigrationError, match=r"0003_bad failed: division by zero"):
            migrate(connection, folder)
        assert connection.execute("select to_regclass('one'), to_regclass('three')").fetchone() == ("one", None)
        assert pending(connection, folder) == ["0003_bad"]


def test_changed_file_is_refused(empty_database_url: str, folder: Path) -> None:
    """An applied file is never edited: databases would differ without anybody knowing."""
    with connect(empty_database_url) as connection:
        migrate(connection, folder)
        (folder / "0001_first.sql").write_text(ONE + "\n")
        with pytest.raises(MigrationError, match=r"0001_first was applied.*git checkout"):
            migrate(connection, folder)


def test_line_ends_change_nothing(empty_database_url: str, folder: Path) -> None:
    """A checkout with the line ends of Windows has the same migrations."""
    (folder / "0001_first.sql").write_bytes(ONE.encode() + b"\n")
    with connect(empty_database_url) as connection:
        migrate(connection, folder)
        (folder / "0001_first.sql").write_bytes(ONE.encode() + b"\r\n")
        assert migrate(connection, folder) == []


def test_newer_database_is_refused(empty_database_url: str, folder: Path) -> None:
    """Old code does not write into tables that it does not know."""
    with connect(empty_database_url) as connection:
        migrate(connection, folder)
        (folder / "0002_second_step.sql").unlink()
        with pytest.raises(MigrationError, match=r"0002_second_step.*too old.*git pull"):
            migrate(connection, folder)


@pytest.mark.parametrize(
    ("name", "complaint"), [("0002_gap.sql", "should have the number 0001"), ("1_short.sql", "NNNN_name.sql")]
)
def test_badly_named_file_is_refused(tmp_path: Path, name: str, complaint: str) -> None:
    """Numbers follow each other, so two people's migrations cannot pass each other unseen."""
    (tmp_path / name).touch()
    with pytest.raises(MigrationError, match=complaint):
        load(tmp_path)


def test_reader_comes_in_and_may_not_migrate(empty_database_url: str, folder: Path) -> None:
    """An analyst's role may use a database that is up to date; otherwise it is told who can migrate."""
    with connect(empty_database_url) as connection:
        migrate(connection, folder)
        role = f"reader_of_{connection.info.dbname}"
        with connection.transaction(force_rollback=True):
            connection.execute(f"create role {role}; grant select on schema_migration to {role}".encode())
            connection.execute(f"set local role {role}".encode())
            assert migrate(connection, folder) == []
            (folder / "0003_third.sql").write_text("create table three (id int);")
            with pytest.raises(MigrationError, match=r"may not change tables.*watira db migrate"):
                migrate(connection, folder)


def test_reader_of_the_views_comes_in(database_url: str) -> None:
    """A role that may read the views and nothing else opens the database and reads them."""
    with connect(database_url) as owner:
        role = f"analyst_of_{owner.info.dbname}"
        owner.execute(f"create role {role} login".encode())
        owner.execute(f"grant select on articles, escalation, sources to {role}".encode())
        try:
            with open_database(psycopg.conninfo.make_conninfo(database_url, options=f"-c role={role}")) as connection:
                assert connection.execute("select current_user, count(*) from articles").fetchone() == (role, 0)
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute("select from schema_migration")
        finally:
            owner.execute(f"drop owned by {role}; drop role {role}".encode())


def test_table_of_another_owner_cannot_be_changed(empty_database_url: str, folder: Path) -> None:
    """A role that may make tables, but does not own these, is told the same."""
    with connect(empty_database_url) as connection:
        migrate(connection, folder)
        role = f"writer_of_{connection.info.dbname}"
        with connection.transaction(force_rollback=True):
            connection.execute(f"create role {role}; grant all on schema public to {role}".encode())
            connection.execute(f"grant all on schema_migration to {role}; set local role {role}".encode())
            (folder / "0003_third.sql").write_text("alter table one add more int;")
            with pytest.raises(MigrationError, match=r"must be owner of table one.*watira db migrate"):
                migrate(connection, folder)


@pytest.mark.slow
def test_four_processes_at_once_apply_each_file_once(empty_database_url: str, folder: Path) -> None:
    """All four end well, and together they have applied each migration once."""
    for number in range(3, 9):
        text = f"create table t{number} (id int); select pg_sleep(0.02);"
        (folder / f"{number:04}_more.sql").write_text(text)
    code = (
        "import sys; from pathlib import Path\n"
        "from storage.connect import connect; from storage.migrate import migrate\n"
        "print(*migrate(connect(sys.argv[1]), Path(sys.argv[2])), sep='\\n')"
    )
    arguments = [sys.executable, "-c", code, empty_database_url, str(folder)]
    runs = [
        subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    answers = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0] * 4, answers
    assert sorted("".join(out for out, _ in answers).split()) == [str(migration) for migration in load(folder)]


def test_real_migrations_are_in_the_template(connection: psycopg.Connection) -> None:
    """The project's own files apply, and the databases of the tests have all of them."""
    assert pending(connection) == []
    assert migrate(connection) == []
