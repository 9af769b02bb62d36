"""Dates as Arabic newsrooms, feeds and machines write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.article import Precision
from pipelines.dates import clock, from_feed, is_bare, parse
from pipelines.zones import is_zone, zone_of

ZONE = "Asia/Damascus"
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
LEVANT = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MAGHREB = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MOROCCO = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def at(text: str, now: datetime | None = None) -> str:
    """The time read from a text, in UTC, with its precision; "" for none."""
    stated = parse(text, ZONE, now)
    return f"{stated.at:%Y-%m-%d %H:%M} {stated.precision}" if stated else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22T10:00:00+03:00", "2026-11-22 07:00 minute"),
        ("2026-11-22T10:00:00.250Z", "2026-11-22 10:00 minute"),
        ("2026-11-22T10:00+0400", "2026-11-22 06:00 minute"),
        ("2026-11-22T10:00+03", "2026-11-22 07:00 minute"),
        ("2026-11-22 10:00:00 UTC", "2026-11-22 10:00 minute"),
        ("20261122T100000Z", "2026-11-22 10:00 minute"),
        ("20261122", "2026-11-22 09:00 day"),
        ("Sun, 22 Nov 2026 10:00:00 +0000", "2026-11-22 10:00 minute"),
        ("Sun, 22 Nov 2026 10:00:00 EST", "2026-11-22 15:00 minute"),
        ("22/11/2026 10:00 GMT+3", "2026-11-22 07:00 minute"),
        ("٢٢ نوفمبر ٢٠٢٦ ١٠:٠٠ ص غرينتش+٣", "2026-11-22 07:00 minute"),
        ("الأحد, 22 تشرين2/نوفمبر 2026 10:00", "2026-11-22 07:00 minute"),
        ("22.تشرين2.2026", "2026-11-22 09:00 day"),
        ("2026-11-22T10:00:00-0530", "2026-11-22 15:30 minute"),
        ("1795341600", "2026-11-22 10:00 minute"),
        ("1795341600000", "2026-11-22 10:00 minute"),
        ("الأحد ٢٢ تشرين الثاني ٢٠٢٦", "2026-11-22 09:00 day"),
        ("۲۲ تشرین الثانی ۲۰۲۶", "2026-11-22 09:00 day"),
        ("22 تشرين الثاني/ نوفمبر 2026", "2026-11-22 09:00 day"),
        ("22 نوفمبر (تشرين الثاني) 2026", "2026-11-22 09:00 day"),
        ("22 ت2 2026", "2026-11-22 09:00 day"),
        ("نوفمبر 22, 2026 5:10 م", "2026-11-22 14:10 minute"),
        ("2026 نوفمبر 22", "2026-11-22 09:00 day"),
        ("22 من شهر ايلول عام 2026", "2026-09-22 09:00 day"),
        ("13.08.2024", "2024-08-13 09:00 day"),
        ("2024/08/13", "2024-08-13 09:00 day"),
        ("08/13/2024", "2024-08-13 09:00 day"),
        ("14/08/2024, 3:02 م", "2024-08-14 12:02 minute"),
        ("14/08/2024 12:05 ص", "2024-08-13 21:05 minute"),
        ("14/08/2024 12:05 م", "2024-08-14 09:05 minute"),
        ("14/08/2024 الساعة 11:15 ليلاً", "2024-08-14 20:15 minute"),
        ("14/08/2024 الساعة 12:15 ليلاً", "2024-08-13 21:15 minute"),
        ("17:30 - 22 تشرين الثاني 2026", "2026-11-22 14:30 minute"),
        ("10:20-2026/11/22", "2026-11-22 07:20 minute"),
        ("22 نوفمبر 2026 - 10:00 بتوقيت غرينتش", "2026-11-22 10:00 minute"),
        ("03 يونيو ,2022: 04:05 ص GST", "2022-06-03 00:05 minute"),
        ("في 31/02/2026 ثم 22/11/2026", "2026-11-22 09:00 day"),
        ("2026-11-22T25:00", ""),
        ("20261122T990000", ""),
        ("1447/05/30", ""),
        ("12 محرم 1447", ""),
        ("1950-01-01", ""),
        ("قُتل 22 شخصاً في أب", ""),
        ("", ""),
    ],
)
def test_a_stated_time_is_read(text: str, expected: str) -> None:
    """ISO 8601, RFC 822, epochs and Arabic dates are read; a zone-less clock is Damascus's; Hijri dates are nothing."""
    assert at(text) == expected


@pytest.mark.parametrize("family", [LEVANT, EGYPT, MAGHREB, MOROCCO, ENGLISH])
@settings(deadline=None)
@given(day=st.dates(datetime(1990, 1, 1).date(), datetime(2099, 12, 31).date()), eastern=st.booleans())
def test_every_day_comes_back_from_every_family_of_months(family: list[str], day: object, eastern: bool) -> None:
    """What is written out in any family of month names, in either digits, is read as the same day."""
    assert isinstance(day, datetime | type(NOW.date()))
    text = f"{day.day} {family[day.month - 1]} {day.year}"
    if eastern:
        text = text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    stated = parse(text, ZONE)
    assert stated is not None
    assert stated.precision is Precision.DAY
    assert stated.zone_assumed
    assert stated.at.astimezone(ZoneInfo(ZONE)).date() == day


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)), st.integers(-14 * 4, 14 * 4))
def test_iso_times_come_back_to_the_second(moment: datetime, quarters: int) -> None:
    """An ISO 8601 time with any offset is the same instant."""
    aware = moment.replace(microsecond=0, tzinfo=UTC) + timedelta()
    offset = timedelta(minutes=15 * quarters)
    sign = "-" if quarters < 0 else "+"
    hours, minutes = divmod(abs(15 * quarters), 60)
    stated = parse(f"{aware + offset:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{minutes:02}", ZONE)
    assert stated is not None
    assert stated.at == aware
    assert not stated.zone_assumed


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_it_raise(text: str) -> None:
    """Any text is a date or is none."""
    parse(text, ZONE, NOW)
    clock(text)
    is_bare(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قبل 5 دقائق", "2026-11-22 19:55 minute"),
        ("منذ دقيقتين", "2026-11-22 19:58 minute"),
        ("منذ 3 ساعات", "2026-11-22 09:00 day"),
        ("قبل يومين", "2026-11-20 09:00 day"),
        ("منذ ساعة", "2026-11-22 09:00 day"),
        ("قبل قليل", ""),
    ],
)
def test_relative_times_are_read_against_the_fetch(text: str, expected: str) -> None:
    """Minutes ago are exact, hours and days ago tell the day; without a time of reference they tell nothing."""
    assert at(text, NOW) == expected
    assert at(text) == ""


def test_a_day_told_in_hours_is_never_after_the_fetch() -> None:
    """A day stands at noon, but not at a noon that is still to come."""
    early = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    stated = parse("قبل 2 ساعات", ZONE, early)
    assert stated is not None
    assert stated.at == early


def test_a_feeds_time_says_so() -> None:
    """The origin of a time tells where it was read."""
    stated = from_feed("Sun, 22 Nov 2026 10:00:00 GMT", ZONE)
    assert stated is not None
    assert stated.origin == "feed"


def test_a_clock_without_zone_is_told() -> None:
    """The clock in sight is local unless it names a zone."""
    assert clock("نشر الساعة 3:02 م") == (15, 2)
    assert clock("10:00 GMT") is None
    assert clock("25:00") is None
    assert clock("بلا ساعة") is None


def test_an_unknown_zone_is_the_default_one() -> None:
    """A misspelt zone name must not stop a page from being read."""
    assert zone_of("Nowhere/Nothing") == ZoneInfo(ZONE)
    assert is_zone(ZONE)
    assert not is_zone("Nowhere/Nothing")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("الأحد 22 تشرين الثاني 2026 - 10:00 ص", True),
        ("Sunday 22/11/2026", True),
        ("قصف في 22 تشرين الثاني 2026", False),
    ],
)
def test_a_bare_date_has_no_sentence_around_it(text: str, bare: bool) -> None:
    """A date line is boilerplate, a sentence with a date is not."""
    assert is_bare(text) is bare


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("12:30 بعد منتصف الليل 14 آب 2024", "2024-08-13T21:30:00+00:00"),
        ("2024-08-14 3.30 م", "2024-08-14T12:30:00+00:00"),
        ("الساعة 15.30 يوم 14/8/2024", "2024-08-14T12:30:00+00:00"),
        ("2024-08-14T15:30:00 03:00", "2024-08-14T12:30:00+00:00"),  # the plus was lost in an address
        ("اليوم الساعة 10:15", "2026-11-22T07:15:00+00:00"),
        ("نشر: أمس، 14:30", "2026-11-21T11:30:00+00:00"),
    ],
)
def test_clocks_in_other_forms(text: str, instant: str) -> None:
    """With a full stop, behind midnight, without their plus, on a day told from the fetch."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    stated = parse(text, "Asia/Damascus", now=now)
    assert stated is not None
    assert (stated.at.isoformat(), stated.precision) == (instant, Precision.MINUTE)


@pytest.mark.parametrize(
    "text", ["اليوم 25:15", "اليوم", "أمس قصفت القوات البلدة عند 14:30", "1990-13-45T00:00", "0001-01-01T00:00:00"]
)
def test_what_only_looks_like_a_time(text: str) -> None:
    """A sentence that says yesterday, clocks and days that do not exist, the year of nothing."""
    assert parse(text, "Asia/Damascus", now=datetime(2026, 11, 22, 12, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/06/2024", "2024-06-05"),
        ("الأربعاء 05/06/2024", "2024-06-05"),
        ("الاثنين 05/06/2024", "2024-05-06"),  # 5 June is no Monday, 6 May is one
        ("الجمعة 05/06/2024", "2024-06-05"),  # neither: the weekday is wrong
        ("الاثنين، الثلاثاء 05/06/2024", "2024-06-05"),
        ("08/14/2024", "2024-08-14"),
    ],
)
def test_the_order_of_numbers(text: str, day: str) -> None:
    """Day first, unless only the other order is a date, or fits the weekday beside it."""
    stated = parse(text, "Asia/Damascus")
    assert stated is not None
    assert stated.at.date().isoformat() == day
