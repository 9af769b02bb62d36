"""Tests of pipelines/relating/likeness.py and of the outlines that are made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.relating.outline import likeness, likeness_to, most_telling, outline, packed, unpacked

TEXTS = st.text(alphabet="ابتقصفوي \n", max_size=60)
STRIKE = ("غارة على منبج", "قتل أربعة عمال في غارة على مستودع للحبوب في منبج بريف حلب مساء الجمعة.")


def test_rare_words_weigh_more_than_common_ones() -> None:
    """A shared name says more than a shared preposition."""
    about = outline("", "قصف على خراب الجير")
    assert likeness(about, outline("", "وصول قافلة إلى خراب الجير")) > likeness(about, outline("", "قصف على مدينة"))


def test_a_text_without_words_is_like_nothing() -> None:
    """Not even like itself."""
    assert likeness(outline("", ""), outline("", "")) == 0


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    """From 0 to 1, and 1 for a text with itself."""
    here, there = outline(one, one), outline(other, other)
    assert likeness(here, there) == likeness(there, here)
    assert 0 <= likeness(here, there) <= 1
    assert not here.words or likeness(here, here) == pytest.approx(1)


def test_an_outline_says_where_and_when() -> None:
    """The places of the title, the weekday, and no more words than are kept."""
    told = outline(*STRIKE)
    assert (len(told.places), len(told.regions), told.days) == (1, 1, frozenset({4}))
    assert outline("", STRIKE[1]).places >= told.places
    long = outline("", " ".join(f"تل{number}" for number in range(500)))
    assert len(long.words) == 96


def test_what_was_packed_is_read_as_it_was() -> None:
    """To the bit: the store and `watira compare` decide by the same numbers."""
    assert unpacked(packed(*STRIKE)) == outline(*STRIKE)
    assert len(packed("", "")) == 4


@given(TEXTS, TEXTS, TEXTS)
def test_likeness_is_the_same_to_what_was_packed(shared: str, one: str, other: str) -> None:
    """To the bit, as the store decides by it what is compared further."""
    here, there = outline(one, shared + one), packed(other, shared + other)
    assert likeness_to(here, there) == likeness(here, unpacked(there))


def test_the_most_telling_words_come_first() -> None:
    """Of equal ones in the order of letters."""
    assert most_telling({"ب": 0.5, "ا": 0.5, "ت": 0.9}, 2) == ["ت", "ا"]
