"""What `watira search` shows."""

import argparse
import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.article import Label
from schedules.commands import search as command
from storage.search import Found, Hit, Limits
from storage.session import Session

HIT = Hit(
    id=7,
    url="https://alpha.example/%D9%82",
    source="alpha",
    title="=قصف على T4",
    published_at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
    label=Label.ESCALATION,
    excerpt="قُتل 3 في قصف",
    title_marks=[(1, 4)],
    marks=[(10, 13)],
    score=0.5,
    duplicate_of=None,
)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """What a search is to come to (the first of the list), and afterwards what it was asked (the second)."""
    answers: list[Any] = [Found([HIT], ("sdf is also looked for as قسد",))]

    def search(_: object, question: str, limits: Limits) -> Any:
        answers[1:] = [(question, limits)]
        return answers[0]

    class Opened:
        def __enter__(self) -> Session:
            return Session(None, "")  # type: ignore[arg-type]

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setenv("WATIRA_HOME", str(tmp_path))
    monkeypatch.setattr(command, "search", search)
    monkeypatch.setattr(command, "session", lambda *_: Opened())
    return answers


def run(*words: str) -> int:
    """The command, with these words."""
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return command.run(parser.parse_args(words))


def test_people_see_headline_time_excerpt_and_address(found: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """Plain where it is no terminal; how names were understood is said beside it."""
    assert run("SDF", "قصف", "--since", "2026-11-01") == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("=قصف على T4\n  2026-11-22 15:00  alpha  escalation  (id 7)\n  قُتل 3 في قصف\n")
    assert "sdf is also looked for as قسد" in shown.err
    question, limits = found[1]
    assert question == "SDF قصف"
    assert limits.since == datetime(2026, 10, 31, 21, 0, tzinfo=UTC)


def test_a_terminal_gets_isolates_and_bold_words(
    found: list[Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures and Latin names keep their place among Arabic."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    run("قصف")
    assert "\u2067=\x1b[1mقصف\x1b[0m على T4\u2069\n" in capsys.readouterr().out


def test_machines_get_json_lines(found: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """With where the words stand in the excerpt."""
    run("قصف", "--json")
    row = json.loads(capsys.readouterr().out)
    assert (row["id"], row["marks"], row["similar"]) == (7, [[10, 13]], False)


def test_spreadsheets_get_no_formulas(found: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """A cell that would be calculated is text."""
    run("قصف", "--csv")
    out = capsys.readouterr().out
    assert out.startswith("\ufeff")
    [row] = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    assert (row["title"], row["source"], row["duplicate_of"]) == ("'=قصف على T4", "alpha", "")


def test_what_was_not_looked_at_is_told(found: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """How far back the search went; that nothing was found; that headlines are similar only."""
    found[0] = Found([HIT], looked_at=1_000, back_to=datetime(2026, 11, 1, 12, 0, tzinfo=UTC))
    run("قصف")
    assert "ranked are the newest that fit, back to 2026-11-01 15:00" in capsys.readouterr().err
    found[0] = Found([])
    assert run("قصف", "--csv") == 0
    assert "nothing found" in capsys.readouterr().err
