"""Facts as lexemes."""

from hypothesis import given
from hypothesis import strategies as st

from storage.asking.facts import counted, days
from storage.asking.terms import lexemes

_COMPARE = {
    "=": int.__eq__,
    ">": int.__gt__,
    ">=": int.__ge__,
    "<": int.__lt__,
    "<=": int.__le__,
}


@given(st.sampled_from(sorted(_COMPARE)), st.integers(0, 1_200) | st.integers(0, 10**7), st.integers(0, 1_300))
def test_numbers_are_compared_by_their_beginnings(sign: str, number: int, stored: int) -> None:
    """A stored number is found exactly if it compares so; one beyond six digits counts as the greatest of six."""
    lexeme = f"killed/{stored:06}"
    terms = list(lexemes(counted("killed", sign, number)))
    found = [one for one in terms if lexeme == one.text or (one.prefix and lexeme.startswith(one.text))]
    assert len(found) == _COMPARE[sign](stored, min(number, 999_999))
    assert len(terms) <= 54


@given(st.integers(0, 30_000), st.integers(-3, 9_000), st.integers(-2_000, 2_000))
def test_days_are_covered_by_few_rows(first: int, length: int, beside: int) -> None:
    """Each day between two is in exactly one row of days, no other is in any."""
    last = first + length
    rows = {one.text for one in lexemes(days(first, last))}
    day = max(0, first + beside)
    held = [row for row in (f"day/{level}/{day >> 2 * level}" for level in range(6)) if row in rows]
    assert len(held) == (first <= day <= last)
    assert len(rows) <= 30 + max(0, length) // 1024
