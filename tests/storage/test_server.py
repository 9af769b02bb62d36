"""The embedded server: who starts it, who stops it, and what is told of it."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage import binaries, server
from storage.server import ServerError
from tests.storage.server_process import ROOT, Command, ask, kill_server, note, running_pid


def test_given_address_is_used_as_it_is(tmp_path: Path) -> None:
    """With DATABASE_URL nothing is started and no folder made."""
    with server.serving(tmp_path / "home", "postgresql://elsewhere/db") as url:
        assert url == "postgresql://elsewhere/db"
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_five_commands_at_once_make_one_cluster(empty: Path) -> None:
    """Cron, daemon and shells may all be first: one makes the cluster, all use it, the last one out stops it."""
    with ExitStack() as stack:
        commands = [stack.enter_context(Command(empty)) for _ in range(5)]
        assert len({ask(command.url, "select system_identifier from pg_control_system()") for command in commands}) == 1
        starts = (empty / "postgres" / "log" / "start.log").read_text()
        assert starts.count("redirecting log output") == 1
    assert not server.status(empty).running
    assert not list((empty / "postgres").glob("data.new-*"))


@pytest.mark.slow
def test_many_short_commands_never_meet_a_stopping_server(home: Path) -> None:
    """A command that comes while the last one out stops the server waits, and starts it anew."""
    code = (
        "import sys, psycopg; from pathlib import Path; from storage.server import serving\n"
        "for _ in range(4):\n"
        "    with serving(Path(sys.argv[1])) as url, psycopg.connect(url) as c: c.execute('select 1')"
    )
    arguments = [sys.executable, "-c", code, str(home)]
    runs = [subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    complaints = [run.communicate(timeout=120)[1] for run in runs]
    assert [run.returncode for run in runs] == [0] * 4, complaints
    assert not server.status(home).running


@pytest.mark.slow
def test_last_one_out_stops_the_server(home: Path) -> None:
    """The server stays while one command uses it, also when the one that started it has ended."""
    with Command(home) as first:
        assert first.url
        with Command(home) as second:
            assert second.url == first.url
            first.end()
            assert server.status(home).running
    assert not server.status(home).running


@pytest.mark.slow
def test_server_of_a_killed_command_is_stopped_by_the_next(home: Path) -> None:
    """kill -9 of a command leaves its server behind, and does not leave it counted as a user."""
    with Command(home) as killed:
        assert killed.url
        killed.kill()
    assert server.status(home).running
    with Command(home) as following:
        assert note(following.url) == "القصف"
    assert not server.status(home).running


def test_started_server_outlives_commands_until_it_is_stopped(home: Path) -> None:
    """`watira db start` keeps the server, `watira db stop` stops it, once."""
    url = server.start(home)
    with server.serving(home) as same:
        assert same == url
    status = server.status(home)
    assert (status.running, status.kept, status.url) == (True, True, url)
    assert server.url(home) == url
    assert server.stop(home)
    assert not server.stop(home)
    assert not server.status(home).running


def test_keep_is_a_wish_for_the_running_server_only(home: Path) -> None:
    """A server that a command starts after a kept one was lost is stopped by that command."""
    with server.serving(home, keep=True):
        pass
    assert server.status(home).running
    kill_server(running_pid(home))
    with server.serving(home):
        assert not server.status(home).kept
    assert not server.status(home).running


def test_stopped_server_has_no_address(home: Path) -> None:
    """`watira db url` names what to do instead of an address that does not work."""
    with pytest.raises(ServerError, match="watira db start"):
        server.url(home)


def test_status_of_nothing_makes_nothing(tmp_path: Path) -> None:
    """Looking leaves no folder behind."""
    status = server.status(tmp_path / "home")
    assert (status.running, status.version, status.size_bytes, status.url) == (False, "", 0, None)
    assert not server.stop(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_status_tells_version_and_size(home: Path) -> None:
    """A data folder has a version and a size also when the server does not run."""
    status = server.status(home)
    assert status.version == str(binaries.MAJOR)
    assert status.size_bytes > 10_000_000
