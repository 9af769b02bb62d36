"""`watira reread` as a person or cron calls it."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from schedules import cli
from schedules.commands import reread
from storage import rereading
from storage.advisory_locks import rereading as alone
from storage.connect import connect
from storage.readings import Moved, put_batch
from tests.schedules.rereading.stock import NOW, SPOIL, SPOIL_TAGS, TAGS, page, rows, snapshot, store

Answer = Callable[[str], None]


@pytest.fixture
def stocked(
    connection: psycopg.Connection, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> psycopg.Connection:
    """A database with two articles that were read by earlier rules, which the command uses."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("WATIRA_HOME", str(tmp_path))
    monkeypatch.setenv("WATIRA_CRAWL_WORKERS", "1")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    store(connection, page("قرية1"), page("قرية2"))
    connection.execute(SPOIL_TAGS)
    return connection


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Sit at the terminal and answer the question."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    return lambda text: monkeypatch.setattr(sys, "stdin", Keyboard(text))


def test_nothing_is_written_unasked(
    stocked: psycopg.Connection, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not on a dry run, not where nobody can be asked, and not against a no; the difference is shown each time."""
    before = snapshot(stocked)
    assert cli.main(["reread", "--stage", "tags", "--dry-run"]) == 0
    shown, said = capsys.readouterr()
    assert "2 articles read again: 2 would change" in shown
    assert "  other → escalation  2" in shown
    assert "2 texts in" in said
    assert "Write" not in said
    assert cli.main(["reread", "--stage", "tags"]) == 0
    assert "nobody can be asked here. To write it, add --yes" in capsys.readouterr().err
    answer("\n")
    assert cli.main(["reread", "--stage", "tags", "--examples", "1"]) == 0
    shown, said = capsys.readouterr()
    assert "2 would change" in shown
    assert said.endswith("Write this? [y/N] ")
    assert snapshot(stocked) == before
    assert rows(stocked, "select from rereading") == []


def test_a_yes_writes_it(stocked: psycopg.Connection, answer: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    """What was shown is written; the next time there is nothing left to change."""
    answer("y\n")
    assert cli.main(["reread", "--stage", "tags"]) == 0
    assert "watira: 2 written." in capsys.readouterr().err
    assert rows(stocked, "select label from articles") == [("escalation",)] * 2
    assert rows(stocked, "select count(*) from earlier_readings") == [(2,)]
    answer("y\n")
    assert cli.main(["reread", "--stage", "tags"]) == 0
    assert "nothing to change." in capsys.readouterr().err
    assert rows(stocked, "select changed, finished_at is not null from rereading") == [(2, True)]


def test_yes_as_an_option(stocked: psycopg.Connection, capsys: pytest.CaptureFixture[str]) -> None:
    """For scripts: read and written in one go, for the sources named."""
    stocked.execute(SPOIL)
    words = ["reread", "--stage", "extract", "--yes", "--source"]
    assert cli.main([*words, "sana"]) == 0
    assert "0 articles read again" in capsys.readouterr().out
    assert cli.main([*words, "outlet", "--since", "2026-11-22"]) == 0
    shown, said = capsys.readouterr()
    assert "2 articles read again: 2 change" in shown
    assert "watira: 2 written." in said
    assert rows(stocked, "select sources, since_at is null, finished_at is null from rereading order by id") == [
        (["sana"], True, False),
        (["outlet"], False, False),
    ]


def test_a_stopped_run_goes_on(stocked: psycopg.Connection, capsys: pytest.CaptureFixture[str]) -> None:
    """The same command says where it goes on, and does only the rest."""
    begun = rereading.begin(stocked, TAGS, last=2, now=NOW)
    put_batch(stocked, [], [], Moved(begun.id, 1, TAGS.rules), now=NOW)
    assert cli.main(["reread", "--stage", "tags", "--yes"]) == 0
    shown, said = capsys.readouterr()
    assert "going on behind number 1, where a run was stopped on 2026-11-22 12:00 UTC" in said
    assert "1 articles read again" in shown
    assert rows(stocked, "select label from article order by id") == [("other",), ("escalation",)]
    assert rows(stocked, "select position, finished_at is not null from rereading") == [(2, True)]


def test_a_stopped_run_with_nothing_left(stocked: psycopg.Connection, capsys: pytest.CaptureFixture[str]) -> None:
    """It has come to its end."""
    begun = rereading.begin(stocked, TAGS, last=2, now=NOW)
    put_batch(stocked, [], [], Moved(begun.id, 2, TAGS.rules), now=NOW)
    assert cli.main(["reread", "--stage", "tags"]) == 0
    assert "nothing to change." in capsys.readouterr().err
    assert rows(stocked, "select finished_at is not null from rereading") == [(True,)]


def test_one_at_a_time(stocked: psycopg.Connection, database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A second one is told to wait; looking is allowed."""
    with connect(database_url) as other, alone(other):
        assert cli.main(["reread", "--stage", "tags", "--yes"]) == 1
        assert "another reread is running" in capsys.readouterr().err
        assert cli.main(["reread", "--stage", "tags", "--dry-run", "--since", "2027-01-01"]) == 0


def test_wrong_use(stocked: psycopg.Connection, capsys: pytest.CaptureFixture[str]) -> None:
    """A source that nobody knows, and options that contradict each other."""
    assert cli.main(["reread", "--stage", "tags", "--source", "nobody"]) == 2
    assert "there is no source nobody" in capsys.readouterr().err
    assert cli.main(["reread", "--stage", "tags", "--dry-run", "--yes"]) == 2
    assert "give one of them" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "kept"),
    [(["--yes"], "0 are written and stay, the same command goes on there"), ([], "nothing was written")],
)
def test_stopping_it(
    stocked: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    kept: str,
) -> None:
    """Ctrl-C ends it, and it says what stays."""

    def interrupted(steps: object) -> None:
        steps.close()  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    monkeypatch.setattr(reread, "run_async", interrupted)
    assert cli.main(["reread", "--stage", "tags", *words]) == 130
    assert f"stopped: {kept}" in capsys.readouterr().err


def test_what_the_database_refuses_is_named(stocked: psycopg.Connection, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest is written, and the exit code tells."""
    stocked.execute("alter table article add constraint no_escalation check (id > 1 or label <> 'escalation')")
    assert cli.main(["reread", "--stage", "tags", "--yes"]) == 1
    said = capsys.readouterr().err
    assert "watira: 1 written." in said
    assert "1 refused by the database, left as they are:" in said
    assert "no_escalation" in said
    assert rows(stocked, "select label from article order by id") == [("other",), ("escalation",)]
