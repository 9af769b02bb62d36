"""When things happened, against a day of publication: Wednesday, 14 August 2024."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts.days import days_of
from pipelines.facts.fact import Day

PUBLISHED = date(2024, 8, 14)


def told(day: Day) -> str:
    """A range in short: "08-12..08-13 night doubtful"; the year only where it is another one."""
    days = [str(day.first), *([str(day.last)] if day.last != day.first else [])]
    shown = "..".join(each.removeprefix("2024-") for each in days)
    return " ".join(part for part in (shown, day.part, "doubtful" * day.doubtful) if part)


def read(text: str, published: date | None = PUBLISHED) -> list[str]:
    """The days of a text in short."""
    return [told(day) for day in days_of("", text, published)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("استهدفت القاعدة أمس الثلاثاء", ["08-13"]),
        ("مساءَ أمسِ الثلاثاءِ", ["08-13 evening"]),
        ("صباح اليوم الأربعاء", ["08-14 morning"]),
        ("اليوم (الأربعاء)", ["08-14"]),
        ("فجر اليوم", ["08-14 dawn"]),
        ("أول من أمس", ["08-12"]),
        ("ليل الاثنين وفجر الثلاثاء", ["08-12..08-13 night", "08-13 dawn"]),
        ("ليل الاثنين - الثلاثاء", ["08-12..08-13 night"]),
        ("ليلة الثلاثاء", ["08-12..08-13 night"]),
        ("ليل أمس", ["08-13..08-14 night"]),
        ("الليلة الماضية", ["08-13..08-14 night"]),
        ("صباح يوم الخميس", ["08-08 morning"]),
        ("الأحد مساءً", ["08-11 evening"]),
        ("والجمعة الماضي", ["08-09"]),
        ("الأربعاء الماضي", ["08-07"]),
        ("الأربعاء", ["08-14"]),
        ("الخميس المقبل", ["08-15"]),
        ("الأربعاء المقبل", ["08-21"]),
        ("غداً", ["08-15"]),
        ("خلال الأسبوع الفائت", ["08-03..08-10"]),
        ("الأسبوع الجاري", ["08-10..08-14"]),
        ("الأسبوع المقبل", ["08-17..08-24"]),
        ("الشهر الماضي", ["07-01..07-31"]),
        ("الشهر الجاري", ["08-01..08-14"]),
        ("الشهر المقبل", ["09-01..09-30"]),
        ("العام الماضي", ["2023-01-01..2023-12-31"]),
        ("العام الجاري", ["01-01..08-14"]),
        ("عام 2013", ["2013-01-01..2013-12-31"]),
        ("منذ مطلع العام", ["01-01..08-14"]),
        ("منذ الأحد", ["08-11..08-14"]),
        ("قبل يومين", ["08-12"]),
        ("قبل ثلاثة أيام", ["08-11"]),
        ("قبل 3 أسابيع", ["07-21..07-27"]),
        ("قبل 5 ساعات", ["08-13..08-14"]),
        ("قبل 30 ساعة", ["08-12..08-13"]),
        ("خلال الساعات الـ24 الماضية", ["08-13..08-14"]),
        ("13 آب", ["08-13"]),
        ("١٣ من آب/أغسطس ٢٠٢٤", ["08-13"]),
        ("الثلاثاء 13 آب 2024", ["08-13"]),
        ("الثلاثاء، الموافق 13 أغسطس", ["08-13"]),
        ("السابع من تشرين الأول", ["2023-10-07"]),
        ("الخامس والعشرين من كانون الأول الماضي", ["2023-12-25"]),
        ("20 آب", ["08-20"]),
        ("20 أيلول", ["2023-09-20"]),
        ("20 أيلول المقبل", ["09-20"]),
        ("نيسان الماضي", ["04-01..04-30"]),
        ("آب 2012", ["2012-08-01..2012-08-31"]),
        ("13 الجاري", ["08-13"]),
        ("13 من الشهر الجاري", ["08-13"]),
        ("الثالث من الشهر الماضي", ["07-03"]),
        ("في 1/8/2024", ["08-01"]),
        ("بتاريخ 2024-08-01", ["08-01"]),
    ],
)
def test_expressions_become_ranges_of_days(text: str, days: list[str]) -> None:
    """Relative ones against the day of publication, others as the calendar has them."""
    assert read(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("أمس الاثنين", ["08-13 doubtful"]),
        ("اليوم الثلاثاء", ["08-14 doubtful"]),
        ("الثلاثاء 14 آب", ["08-14 doubtful"]),
        ("الاثنين 13 الجاري", ["08-13 doubtful"]),
    ],
)
def test_a_weekday_that_does_not_fit_is_noticed(text: str, days: list[str]) -> None:
    """The date or the distance counts."""
    assert read(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "في اليوم نفسه",
        "لليوم الثاني على التوالي",
        "اليوم العالمي للصحافة",
        "قبل الهجوم",
        "قبل 300 جندي",
        "منذ بدء الحملة",
        "في الماضي القريب",
        "طلع الفجر",
        "الفوج 46",
        "31 شباط 2024",
        "45/13/2024",
    ],
)
def test_what_tells_no_day(text: str) -> None:
    """Words that only look like a time, and days that no calendar has."""
    assert read(text) == []


def test_without_a_day_of_publication_only_full_dates_are_told() -> None:
    """Nothing is guessed."""
    assert read("أمس الثلاثاء، 13 آب، نيسان 2024، 13 آب 2023، عام 2013", None) == [
        "04-01..04-30",
        "2023-08-13",
        "2013-01-01..2013-12-31",
    ]


def test_spans_are_of_the_whole_expression() -> None:
    """In the title and in the body."""
    title, body = "قصف أمس", "ووقع الهجوم مساءَ يومِ الاثنين، قربَ البلدة"
    days = days_of(title, body, PUBLISHED)
    assert [(day.span.where, day.span.start, day.span.end) for day in days] == [("title", 4, 7), ("body", 12, 30)]
    assert body[12:30] == "مساءَ يومِ الاثنين"


@given(
    st.text(alphabet="اليوم أمس ليل الاثنين 13 آب منذ قبل عام 2024 الماضي /-(", max_size=80),
    st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.none(),
)
def test_no_text_breaks_the_reader(text: str, published: date | None) -> None:
    """Whatever stands there, on whatever day, ranges run forward and spans lie within the text."""
    for day in days_of(text, text, published):
        assert day.first <= day.last
        assert 0 <= day.span.start < day.span.end <= len(text)
