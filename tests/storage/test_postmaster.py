"""What postmaster.pid says, also while it is being written, and when to believe it."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from storage import postmaster
from storage.postmaster import Postmaster

TEXT = "4711\n/data\n1700000000\n5432\n/run/a b\n\n  1  2\nready\n"


def test_whole_file_is_read(tmp_path: Path) -> None:
    """Pid, port and the socket's folder are what a connection needs."""
    (tmp_path / "postmaster.pid").write_text(TEXT)
    assert postmaster.read(tmp_path) == Postmaster(4711, 5432, Path("/run/a b"))


@pytest.mark.parametrize("length", range(TEXT.index("/run")))
def test_file_being_written_is_no_server_yet(tmp_path: Path, length: int) -> None:
    """The server writes the file in steps; until the socket is named there is nothing to connect to."""
    (tmp_path / "postmaster.pid").write_text(TEXT[:length])
    assert postmaster.read(tmp_path) is None


def test_no_file_is_no_server(tmp_path: Path) -> None:
    """A data folder without the file has no server."""
    assert postmaster.read(tmp_path) is None
    assert postmaster.pid_of(tmp_path) is None
    postmaster.clear(tmp_path)


def test_living_program_that_is_no_server_is_not_believed(tmp_path: Path) -> None:
    """The file is removed when its number belongs to another program, even one that works in the data folder."""
    with subprocess.Popen(["sleep", "60"], cwd=tmp_path) as sleeping:
        (tmp_path / "postmaster.pid").write_text(f"{sleeping.pid}\n")
        assert postmaster.pid_of(tmp_path) is None
        postmaster.clear(tmp_path)
        sleeping.kill()
    assert not (tmp_path / "postmaster.pid").exists()


def test_server_of_another_folder_is_not_believed(tmp_path: Path) -> None:
    """A program called postgres counts only where the data folder is its working folder."""
    program = tmp_path / "postgres"
    program.symlink_to("/bin/sleep")
    (tmp_path / "data").mkdir()
    for folder, expected in ((tmp_path, False), (tmp_path / "data", True)):
        with subprocess.Popen([program, "60"], cwd=folder) as sleeping:
            (tmp_path / "data" / "postmaster.pid").write_text(f"{sleeping.pid}\n")
            assert (postmaster.pid_of(tmp_path / "data") == sleeping.pid) is expected
            sleeping.kill()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0,"), max_size=30))
def test_address_names_any_folder(name: str) -> None:
    """Blanks, per cent signs and Arabic letters in the path come out of the address as they went in."""
    folder = Path(f"/home/{name}")
    parts = conninfo_to_dict(Postmaster(1, 5432, folder).url("wat/ira"))
    assert (parts["host"], parts["dbname"], parts["user"]) == (os.fspath(folder), "wat/ira", "watira")
