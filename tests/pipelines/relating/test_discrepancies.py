"""Tests of pipelines/relating/discrepancies.py."""

import pytest

from pipelines import arabic, lexicon
from pipelines.relating.alignment import Substitution
from pipelines.relating.discrepancies import Kind, discrepancies


def told(before: str, one: str, other: str) -> list[Kind]:
    """What differs between two wordings behind a word."""
    words = [tuple(arabic.words(text)) for text in (one, other)]
    found = discrepancies([Substitution(arabic.fold(before), *words)], lexicon.default())
    return [each.kind for each in found]


@pytest.mark.parametrize(
    ("before", "one", "other", "kind"),
    [
        ("مقتل", "سبعة", "تسعة", Kind.FIGURE),
        ("نحو", "٢٣٠ مدنيا", "240 مدنيا", Kind.FIGURE),
        ("مسيرات", "و14", "و17", Kind.FIGURE),
        ("اليوم", "الجمعة", "الأحد", Kind.DAY),
        ("في", "15 آذار", "15 نيسان", Kind.DAY),
        ("شهر", "تشرين الأول", "كانون الأول", Kind.DAY),
        ("ريف", "إدلب", "حلب", Kind.PLACE),
        ("في", "منبج", "الحسكة", Kind.PLACE),
        ("بلدة", "تل الزعفران", "منبج", Kind.PLACE),
    ],
)
def test_another_figure_day_or_place_is_a_difference(before: str, one: str, other: str, kind: Kind) -> None:
    """Daily statements repeat one form with other facts."""
    assert told(before, one, other) == [kind]


@pytest.mark.parametrize(
    ("before", "one", "other"),
    [
        ("سقوط", "10", "عشرة"),  # one number in two spellings
        ("مقتل", "سبعة", "عدد من"),  # the other gives no figure
        ("قتل", "خمسة", "خمسة مدنيين"),
        ("الأمريكية", "اليوم", "أمس"),
        ("مساء", "أمس", "الأربعاء"),
        ("لتنظيم", "الدولة الإسلامية", "داعش"),
        ("الرئيس", "الأمريكي", "الأميركي"),
        ("بلدة", "القريتين", "القريتن"),  # a slip of the pen
        ("شرق", "المدينة", "البلدة"),
        ("ريف", "دير الزور", "ديرالزور"),
        ("الساعة", "4", "7"),  # two zones
        ("مدينة", "بعد ليلة من القصف العنيف على", "منبج"),
    ],
)
def test_another_wording_is_none(before: str, one: str, other: str) -> None:
    """Copies differ in synonyms, spellings and digits, and in what they leave out."""
    assert not told(before, one, other)


def test_a_difference_is_told_in_a_line() -> None:
    """It names what differs and both sides."""
    found = discrepancies([Substitution("مقتل", ("7",), ("9",))], lexicon.default())
    assert str(found[0]) == "figure 7 ≠ 9"
