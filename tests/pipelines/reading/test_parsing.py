"""Markup becomes a tree, and what would stall a parser is refused."""

import pytest

from pipelines.reading.elements import all_text
from pipelines.reading.parsing import parsed


def test_markup_becomes_a_tree() -> None:
    """Comments are gone, control characters are blanks, and what is no character does no harm."""
    tree = parsed("<p>نص\x00<!-- لا --> آخر\ufffe</p>".encode())
    assert tree is not None
    assert all_text(tree).split() == ["نص", "آخر"]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<!-- -->",
        "<p " + " ".join(f"a{number}=1" for number in range(2_000)) + ">نص</p>",
        "<p>نص" + "<b></b>" * 60_001,
    ],
    ids=["nothing", "no element", "endless attributes", "too many elements"],
)
def test_what_is_no_page_has_no_tree(page: str) -> None:
    """None, and nothing raised."""
    assert parsed(page.encode()) is None


def test_long_tags_of_few_attributes_and_many_signs_of_less_are_fine() -> None:
    """An image inside an address is long; a text may have many brackets."""
    assert parsed(f"<p><img src='data:{'A' * 20_000}'>نص</p>".encode()) is not None
    assert parsed(("<p>" + "&lt; < " * 61_000 + "</p>").encode()) is not None
