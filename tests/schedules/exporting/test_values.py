"""Values as JSON and as cells."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.cells import defused
from schedules.exporting.values import cell, plain


@pytest.mark.parametrize(
    ("value", "json_value", "in_cell"),
    [
        (None, None, ""),
        (True, True, "true"),
        (-5, -5, "-5"),
        (-0.5, -0.5, "-0.5"),
        (Decimal(7), 7, "7"),
        (Decimal("7.5"), 7.5, "7.5"),
        (date(2026, 11, 18), "2026-11-18", "2026-11-18"),
        (datetime(2026, 11, 18, 7, 30, 1, 9, UTC), "2026-11-18T07:30:01.000009+00:00", "2026-11-18 07:30:01"),
        (timedelta(minutes=2), 120.0, "120.0"),
        (["حمص", "=x"], ["حمص", "=x"], "حمص; =x"),
        ([], [], ""),
        ({"أ": 1}, {"أ": 1}, '{"أ": 1}'),
        ([{"a": 1}], [{"a": 1}], '[{"a": 1}]'),
        ("قصف\nعلى", "قصف\nعلى", "قصف\nعلى"),
    ],
)
def test_each_type_has_its_form(value: object, json_value: object, in_cell: str) -> None:
    """Numbers stay numbers."""
    assert plain(value) == json_value
    assert cell(value) == in_cell
    json.dumps(plain(value))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-قصف", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "＝1+1", "－1", "\x00=1"]
)
def test_a_formula_is_defused(text: str) -> None:
    """However it is dressed; also as the first of a list."""
    assert defused(text) == cell(text) == f"'{text}"
    assert cell([text, "x"]).startswith("'")


@given(st.text(max_size=10))
def test_other_texts_stay(text: str) -> None:
    """An apostrophe comes before a text or nothing."""
    assert cell(text) in (text, f"'{text}")
    if text[:1].isalnum():
        assert cell(text) == text
