"""Patterns for dates and clock times as Arabic pages write them; all for folded text."""

import re
from collections.abc import Iterable

from pipelines.arabic import fold
from pipelines.date_words import (
    AFTER_NOON,
    BEFORE_NOON,
    DATE_WORDS,
    MONTH_NUMBERS,
    NIGHT,
    PAIRS,
    UNITS,
    WEEKDAYS,
    ZONES,
)


def _any(names: Iterable[str]) -> str:
    """A pattern for any of these names as whole words, longest first."""
    folded = sorted({fold(name) for name in names}, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in folded)


_MONTH = rf"(?P<month>{_any(MONTH_NUMBERS)})(?!\w)"
_TWIN = rf"(?:\s*[/(\-|]\s*(?:{_any(MONTH_NUMBERS)})(?!\w)\s*\)?)?"  # the same month by its other name
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_GAP = r"[\s,./|\-]*"
_DAY = r"(?<!\d)(?<!\d[:.])(?P<day>\d{1,2})"
_CLOCK = (
    r"(?<![\d/.\-])(?P<hour>\d{1,2})\s?:\s?(?P<minute>\d\d)(?!\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    rf"(?:\s?(?P<half>{_any(AFTER_NOON + BEFORE_NOON + NIGHT)})(?!\w))?"
    rf"(?:\s*[(\-]?\s*(?:بتوقيت\s+)?(?P<zone>{_any(ZONES)})(?!\w))?"
    r"(?P<offset>\s*[+\-](?:0\d|1[0-4]):?[0-5]\d(?![\d/.\-])|\+(?:0\d|1[0-4])(?![\d/.:\-])|(?:(?<=gmt|utc)|(?<=[غج]رينتش))[+\-]\d\d?(?!\d))?"
)

COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<half>(?!))?(?P<zone>z)?(?P<offset>[+\-](?:0\d|1[0-4])[0-5]\d)?)?(?!\w)"
)
DATES = (
    re.compile(rf"(?<!\d){_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"),
    re.compile(rf"{_DAY}(?:st|nd|rd|th)?{_GAP}(?:من\s+)?(?:شهر\s+)?{_MONTH}{_TWIN}{_GAP}(?:عام\s+|سنه\s+)?{_YEAR}"),
    re.compile(rf"(?<!\w){_MONTH}{_TWIN}{_GAP}{_DAY}(?:st|nd|rd|th)?(?![\d:]){_GAP}{_YEAR}"),
    re.compile(rf"(?<!\d){_YEAR}{_GAP}{_MONTH}{_TWIN}{_GAP}{_DAY}(?![\d:])"),
    re.compile(rf"(?<![\d/.]){_YEAR}\s?[/.]\s?(?P<month>\d\d?)\s?[/.]\s?(?P<day>\d\d?)(?![\d/])"),
    re.compile(rf"(?<![\d/.]){_DAY}\s?[/.\-]\s?(?P<month>\d\d?)\s?[/.\-]\s?{_YEAR}(?![/\-])"),
)
CLOCK_PATTERN = re.compile(_CLOCK)
ISO = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*([Zz]|[+-](?:0\d|1[0-4]):?[0-5]\d)?"
    r"(?:(?<=\d) ((?:0\d|1[0-4]):[0-5]\d))?\s*",  # an address took the plus for a blank
    re.A,
)
# "3.30 م", "الساعة 15.30": a full stop stands in a clock time only beside such words.
DOTTED_CLOCK = re.compile(
    rf"(?<![\d.])(\d{{1,2}})\.(\d\d)(?=\s?(?:{_any(AFTER_NOON + BEFORE_NOON)})(?!\w))"
    r"|(?<=الساعه )(\d{1,2})\.(\d\d)(?![\d.])"
)
# Without one no date is told.
YEAR = re.compile("(?:19|20)[0-9]{2}")
# Without one of these no date, clock or distance in time is told.
HINT = re.compile(r"\d|قبل|منذ")
TODAY = re.compile(r"\W*(?:(?:نشر|اخر تحديث|تحديث)\W+)?(?:اليوم|(?P<yesterday>امس))(?!\w)")
EPOCH = re.compile(r"^\s*(\d{10})(\d{3})?\s*$")

WEEKDAY = re.compile(rf"(?<!\w)(?:{_any(WEEKDAYS)})(?!\w)")
WORDS_LEFT = re.compile(
    rf"(?<!\w)(?:{_any((*WEEKDAYS, *DATE_WORDS, *AFTER_NOON, *BEFORE_NOON, *NIGHT))}"
    r"|(?:sun|mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?)(?:day)?)(?!\w)"
)

AGO = re.compile(
    rf"(?<!\w)(?:قبل|منذ)\s+(?:(?:(?P<count>\d{{1,3}})\s+)?(?P<unit>{_any(UNITS)})|(?P<pair>{_any(PAIRS)}))(?!\w)"
)
