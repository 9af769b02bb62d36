"""How far reading again has come."""

import pytest

from schedules.rereading import progress
from schedules.rereading.progress import live, told


def test_a_line_tells_what_is_left() -> None:
    """How many of how many, how fast, how much longer."""
    assert told(1_200, 5_000, "pages", 10.0) == "1,200 of 5,000 pages, 120/s, 0:31 min left"


def test_lines_come_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal a line is written to standard error once in a while, not for every page."""
    clock = iter(range(0, 1000, 4))
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(clock)))
    with live(20, "texts") as on_read:
        for _ in range(9):
            on_read()
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "watira: 4 of 20 texts, 0/s, 1:04 min left",
        "watira: 8 of 20 texts, 0/s, 0:48 min left",
    ]


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal a bar moves, with the rate; it leaves nothing behind."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with live(3, "pages") as on_read:
        for _ in range(3):
            on_read()
    shown = capsys.readouterr().err
    assert "3 of 3 pages" in shown
    assert shown.endswith("\x1b[2K")
