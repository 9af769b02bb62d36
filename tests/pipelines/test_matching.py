"""Terms are found as whole words, folded, behind proclitics, the longest first."""

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import arabic
from pipelines.matching import Matcher


def found(text: str, *terms: str) -> list[str]:
    """The words of `text` that a matcher for these terms finds."""
    matcher = Matcher((term, term) for term in terms)
    return [text[match.start : match.end] for match in matcher.find(arabic.tokens(text))]


def test_the_longest_term_wins() -> None:
    """A term that is part of a longer one is not found within it."""
    assert found("قرب قاعدة خراب الجير أمس", "خراب الجير", "قاعدة خراب الجير", "قاعدة") == ["قاعدة خراب الجير"]


def test_a_shorter_term_is_found_where_the_longer_one_fails() -> None:
    """A term that begins like the text but goes on otherwise does not hide the one that fits."""
    assert found("دير الزور ودير حافر", "دير الزور العسكري", "دير الزور", "دير حافر") == ["دير الزور", "ودير حافر"]


@pytest.mark.parametrize("text", ["الرقة", "بالرقة", "والرقَّة", "للرقة", "وبالرقه"])
def test_proclitics_before_a_name_with_its_article(text: str) -> None:
    """A name written with ال is found behind و ف ب ل ك."""
    assert found(text, "الرقة") == [text]


def test_a_name_with_its_article_needs_it() -> None:
    """An editor who writes ال does not mean the bare word: رقة is tenderness."""
    assert found("تعامل معه برقة ورقة", "الرقة") == []


def test_a_term_without_article_is_found_with_it() -> None:
    """An editor who leaves ال out means both, in every word of the term."""
    assert found("الطائرات المسيرة وطائرات مسيرة", "طائرات مسيرة") == ["الطائرات المسيرة", "وطائرات مسيرة"]


def test_whole_words_only() -> None:
    """درعا is not found in مدرعات."""
    assert found("مدرعات ودرعا", "درعا") == ["ودرعا"]


def test_the_exact_word_wins_over_its_stem() -> None:
    """Of two terms for one word the one that takes off fewer letters is meant."""
    assert found("والي", "والي", "الي") == ["والي"]


def test_a_spelling_may_have_several_meanings() -> None:
    """All meanings of a spelling are told, each once."""
    matcher = Matcher([("غارة", "event"), ("غارة", "weapon"), ("غاره", "event")])
    assert matcher.find(arabic.tokens("غارة"))[0].meanings == ("event", "weapon")


def test_a_term_cut_off_by_the_end_of_the_text() -> None:
    """A text that ends within a term is no match and no error."""
    assert found("خراب", "خراب الجير") == []


def test_a_term_without_words_is_never_found() -> None:
    """Signs alone are no term."""
    assert found("قال - نعم", "-") == []


def test_a_matcher_can_be_sent_to_another_process() -> None:
    """Matchers survive pickling."""
    matcher = pickle.loads(pickle.dumps(Matcher([("حلب", 1)])))
    assert [match.meanings for match in matcher.find(arabic.tokens("في حلب"))] == [(1,)]


@given(st.lists(st.sampled_from(["قصف", "القصف", "وقصف", "دير", "الزور", "دير الزور", "غارة جوية"]), max_size=12))
def test_matches_never_overlap(words: list[str]) -> None:
    """Matches come in order, none begins before the last one ended."""
    text = " ".join(words)
    matches = Matcher([("قصف", 1), ("دير الزور", 2), ("دير", 3), ("غارة جوية", 4)]).find(arabic.tokens(text))
    assert all(a.end <= b.start for a, b in pairwise(matches))
