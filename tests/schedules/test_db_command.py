"""What stands behind the action of `watira db` reaches it."""

import argparse
from pathlib import Path
from typing import Any

import pytest

from schedules import cli
from schedules.commands import db
from schedules.settings import Settings


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["psql", "--", "-c", "select 1"], {"passed": ["-c", "select 1"], "reader": False}),
        (["psql", "--reader", "--", "--reader"], {"passed": ["--reader"], "reader": True}),
        (["upgrade", "--old-bin", "/usr/lib/postgresql/17/bin"], {"old_bin": Path("/usr/lib/postgresql/17/bin")}),
        (["--reader", "url"], {"reader": True}),
        (["describe", "events", "daily", "--markdown"], {"names": ["events", "daily"], "markdown": True}),
        (["grant-reader", "--to", "anna", "--timeout", "5"], {"to": "anna", "timeout": 5}),
    ],
)
def test_options_reach_the_action(
    words: list[str], wanted: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Options of ours before --, those of psql after it."""
    seen: list[argparse.Namespace] = []

    def act(_: Settings, options: argparse.Namespace) -> int:
        seen.append(options)
        return 0

    monkeypatch.setattr("schedules.settings.load", lambda: Settings(home=tmp_path))
    monkeypatch.setattr(db, "_ACTIONS", dict.fromkeys(db._ACTIONS, act))
    assert cli.main(["db", *words]) == 0
    assert wanted.items() <= vars(seen[0]).items()


def test_a_word_too_many_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Rather than passed over."""
    monkeypatch.setattr("schedules.settings.load", lambda: pytest.fail("nothing is done"))
    assert cli.main(["db", "stop", "now"]) == 2
    assert "'now' is no option of stop" in capsys.readouterr().err
