"""Numbers, days and zones read as an Arabic newsroom writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import wording


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "لا أخبار"),
        (1, "خبر واحد"),
        (2, "خبران"),
        (3, "3 أخبار"),
        (10, "10 أخبار"),
        (11, "11 خبراً"),
        (99, "99 خبراً"),
        (100, "100 خبر"),
        (102, "102 خبر"),
        (103, "103 أخبار"),
        (111, "111 خبراً"),
        (1000, "1,000 خبر"),
    ],
)
def test_each_class_of_numbers_asks_for_its_form_of_the_noun(number: int, words: str) -> None:
    """The noun after a number follows the six classes of Arabic."""
    assert wording.counted(number, wording.STORIES) == words


@given(st.integers(min_value=3, max_value=10**6))
def test_only_the_last_two_digits_choose_the_form(number: int) -> None:
    """Numbers that end alike take the same form."""
    form = wording.counted(number, wording.STORIES).split(" ")[1]
    assert wording.counted(number + 100, wording.STORIES).split(" ")[1] == form


def test_days_carry_levantine_months_and_western_digits() -> None:
    """A day is weekday, number, Levantine month and year."""
    assert wording.full_day(date(2026, 11, 22)) == "الأحد 22 تشرين الثاني 2026"
    assert wording.full_day(date(2026, 1, 1)) == "الخميس 1 كانون الثاني 2026"
    assert wording.short_day(date(2024, 8, 14)) == "الأربعاء 14 آب"


def test_a_moment_is_told_in_the_zone_that_it_carries() -> None:
    """The day and the clock are those of the reader's zone."""
    at = datetime(2026, 11, 21, 22, 5, tzinfo=UTC).astimezone(ZoneInfo("Asia/Damascus"))
    assert wording.moment(at) == "الأحد 22 تشرين الثاني، 01:05"


def test_a_zone_is_named_in_arabic_or_else_by_its_iana_name() -> None:
    """Zones without an Arabic name here keep their own."""
    assert wording.zone_name(ZoneInfo("Asia/Damascus")) == "توقيت دمشق"
    assert wording.zone_name(ZoneInfo("Pacific/Apia")) == "توقيت Pacific/Apia"
