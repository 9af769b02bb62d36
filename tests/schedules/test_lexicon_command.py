"""The command that checks the lexicon."""

from pathlib import Path

import pytest
from psycopg import Connection

from schedules import cli
from tests.schedules.rereading.stock import page, store

Capture = pytest.CaptureFixture[str]


def test_the_files_alone_are_checked_without_a_database(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It says how much there is."""
    monkeypatch.setenv("WATIRA_HOME", str(tmp_path / "home"))
    assert cli.main(["lexicon", "check", "--articles", "0"]) == 0
    assert "places are right" in capsys.readouterr().out
    assert not (tmp_path / "home").exists()


def test_words_are_tried_on_stored_articles(
    connection: Connection, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture
) -> None:
    """Those in none and those in most are named with file and line."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("WATIRA_HOME", str(tmp_path))
    assert cli.main(["lexicon", "check"]) == 0
    assert "no articles are stored yet" in capsys.readouterr().err
    store(connection, page("قرية1"), page("قرية2"))
    assert cli.main(["lexicon", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("stands in 100% of 2 articles" in line and "toml:" in line for line in lines)
    assert any("spellings stand in none of 2 articles" in line for line in lines)
    assert any("more (--all)" in line for line in lines)
