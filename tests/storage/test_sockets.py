"""The socket's folder: short, private, and never one that somebody else prepared."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import sockets
from storage.errors import ServerError
from storage.privileges import Identity


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A server's folder whose path is too long for a socket."""
    folder = tmp_path / ("x" * 100)
    folder.mkdir()
    return folder


@pytest.fixture
def short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in the place of /tmp."""
    monkeypatch.setattr(sockets, "_SHORT_FOLDER", tmp_path / "tmp")
    (tmp_path / "tmp").mkdir(mode=0o777)
    yield tmp_path / "tmp"
    shutil.rmtree(tmp_path / "tmp")


def test_short_path_stays_in_the_servers_folder(tmp_path: Path, short: Path) -> None:
    """Nothing is put below /tmp without need; a second time the same folder is found."""
    assert sockets.make_folder(tmp_path, Identity()) == tmp_path / "socket"
    assert sockets.make_folder(tmp_path, Identity()) == tmp_path / "socket"
    assert (tmp_path / "socket").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["a,b", "ا" * 50])
def test_path_that_libpq_cannot_take_is_avoided(tmp_path: Path, short: Path, name: str) -> None:
    """libpq splits hosts at commas; letters count by their bytes."""
    (tmp_path / name).mkdir()
    assert sockets.make_folder(tmp_path / name, Identity()).parent == short


def test_each_server_has_its_own_folder(deep: Path, short: Path, tmp_path: Path) -> None:
    """Two data folders never share a socket; one keeps its own."""
    other = tmp_path / ("y" * 100)
    first = sockets.make_folder(deep, Identity())
    assert first == sockets.make_folder(deep, Identity())
    assert first != sockets.make_folder(other, Identity())


def test_prepared_folders_are_passed_over_unchanged(deep: Path, short: Path) -> None:
    """A link, a file and a folder open to others are not used, and not repaired."""
    name = sockets.make_folder(deep, Identity()).name
    (short / name).chmod(0o755)
    (short / f"{name}-1").symlink_to(deep)
    (short / f"{name}-2").touch()
    assert sockets.make_folder(deep, Identity()).name == f"{name}-3"
    assert (short / name).stat().st_mode & 0o777 == 0o755


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_folder_of_another_user_is_passed_over(deep: Path, short: Path) -> None:
    """A closed folder of somebody else would let him in."""
    name = sockets.make_folder(deep, Identity()).name
    os.chown(short / name, 65534, 65534)
    assert sockets.make_folder(deep, Identity()).name == f"{name}-1"
    assert sockets.make_folder(deep, Identity(uid=65534, gid=65534)).name == name


def test_all_names_taken_is_an_error(deep: Path, short: Path) -> None:
    """Whoever takes all names keeps the server from starting, and is seen."""
    name = sockets.make_folder(deep, Identity()).name
    (short / name).chmod(0o755)
    for number in range(1, 9):
        (short / f"{name}-{number}").touch()
    with pytest.raises(ServerError, match="remove them"):
        sockets.make_folder(deep, Identity())


def test_folder_goes_when_its_server_is_gone(deep: Path, short: Path, tmp_path: Path) -> None:
    """Only an empty one, and only the one below /tmp."""
    folder = sockets.make_folder(deep, Identity())
    (folder / ".s.PGSQL.5432.lock").touch()
    sockets.remove(folder)
    assert folder.exists()
    sockets.clear(folder)
    sockets.remove(folder)
    assert not folder.exists()
    inside = sockets.make_folder(tmp_path, Identity())
    sockets.remove(inside)
    assert inside.exists()
