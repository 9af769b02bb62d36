"""Tests of pipelines/relating/sketch.py, as far as texts are told to be copies by their numbers alone."""

from pipelines.relating.sketch import are_copies, may_be_copies, sketch

WORDS = [f"كلمة{number}" for number in range(120)]


def test_texts_that_are_gone_are_known_by_nearly_all_their_numbers() -> None:
    """The same text cut short is a copy; one that shares half, another text, and a few words are none."""
    whole = sketch(WORDS)
    assert are_copies(whole, sketch(WORDS[:90]))
    half = sketch([*WORDS[:60], *(f"أخرى{number}" for number in range(60))])
    assert may_be_copies(whole, half)
    assert not are_copies(whole, half)
    assert not are_copies(whole, sketch(WORDS[:8]))
    assert not are_copies(whole, [])
