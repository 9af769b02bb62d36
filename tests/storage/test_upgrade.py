"""The upgrade of a data folder: from a real older PostgreSQL, or refused with what is missing."""

from pathlib import Path

import psycopg
import pytest

from storage import cluster, server, upgrade
from storage.binaries import MAJOR, Binaries
from storage.server import ServerError
from tests.conftest import system_cluster
from tests.storage.server_process import note


@pytest.fixture
def old_home(tmp_path: Path, system_binaries: Binaries) -> Path:
    """A data folder made by an older PostgreSQL, with a role, an extension, and text in two databases."""
    if system_binaries.major >= MAJOR:
        pytest.skip(f"the installed PostgreSQL is not older than {MAJOR}")
    folder = tmp_path / "home" / "postgres"
    folder.mkdir(parents=True, mode=0o711)
    with cluster.running(system_cluster(folder, system_binaries)) as running:
        with running.connect("postgres") as connection:
            connection.execute("create database watira")
            connection.execute('create database "other one"')
            connection.execute("create role analyst login password 'right'")
        for name, text in (("watira", "القصف"), ("other one", "آخر")):
            with running.connect(name) as connection:
                connection.execute("create extension pg_trgm")
                connection.execute("create table note (text text)")
                connection.execute("insert into note values (%s)", [text])
                connection.execute("grant select on note to analyst")
    return tmp_path / "home"


@pytest.mark.slow
@pytest.mark.system_postgres
def test_old_data_are_refused_then_carried_over(old_home: Path, system_binaries: Binaries) -> None:
    """All databases, roles and rights are there afterwards; the old folder is kept; there is no second time."""
    with pytest.raises(ServerError, match="watira db upgrade"), server.serving(old_home):
        pass
    done = upgrade.upgrade(old_home)
    assert (done.old, done.new, done.databases) == (system_binaries.major, MAJOR, ["other one", "watira"])
    assert cluster.data_version(done.kept) == system_binaries.major
    with server.serving(old_home) as url:
        assert note(url) == "القصف"
        assert note(url.replace("/watira?", "/other%20one?")) == "آخر"
        with psycopg.connect(url) as connection:
            asked = "select has_table_privilege('analyst', 'note', 'select'), cardinality(show_trgm('القصف'))"
            assert connection.execute(asked).fetchone() == (True, 6)
    with pytest.raises(ServerError, match="nothing to upgrade"):
        upgrade.upgrade(old_home)


@pytest.mark.slow
@pytest.mark.system_postgres
def test_failed_restore_leaves_the_old_data(old_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the middle stops the upgrade before the folders change places."""
    monkeypatch.setattr(upgrade, "_FIRST_USER", "no such line")
    with pytest.raises(ServerError, match=r"psql failed, the old data are untouched.*already exists"):
        upgrade.upgrade(old_home)
    folder = old_home / "postgres"
    assert cluster.data_version(folder / "data") not in {None, MAJOR}
    assert not list(folder.glob("dump-*"))
    monkeypatch.undo()
    assert upgrade.upgrade(old_home).new == MAJOR


def test_missing_programs_are_named(home: Path) -> None:
    """The message says what to install, and how to name the folder."""
    (home / "postgres" / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match=r"apt install postgresql-9.*--old-bin"):
        upgrade.upgrade(home)


def test_given_folder_must_have_the_old_version(home: Path, tmp_path: Path) -> None:
    """A folder of programs of another version is no help."""
    (home / "postgres" / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match=f"not in {tmp_path}"):
        upgrade.upgrade(home, tmp_path)


def test_newer_data_are_refused(home: Path) -> None:
    """There is no way back to an older PostgreSQL."""
    (home / "postgres" / "data" / "PG_VERSION").write_text("99\n")
    with pytest.raises(ServerError, match="newer than this Watira"):
        upgrade.upgrade(home)


def test_nothing_there_is_nothing_to_upgrade(tmp_path: Path) -> None:
    """Without a data folder, or with an empty one, nothing is made."""
    with pytest.raises(ServerError, match="nothing to upgrade"):
        upgrade.upgrade(tmp_path)
    (tmp_path / "postgres").mkdir()
    with pytest.raises(ServerError, match="nothing to upgrade"):
        upgrade.upgrade(tmp_path)


def test_database_in_use_is_not_upgraded(home: Path) -> None:
    """A running command keeps the upgrade away."""
    with server.serving(home), pytest.raises(ServerError, match="other watira commands"):
        upgrade.upgrade(home)
