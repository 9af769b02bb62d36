"""Tests of pipelines/relating/topics.py, sketch.py and origins.py."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipelines.relating.origins import origin
from pipelines.relating.sketch import MOST, may_be_copies, sketch
from pipelines.relating.topics import LATEST, asked, topics

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WORDS = st.lists(st.sampled_from([f"كلمه{letter}" for letter in "ابتثجحخدذرزسشصضطظعغفق"]), max_size=120)


@given(st.floats(-3.5, 3.5))
def test_topics_meet_within_three_and_a_half_days(days: float) -> None:
    """What asks finds what was published within the time, wherever periods end; far away nothing is found."""
    about = ("قصف", "الزعفران", "منبج")
    there = NOON + timedelta(days=days)
    assert set(topics(about, there)) <= set(asked(about, NOON))
    assert not set(topics(about, NOON + 4 * LATEST)) & set(asked(about, NOON))


@given(WORDS, WORDS, WORDS)
def test_a_shared_passage_shares_a_number(passage: list[str], before: list[str], behind: list[str]) -> None:
    """24 words that two texts share are enough, whatever surrounds them, unless texts are very long."""
    whole = [*before, *passage, *behind]
    if len(passage) >= 24:
        assert {*sketch(passage)} & {*sketch(whole)} or len(sketch(whole)) == MOST
        assert sketch(passage) == sorted(set(sketch(passage)))


def test_stock_phrases_and_nothing_have_no_number() -> None:
    """Words that stand everywhere, and no words."""
    assert sketch([]) == []
    assert sketch(["في", "من", "علي", "ان", "الي", "في", "من"]) == []
    assert not may_be_copies([], [1])
    assert not may_be_copies([1, 2, 3], [4, 5, 6])
    assert may_be_copies([1, 2, 3], [3, 5, 6])


def test_long_texts_are_compared_by_what_both_can_have() -> None:
    """Of a long text the smallest numbers are kept; a short one's greater ones cannot be among them."""
    long, short = list(range(MOST)), [10, 100, 101, 102, 103, 104, 105, 106]
    assert may_be_copies(long, short)


def test_a_witness_is_an_agency_an_owner_or_the_source() -> None:
    """Credits that name nobody do not count."""
    assert origin("ufuq", "", ("رويترز", "سانا")) == "agency رويترز"
    assert origin("ufuq", "", ("وكالات", "سانا")) == "agency سانا"
    assert origin("ufuq", "barid-group", ("خاص",)) == "owner barid-group"
    assert origin("ufuq", "", ()) == "ufuq"
