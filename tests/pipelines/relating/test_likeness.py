"""Tests of pipelines/relating/likeness.py."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.relating.likeness import cosine, profile

TEXTS = st.text(alphabet="ابتقصفوي \n", max_size=60)


def test_rare_words_weigh_more_than_common_ones() -> None:
    """A shared name says more than a shared preposition."""
    about = profile("", "قصف على خراب الجير")
    assert cosine(about, profile("", "وصول قافلة إلى خراب الجير")) > cosine(about, profile("", "قصف على مدينة"))


def test_a_text_without_words_is_like_nothing() -> None:
    """Not even like itself."""
    assert cosine(profile("", ""), profile("", "")) == 0


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    """From 0 to 1, and 1 for a text with itself."""
    here, there = profile(one, one), profile(other, other)
    assert cosine(here, there) == cosine(there, here)
    assert 0 <= cosine(here, there) <= 1
    assert not here or cosine(here, here) > 0.999
