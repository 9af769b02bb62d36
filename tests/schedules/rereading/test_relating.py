"""`watira reread --stage stories`: what differs is shown first, and the end is the state of storing in order."""

import io
import sys
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from schedules import cli
from schedules.rereading.relating import differences
from storage import relating_again
from storage.relating_again import Standing
from storage.rereading import Order, Stage, begin, unfinished
from storage.rules import current
from tests.storage.samples import NOW, registered, rows, save, value
from tests.storage.test_relations import articles, state
from tests.storage.test_stories import partition, reports


@pytest.fixture
def stocked(
    connection: psycopg.Connection, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> psycopg.Connection:
    """A database with copies and stories, which the command uses."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("WATIRA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    registered(connection)
    for sample in (*articles()[:4], *(replace(one, url=f"{one.url}0") for one in reports()[1:6])):
        save(connection, sample)
    return connection


SPOIL = """
    update article set duplicate_of = null, story_id = null;
    delete from pair;
    update gist set keys = '{}', topics = '{}', story_from = article_id
"""


def test_what_differs_is_shown_and_written_when_asked(
    stocked: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dry run keeps nothing; writing ends in the state of storing in order; then there is nothing to change."""
    wanted = (state(stocked), partition(stocked))
    stocked.execute(SPOIL)
    spoilt = (state(stocked), partition(stocked))
    assert cli.main(["reread", "--stage", "stories", "--dry-run", "--examples", "1"]) == 0
    shown = capsys.readouterr().out
    assert "are copies now" in shown
    assert "belong to a story now" in shown
    assert cli.main(["reread", "--stage", "stories"]) == 0
    assert "nobody can be asked here" in capsys.readouterr().err
    assert (state(stocked), partition(stocked)) == spoilt
    assert cli.main(["reread", "--stage", "stories", "--yes"]) == 0
    assert (state(stocked), partition(stocked)) == wanted
    assert cli.main(["reread", "--stage", "stories"]) == 0
    assert "nothing to change" in capsys.readouterr().err


def test_a_run_that_was_stopped_goes_on(
    stocked: psycopg.Connection, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind what was written last; what had been done is not done again."""
    wanted = (state(stocked), partition(stocked))
    stocked.execute(SPOIL)
    monkeypatch.setattr(relating_again, "_BATCH", 2)
    order = Order(Stage.STORIES, current())
    numbers = [number for (number,) in rows(stocked, "select id from article order by id")]
    begun = begin(stocked, order, last=numbers[-1], now=NOW)
    steps = relating_again.written(stocked, numbers, begun, now=NOW)
    assert next(steps) == 2
    steps.close()  # type: ignore[attr-defined]
    stopped = unfinished(stocked, order)
    assert stopped
    assert stopped.position == numbers[1]
    assert cli.main(["reread", "--stage", "stories", "--yes"]) == 0
    assert f"going on behind article {numbers[1]}" in capsys.readouterr().err
    assert (state(stocked), partition(stocked)) == wanted
    assert value(stocked, "select finished_at is not null from rereading")


def test_each_way_of_standing_otherwise_has_a_name() -> None:
    """Copies and stories, come, gone and moved."""
    before = {n: Standing("u", "t", *pair) for n, pair in enumerate([(None, None), (1, 1), (1, 1), (2, 2)])}
    after = {n: Standing("u", "t", *pair) for n, pair in enumerate([(2, 3), (None, None), (2, 3), (2, 2)])}
    assert [one.kind for one in differences(before, after)] == [
        "are copies now",
        "belong to a story now",
        "are no copies now",
        "belong to no story now",
        "are copies of another article",
        "belong to another story",
    ]
