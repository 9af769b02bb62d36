"""Texts as the search index takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.searchable import asked, indexed, indexed_title, tsquery

_words = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x6FF) | st.sampled_from("\x00\ud800'\\\"&|!()<>:*ﷺ"))


def test_words_are_indexed_in_all_forms_at_one_position() -> None:
    """A word and what is left of it without proclitics stand together; the body follows the title with a gap."""
    assert indexed("قصف", "والجير، قصف") == "'قصف':1A,4D 'والجير':3D 'الجير':3D 'جير':3D"


def test_the_subtitle_stands_between() -> None:
    """Its words weigh less than those of the title; no phrase reaches into it or out of it."""
    assert indexed("قصف", "مساء", "مدفعي") == "'قصف':1A 'مدفعي':3B 'مساء':5D"


def test_a_place_behind_the_last_is_the_last() -> None:
    """Words behind the last position that Postgres knows are indexed there."""
    last = " ".join(f"{number}" for number in range(20_000))
    assert indexed("", last).endswith("'19999':16383D")


def test_an_empty_text_is_an_empty_index() -> None:
    """No words, no lexemes."""
    assert indexed("", " ،.! ") == ""
    assert indexed_title("«»") == ""


def test_titles_are_compared_folded() -> None:
    """Spelling and punctuation are no difference between titles."""
    assert indexed_title("«قَصْف» إدلب!") == "قصف ادلب"


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("الطائرات المسيّرة", [["طايرات"], ["مسيره"]]),
        ("خراب «الجير»", [["خراب"], ["جير"]]),
        ('قصف "خراب الجير" ليلا', [["قصف"], ["خراب", "جير"], ["ليلا"]]),
        ('قصف "خراب الجير', [["قصف"], ["خراب"], ["جير"]]),
        ('"خراب" " " ""', [["خراب"]]),
        ("الله", [["الله"]]),  # لله or له would be another word
        ("' & !(x) | y:*", [["x"], ["y"]]),
        ("", []),
        ('"', []),
    ],
)
def test_what_a_user_asks_for(text: str, phrases: list[list[str]]) -> None:
    """Words folded and without their article; phrases between any pair of quotation marks; signs are no operators."""
    assert asked(text) == phrases


def test_a_long_question_is_cut() -> None:
    """A pasted page is searched by its first words, a word without end by its beginning."""
    assert len(asked("كلمة " * 1_000)) == 32
    assert len(asked("ب" * 5_000)[0][0]) == 100
    assert tsquery(asked('"' + "كلمة " * 1_000)).count("'") == 64


def test_phrases_are_joined_as_postgres_reads_them() -> None:
    """All phrases, each with its words one after the other."""
    assert tsquery([["a", "b"], ["c"]]) == "('a' <-> 'b') & ('c')"
    assert tsquery([["o'clock\\"]]) == "('o''clock\\\\')"


@given(_words, _words)
def test_a_word_of_a_text_can_be_asked_for(title: str, body: str) -> None:
    """Whatever a text holds, each of its words is asked for in a form that the index has."""
    index = indexed(title, body)
    for phrase in asked(f"{title} {body}".replace('"', " ")):
        assert f"'{phrase[0]}':" in index
