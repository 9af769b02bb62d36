"""Which client programs are taken for which server, and what is said where there are none."""

from pathlib import Path

import pytest

from storage import binaries
from storage.backups import programs
from storage.backups.archive import BackupError
from storage.binaries import Binaries
from storage.errors import ServerError


def folder(place: Path, major: int, *, but: str = "") -> Path:
    """A folder with programs that say to be of a version; one may be missing, or not run."""
    place.mkdir()
    for name in {"pg_dump", "pg_restore", "psql"} - {but}:
        (place / name).write_text(f'#!/bin/sh\necho "{name} (PostgreSQL) {major}.1 (of a test)"\n')
        (place / name).chmod(0o700)
    return place


def test_of_several_the_oldest_that_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At least as new as the server and as what made the dump; the wheel's only without TLS; whole sets only."""
    path, sixteen = folder(tmp_path / "path", 15), folder(tmp_path / "16", 16)
    folder(tmp_path / "17", 17, but="psql")
    wheel = folder(tmp_path / "wheel", 18)
    (folder(tmp_path / "19", 17) / "pg_dump").chmod(0o600)
    monkeypatch.setattr("shutil.which", lambda _: str(path / "pg_dump"))
    monkeypatch.setattr(binaries, "system_folders", lambda major: [tmp_path / str(major), tmp_path / "19"])
    monkeypatch.setattr(binaries, "embedded", lambda: Binaries(wheel, 18))
    assert programs.find(15, embedded=False, tls=False) == Binaries(path, 15)
    assert programs.find(16, embedded=False, tls=True) == Binaries(sixteen, 16)
    assert programs.find(15, embedded=False, tls=True, readable=16).major == 16
    assert programs.find(17, embedded=False, tls=False) == Binaries(wheel, 18)
    assert programs.find(15, embedded=True, tls=False) == Binaries(wheel, 18)
    with pytest.raises(BackupError, match=rf"of PostgreSQL 17 or newer .* 15 in {path}.*postgresql-client-17"):
        programs.find(17, embedded=False, tls=True)

    def missing() -> Binaries:
        raise ServerError("none")

    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(binaries, "embedded", missing)
    with pytest.raises(BackupError, match="and there is none"):
        programs.find(18, embedded=False, tls=False)


def test_the_password_goes_by_the_environment() -> None:
    """Whatever the address says stands there, and only there."""
    given = programs.environment("postgresql://ann:hush%40@db.example:5433/news?sslmode=verify-full")
    wanted = {"PGUSER": "ann", "PGPASSWORD": "hush@", "PGHOST": "db.example", "PGPORT": "5433", "PGDATABASE": "news"}
    assert wanted.items() <= given.items()
    assert given["PGSSLMODE"] == "verify-full"


def test_a_complaint_is_the_line_that_says_what_is_wrong() -> None:
    """Not what stands in the data, which psql shows as well; and not nothing."""
    said = 'psql:<stdin>:7: ERROR:  duplicate key\nCONTEXT:  COPY article, line 1: "a text"\n'
    assert programs.complaint(said) == "psql:<stdin>:7: ERROR:  duplicate key"
    assert programs.complaint("odd\n") == "odd"
    assert programs.complaint("\n") == "it does not say why"
