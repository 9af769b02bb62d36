"""`watira db backup` and `restore` as a person calls them, on the newest server."""

from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import Connection

from schedules import backups, cli
from schedules.settings import Settings
from storage.connect import connect
from tests.conftest import everything
from tests.schedules.demo_database import fill


def test_there_and_back(
    settings: Settings,
    connection: Connection,
    empty_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All rows of all tables are equal; search and digest say the same of both; long work is told on the way."""
    fill(connection)
    file = str(tmp_path / "watira.zip")
    monkeypatch.setattr(backups, "_FIRST_SECONDS", 0.0)
    monkeypatch.setattr(backups, "_LINE_SECONDS", 0.0)
    here, there = settings, replace(settings, database_url=empty_database_url)

    def said(setting: Settings, *words: str, code: int = 0) -> str:
        monkeypatch.setattr("schedules.settings.load", lambda: setting)
        assert cli.main(list(words)) == code
        return capsys.readouterr().out

    assert "articles, " in said(here, "db", "backup", file)
    said(here, "db", "backup", file, code=2)
    runs = connection.execute("delete from run where kind = 'backup' returning outcome, figures ->> 'file', error")
    (done, name, _), (failed, _, why) = runs.fetchall()
    assert (done, name, failed) == ("done", "watira.zip", "failed")
    assert "--force" in why
    said(there, "db", "restore", code=2)
    monkeypatch.setattr("schedules.settings.load", lambda: there)
    assert cli.main(["db", "restore", file]) == 0
    told = capsys.readouterr()
    assert "restored as of " in told.out
    assert "watira: checking the file: " in told.err
    assert "watira: restoring: " in told.err
    with connect(empty_database_url) as other:
        assert everything(other) == everything(connection)
    for words in (["search", "قصف"], ["digest", "--date", "2026-11-18"], ["stories"]):
        assert said(there, *words) == said(here, *words) != ""
