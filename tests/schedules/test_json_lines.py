"""JSON Lines in and out."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules import json_lines
from schedules.json_lines import BadLine, Row


def answered(lines: list[str]) -> tuple[int, list[dict[str, Any]]]:
    """What an echo of the field `text` answers to lines."""
    out = io.StringIO()
    bad = json_lines.answer(lines, echo, out)
    return bad, [json.loads(line) for line in out.getvalue().splitlines()]


def echo(row: Row) -> Row:
    """The text back."""
    return {"id": row.get("id"), "text": json_lines.text_of(row, "text", required=True)}


def test_a_line_for_each_line_in_order() -> None:
    """Answers come in the order of the questions, bad ones in their place."""
    bad, rows = answered(
        ['{"id": 1, "text": "أ"}\n', "nonsense\n", "\n", '{"id": 3}\n', "[]\n", '{"id": 5, "text": 1}\n']
    )
    assert bad == 4
    assert [row["id"] for row in rows] == [1, None, 3, None, 5]
    assert rows[0] == {"id": 1, "text": "أ"}
    assert rows[1]["error"].startswith("line 2: is not JSON")
    assert rows[2]["error"] == "line 4: 'text' is missing"
    assert "not a JSON object" in rows[3]["error"]
    assert rows[4]["error"] == "line 6: 'text' must be a text"


def test_null_is_missing() -> None:
    """A text that need not be there may be null."""
    assert json_lines.text_of({"title": None}, "title") == ""
    with pytest.raises(BadLine):
        json_lines.text_of({"text": None}, "text", required=True)


@given(st.text(st.characters(exclude_categories=[]), max_size=50))
def test_any_text_can_be_written(text: str) -> None:
    """Every text that JSON can name comes out as UTF-8, a lone surrogate too."""
    out = io.StringIO()
    json_lines.write({"text": text}, out)
    assert json.loads(out.getvalue().encode("utf-8"))["text"].encode("utf-8", "replace") is not None


def test_deep_nesting_is_a_bad_line() -> None:
    """A line nested beyond the parser's depth, or with an endless number, is answered and not a crash."""
    bad, rows = answered(["[" * 200_000, '{"id": ' + "9" * 5000 + "}"])
    assert bad == 2
    assert all("error" in row for row in rows)
