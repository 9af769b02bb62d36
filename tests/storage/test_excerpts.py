"""The place of a text that shows why it was found."""

from hypothesis import given
from hypothesis import strategies as st

from storage.excerpts import excerpt, marks
from tests.patience import patience

FIRST = "افتتح المعرض صباح اليوم."
SECOND = "وقصفت الطائرات المسيّرة قرية خراب الجير مساء السبت."
THIRD = "وعادت الحركة إلى الطرق."


def test_the_sentence_with_the_word_is_shown() -> None:
    """A short sentence is shown whole, as published, without its neighbours."""
    assert excerpt(f"{FIRST} {SECOND} {THIRD}", ["خراب"]) == SECOND
    assert excerpt(f"{FIRST}\n{SECOND}\n{THIRD}", ["طايرات", "جير"]) == SECOND
    assert excerpt(f"{FIRST} {SECOND}", ["معرض"]) == FIRST


def test_the_place_with_most_words_is_shown() -> None:
    """A sentence with two of the words is better than an earlier one with one of them."""
    body = f"قرية في الشمال. {'كلام آخر ' * 40}. {SECOND}"
    assert excerpt(body, ["قريه", "خراب"]) == SECOND


def test_a_long_sentence_is_cut_around_the_word() -> None:
    """About 200 characters in whole words, with a sign where something was left out."""
    shown = excerpt(f"{'بداية ' * 100}خراب {'نهاية ' * 100}", ["خراب"])
    assert shown.startswith("… بداية")
    assert shown.endswith("نهاية …")
    assert " خراب " in shown
    assert 150 < len(shown) < 230


def test_without_the_word_the_beginning_is_shown() -> None:
    """An article found by its title is shown by the beginning of its body."""
    assert excerpt(FIRST, ["خراب"]) == FIRST
    shown = excerpt("كلمة " * 100, ["خراب"])
    assert shown.startswith("كلمة كلمة")
    assert shown.endswith("كلمة …")
    assert excerpt("", ["خراب"]) == ""


def test_words_are_marked_where_they_stand() -> None:
    """In any form that the index knows them by, tashkeel included; with * any word that begins so."""
    assert [SECOND[start:end] for start, end in marks(SECOND, ["طاير*", "جير", "مساء"])] == [
        "الطائرات",
        "الجير",
        "مساء",
    ]
    assert marks(SECOND, ["صباح", "خرابه"]) == []
    assert excerpt(f"{FIRST} {SECOND}", ["مسير*"]) == SECOND


def test_a_text_of_one_word_is_no_work() -> None:
    """A word repeated without end costs no more than a moment, and is shown at its first place."""
    with patience():
        assert excerpt("قصف " * 20_000, ["قصف"]).startswith("قصف قصف")


def test_a_text_without_blanks_is_cut_somewhere() -> None:
    """A word longer than the excerpt is cut, not shown whole."""
    assert len(excerpt("ب" * 5_000, [])) < 210
    assert len(excerpt("ب" * 3_000 + "," + "قصف" + "," + "ب" * 3_000, ["قصف"])) < 210


@given(st.text(st.sampled_from("قصف .\n،abc"), max_size=1_500), st.sampled_from(["قصف", "a"]))
def test_an_excerpt_is_short_and_from_the_text(body: str, word: str) -> None:
    """Whatever the text, the excerpt is bounded and made of the text's own words, in order."""
    shown = excerpt(body, [word])
    assert len(shown) <= 270
    assert " ".join(shown.strip("… ").split()) in " ".join(body.split())
