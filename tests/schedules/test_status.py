"""What needs a person."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from schedules.status import DigestState, Status, needs, told
from storage.queue import LastRun, OpenJob
from storage.sources import SourceHealth
from storage.workers import WorkerState

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORKER = WorkerState(1, "daemon", "host", 7, 8, NOW, silent_seconds=3.0, jobs=0)
WAITING = OpenJob(
    job=1,
    queue="crawl",
    kind="crawl_source",
    subject="a",
    doing=False,
    attempts=0,
    later=False,
    seconds=3600.0,
    worker=None,
    host=None,
    process=None,
)
DOING = replace(WAITING, doing=True, seconds=9000.0, worker=1, host="host", process=7)
FINE = Status(NOW, (WORKER,), (DOING,), next_due=NOW - timedelta(hours=3))


def run(kind: str, outcome: str) -> dict[str, LastRun]:
    """The last run of a kind."""
    return {kind: LastRun(kind, NOW, outcome, "why", "", None)}


def source(troubled: timedelta) -> SourceHealth:
    """A source in trouble since then."""
    values = dict.fromkeys(SourceHealth.__dataclass_fields__)
    return SourceHealth(**values | {"key": "outlet", "trouble": "silent", "troubled_at": NOW - troubled})  # type: ignore[arg-type]


def test_all_is_well() -> None:
    """A long job, one that waits for its next try, a young trouble, a failed crawl: nobody is needed."""
    assert needs(Status(NOW)) == []
    later = replace(WAITING, later=True)
    fine = replace(FINE, jobs=(DOING, later), last=run("crawl_source", "failed"), troubled=[source(timedelta(hours=2))])
    assert needs(fine) == []
    assert needs(replace(fine, digest_expected=date(2026, 3, 1), digest=DigestState(date(2026, 3, 1), 2, 0))) == []
    assert needs(replace(fine, crawled_and_failed=(3, 3))) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"jobs": (WAITING,)}, "do not keep up"),
        ({"jobs": (WAITING,), "workers": ()}, "nobody works"),
        ({"jobs": (WAITING,), "workers": (replace(WORKER, silent_seconds=-3600.0),)}, "nobody works"),
        ({"workers": ()}, "due since 2026-03-01 09:00 UTC and nobody works"),
        ({"last": run("maintain", "failed")}, "the last maintain failed: why"),
        ({"last": run("reread", "lost")}, "the last reread lost: why"),
        ({"crawled_and_failed": (10, 6)}, "of 10 sources crawled lately 6 failed"),
        ({"digest_expected": date(2026, 3, 1)}, "digest of 2026-03-01 is not out"),
        ({"digest": DigestState(date(2026, 2, 1), 1, 2)}, "not have reached 2 recipients"),
        ({"troubled": [source(timedelta(days=2))]}, "in trouble for more than a day: outlet"),
    ],
)
def test_what_needs_a_person(change: dict[str, object], said: str) -> None:
    """Each is one sentence that says what to do, and stands in the JSON."""
    status = replace(FINE, **change)  # type: ignore[arg-type]
    (need,) = needs(status)
    assert said in need
    assert json.loads(json.dumps(told(status)))["needs"] == [need]
