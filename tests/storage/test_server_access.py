"""Whom the embedded server lets in, as whom it runs, and that it changes no folder of others."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from storage import binaries, privileges, server
from storage.server import ServerError
from tests.storage.server_process import Command, ask, mode, note, running_pid

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")

NOBODY = 65534


def as_nobody(action: Callable[[], str]) -> str:
    """What an action returns, or the error that it ends with, in a process of the user nobody.

    A fork, not a new interpreter: this one may lie in a home that is closed to others.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        try:
            answer = action()
        except BaseException as error:  # noqa: BLE001 - the parent judges it
            answer = repr(error)
        os.write(writing, answer.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(pid, 0)
    with open(reading, encoding="utf-8") as answered:  # noqa: PTH123 - a descriptor, not a path
        return answered.read()


@pytest.mark.slow
def test_long_path_with_blanks(made: Path, tmp_path: Path) -> None:
    """A socket's path holds about 100 bytes; a data folder may lie deeper, below blanks and Arabic."""
    home = tmp_path / ("a folder with blanks, a comma 'and' \"quotes\" $HOME" + " المحرر" * 12) / ("x" * 60)
    shutil.copytree(made, home)
    with server.serving(home) as url:
        assert note(url) == "القصف"
        socket_folder = server.status(home).socket_folder
        assert socket_folder is not None
        assert len(os.fsencode(socket_folder)) < 80
        assert mode(socket_folder) == 0o700
    assert not socket_folder.exists()


@pytest.mark.slow
def test_existing_folders_keep_their_permissions(tmp_path: Path) -> None:
    """Neither the data folder nor one above it is opened or closed for the server's sake."""
    closed, home = tmp_path / "closed", tmp_path / "closed" / "home"
    closed.mkdir(mode=0o700)
    home.mkdir(mode=0o755)
    before = [mode(path) for path in (tmp_path, closed, home)]
    with server.serving(home):
        assert [mode(path) for path in (tmp_path, closed, home)] == before


@pytest.mark.slow
def test_new_folders_are_closed(empty: Path) -> None:
    """What Watira makes itself is closed to others; root leaves a way through for the user who runs the server."""
    with server.serving(empty):
        expected = 0o711 if os.geteuid() == 0 else 0o700
        assert [mode(empty), mode(empty / "postgres")] == [expected] * 2


@pytest.mark.slow
def test_a_server_without_free_connections_runs(home: Path) -> None:
    """A server that has no connection left is one that runs, not one to be started."""
    with server.serving(home) as url, ExitStack() as stack:
        with suppress(psycopg.OperationalError):
            while True:
                stack.enter_context(psycopg.connect(url))
        assert server.status(home).running
        assert server.start(home) == url


@pytest.mark.slow
def test_arabic_letters_are_letters_under_any_locale(empty: Path) -> None:
    """cron and systemd run with LC_ALL=C, under which a cluster made with defaults finds no trigrams."""
    with Command(empty, environment={"LC_ALL": "C", "LANG": "C", "PGOPTIONS": "-c search_path=none"}) as command:
        with psycopg.connect(command.url, autocommit=True) as connection:
            connection.execute("create extension pg_trgm")
        assert ask(command.url, "select cardinality(show_trgm('القصف'))") == 6
        assert ask(command.url, "select current_setting('lc_messages')") == "C"


def test_server_listens_on_no_network(home: Path) -> None:
    """Only a socket in a folder closed to other users; data and logs are closed, too."""
    with server.serving(home) as url:
        assert ask(url, "select current_setting('listen_addresses')") == ""
        assert not psutil.Process(running_pid(home)).net_connections("inet")
        folder = home / "postgres"
        assert [mode(folder / name) for name in ("socket", "data", "log")] == [0o700] * 3


def test_server_is_out_of_the_terminals_reach(home: Path) -> None:
    """Ctrl-C in the terminal ends the command, not the server in use by others; secrets do not reach it."""
    os.environ["WATIRA_SMTP_PASSWORD"] = "unspeakable"
    try:
        with server.serving(home):
            pid = running_pid(home)
            assert os.getsid(pid) != os.getsid(0)
            assert "unspeakable" not in str(psutil.Process(pid).environ())
    finally:
        del os.environ["WATIRA_SMTP_PASSWORD"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="watira-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    server.stop(folder / "home")
    shutil.rmtree(folder)


@as_root
@pytest.mark.root
@pytest.mark.slow
def test_plain_user_runs_a_server_that_root_can_use_afterwards(open_folder: Path) -> None:
    """A plain user needs nothing special, and root's commands on his folder run the server as him."""
    initdb = binaries.embedded().path("initdb")
    if as_nobody(lambda: str(os.access(initdb, os.X_OK))) != "True":
        pytest.skip("the user nobody cannot run the programs of this checkout")
    home = open_folder / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)

    def use() -> str:
        with server.serving(home) as url:
            return f"{ask(url, 'select 1')} as {psutil.Process(running_pid(home)).uids().real}"

    assert as_nobody(use) == f"1 as {NOBODY}"
    assert use() == f"1 as {NOBODY}"
    assert as_nobody(use) == f"1 as {NOBODY}"


@as_root
@pytest.mark.root
@pytest.mark.slow
def test_other_users_do_not_get_in(home: Path, open_folder: Path) -> None:
    """The folder of the socket is closed, also where it had to be made below /tmp."""
    deep = open_folder / ("x" * 100)
    shutil.move(home, deep)
    with server.serving(deep) as url:
        assert ask(url, "select 1") == 1
        assert "Permission denied" in as_nobody(lambda: str(ask(url, "select 1")))
        socket_folder = server.status(deep).socket_folder
        assert socket_folder is not None
        assert socket_folder.parent == Path("/tmp")


@as_root
@pytest.mark.root
@pytest.mark.slow
def test_without_namespaces_root_uses_a_system_user(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where containers forbid namespaces, the server runs as postgres or nobody, in closed folders of that user."""
    monkeypatch.setattr(privileges, "namespace", lambda: None)
    with server.serving(open_folder / "home") as url:
        assert ask(url, "select 1") == 1
        user = psutil.Process(running_pid(open_folder / "home")).username()
        assert user in {"postgres", "nobody"}
        data = open_folder / "home" / "postgres" / "data"
        assert (data.owner(), mode(data)) == (user, 0o700)
    assert not server.status(open_folder / "home").running


@as_root
@pytest.mark.root
def test_without_namespaces_a_closed_home_is_refused_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No folder is opened for the system user's sake; the message names WATIRA_HOME and DATABASE_URL."""
    tmp_path.chmod(0o700)
    monkeypatch.setattr(privileges, "namespace", lambda: None)
    with pytest.raises(ServerError, match=r"cannot reach.*WATIRA_HOME.*DATABASE_URL"), server.serving(tmp_path):
        pass
    assert mode(tmp_path) == 0o700


@as_root
@pytest.mark.root
def test_without_namespaces_data_of_root_are_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data made in a namespace belong to root; without namespaces nobody can serve them."""
    monkeypatch.setattr(privileges, "namespace", lambda: None)
    with pytest.raises(ServerError, match="chown"), server.serving(home):
        pass
