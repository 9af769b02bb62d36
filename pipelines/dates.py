"""Read the times that Arabic pages and feeds state: ISO 8601, RFC 822, and dates as Arabic newsrooms write them.

Months have four families of names (Levant and Iraq, Egypt and Gulf, Tunisia and Algeria, Morocco), which one text may
pair ("آب/أغسطس"); digits may be Arabic-Indic or Persian; hamza may be missing. Everything is matched in folded text.
Only Gregorian years from 1990 to 2099 are dates: Hijri and Jalali years fall outside and are never taken for one.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from pipelines.arabic import fold
from pipelines.article import Precision, Stated
from pipelines.date_patterns import (
    AGO,
    CLOCK_PATTERN,
    COMPACT,
    DATES,
    DOTTED_CLOCK,
    EPOCH,
    HINT,
    ISO,
    TODAY,
    WEEKDAY,
    WORDS_LEFT,
    YEAR,
)
from pipelines.date_words import (
    AFTER_NOON,
    BEFORE_NOON,
    MONTH_NUMBERS,
    NIGHT,
    PAIR_SECONDS,
    UNIT_SECONDS,
    WEEKDAY_NUMBERS,
    ZONE_MINUTES,
)
from pipelines.zones import zone_of

# The longest text in which a date is looked for, in characters; stated times are shorter by far.
_LONGEST_TEXT = 2_000


# A clock time belongs to a date when so few characters stand between them.
_CLOCK_AFTER, _CLOCK_BEFORE = 30, 14
_EARLIEST = 1990  # no news site has older pages; earlier years are another calendar's, or nothing's


def parse(text: str, zone: str, now: datetime | None = None, origin: str = "text") -> Stated | None:
    """The first time that `text` states, or None.

    A time without a zone is read in `zone` (IANA name) and marked so. A day without a clock time stands at noon in
    `zone`, so that it is the same day in every zone of the region. "قبل 3 ساعات" is read against `now` (aware), and
    only where that is given.
    """
    exact = ISO.fullmatch(text)
    if exact:
        return _from_iso(exact, zone, origin)
    folded = fold(text[:_LONGEST_TEXT])
    if not HINT.search(folded):
        return None
    if "." in folded:
        folded = DOTTED_CLOCK.sub(_with_colon, folded)
    epoch = EPOCH.match(folded)
    if epoch:
        return Stated(datetime.fromtimestamp(int(epoch[1]), UTC), Precision.MINUTE, origin)
    return _absolute(folded, zone, origin) or (_relative(folded, zone, now, origin) if now else None)


def _with_colon(match: re.Match[str]) -> str:
    return f"{match[1] or match[3]}:{match[2] or match[4]}"


def _from_iso(match: re.Match[str], zone: str, origin: str) -> Stated | None:
    """The time of an ISO 8601 date with a clock, as most pages state theirs to machines."""
    offset = f"+{match[4]}" if match[4] else (match[3] or "").upper()
    try:
        at = datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}")
    except ValueError:
        return None
    if at.year < _EARLIEST:
        return None
    try:
        utc = (at if offset else at.replace(tzinfo=zone_of(zone))).astimezone(UTC)
    except OverflowError:
        return None
    return Stated(utc, Precision.MINUTE, origin, zone_assumed=not offset)


def from_feed(text: str, zone: str) -> Stated | None:
    """The time that a feed's or sitemap's entry states (RFC 822, ISO 8601, or Arabic), or None."""
    return parse(text, zone, origin="feed")


def clock(text: str) -> tuple[int, int] | None:
    """The first clock time of `text` as hour (0 to 23) and minute, unless it names a zone."""
    folded = fold(text[:_LONGEST_TEXT])
    match = CLOCK_PATTERN.search(folded) if ":" in folded else None
    if not match or match["zone"] or match["offset"]:
        return None
    hour = _hour(int(match["hour"]), match["half"])
    return (hour, int(match["minute"])) if hour < 24 and int(match["minute"]) < 60 else None


def _absolute(text: str, zone: str, origin: str) -> Stated | None:
    """The date that stands first in folded text."""
    if not YEAR.search(text):
        return None
    found = [match for pattern in (COMPACT, *DATES) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        stated = _stated(match, text, zone, origin)
        if stated:
            return stated
    return None


def _stated(match: re.Match[str], text: str, zone: str, origin: str) -> Stated | None:
    groups = match.groupdict()
    clock_match = match if groups.get("hour") else _clock_near(text, match)
    year, month, day = int(match["year"]), _month(match["month"]), int(match["day"])
    if match["month"].isdigit() and _is_american(year, month, day, text):
        month, day = day, month
    if year < _EARLIEST:
        return None
    try:
        if clock_match is None:
            noon = datetime(year, month, day, 12, tzinfo=zone_of(zone))
            return Stated(noon.astimezone(UTC), Precision.DAY, origin, zone_assumed=True)
        return _at_clock(datetime(year, month, day, tzinfo=UTC), clock_match, zone, origin)
    except (ValueError, OverflowError):
        return None


def _is_american(year: int, month: int, day: int, text: str) -> bool:
    """Whether a numeric date read day first is one only month first, or fits the weekday that is told only so."""
    if month > 12 or day > 12:
        return month > 12 >= day
    told = {WEEKDAY_NUMBERS[name] for name in WEEKDAY.findall(text)}
    weekdays = date(year, month, day).weekday(), date(year, day, month).weekday()
    return len(told) == 1 and weekdays[0] not in told and weekdays[1] in told


def _at_clock(day: datetime, clock_match: re.Match[str], zone: str, origin: str) -> Stated:
    """The time of a day that a clock match gives. Raises ValueError for a clock that does not exist."""
    hour = _hour(int(clock_match["hour"]), clock_match["half"])
    stated_zone = _stated_zone(clock_match)
    at = day.replace(
        hour=hour,
        minute=int(clock_match["minute"]),
        second=int(clock_match["second"] or 0),
        tzinfo=stated_zone or zone_of(zone),
    )
    return Stated(at.astimezone(UTC), Precision.MINUTE, origin, zone_assumed=stated_zone is None)


def _month(name: str) -> int:
    return int(name) if name.isdigit() else MONTH_NUMBERS[_spaced(name)]


def _spaced(name: str) -> str:
    """A month's name as the table has it: one space between its two words, also where the page has none or a line
    break."""
    joined = "".join(name.split())
    return next(known for known in MONTH_NUMBERS if known.replace(" ", "") == joined)


def _clock_near(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The clock time that belongs to a date: right behind it, or right before it."""
    behind = CLOCK_PATTERN.search(text, match.end(), match.end() + _CLOCK_AFTER + 25)
    if behind and behind.start() - match.end() <= _CLOCK_AFTER:
        return behind
    before = list(CLOCK_PATTERN.finditer(text, max(0, match.start() - _CLOCK_BEFORE - 25), match.start()))
    return before[-1] if before and match.start() - before[-1].end() <= _CLOCK_BEFORE else None


def _hour(hour: int, half: str | None) -> int:
    """The hour of the day from 0 to 23 (or what is none, as given)."""
    if half in AFTER_NOON or (half in NIGHT and 6 <= hour < 12):
        return hour + 12 if hour < 12 else hour
    if half in BEFORE_NOON or half in NIGHT:
        return 0 if hour == 12 else hour
    return hour


def _stated_zone(match: re.Match[str]) -> tzinfo | None:
    if match["offset"]:
        sign = match["offset"].strip()[0]
        digits = match["offset"].strip()[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1))
    if match["zone"]:
        joined = "".join(match["zone"].split())
        known = next(minutes for name, minutes in ZONE_MINUTES.items() if name.replace(" ", "") == joined)
        return timezone(timedelta(minutes=known))
    return None


def _relative(text: str, zone: str, now: datetime, origin: str) -> Stated | None:
    """A time told as so long ago. Minutes are exact; hours, days and weeks tell the day."""
    match = AGO.search(text)
    if not match:
        return _today(text, zone, now, origin)
    count = int(match["count"] or 1)
    seconds = PAIR_SECONDS[match["pair"]] if match["pair"] else UNIT_SECONDS[match["unit"]] * count
    at = now.astimezone(UTC) - timedelta(seconds=seconds)
    if seconds < 3600:
        return Stated(at.replace(second=0, microsecond=0), Precision.MINUTE, origin)
    noon = at.astimezone(zone_of(zone)).replace(hour=12, minute=0, second=0, microsecond=0)
    return Stated(min(noon.astimezone(UTC), now), Precision.DAY, origin)


def _today(text: str, zone: str, now: datetime, origin: str) -> Stated | None:
    """ "اليوم 10:15" or "أمس، الساعة 14:30", where that is all that is said."""
    match = TODAY.match(text)
    clock_match = CLOCK_PATTERN.search(text)
    if not match or not clock_match or not is_bare(text[match.end() :]):
        return None
    day = now.astimezone(zone_of(zone)) - timedelta(days=match["yesterday"] is not None)
    try:
        return _at_clock(datetime(day.year, day.month, day.day, tzinfo=UTC), clock_match, zone, origin)
    except ValueError:
        return None


def is_bare(text: str) -> bool:
    """Whether `text` is a date, with a weekday and clock perhaps, and nothing else worth a word."""
    rest = fold(text[:_LONGEST_TEXT])
    for pattern in (COMPACT, *DATES, CLOCK_PATTERN):
        rest = pattern.sub(" ", rest)
    return not WORDS_LEFT.sub(" ", rest).strip(" -–|/,.:()")
