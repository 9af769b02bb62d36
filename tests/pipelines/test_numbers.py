"""Numbers in digits and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import arabic, numbers

_UNITS = (
    ("", ""),
    ("واحد", "واحدة"),
    ("اثنان", "اثنين", "اثنتان", "اثنتين"),
    ("ثلاثة", "ثلاث"),
    ("أربعة", "اربع", "أربعة"),
    ("خمسة", "خمس", "خمسه"),
    ("ستة", "ست", "سِتّة"),
    ("سبعة", "سبع"),
    ("ثمانية", "ثماني", "ثمان"),
    ("تسعة", "تسع"),
)
_ONES_OF_TEENS = (("عشرة", "عشر"), ("أحد", "إحدى"), ("اثنا", "اثني", "اثنتا", "اثنتي"), *_UNITS[3:])
_TENS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_STEMS = ("", "", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")


def read(text: str, first: int = 0) -> int | None:
    """The value of the number at a word."""
    number = numbers.read(text, arabic.tokens(text), first)
    return number.value if number else None


class Writer:
    """Writes numbers in words as Arabic does, each word in one of its spellings."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def pick(self, spellings: tuple[str, ...]) -> str:
        """One of several spellings."""
        return self._draw(st.sampled_from(spellings))

    def write(self, number: int) -> str:
        """A number from 0 to 9999."""
        if not number:
            return "صفر"
        thousands, rest = divmod(number, 1000)
        hundreds, last = divmod(rest, 100)
        parts = [self.thousands(thousands), self.hundreds(hundreds), self.last(last)]
        return " و".join(part for part in parts if part)

    def thousands(self, count: int) -> str:
        """From 0 to 9."""
        if count < 3:
            return self.pick((("",), ("ألف", "الف"), ("ألفان", "ألفين", "ألفا", "ألفي"))[count])
        return f"{self.pick(_UNITS[count])} {self.pick(('آلاف', 'الاف'))}"

    def hundreds(self, count: int) -> str:
        """From 0 to 9."""
        hundred = self.pick(("مئة", "مائة", "مئه"))
        if count < 3:
            return self.pick((("",), (hundred,), ("مئتان", "مئتين", "مائتان", "مائتين", "مئتا", "مائتي"))[count])
        return f"{_STEMS[count]}{self.pick(('', ' '))}{hundred}"

    def last(self, number: int) -> str:
        """From 0 to 99."""
        tens, units = divmod(number, 10)
        if tens == 1:
            ones = self.pick(_ONES_OF_TEENS[units])
            return ones if not units else f"{ones} {self.pick(('عشر', 'عشرة'))}"
        ten = _TENS[tens] + self.pick(("ون", "ين")) if tens else ""
        return " و".join(part for part in (self.pick(_UNITS[units]), ten) if part)


@st.composite
def written(draw: st.DrawFn) -> tuple[int, str]:
    """A number and how it is written."""
    number = draw(st.integers(0, 9999))
    return number, Writer(draw).write(number)


@given(written())
def test_a_number_in_words_is_read_back(case: tuple[int, str]) -> None:
    """In whole, to its last word, whatever the spelling."""
    number, words = case
    tokens = arabic.tokens(f"{words} قتيلا")
    assert numbers.read(words, tokens, 0) == (number, len(tokens) - 1, False), words


@given(written(), st.sampled_from(["و", "ب", "ل", "وب", "ف", "ول"]))
def test_proclitics_change_no_number(case: tuple[int, str], proclitics: str) -> None:
    """What is joined to the first word is looked through."""
    number, words = case
    assert read(proclitics + words) == number


_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


@given(st.integers(0, 9_999_999), st.sampled_from(_DIGITS), st.sampled_from(["", ",", "٬", "،"]))
def test_digits_of_all_scripts_are_read(number: int, digits: str, mark: str) -> None:
    """With a mark between thousands, or without."""
    plain = f"{number:,}".replace(",", mark)
    assert read(plain.translate(str.maketrans("0123456789", digits))) == number


@given(st.integers(1, 999), st.sampled_from(["ألف", "ألفا", "آلاف", "الف"]))
def test_digits_stand_before_thousands(number: int, word: str) -> None:
    """The press writes 18 ألفا."""
    assert read(f"{number} {word}") == number * 1000


@given(st.text(alphabet="0123456789.,:/-% ونلاالف مئةعشرخمسة", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands there, a number ends behind where it begins and within the text."""
    tokens = arabic.tokens(text)
    for first in range(len(tokens)):
        number = numbers.read(text, tokens, first)
        assert number is None or (number.value >= 0 and first < number.behind <= len(tokens))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("مئة وخمسة وعشرون ألفا وثلاثمئة", 125_300),
        ("ثلاثة ملايين وألفان", 3_002_000),
        ("مليون ومئتا ألف", 1_200_000),
        ("نصف مليون", 500_000),
        ("بربع مليون", 250_000),
        ("ألف و200 مقاتل", 1200),
        ("أحد وعشرون", 21),
        ("خمسة وثلاثة", 5),
        ("100 و20", 100),
        ("5 و3 آلاف", 5),
        ("واحد", 1),
        ("اثنتان وثلاثون", 32),
    ],
)
def test_words_add_up_as_far_as_they_fit(text: str, value: int) -> None:
    """Two numbers of a list stay two."""
    assert read(text) == value


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("أحد المدنيين", 0),
        ("الأحد", 0),
        ("والاثنين", 0),
        ("الثالث عشر", 1),
        ("الخامس والعشرين من آب", 1),
        ("آلاف القتلى", 0),
        ("ثالث هجوم", 0),
        ("3.5 كيلومتر", 0),
        ("3.5 كيلومتر", 1),
        ("الساعة 23:05", 1),
        ("الساعة 23:05", 2),
        ("1/8/2024", 1),
        ("45%", 0),
        ("45 ٪", 0),
        ("إف-16", 1),
        ("123456789", 0),
        ("0,500", 0),
        ("12,50", 0),
        ("155مم", 0),
        ("اثنا", 0),
        ("مدني", 0),
    ],
)
def test_what_only_looks_like_a_number(text: str, first: int) -> None:
    """Days, ordinals, decimals, clock times, dates, shares and names."""
    assert read(text, first) is None


def test_the_article_is_told() -> None:
    """A number with the article speaks of people told of before."""
    tokens = arabic.tokens("القتلى ال27 والجرحى الخمسة")
    found = [numbers.read("القتلى ال27 والجرحى الخمسة", tokens, index) for index in range(len(tokens))]
    assert [(number.value, number.definite) for number in found if number] == [(27, True), (5, True)]
