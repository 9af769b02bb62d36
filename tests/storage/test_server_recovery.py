"""What the embedded server survives: kills, crashes, stale lock files, a data folder that is not as it should be."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from storage import cluster, locks, server
from storage.server import ServerError
from tests.storage.server_process import Command, ask, kill_server, note, running_pid


def test_killed_postmaster_is_started_again(home: Path) -> None:
    """After kill -9 of the server's first process alone, its children end and a new server recovers the data."""
    url = server.start(home)
    with psycopg.connect(url) as connection:
        connection.execute("update note set text = 'written'")
    os.kill(running_pid(home), signal.SIGKILL)
    assert note(server.start(home)) == "written"


def test_data_survive_a_crash_of_the_machine(home: Path) -> None:
    """All processes gone at once, lock files left behind: what was committed is there again."""
    url = server.start(home)
    with psycopg.connect(url) as connection:
        connection.execute("update note set text = 'written'")
    kill_server(running_pid(home))
    assert (home / "postgres" / "data" / "postmaster.pid").exists()
    assert note(server.start(home)) == "written"


def stale_pid_files(home: Path, pid: int) -> None:
    """Lock files of a server in the data folder and beside its socket, as if `pid` were that server."""
    data, socket = home / "postgres" / "data", home / "postgres" / "socket"
    text = f"{pid}\n{data}\n1700000000\n5432\n{socket}\n\n  1234567   0\nready   \n"
    (data / "postmaster.pid").write_text(text)
    (socket / ".s.PGSQL.5432.lock").write_text(text)


def test_stale_lock_files_with_a_foreign_pid_are_removed(home: Path) -> None:
    """After a crash the server's number may belong to any living program."""
    stale_pid_files(home, os.getpid())
    with server.serving(home) as url:
        assert note(url) == "القصف"


def test_stale_lock_files_with_a_zombie_are_removed(home: Path) -> None:
    """A server killed in a container whose first process does not reap looks alive to kill(pid, 0)."""
    zombie = subprocess.Popen(["true"])
    while psutil.Process(zombie.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    stale_pid_files(home, zombie.pid)
    with server.serving(home) as url:
        assert note(url) == "القصف"
    zombie.wait()


@pytest.mark.slow
def test_half_made_cluster_is_made_anew(empty: Path) -> None:
    """initdb and its command killed in the middle leave nothing that a later start stumbles over."""
    with Command(empty) as command:
        while not list((empty / "postgres").glob("data.new-*/base/1")):
            assert command.process.poll() is None
            time.sleep(0.005)
        children = psutil.Process(command.process.pid).children(recursive=True)
        command.kill()
        for child in children:
            with suppress(psutil.NoSuchProcess):  # it went with its parent
                child.kill()
    assert not (empty / "postgres" / "data").exists()
    with server.serving(empty) as url:
        assert ask(url, "select 1") == 1
    assert not list((empty / "postgres").glob("data.new-*"))


def test_data_of_another_version_are_refused_with_the_way_out(home: Path) -> None:
    """The data folder's format belongs to one major version."""
    (home / "postgres" / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServerError, match=r"PostgreSQL 17.*watira db upgrade"), server.serving(home):
        pass


@pytest.mark.parametrize(("version", "complaint"), [(None, "no PostgreSQL data folder"), ("seventeen", "damaged")])
def test_folder_that_holds_something_else_is_refused(tmp_path: Path, version: str | None, complaint: str) -> None:
    """Nothing is written into a folder that is not a data folder."""
    data = tmp_path / "postgres" / "data"
    data.mkdir(parents=True)
    if version:
        (data / "PG_VERSION").write_text(version)
    with pytest.raises(ServerError, match=complaint), server.serving(tmp_path):
        pass


def test_server_that_does_not_start_says_why(home: Path) -> None:
    """The last lines of the server's log are in the message, and nothing is left running."""
    with (home / "postgres" / "data" / "postgresql.conf").open("a") as settings:
        settings.write("shared_preload_libraries = 'no_such_library'\n")
    with pytest.raises(ServerError, match=r"did not start.*no_such_library"), server.serving(home):
        pass
    assert not server.status(home).running


def test_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file where the data folder should be is an error with the path and the setting."""
    (tmp_path / "file").touch()
    with pytest.raises(ServerError, match=r"file.*WATIRA_HOME"), server.serving(tmp_path / "file"):
        pass


def test_server_that_never_answers_is_not_waited_for_without_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process holds the server's lock and cannot be reached, as behind the wall of a container."""
    monkeypatch.setattr(cluster, "START", 0.1)
    monkeypatch.setattr(cluster, "_FAST_STOP", 0.1)
    monkeypatch.setattr(cluster, "_IMMEDIATE_STOP", 0.1)
    with locks.hold(home / "postgres" / "server.lock"):
        with pytest.raises(ServerError, match=r"does not answer within .*watira db stop"):
            server.start(home)
        with pytest.raises(ServerError, match=r"unknown.*does not stop"):
            server.stop(home)


def test_server_that_ignores_a_fast_stop_is_stopped_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a fast stop does not achieve in time, an immediate one does; the data recover at the next start."""
    monkeypatch.setattr(cluster, "_FAST_STOP", 0)
    url = server.start(home)
    with psycopg.connect(url) as connection:
        connection.execute("update note set text = 'written'")
    assert server.stop(home)
    assert note(server.start(home)) == "written"


def test_upgrade_cut_off_between_its_renames_is_finished(home: Path) -> None:
    """The old data moved away, the new ones not yet in place: the next start puts them there."""
    folder = home / "postgres"
    (folder / "data").rename(folder / server.UPGRADED)
    with server.serving(home) as url:
        assert note(url) == "القصف"


def test_logs_that_grew_too_long_are_begun_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each weekday has one log file, and none of them grows without end."""
    monkeypatch.setattr(cluster, "_LOG_KEPT_BYTES", 1000)
    old = home / "postgres" / "log" / "server-Xyz.log"
    old.write_text("x" * 2000)
    with server.serving(home):
        assert not old.exists()
