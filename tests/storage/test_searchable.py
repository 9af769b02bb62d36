"""Texts as the search index takes them."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.arabic import words
from storage.asking.spelling import asked
from storage.asking.terms import quoted
from storage.searchable import indexed, indexed_title

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


@given(_words, _words)
def test_a_word_of_a_text_can_be_asked_for(title: str, body: str) -> None:
    """Whatever a text holds, each of its words is asked for in a form that the index has."""
    index = indexed(title, body)
    for word in words(f"{title} {body}"):
        assert f"{quoted(asked(word))}:" in index
