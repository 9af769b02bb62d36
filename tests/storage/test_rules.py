"""The version of the rules that a text is read with."""

from pathlib import Path

import pytest

from storage import rules


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some code and some words."""
    (tmp_path / "words").mkdir()
    (tmp_path / "read.py").write_text("one")
    (tmp_path / "words" / "places.toml").write_text("two")
    return tmp_path


def test_it_stays_as_long_as_the_files_do(folder: Path) -> None:
    """It depends on names and contents alone, and not on what Python leaves beside them."""
    before = rules.current(folder)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "read.cpython-311.pyc").write_bytes(b"compiled")
    (folder / "read.py").touch()
    assert rules.current(folder) == before
    assert len(before) == 12


@pytest.mark.parametrize(
    ("name", "text"), [("read.py", "other"), ("words/places.toml", "other"), ("new.py", ""), ("readp.y.toml", "one")]
)
def test_it_changes_with_each_file(folder: Path, name: str, text: str) -> None:
    """Another text or another file is another version."""
    before = rules.current(folder)
    (folder / name).write_text(text)
    assert rules.current(folder) != before


def test_contents_do_not_run_together(folder: Path) -> None:
    """What moves from one file to the next changes the version."""
    (folder / "a.py").write_text("xb.py\n1\ny")
    before = rules.current(folder)
    (folder / "a.py").write_text("x")
    (folder / "b.py").write_text("y")
    assert rules.current(folder) != before


def test_a_process_goes_by_one_version() -> None:
    """It is that of our own files."""
    assert rules.version() == rules.version()
    assert set(rules.version()) <= set("0123456789abcdef")
