"""The three forms of a text: clean, folded, stemmed; and spans that lead back."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines import arabic

# Arabic with everything that folding touches, beside any text at all.
ARABIC = st.text(
    alphabet=st.sampled_from("ابتةهىيوؤئءأإآٱلكگکیە َُِّـًٌٍْٰٕٓٔ\u200f\u200d\ufeff١٢۳3٪،.«»-_\n ﷲﻻﷺ½²aÉİ"), max_size=60
)
TEXT = st.one_of(st.text(max_size=60), ARABIC)


@given(TEXT)
@example("e\u200b\u0301 ﷺ ½ İ ǆ ﾞ")
def test_folding_twice_changes_nothing(text: str) -> None:
    """fold is idempotent for every Unicode text."""
    assert arabic.fold(arabic.fold(text)) == arabic.fold(text)


@given(TEXT)
def test_folding_does_not_see_the_normal_form(text: str) -> None:
    """Composed, decomposed and raw text fold alike."""
    forms = {arabic.fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC")}
    assert forms == {arabic.fold(text)}


@given(TEXT)
@example("ـهذا\u0301")
@example("قال\u200fت ½كم ﷺ")
def test_a_span_holds_its_word(text: str) -> None:
    """A token's span holds its word, also where one character stands for several words (ﷺ, ½)."""
    for token in arabic.tokens(text):
        assert token.folded in arabic.fold(text[token.start : token.end])


@given(ARABIC.filter(lambda text: not set(text) & set("ﷺ½")))
def test_spans_of_press_text_fold_to_their_words(text: str) -> None:
    """Where no character stands for several words, a span folds to exactly its word."""
    assert [arabic.fold(text[token.start : token.end]) for token in arabic.tokens(text)] == arabic.words(text)


@given(TEXT)
def test_tokens_and_words_agree(text: str) -> None:
    """The quick way of finding words and the way over single characters find the same ones."""
    assert [token.folded for token in arabic.tokens(text)] == arabic.words(text)


@given(TEXT)
def test_tokens_stand_in_order(text: str) -> None:
    """Spans lie within the text, are not empty and do not go back."""
    end = 0
    for token in arabic.tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= end or unicodedata.normalize("NFKC", text[token.start]) != text[token.start]
        end = token.end


@given(TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """clean is idempotent."""
    assert arabic.clean(arabic.clean(text)) == arabic.clean(text)


def test_clean_keeps_tashkeel_and_paragraphs() -> None:
    """Cleaning takes off what nobody sees, not what the newsroom wrote."""
    assert arabic.clean("  قَصْفٌ\u200f   عنيـــف \r\n\r\n ليلاً\ufeff ") == "قَصْفٌ عنيف\nليلاً"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("القَصْفُ", "القصف"),
        ("إدلب", "ادلب"),
        ("الحسكة", "الحسكه"),
        ("مستشفى", "مستشفي"),
        ("١٥ ضربة", "15 ضربه"),
        ("۱۵", "15"),
        ("ﺍﻟﺤﺴﻜﺔ", "الحسكة"),
        ("عـــاجل", "عاجل"),
        ("کونیکو", "كونيكو"),
        ("«قسد»", '"قسد"'),
    ],
)
def test_spellings_of_one_word_fold_alike(left: str, right: str) -> None:
    """What newsrooms write differently for the same word is the same after folding."""
    assert arabic.fold(left) == arabic.fold(right)


def test_the_code_page_of_the_press_folds_as_unicode_does() -> None:
    """A sign that is not in it has the whole text folded by Unicode's tables: the same comes out, sign by sign."""
    signs = [chr(code) for code in (*range(0x3000), *range(0xFB50, 0x10000))]
    folded = arabic.fold("".join(signs))
    assert "".join(map(arabic.fold, signs)) == folded


def test_a_token_takes_its_tashkeel_along() -> None:
    """The span of a word ends behind its last mark."""
    text = "في قاعدةِ التنف"
    token = arabic.tokens(text)[1]
    assert (token.folded, text[token.start : token.end]) == ("قاعده", "قاعدةِ")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("والميليشيات", "ميليشيات"),
        ("بالقصف", "القصف"),
        ("للتنف", "تنف"),
        ("للتنف", "التنف"),
        ("وللقوات", "القوات"),
        ("وبالرقه", "رقه"),
        ("سيقصف", "يقصف"),
        ("فقصفت", "قصفت"),
    ],
)
def test_proclitics_are_looked_through(word: str, form: str) -> None:
    """The word behind و ف ب ك ل س and ال is among the stems; لل stands for ل and ال."""
    assert form in arabic.stems(word)


@pytest.mark.parametrize("word", ["والله", "لله", "باب", "في"])
def test_stems_keep_three_letters(word: str) -> None:
    """A word is not cut down to fewer than three letters, and is itself the first of its stems."""
    stems = arabic.stems(word)
    assert stems[0] == word
    assert all(len(stem) >= 3 for stem in stems[1:])


@given(ARABIC)
def test_search_words_are_one_for_each_word(text: str) -> None:
    """Search indexes each word once, in its shortest form."""
    found = arabic.search_words(text)
    assert len(found) == len(arabic.words(text))
    assert all(word.endswith(stem) for word, stem in zip(arabic.words(text), found, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل إلى دمشق.وقال إنه", "وصل إلى دمشق. وقال إنه"),
        ("قال «انتهى الأمر.»وأضاف", "قال «انتهى الأمر.» وأضاف"),
        ("هل وصل؟وأين", "هل وصل؟ وأين"),
        ("أ.ف.ب و د.وليد", "أ.ف.ب و د.وليد"),
        ("أبناء العش.ائر", "أبناء العش.ائر"),
        ("دمشق. وقال", "دمشق. وقال"),
        ("لا شيء", "لا شيء"),
    ],
)
def test_a_blank_lost_behind_a_sentence_comes_back(text: str, expected: str) -> None:
    """Where it is sure, and only there."""
    assert arabic.spaced(text) == expected
    assert arabic.spaced(expected) == expected
