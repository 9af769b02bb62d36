"""Tests of pipelines/relating/alignment.py."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.relating.alignment import align

WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(40)]), max_size=60)


def test_another_word_between_the_same_words_is_a_substitution() -> None:
    """What stands in its place in the other text is told with the word before it."""
    found = align(["a", "b", "c", "d", "e", "f", "g"], ["a", "b", "c", "x", "y", "e", "f", "g"])
    assert [(each.before, each.one, each.other) for each in found.substitutions] == [("c", ("d",), ("x", "y"))]
    assert found.shared == 6


def test_what_one_text_leaves_out_is_no_substitution() -> None:
    """Inserted lines, cut ends and moved paragraphs disturb nothing."""
    assert not align(["a", "b", "c", "d", "e", "f"], ["a", "b", "c", "n", "n", "n", "d", "e", "f"]).substitutions
    assert not align(["a", "b", "c", "d", "e", "f"], ["a", "b", "c"]).substitutions
    assert not align(["a", "b", "c", "x", "d", "e", "f"], ["d", "e", "f", "y", "a", "b", "c"]).substitutions


def test_a_long_gap_is_another_passage() -> None:
    """Where twenty words differ, none stands for another."""
    first, second = [f"x{n}" for n in range(20)], [f"y{n}" for n in range(20)]
    assert not align(["a", "b", "c", *first, "d", "e", "f"], ["a", "b", "c", *second, "d", "e", "f"]).substitutions


@given(WORDS, WORDS)
def test_runs_say_the_truth(one: list[str], other: list[str]) -> None:
    """The words of a run are the same in both texts, and runs do not overlap in the first."""
    found = align(one, other)
    for run in found.runs:
        assert one[run.one : run.one + run.length] == other[run.other : run.other + run.length]
    for first, second in zip(found.runs, found.runs[1:], strict=False):
        assert first.one + first.length <= second.one
