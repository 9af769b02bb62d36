"""Markup becomes a tree, and what would stall a parser is refused."""

import pytest

from pipelines.arabic import clean
from pipelines.reading.elements import Element, all_text
from pipelines.reading.parsing import parsed


def elements(tree: Element | None) -> int:
    """How many elements a tree has."""
    assert tree is not None
    return len(tree.css("*"))


def test_markup_becomes_a_tree() -> None:
    """Comments are no text; control characters and what is no character do no harm."""
    tree = parsed("<p>نص\x00<!-- لا --> آخر\ufffe</p>".encode())
    assert tree is not None
    assert clean(all_text(tree)).split() == ["نص", "آخر"]


@pytest.mark.parametrize("page", ["", "<!-- -->"])
def test_a_page_without_elements_has_an_empty_tree(page: str) -> None:
    """As in a browser."""
    tree = parsed(page.encode())
    assert tree is not None
    assert not all_text(tree)


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{number}=1" for number in range(2_000)) + ">نص</p>",
        "<p>نص" + "<b></b>" * 30_001,
        "<div>" * 7_000,
        "<x-y>" * 1_001 + "</span>" * 6_000,
        "<p>نص" + "</b>" * 30_001,
    ],
    ids=["endless attributes", "too many elements", "too deep", "too deep for its ends", "too many ends"],
)
def test_what_is_no_page_has_no_tree(page: str) -> None:
    """None, and nothing raised."""
    assert parsed(page.encode()) is None


def test_long_tags_of_few_attributes_and_many_signs_of_less_are_fine() -> None:
    """An image inside an address is long; a text may have many brackets."""
    assert parsed(f"<p><img src='data:{'A' * 20_000}'>نص</p>".encode()) is not None
    assert parsed(("<p>" + "&lt; < " * 61_000 + "</p>").encode()) is not None


def test_large_pages_are_not_deep() -> None:
    """Elements that are ended, or end each other, are beside each other; templates in scripts are ended, too."""
    row = "<li><p>نص<br><div><span>نص</span></DIV><p>نص"
    assert elements(parsed(f"<ul>{row * 4_000}</ul>".encode())) > 20_000


@pytest.mark.parametrize("tag", ["b", "STRONG", "font", "nobr", "a"])
def test_formatting_that_is_left_open_does_not_multiply(tag: str) -> None:
    """HTML has each made anew in every paragraph behind it: 3,000 by 1,500 would be gigabytes."""
    left_open = "".join(f"<{tag} a={number}>" for number in range(3_000))
    assert elements(parsed(f"<p>{left_open}</p>{'<p>نص' * 1_500}".encode())) < 10_000
    few = "".join(f"<{tag} a={number}>" for number in range(20))
    assert elements(parsed(f"<p>{few}</p>{'<p>نص' * 1_500}".encode())) < 40_000


def test_formatting_stays_formatting_on_pages_as_they_are() -> None:
    """Sources' rules may name it."""
    tree = parsed(("<p><b class='who'>نص</b> <i>نص</i></p>" * 50).encode())
    assert tree is not None
    assert len(tree.css("b.who")) == 50


def test_chosen_options_are_not_copied() -> None:
    """A browser shows a copy of the chosen option; the page has it once."""
    tree = parsed(b"<select><button><selectedcontent></selectedcontent></button><option>x</option></select>")
    assert tree is not None
    assert all_text(tree) == "x"
