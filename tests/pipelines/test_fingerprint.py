"""Copies share a fingerprint, new texts do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.fingerprint import fingerprint

BODY = "قصفت طائرات حربية مواقع في ريف حماة الشرقي.\nوأصيب 3 مدنيين بجروح، وفق مصادر من المنطقة."
MARKS = "ًٌٍَُِّْـٰ\u200f\u200d"
WORDS = st.lists(st.text(alphabet="ابتثجحخدرسشعفقكلمنهوي1234", min_size=1, max_size=8), min_size=1, max_size=30)


@pytest.mark.parametrize(
    "copy",
    [
        "دمشق - سانا: " + BODY,
        "دمشق-سانا\n" + BODY,
        "بيروت (رويترز) - " + BODY,
        "بيروت - (أ ف ب): " + BODY,
        "عنب بلدي – خاص\n\n" + BODY,
        BODY + "\n(رويترز)",
        BODY + " (د.ب.أ)",
        BODY + "\nالمصدر: الأناضول + وكالات",
        BODY + "\nاقرأ أيضاً: عنوان خبر آخر لا صلة له بهذا",
        BODY + "\n1532",
        BODY.replace("3", "٣").replace(".", " .").replace("\n", " "),
        "قَصَفَتْ طائراتٌ حربيّةٌ" + BODY.removeprefix("قصفت طائرات حربية"),
        BODY.replace("أ", "ا").replace("ة", "ه").replace("المنطقه", "المنطقـة"),
    ],
)
def test_a_copy_has_the_same_fingerprint(copy: str) -> None:
    """Credits, lines of the page, vowels, hamza, digits' shapes and punctuation make no new text."""
    assert fingerprint(copy) == fingerprint(BODY)


@pytest.mark.parametrize(
    "other",
    [
        BODY.replace("3", "4"),
        BODY.replace("حماة", "حمص"),
        BODY + "\nوقالت رويترز إن حصيلة الضحايا مرشحة للارتفاع في الساعات المقبلة.",
        "وكان سكان قالوا أمس: " + BODY,
        "رويترز: مقتل 5\n" + BODY,
        "",
    ],
)
def test_another_text_has_another_fingerprint(other: str) -> None:
    """A new toll, another place, one more sentence: a different text."""
    assert fingerprint(other) != fingerprint(BODY)


def test_a_fingerprint_has_32_bytes_and_an_empty_body_has_one() -> None:
    """The fingerprint of a body without words is defined, and always the same."""
    assert len(fingerprint("")) == 32
    assert fingerprint("") == fingerprint(" \n ـ ")


def test_a_body_that_is_nothing_but_a_credit_keeps_its_words() -> None:
    """Two short texts that look like credits are still told apart."""
    assert fingerprint("رويترز: مقتل 3") != fingerprint("رويترز: مقتل 4")


@given(WORDS, st.data())
def test_spelling_does_not_change_the_fingerprint(words: list[str], data: st.DataObject) -> None:
    """Tashkeel, tatweel, invisible controls and hamza carriers may stand anywhere."""
    body = " ".join(words)
    marks = data.draw(st.lists(st.sampled_from(["", *MARKS]), min_size=len(body), max_size=len(body)))
    carriers = data.draw(st.lists(st.sampled_from("اأإآ"), min_size=len(body), max_size=len(body)))
    letters = (alef if letter == "ا" else letter for letter, alef in zip(body, carriers, strict=True))
    dressed = "".join(letter + mark for letter, mark in zip(letters, marks, strict=True))
    assert fingerprint(dressed) == fingerprint(body)
    assert fingerprint(unicodedata.normalize("NFD", dressed)) == fingerprint(body)
