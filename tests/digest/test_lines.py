"""Words from the web cannot leave their line, grow without bound or turn the line around."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.lines import cut, excerpt, isolated, one_line, right_to_left, web_address

CONTROLS = (
    "\n\r\t\x00\x0b\x1b\x85\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2067\u2069\ufeff\U000e0041"
)
hostile = st.text(st.sampled_from(CONTROLS + "<>&\"' abقصف،()/") | st.characters(), max_size=400)


@given(hostile)
def test_one_line_is_one_visible_bounded_line(text: str) -> None:
    """No control, format character or line separator is left, and the length is bounded."""
    line = one_line(text, 100)
    assert len(line) <= 100
    assert line == " ".join(line.split())
    assert not {unicodedata.category(char) for char in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(hostile)
def test_one_line_of_one_line_is_itself(text: str) -> None:
    """Making a line of a line changes nothing."""
    assert one_line(one_line(text)) == one_line(text)


@given(st.text("قصف ،.", max_size=80), st.integers(min_value=5, max_value=60))
def test_cutting_keeps_whole_words_and_the_limit(text: str, limit: int) -> None:
    """What is kept is the beginning of the text, and the sign of the cut counts."""
    short = cut(text, limit)
    assert len(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_a_cut_falls_between_words() -> None:
    """A word that does not fit is left out whole, with the comma before it."""
    assert cut("قصف عنيف، استهدف البلدة", 14) == "قصف عنيف…"
    assert cut("قصف عنيف استهدف", 9) == "قصف عنيف…"


def test_a_single_endless_word_is_cut_within() -> None:
    """A word longer than the limit does not empty the line."""
    assert cut("ا" * 500, 10) == "ا" * 9 + "…"


def test_an_excerpt_does_not_repeat_the_title() -> None:
    """A first paragraph that is the title, however spelled, is passed over; a flash has no excerpt."""
    assert excerpt("قصف على البلدة", "قَصْفٌ على البلدة\nسقطت قذائف.") == "سقطت قذائف."
    assert excerpt("عاجل: انفجار يهز إدلب", "انفجار يهزّ إدلب.") == ""
    assert excerpt("قصف", "") == ""


def test_an_excerpt_has_at_most_200_characters() -> None:
    """However long the body is."""
    assert len(excerpt("عنوان", "كلمة " * 5000)) <= 200


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z=%D8%A3#k", "HTTP://a.example", "https://موقع.example/خبر"])
def test_addresses_of_the_web_may_be_linked(url: str) -> None:
    """http and https pass as they are."""
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example/x",
        "https:///x",
        "https://a.example/ x",
        "https://a.example/\nBcc: x",
        'https://a.example/"onclick="x',
        "https://a.example/\u202e",
        "https://a.example/\u2066",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_other_addresses_are_not_linked(url: str) -> None:
    """Other schemes, blanks, quotes, invisible characters and endless addresses give no link."""
    assert web_address(url) == ""


def test_only_left_to_right_letters_need_an_isolate() -> None:
    """Arabic with Latin in it is isolated right to left, Latin alone left to right, Arabic and digits not at all."""
    assert isolated("قصف 12 موقعاً") == "قصف 12 موقعاً"
    assert isolated("قصف T4 (فيديو)") == "\u2067قصف T4 (فيديو)\u2069"
    assert isolated("BBC News") == "\u2066BBC News\u2069"


def test_a_line_of_arabic_that_begins_with_latin_is_marked() -> None:
    """Mail programs take a line's direction from its first strong letter outside isolates."""
    assert right_to_left("F-16 تقصف") == "\u200fF-16 تقصف"
    assert right_to_left("\u2067قصف T4\u2069") == "\u200f\u2067قصف T4\u2069"
    assert right_to_left("قصف F-16") == "قصف F-16"
    assert right_to_left("https://a.example/1") == "https://a.example/1"
    assert right_to_left("12:30") == "12:30"
