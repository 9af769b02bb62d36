"""The steps that keep the database in order, as a worker or `watira db maintain` takes them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from psycopg import Connection

from schedules import cli, maintenance
from schedules.settings import Retention, Settings
from storage import queue
from storage.queue import Kind, Outcome, Run
from tests.schedules.demo_database import fill

NOW = datetime.now(UTC)
OTHERS = "select count(*) filter (where body <> ''), count(*) from articles where label = 'other'"


def test_each_step_is_taken_and_told(
    settings: Settings, connection: Connection, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is removed unless the user wants it; then what is old enough is, once, and escalation never."""
    fill(connection)
    ago = NOW - timedelta(days=20)
    for number in range(2):
        queue.record(connection, Run(number, Kind.MAINTAIN, "", "host", 1, ago, ago, Outcome.DONE))
    connection.execute("update article set revised_at = %s", [NOW - timedelta(days=41)])
    connection.execute("update page set fetched_at = %s", [NOW - timedelta(days=8)])
    took = maintenance.maintain(connection, settings, NOW)
    assert list(took) == list(maintenance.STEPS)
    assert (took["runs forgotten"], took["bodies removed"], took["raw bytes removed"]) == (1, 0, 0)

    kept = connection.execute("select count(*), sum(length(body)) from escalation").fetchone()
    [(_, others)] = connection.execute(OTHERS).fetchall()
    wanted = replace(settings, retention=Retention(other_bodies_days=40, raw_bytes_days=7))
    monkeypatch.setattr("schedules.settings.load", lambda: wanted)
    assert cli.main(["db", "maintain"]) == 0
    assert f"{'bodies removed':<22}{others:>6,}" in capfd.readouterr().out
    assert connection.execute(OTHERS).fetchall() == [(0, others)]
    assert connection.execute("select count(*), sum(length(body)) from escalation").fetchone() == kept
    [(bare,)] = connection.execute(
        "select count(*) from revisions where not bytes_kept and article_id in (select id from escalation)"
    ).fetchall()
    assert bare == 0
    assert connection.execute("select count(*) from page where body is null").fetchone() != (0,)
    again = maintenance.maintain(connection, wanted, NOW)
    assert (again["bodies removed"], again["raw bytes removed"]) == (0, 0)
