"""Checks of what runs unattended: secrets open to others, logs that nobody rotates, units of an older release."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from schedules import unattended
from schedules.checks.finding import Finding
from schedules.settings import Settings

# Where `watira setup` and docs/deployment.md put things.
SECRETS = (Path("/etc/watira.env"), Path("~/.watira.env").expanduser())
LOGS = Path("/var/log/watira")
ROTATION = Path("/etc/logrotate.d")
UNITS = tuple(map(Path, ("/etc/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system")))

_LARGE_LOG = 200_000_000  # bytes
_READ = stat.S_IRGRP | stat.S_IROTH
_WRITE = stat.S_IWGRP | stat.S_IWOTH
_CHECKED = ("verify-full", "verify-ca")


def secrets(settings: Settings) -> Finding:
    """Others can neither read the secrets nor write what Watira reads, nor listen on the way to the database."""
    there = [path for path in SECRETS if _mode(path) is not None]
    ways = [f"chmod 600 {path}" for path in there if (_mode(path) or 0) & (_READ | _WRITE)]
    ways += [f"chmod go-w {path}" for path in (settings.home, settings.file) if path and (_mode(path) or 0) & _WRITE]
    if ways:
        return Finding("secrets", "other users can get at them", "; ".join(ways), failed=True)
    if _unchecked(settings.database_url):
        advice = "add sslmode=verify-full to DATABASE_URL: its password and all texts cross the network"
        return Finding("secrets", "the database server is not asked who it is", advice)
    return Finding("secrets", f"{', '.join(map(str, there))}: closed to others" if there else "no file of them")


def _mode(path: Path) -> int | None:
    """The permissions of a file; None: it is not there, or not to be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return None


def _unchecked(database_url: str | None) -> bool:
    """Whether the way to a database elsewhere could be listened to."""
    if not database_url:
        return False
    given = conninfo_to_dict(database_url)
    hosts = str(given.get("hostaddr") or given.get("host") or "").split(",")
    near = all(not host or host.startswith(("/", "@", "127.")) or host in ("localhost", "::1") for host in hosts)
    return not near and str(given.get("sslmode", os.environ.get("PGSSLMODE", ""))) not in _CHECKED


def logs(_: Settings) -> Finding:
    """Logs in files are rotated; without files there is nothing to do."""
    sizes = {path: path.stat().st_size for path in sorted(LOGS.glob("*.log"))} if os.access(LOGS, os.R_OK) else {}
    if not sizes:
        return Finding("logs", f"none in {LOGS}: cron's mail, or the journal, keep what is said")
    state = f"{len(sizes)} in {LOGS}, {sum(sizes.values()) / 1e6:.0f} MB"
    if not any(_rotates(path) for path in ROTATION.glob("*")):
        return Finding("logs", f"{state}, not rotated", f"watira setup logrotate --to {ROTATION}")
    if max(sizes.values()) > _LARGE_LOG:
        return Finding("logs", state, f"they are not kept small: see logrotate --debug {ROTATION}/watira.logrotate")
    return Finding("logs", f"{state}, rotated")


def _rotates(path: Path) -> bool:
    return os.access(path, os.R_OK) and path.is_file() and str(LOGS) in path.read_text(errors="replace")


def units(_: Settings) -> Finding:
    """The units that are installed are those of this release, and could run what they name."""
    installed = {path.name: path for folder in reversed(UNITS) for path in sorted(folder.glob("watira*.service"))}
    if not installed:
        return Finding("units", "none of systemd are installed")
    state = ", ".join(sorted(name.removesuffix(".service") for name in installed))
    faults = [fault for path in installed.values() for fault in _faults(path)]
    if faults:
        return Finding("units", state, "; ".join(dict.fromkeys(faults)))
    return Finding("units", f"{state}: as this release has them")


def _faults(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    place = unattended.place_of(text)
    if place is None:
        return
    if not (place.program / "watira").exists():
        yield f"{path} starts {place.program}/watira, which is not there"
    elif unattended.files("systemd", place).get(path.name) != text:
        again = f"watira setup systemd --to {path.parent} --home {place.home} --user {place.user}"
        yield f"{path} is not this release's: {again}, then systemctl daemon-reload (own changes: systemctl edit)"
