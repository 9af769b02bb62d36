"""What analysts are told, and what they take away: the documents, exports and citations, on the sample newsroom."""

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from psycopg import Connection, sql

from schedules import cli
from schedules.settings import Settings
from storage import reader
from storage.connect import connect, open_database
from tests.conftest import Server
from tests.schedules import questions
from tests.schedules.demo_database import fill
from tests.storage.samples import rows, value


@pytest.fixture(scope="module")
def newsroom_url(postgres: Server, template: str) -> Iterator[str]:
    """The address of a database that holds the newsroom, and lets readers in."""
    name = f"newsroom_{os.getpid()}"
    postgres.execute(f"create database {{}} template {template}", name)
    with connect(postgres.url(name)) as connection:
        fill(connection)
        reader.grant(connection, login=True)
    yield postgres.url(name)
    postgres.execute("drop database {} with (force)", name)
    with connect(postgres.url("postgres")) as connection:
        connection.execute(sql.SQL("drop role {}").format(sql.Identifier(reader.ROLE)))


@pytest.fixture
def newsroom(newsroom_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The same, as the database that commands work on."""
    monkeypatch.setattr("schedules.settings.load", lambda: Settings(home=tmp_path, database_url=newsroom_url))
    return newsroom_url


def test_the_questions_have_these_answers(newsroom_url: str) -> None:
    """Each query of the document runs as a reader and answers what stands below it."""
    asked = questions.questions(questions.QUESTIONS.read_text(encoding="utf-8"))
    assert len(asked) == 15
    with connect(newsroom_url) as connection:
        connection.execute("set role watira_reader")
        for statement, answer in asked:
            found = questions.answer(connection, statement)
            assert found == answer, (
                f"{statement}\nnow answers\n{found}\n(python -m tests.schedules.questions writes it)"
            )
            assert found.count("\n") > 1, f"no rows: {statement}"


def test_the_views_are_documented_as_they_are(connection: Connection) -> None:
    """docs/database.md has each view and column, as the comments in the database tell them."""
    text = questions.DATABASE.read_text(encoding="utf-8")
    assert questions.tables(connection, text) == text, "python -m tests.schedules.questions writes it"


def exported(tmp_path: Path, *words: str) -> Path:
    """The file that an export writes."""
    file = tmp_path / "out"
    assert cli.main(["export", *words, "--output", str(file)]) == 0
    return file


def test_articles_come_back_by_import(
    newsroom: str, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What was exported with its texts and imported elsewhere is exported alike, copies, labels and tags as well."""
    with connect(newsroom) as connection, connect(database_url) as other:
        zones = rows(connection, "select key, name_ar, name_en, home, enabled, timezone from source")
        for row in zones:
            other.execute(
                "insert into source (key, name_ar, name_en, home, enabled, timezone) values (%s, %s, %s, %s, %s, %s)",
                row,
            )
    first = exported(tmp_path, "--format", "jsonl", "--full-text").read_text(encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(first, encoding="utf-8")
    monkeypatch.setattr("schedules.settings.load", lambda: Settings(home=tmp_path, database_url=database_url))
    assert cli.main(["import", str(tmp_path / "articles.jsonl")]) == 0
    second = exported(tmp_path, "--format", "jsonl", "--full-text").read_text(encoding="utf-8")
    assert by_url(second) == by_url(first)
    cut = exported(tmp_path, "--format", "jsonl")
    assert cli.main(["import", str(cut)]) == 1


def by_url(lines: str) -> dict[str, dict[str, Any]]:
    """The articles of an export by address, without what is numbered or told anew."""
    found = [json.loads(line) for line in lines.splitlines()]
    urls = {one["id"]: one["url"] for one in found}
    for one in found:
        one["duplicate_of"] = urls.get(one["duplicate_of"])
        one["story_id"] = sorted(
            other["url"] for other in found if one["story_id"] and other["story_id"] == one["story_id"]
        )
    for one in found:
        for name in ("id", "revision", "published_from"):
            del one[name]
    return {one["url"]: one | {"story_id": None} for one in found}


def test_exports_open_with_what_they_promise(newsroom: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each format of a view; what cannot be is told, and leaves no file."""
    assert newsroom
    features = json.loads(exported(tmp_path, "--format", "geojson", "--where", "admin1 = 'Idlib'").read_bytes())[
        "features"
    ]
    assert {one["properties"]["admin1"] for one in features} == {"Idlib"}
    assert any(one["geometry"] for one in features)
    assert exported(tmp_path, "--format", "parquet", "--view", "daily").read_bytes()[:4] == b"PAR1"
    with exported(tmp_path, "--format", "acled").open(encoding="utf-8-sig", newline="") as file:
        incidents = list(csv.DictReader(file))
    [sarmin] = [one for one in incidents if one["location"] == "Sarmin"]
    assert (sarmin["fatalities"], sarmin["source"], sarmin["admin1"]) == (
        "8",
        "Barid al-Sahel; Khabour Beacon",
        "Idleb",
    )
    assert "not ACLED" in sarmin["provenance"]
    assert (
        len(exported(tmp_path, "--view", "events", "--since", "2026-11-18", "--no-mark").read_bytes().splitlines()) > 3
    )
    for words, complaint in (
        (["--where", "true; drop table article"], "cannot stand in a condition"),
        (["--format", "geojson", "--view", "articles"], "has no points"),
        (["--format", "acled", "--view", "articles"], "leave --view out"),
        (["--view", "sources", "--since", "2026-11-01"], "have no time"),
    ):
        assert cli.main(["export", *words, "--output", str(tmp_path / "none")]) == 2
        assert complaint in capsys.readouterr().err
    assert cli.main(["export", "--format", "parquet"]) == 2
    assert cli.main(["export", "--output", str(tmp_path / "no" / "where")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_database_tells_and_opens_itself(newsroom: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Views and columns in the terminal; the reader's role with a password, or for another login."""
    assert cli.main(["db", "describe"]) == 0
    assert "casualties  " in capsys.readouterr().out
    assert cli.main(["db", "describe", "copies"]) == 0
    assert "minutes_later  " in capsys.readouterr().out
    assert cli.main(["db", "describe", "article"]) == 2
    assert cli.main(["db", "status", "copies"]) == 2
    assert cli.main(["db", "url", "--reader"]) == 2
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        assert cli.main(["db", "grant-reader"]) == 2
        assert "WATIRA_READER_PASSWORD" in capsys.readouterr().err
        patch.setenv("WATIRA_READER_PASSWORD", "short")
        assert cli.main(["db", "grant-reader"]) == 2
        patch.setenv("WATIRA_READER_PASSWORD", "a long password")
        assert cli.main(["db", "grant-reader", "--timeout", "30"]) == 0
        assert "nothing else" in capsys.readouterr().out
    assert cli.main(["db", "grant-reader", "--to", "nobody_at_all"]) == 1
    with open_database(newsroom.replace("//watira@", f"//{reader.ROLE}@")) as opened:
        assert value(opened, "show statement_timeout") == "30s"


def test_an_article_is_cited(newsroom: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By number or address: where its page is from, its hash, and both of its texts."""
    with connect(newsroom) as connection:
        [(number, url, sha256)] = rows(
            connection, "select article_id, url, page_sha256 from revisions where revision = 2 and is_latest"
        )
    for asked in (str(number), url):
        assert cli.main(["explain", asked]) == 0
        told = capsys.readouterr().out
        assert told.count(sha256) == 2
        assert "HTTP 200" in told
        assert "text 1  " in told
        assert "header content-type" in told
