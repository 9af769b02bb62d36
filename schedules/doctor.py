"""Checks of an installation: each a function that answers what it found and what to do about it."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from digest.mail import check as check_mail
from pipelines.errors import Explained
from schedules import jobs, mailing
from schedules.checks import database, machine
from schedules.checks.finding import Finding
from schedules.settings import Settings

# Room for a few weeks of articles with their raw pages, bytes.
_LEAST_FREE = 1_000_000_000


def findings(settings: Settings) -> Iterator[Finding]:
    """Each check of this machine in turn; the sources are asked apart, since that takes the network."""
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _python,
        _settings,
        _catalogue,
        _data_folder,
        _disk,
        _clock,
        machine.secrets,
        machine.logs,
        machine.units,
        _mail,
    )
    for check in checks:
        yield check(settings)
    yield from database.findings(settings)


def _python(_: Settings) -> Finding:
    return Finding("Python", sys.version.split()[0])


def _settings(settings: Settings) -> Finding:
    where = str(settings.file) if settings.file else "no watira.toml, so the defaults"
    if not settings.crawl.contact:
        return Finding("settings", where, "give a contact address in [crawl], so that the sites visited can reach you")
    return Finding("settings", where)


def _catalogue(settings: Settings) -> Finding:
    try:
        found = jobs.load_sources(settings)
    except Explained as error:
        return Finding("catalogue", "has a fault", str(error), failed=True)
    return Finding("catalogue", f"{sum(source.enabled for source in found.values())} of {len(found)} sources enabled")


def _data_folder(settings: Settings) -> Finding:
    probe = settings.home / ".doctor"
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        advice = "make it writable, or set WATIRA_HOME to another folder"
        return Finding("data folder", f"{settings.home}: {error.strerror}", advice, failed=True)
    return Finding("data folder", str(settings.home))


def _disk(settings: Settings) -> Finding:
    folder = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    state = f"{free / 1e9:.1f} GB free"
    if free > _LEAST_FREE:
        return Finding("disk", state)
    return Finding("disk", state, "free some space, or set WATIRA_HOME to a folder on another disk", failed=True)


def _clock(settings: Settings) -> Finding:
    now = time.time()
    written = max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py"))
    state = f"{time.strftime('%Y-%m-%d %H:%M %Z', time.localtime(now))}, digest zone {settings.digest.time_zone}"
    if now < written - database.LARGEST_DRIFT:
        return Finding("clock", state, "this is before the program was installed: set the clock (NTP)", failed=True)
    return Finding("clock", state)


def _mail(settings: Settings) -> Finding:
    if not mailing.ready(settings):
        advice = "to have the digest mailed, set [mail] host and sender, and see `watira recipients --help`"
        return Finding("mail", "not set up", advice)
    server = f"{settings.mail.host}:{settings.mail.port}"
    try:
        check_mail(mailing.mail_settings(settings))
    except Explained as error:
        return Finding("mail", server, str(error), failed=True)
    return Finding("mail", f"{server}, {len(settings.digest.recipients)} recipients in the settings")
