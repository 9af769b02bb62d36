"""What the books of the work say, and databases that this release cannot use as they are."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from schedules.checks import database
from schedules.checks.finding import Finding
from schedules.settings import Settings
from schedules.status import DigestState, Status
from storage.connect import connect
from storage.queue import LastRun
from tests.schedules.test_status import DOING, FINE, NOW, WAITING, WORKER


def found(state: Status) -> dict[str, Finding]:
    """The findings by name."""
    return {one.name: one for one in database.work(state)}


def test_work_that_goes_well() -> None:
    """It is told, without advice."""
    runs = {kind: LastRun(kind, NOW, "done", "", "", NOW) for kind in ("crawl_source", "backup")}
    busy = replace(FINE, jobs=(DOING, replace(WAITING, later=True)), last=runs, digest=DigestState(NOW.date(), 3, 0))
    told = found(replace(busy, workers=(WORKER, replace(WORKER, id=2, silent_seconds=600.0))))
    assert not any(one.advice for one in told.values())
    assert told["queue"].state == "0 wait; 1 under way, the longest for 2 hours; 1 for their next try"
    assert told["workers"].state == "daemon at host since 2026-03-01 12:00 UTC; 1 silent"
    assert told["last done"].state == "crawl_source 2026-03-01 12:00 UTC; backup 2026-03-01 12:00 UTC"
    assert told["backups"].state == "the last was made at 2026-03-01 12:00 UTC"
    assert told["digest"].state == "the last is of 2026-03-01, sent to 3, owed to 0"
    assert "the next is due at 2026-03-01 09:00 UTC" in told["sources"].state


def test_work_that_does_not_go_on() -> None:
    """Jobs that wait too long, whose worker died, or that never end; each with what to do."""
    assert found(Status(NOW))["workers"].state == "nobody works now"
    waits = found(replace(FINE, jobs=(WAITING,)))["queue"]
    assert waits.state.startswith("1 wait, the longest for 60 minutes;")
    assert "do not keep up" in waits.advice
    orphan = replace(DOING, worker=9, seconds=timedelta(minutes=5).total_seconds())
    assert "1 jobs of dead workers are stuck" in found(replace(FINE, jobs=(orphan,)))["queue"].advice
    assert found(replace(FINE, jobs=(replace(orphan, seconds=60.0),)))["queue"].advice == ""
    endless = replace(DOING, seconds=timedelta(days=3).total_seconds())
    assert "crawl_source a is under way for 3 days" in found(replace(FINE, jobs=(endless,)))["queue"].advice
    failed = {"maintain": LastRun("maintain", NOW, "failed", "why", "", None)}
    told = found(replace(FINE, last=failed, digest=DigestState(NOW.date(), 1, 2)))
    assert (told["last done"].state, told["last done"].advice) == ("maintain never", "the last maintain failed: why")
    assert "2 recipients" in told["digest"].advice


def test_a_database_of_a_newer_release(database_url: str, tmp_path: Path) -> None:
    """It is left alone, and one is told to bring Watira up to date."""
    with connect(database_url) as connection:
        connection.execute("insert into schema_migration values (9999, 'later', '')")
    *_, last = database.findings(Settings(tmp_path, database_url=database_url))
    assert (last.name, last.failed) == ("schema", True)
    assert "too old" in last.advice
