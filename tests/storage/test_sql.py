"""The files of SQL statements: names, sentences, and what is refused."""

import re
from pathlib import Path

import pytest

from storage import sql
from storage.sql import QueryError, load, query


def test_statement_comes_without_comments_and_semicolon(tmp_path: Path) -> None:
    """A per cent sign or a quote in a comment would be read as a parameter or a string."""
    text = "-- Head of the file.\n-- name: one\n-- What it's for, 100 %.\nselect 1\n  -- inside\n  from a;\n"
    (tmp_path / "a.sql").write_text(text, encoding="utf-8")
    (tmp_path / "b.sql").write_text("--name:two\n-- Another.\nselect 'ب' -- behind\n;", encoding="utf-8")
    found = load(tmp_path)
    assert found["one"].split() == ["select", "1", "from", "a"]
    assert found["two"] == "select 'ب' -- behind"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("select 1;", "before the first"),
        ("select 1;\n-- name: a\n-- A.\nselect 2;", "before the first"),
        ("-- name: Two Words\n-- A.\nselect 2;", "'Two Words' is no name"),
        ("-- name:\n-- A.\nselect 2;", "'' is no name"),
        ("-- name: a\nselect 2;", "a needs a sentence"),
        ("-- name: a\n-- A.\n", "a has no statement"),
        ("-- name: a\n-- A.\nselect 1;\n-- name: a\n-- A.\nselect 2;", "a is already the name"),
    ],
)
def test_bad_file_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    """The message says which file and which statement."""
    (tmp_path / "bad.sql").write_text(text)
    with pytest.raises(QueryError, match=f"bad.sql: .*{complaint}"):
        load(tmp_path)


def test_unknown_name_is_an_error() -> None:
    """A misspelt name says where it was looked for."""
    with pytest.raises(QueryError, match=r"'no_such_statement'.*queries"):
        query("no_such_statement")


def test_every_name_that_code_asks_for_exists_and_every_statement_is_used() -> None:
    """No statement is missing, and none is left behind by a change."""
    asked: set[str] = set()
    for path in Path(sql.__file__).parent.rglob("*.py"):
        asked.update(re.findall(r'query\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
    assert asked == set(load(sql.QUERIES))
