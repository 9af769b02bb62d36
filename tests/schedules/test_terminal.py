"""Right-to-left text on a terminal, and as it is elsewhere."""

import pytest

from schedules import terminal


@pytest.fixture(params=[True, False], ids=["terminal", "pipe"])
def is_terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether standard output is a terminal."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: request.param)
    return bool(request.param)


def test_arabic_is_set_apart_line_by_line(is_terminal: bool) -> None:
    """A right-to-left isolate around each line with Arabic; none around others, and none where no terminal is."""
    told = terminal.isolated("قُتل 3 في T4\nplain\n")
    assert told == ("\u2067قُتل 3 في T4\u2069\nplain\n" if is_terminal else "قُتل 3 في T4\nplain\n")


def test_text_with_isolates_of_its_own(is_terminal: bool) -> None:
    """As a mail has them: kept within one of the line on a terminal, taken out elsewhere."""
    told = terminal.bare("قصف \u2066T4\u2069")
    assert told == ("\u2067قصف \u2066T4\u2069\u2069" if is_terminal else "قصف T4")


def test_words_that_were_found_are_bold(is_terminal: bool) -> None:
    """On a terminal alone."""
    told = terminal.marked("قصف على الجير", [(0, 3), (8, 13)])
    assert told == ("\x1b[1mقصف\x1b[0m على \x1b[1mالجير\x1b[0m" if is_terminal else "قصف على الجير")
