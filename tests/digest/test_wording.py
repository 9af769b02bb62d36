"""Numbers, days, ranges and zones read as a newsroom writes them."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.tolls import Range
from digest.wording import LANGUAGES, wording
from pipelines.lexicon import default
from pipelines.lexicon_tables import DEFAULT as LEXICON
from pipelines.lexicon_tables import read
from pipelines.parties import parties

ARABIC, ENGLISH = wording("ar"), wording("en")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "لا أحداث"),
        (1, "حدث واحد"),
        (2, "حدثان"),
        (3, "3 أحداث"),
        (10, "10 أحداث"),
        (11, "11 حدثاً"),
        (99, "99 حدثاً"),
        (100, "100 حدث"),
        (103, "103 أحداث"),
        (111, "111 حدثاً"),
        (1000, "1,000 حدث"),
    ],
)
def test_each_class_of_numbers_asks_for_its_form_of_the_noun(number: int, words: str) -> None:
    """The noun after a number follows the six classes of Arabic."""
    assert ARABIC.counted(number, "events") == words


@given(st.integers(min_value=3, max_value=10**6))
def test_only_the_last_two_digits_choose_the_form(number: int) -> None:
    """Numbers that end alike take the same form."""
    form = ARABIC.counted(number, "events").split(" ")[1]
    assert ARABIC.counted(number + 100, "events").split(" ")[1] == form


def test_days_carry_levantine_months_and_western_digits() -> None:
    """A day is weekday, number, Levantine month and year."""
    assert ARABIC.full_day(date(2026, 11, 22)) == "الأحد 22 تشرين الثاني 2026"
    assert ARABIC.full_day(date(2026, 1, 1)) == "الخميس 1 كانون الثاني 2026"
    assert ARABIC.short_day(date(2024, 8, 14)) == "الأربعاء 14 آب"
    assert ENGLISH.full_day(date(2024, 8, 14)) == "Wednesday 14 August 2024"


def test_a_moment_is_told_in_the_zone_that_it_carries() -> None:
    """The day and the clock are those of the reader's zone."""
    at = datetime(2026, 11, 21, 22, 5, tzinfo=UTC).astimezone(ZoneInfo("Asia/Damascus"))
    assert ARABIC.moment(at) == "الأحد 22 تشرين الثاني، 01:05"


def test_a_zone_is_named_in_the_language_or_else_by_its_iana_name() -> None:
    """Zones without a name here keep their own."""
    assert ARABIC.zone_name(ZoneInfo("Asia/Damascus")) == "توقيت دمشق"
    assert ARABIC.zone_name(ZoneInfo("Pacific/Apia")) == "توقيت Pacific/Apia"


def test_ranges_say_whether_they_are_open() -> None:
    """One number, two, or at least one; with people in the form that the last of them asks for."""
    assert [ARABIC.range(Range(*pair)) for pair in ((8, 8), (8, 11), (20, None))] == ["8", "8 إلى 11", "20 على الأقل"]
    assert [ENGLISH.range(Range(*pair)) for pair in ((8, 11), (20, None))] == ["8–11", "at least 20"]
    people = [ARABIC.people(Range(*pair)) for pair in ((2, 2), (1, 2), (8, 11), (20, None))]
    assert people == ["شخصان", "ما بين 1 و2", "ما بين 8 و11 شخصاً", "20 شخصاً على الأقل"]


def test_both_languages_say_everything() -> None:
    """The same phrases with the same values in them, nouns with all forms, names for all kinds of event."""
    arabic, english = ARABIC.words, ENGLISH.words
    for table in ("phrases", "nouns", "types", "shapes", "parts", "precisions", "camps", "parties"):
        assert arabic[table].keys() == english[table].keys(), table
    for key, phrase in arabic["phrases"].items():
        assert set(re.findall(r"{\w+}", phrase)) == set(re.findall(r"{\w+}", english["phrases"][key])), key
    assert default().events.types.keys() <= arabic["types"].keys()
    listed = parties(read(LEXICON / "actors.toml"))
    assert {party.id for party in listed} - {"civilians", "unknown"} == arabic["parties"].keys()
    assert LANGUAGES == ("ar", "en")
