"""The line of a lexicon file in which something stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.lexicon_lines import line_of

FILE = """# head
top = 1
[event."strike.drone"]  # a comment
strong = [
    "طائرة مسيرة",  # not مسيرة alone
    "مسيرة",
    "درون",
]

[place]
hama = { kind = "governorate", names = ["حماة"] }
"al-bab" = { kind = "district" }
[[era]]
changed = 1
[[era]]
changed = 2
"""


@pytest.mark.parametrize(
    ("table", "key", "item", "line"),
    [
        ("", "top", "", 2),
        ("event.strike.drone", "", "", 3),
        ("event.strike.drone", "strong", "", 4),
        ("event.strike.drone", "strong", "مسيرة", 6),
        ("event.strike.drone", "strong", "درون", 7),
        ("event.strike.drone", "strong", "غائب", 4),
        ("event.strike.drone", "missing", "", 3),
        ("place.hama", "names", "حماة", 11),
        ("place.al-bab", "", "", 12),
        ("era.2", "changed", "", 16),
        ("nowhere", "", "", None),
        ("place.nowhere", "", "", None),
        ("nowhere.either", "", "", None),
        ("", "nowhere", "", None),
    ],
)
def test_the_line_is_as_exact_as_it_can_be(table: str, key: str, item: str, line: int | None) -> None:
    """Of the item, else of the key, else of the table."""
    assert line_of(FILE, table, key, item) == line


@given(st.text(), st.text(), st.text(), st.text())
def test_any_file_has_lines(text: str, table: str, key: str, item: str) -> None:
    """Looking for a line never fails, and finds one that is there."""
    line = line_of(text, table, key, item)
    assert line is None or 1 <= line <= len(text.splitlines()) + 1
