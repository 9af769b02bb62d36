"""From one release to the next with data: what earlier commits stored is migrated, read again, searched and mailed."""

import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest

from digest import render
from pipelines.article import Article, Source
from pipelines.flow import read
from pipelines.lexicon import default
from schedules import cli, doctor, mailing
from schedules.mailing import MailOrder
from schedules.settings import Settings
from storage import digests
from storage.articles import Outcome, save_article
from storage.connect import connect, open_database
from storage.migrate import MIGRATIONS, migrate, pending
from storage.raw import load_page
from storage.search import search
from storage.views import VIEWS

DATABASES = Path(__file__).parent / "databases"
DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
FIRST, REPORT, CUT_SHORT = "https://nahr.example/1", "https://tilal.example/11", "https://tilal.example/13"


def as_left_by(url: str, file: Path, folder: Path) -> None:
    """Make the database what it was after the migration that the file is named after, with what it holds."""
    for path in sorted(MIGRATIONS.glob("*.sql"))[: int(file.stem)]:
        shutil.copy(path, folder)
    with connect(url) as connection, connection.transaction():
        migrate(connection, folder)
        connection.execute("delete from schema_migration")  # the file says which there were, and their hashes
        connection.execute("set local session_replication_role = replica")  # rows refer to others that come later
        connection.execute(file.read_bytes())


@pytest.fixture(params=sorted(DATABASES.glob("*.sql")), ids=lambda path: path.stem)
def old(
    request: pytest.FixtureRequest, empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The address of a database that an earlier commit has left, which the commands use."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    as_left_by(empty_database_url, request.param, folder)
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    monkeypatch.setenv("WATIRA_HOME", str(tmp_path))
    monkeypatch.setenv("WATIRA_CRAWL_WORKERS", "1")
    monkeypatch.setattr(sys, "stdin", StringIO())
    return empty_database_url


def rows(connection: psycopg.Connection, statement: str) -> list[tuple[Any, ...]]:
    """What a statement answers."""
    return connection.execute(statement.encode()).fetchall()


STORED = "select url, title, body, published_at, revision, first_seen_at from articles order by url"
KEPT = (
    "select url, state, reason, attempts from link order by url",
    "select key, enabled, errors_in_a_row, last_success_at from source order by key",
    "select url, etag, status from channel order by url",
    "select day, period_from, period_to, recipient, state from digest join delivery on digest_id = digest.id",
    "select article_id, revision, title, body from revision order by article_id, revision",
    "select url, body, body_sha256 from page order by id",
)


@pytest.mark.slow
def test_what_earlier_releases_stored_serves_this_one(
    old: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is lost on the way; then it is read again, related, searched, mailed, and added to."""
    with connect(old) as connection:
        before = [rows(connection, statement) for statement in (STORED, *KEPT)]
        assert pending(connection)
    schema = next(one for one in doctor.findings(replace(settings, database_url=old)) if one.name == "schema")
    assert "older than this release" in schema.state
    assert "watira db migrate" in schema.advice
    assert cli.main(["db", "migrate"]) == 0
    assert "applied 0015_tolls" in capsys.readouterr().out
    with open_database(old) as connection:
        assert [rows(connection, statement) for statement in (STORED, *KEPT)] == before
        assert FIRST in [hit.url for hit in search(connection, "القصف المدفعي سرمين").hits]
        for stage in ("extract", "stories"):
            assert cli.main(["reread", "--stage", stage, "--yes"]) == 0
        assert rows(connection, STORED)[0][:2] == before[0][0][:2]
        assert related(connection) == {REPORT: (None, "same"), CUT_SHORT: (FIRST, "same")}
        assert FIRST in [hit.url for hit in search(connection, "place:sarmin killed>3 type:strike").hits]
        for view in VIEWS:
            rows(connection, f"select * from {view}")
        assert rows(connection, "select count(*) > 0 from casualties where harm = 'killed'") == [(True,)]
        assert "سرمين" in mailed(connection, settings)
        goes_on(connection)
    found = {one.name: one for one in doctor.findings(replace(settings, database_url=old))}
    assert [one for one in found.values() if one.failed] == []


def related(connection: psycopg.Connection) -> dict[str, tuple[str | None, str]]:
    """Of the two others on the event: whose copy each is, and whether it is of the story of the first."""
    statement = (
        "select a.url, (select url from articles where id = a.duplicate_of),"
        f" case a.story_id when (select story_id from articles where url = '{FIRST}') then 'same' else 'other' end"
        f" from articles as a where a.url in ('{REPORT}', '{CUT_SHORT}')"
    )
    return {url: (copy_of, story) for url, copy_of, story in rows(connection, statement)}


def mailed(connection: psycopg.Connection, settings: Settings) -> str:
    """The digest of the day that the earlier release had mailed, and who has had it."""
    known = digests.digest_of_day(connection, DAY)
    assert known is not None
    states = {one.recipient: one.state for one in digests.deliveries(connection, known.id)}
    assert states["reader@example.org"] is digests.DeliveryState.SENT
    return render.html(mailing.preview(connection, settings, NOW, MailOrder(day=DAY)))


def goes_on(connection: psycopg.Connection) -> None:
    """A page of long ago is known again, and the same text elsewhere is a copy of what was stored then."""
    (number, key) = rows(connection, f"select page_id, source from article where url = '{FIRST}'")[0]
    page = load_page(connection, number)
    elsewhere = replace(page, url="https://nahr.example/9", link=None, fetched_at=NOW)
    for found, outcome in ((page, Outcome.UNCHANGED), (elsewhere, Outcome.COPY)):
        article = read(found, Source(key, "النهر", "Nahr", "https://nahr.example/"), default())
        assert isinstance(article, Article)
        assert save_article(connection, article, found, now=NOW).outcome is outcome
