"""What a machine needs to run Watira by itself: units of systemd, lines for cron, rotation of logs.

The files in `deployment/` are for the usual places; here they are made to fit an installation.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import Misuse
from schedules.settings import PROJECT
from storage import sockets

FOLDER = PROJECT / "deployment"

# What the files say, and so what is replaced in them.
_PROGRAM, _HOME, _USER = "/opt/watira", "/var/lib/watira", "watira"

KINDS: Mapping[str, tuple[str, ...]] = {
    "systemd": ("*.service", "*.timer"),
    "cron": ("watira.cron",),
    "logrotate": ("watira.logrotate",),
}

# Where units and cron take neither blanks nor their own special signs.
_PLAIN = re.compile(r"/[\w./@+,=-]*")
_NAME = re.compile(r"[a-z_][a-z0-9_-]*")

# What ProtectHome hides from a unit.
_HIDDEN = tuple(map(Path, ("/home", "/root", "/run/user")))
_STATES = Path("/var/lib")  # what StateDirectory makes folders in


@dataclass(frozen=True, slots=True)
class Place:
    """Where Watira is installed, where its data lie, and as whom it runs."""

    program: Path = PROJECT  # the folder of the script `watira`
    home: Path = Path(_HOME)
    user: str = _USER


def files(kind: str, place: Place) -> dict[str, str]:
    """The files of a kind by name, for a place. Raises Misuse for paths and names that they cannot hold."""
    for path in (place.program, place.home):
        if not _PLAIN.fullmatch(str(path)):
            raise Misuse(f"{path}: services take only plain paths, of letters, digits and ./@+,=-_")
    if not _NAME.fullmatch(place.user):
        raise Misuse(f"{place.user!r} is no name of a user")
    found = sorted(path for pattern in KINDS[kind] for path in FOLDER.glob(pattern))
    return {path.name: fitted(path.read_text(encoding="utf-8"), place) for path in found}


def fitted(text: str, place: Place) -> str:
    """A file's text for a place."""
    text = text.replace(f"StateDirectory={_USER}\n", _own_folder(place.home))
    text = re.sub(rf"^(User|Group)={_USER}$", rf"\1={place.user}", text, flags=re.MULTILINE)
    text = text.replace(f"su {_USER} {_USER}\n", f"su {place.user} {place.user}\n")
    usual = {_PROGRAM: place.program, _HOME: place.home}
    return re.sub(
        "|".join(map(re.escape, usual)), lambda found: str(usual[found[0]]), text
    )  # at once: one may hold another


def _own_folder(home: Path) -> str:
    """The folder that a unit may write to: made by systemd below /var/lib, elsewhere there already."""
    if home.is_relative_to(_STATES) and home != _STATES:
        return f"StateDirectory={home.relative_to(_STATES)}\n"
    return f"ReadWritePaths={home}\n"


def hidden(place: Place, python: Path | None = None) -> str:
    """Why units could not run what is there, with what to do; empty: they can."""
    interpreter = (python or Path(sys.executable)).resolve()
    for path in (place.program, place.home, interpreter):
        if any(path.is_relative_to(folder) for folder in _HIDDEN):
            return f"{path} is in a home folder, which services do not see: {_way_out(path, place, interpreter)}"
    if not sockets.fits(place.home / "postgres"):
        where = "its socket would lie in /tmp, of which each service has its own"
        return f"{place.home} is too long for the database: {where}: {_way_out(place.home, place, interpreter)}"
    return ""


def _way_out(path: Path, place: Place, interpreter: Path) -> str:
    if path == place.home:
        return "give another folder with --home, such as /var/lib/watira"
    if path == interpreter:
        return f"remove {place.program}/.venv and make it with the system's Python: WATIRA_PYTHON=/usr/bin/python3"
    return "put Watira where services may read it, such as /opt/watira"


def place_of(unit: str) -> Place | None:
    """The place that an installed unit was made for; None: it is none of ours."""
    program = re.search(r"^ExecStart=(/\S*)/watira ", unit, re.MULTILINE)
    home = re.search(r"^Environment=WATIRA_HOME=(\S+)$", unit, re.MULTILINE)
    user = re.search(r"^User=(\S+)$", unit, re.MULTILINE)
    if not (program and home and user):
        return None
    return Place(Path(program[1]), Path(home[1]), user[1])
