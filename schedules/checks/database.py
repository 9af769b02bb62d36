"""Checks of the database, and of the work that it keeps the books of."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg

from pipelines.errors import Explained
from schedules import looking, status
from schedules.checks.finding import Finding
from schedules.settings import Settings
from schedules.status import Status
from storage import migrate
from storage.connect import clock, connect, open_database, size
from storage.queue import BACKUP
from storage.server import serving

# A clock further off than this makes articles look old or yet to come, and breaks TLS, seconds.
LARGEST_DRIFT = 120

_TAKEN_OVER = timedelta(minutes=3)  # by then what a dead worker did is another's
_LONGEST_JOB = timedelta(hours=12)


def findings(settings: Settings) -> Iterator[Finding]:
    """The database, then the work: only where there is a database that this release can use as it is."""
    name = "database of DATABASE_URL" if settings.database_url else "embedded database"
    try:
        with serving(settings.home, settings.database_url) as conninfo:
            yield from _looked_over(settings, conninfo, name)
    except migrate.MigrationError as error:
        yield Finding("schema", "does not fit this release", str(error), failed=True)
    except (Explained, psycopg.Error) as error:
        yield Finding(name, "cannot be used", str(error), failed=True)


def _looked_over(settings: Settings, conninfo: str, name: str) -> Iterator[Finding]:
    with connect(conninfo) as connection:
        yield _database(name, connection)
        behind = migrate.pending(connection)
        if behind and not migrate.is_new(connection):
            yield _behind(behind)
            return
    with open_database(conninfo) as connection:
        yield Finding("schema", f"{migrate.load(migrate.MIGRATIONS)[-1]}, as this release needs it")
        yield from work(looking.look(connection, settings, datetime.now(UTC)))


def _database(name: str, connection: psycopg.Connection) -> Finding:
    drift = abs(clock(connection) - time.time())
    version = connection.info.server_version // 10_000
    state = f"PostgreSQL {version}, {size(connection) / 1e6:.0f} MB, its clock {drift:.0f} s from ours"
    if drift > LARGEST_DRIFT:
        return Finding(name, state, "set both clocks (NTP)", failed=True)
    return Finding(name, state)


def _behind(pending: list[str]) -> Finding:
    advice = (
        "stop all daemons and workers, make a backup, call `watira db migrate` once, start them again "
        "(docs/deployment.md); any other command migrates by itself"
    )
    return Finding("schema", f"older than this release: {', '.join(pending)} not applied", advice)


def work(state: Status) -> Iterator[Finding]:
    """What the queue, the workers and the last runs say. Pure."""
    yield Finding("queue", _queue(state), "; ".join([*status.of_work(state), *_stuck(state)]))
    yield Finding("workers", _workers(state))
    yield Finding("last done", _last(state), "; ".join(status.of_outcomes(state)))
    yield Finding("digest", _digest(state), "; ".join(status.of_digest(state)))
    yield Finding("sources", _sources(state), "; ".join(status.of_sources(state)))
    yield Finding("backups", _backups(state))


def _queue(state: Status) -> str:
    doing = [job.seconds for job in state.jobs if job.doing]
    later = sum(job.later for job in state.jobs)
    parts = [f"{len(state.waiting)} wait", f"{len(doing)} under way", f"{later} for their next try"]
    if state.waiting:
        parts[0] += f", the longest for {_span(state.longest_wait)}"
    if doing:
        parts[1] += f", the longest for {_span(timedelta(seconds=max(doing)))}"
    return "; ".join(parts)


def _stuck(state: Status) -> Iterator[str]:
    """Jobs that nobody gets on with."""
    alive = {worker.id for worker in state.alive}
    doing = [(job, timedelta(seconds=job.seconds)) for job in state.jobs if job.doing]
    orphans = [job.kind for job, since in doing if job.worker not in alive and since > _TAKEN_OVER]
    if orphans:
        yield f"{len(orphans)} jobs of dead workers are stuck: `watira daemon` or `watira worker` would take them over"
    for job, since in doing:
        if job.worker in alive and since > _LONGEST_JOB:
            yield f"{job.kind} {job.subject} is under way for {_span(since)}: see the log of process {job.process}"


def _workers(state: Status) -> str:
    told = [f"{one.kind} at {one.host} since {one.started_at:%Y-%m-%d %H:%M} UTC" for one in state.alive]
    silent = len(state.workers) - len(state.alive)
    return "; ".join([*told, *([f"{silent} silent"] if silent else [])]) or "nobody works now"


def _last(state: Status) -> str:
    told = (
        f"{kind} {run.done_at:%Y-%m-%d %H:%M} UTC" if run.done_at else f"{kind} never"
        for kind, run in state.last.items()
    )
    return "; ".join(told) or "nothing yet"


def _digest(state: Status) -> str:
    last = state.digest
    return f"the last is of {last.day}, sent to {last.sent}, owed to {last.owed}" if last else "none was mailed yet"


def _sources(state: Status) -> str:
    due = f"; the next is due at {state.next_due:%Y-%m-%d %H:%M} UTC" if state.next_due else ""
    return f"{len(state.troubled)} in trouble{due}"


def _backups(state: Status) -> str:
    last = state.last.get(BACKUP)
    if last and last.done_at:
        return f"the last was made at {last.done_at:%Y-%m-%d %H:%M} UTC"
    return "none is known here: call `watira db backup FILE` each night, see docs/operating.md"


def _span(length: timedelta) -> str:
    """A length of time for people."""
    seconds = length.total_seconds()
    for unit, size_s in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size_s:
            return f"{seconds / size_s:.0f} {unit}"
    return f"{seconds:.0f} s"
