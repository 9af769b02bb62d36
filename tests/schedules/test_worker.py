"""Jobs that are no crawls, put on the queue and done by a worker in a process of its own."""

import os
import signal
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from schedules import cli, install, maintenance
from schedules.settings import Settings
from storage import queue
from storage.queue import Job, Kind
from tests.faults.conftest import wait_for
from tests.schedules.conftest import command
from tests.schedules.rereading.stock import NOW, SPOIL_TAGS, page, store
from tests.schedules.rereading.test_run import DULL

DONE = "select kind, subject, outcome, figures from run where outcome <> 'given up' order by kind"


@pytest.mark.slow
def test_maintenance_and_reading_again_from_the_queue(
    connection: psycopg.Connection, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`watira reread --later` and what the clock puts at night: a worker does both, and what they did is kept."""
    store(connection, page("قرية1"), page("قرية2"), replace(page("قرية3"), body=DULL.encode()))
    tagged = connection.execute("select id, label, tags, evidence from article order by id").fetchall()
    assert [label for _, label, _, _ in tagged] == ["escalation", "escalation", "other"]
    connection.execute(SPOIL_TAGS.encode())
    connection.execute("update article set revised_at = %s where id = 3", [NOW - timedelta(days=400)])
    connection.execute("update article set revised_at = now() where id < 3")

    monkeypatch.setattr("schedules.settings.load", lambda: Settings(home=tmp_path, database_url=database_url))
    assert cli.main(["reread", "--stage", "tags", "--yes", "--later"]) == 0
    queue.put(connection, [Job(Kind.MAINTAIN)])
    assert len(queue.open_jobs(connection)) == 2
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "WATIRA_HOME": str(tmp_path),
        "WATIRA_RETENTION_OTHER_BODIES_DAYS": "31",
        "WATIRA_CRAWL_WORKERS": "1",
    }
    with (tmp_path / "log").open("wb") as log:
        words = command("worker", "--concurrency", "2")
        process = subprocess.Popen(words, cwd=install.PROJECT, env=environment, stderr=log)
        try:
            wait_for(lambda: len(connection.execute(DONE).fetchall()) == 2, 120, "the end of both jobs")
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
    maintained, read = connection.execute(DONE).fetchall()
    assert maintained[:3] == ("maintain", "", "done")
    assert maintained[3]["bodies removed"] == 1
    assert set(maintained[3]) == set(maintenance.STEPS)
    assert read[:3] == ("reread", "tags", "done")
    assert "written" in read[3]["said"]
    assert queue.open_jobs(connection) == []
    after = connection.execute("select id, label, tags, evidence from article order by id").fetchall()
    assert after[:2] == tagged[:2]
    assert connection.execute("select body from article where id = 3").fetchone() == ("",)
