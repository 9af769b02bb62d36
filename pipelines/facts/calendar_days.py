"""From what an expression of time says to a range of days."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.facts.day_words import EVE, Cue, Kind

_YEARS = range(1900, 2101)
_AHEAD = 14  # days that a date without a year may lie ahead of publication
_WEEK_BEGINS = 5  # Saturday, as `date.weekday` counts


class Found(NamedTuple):
    """A range of days."""

    first: date
    last: date
    part: str = ""
    doubtful: bool = False


class Told(NamedTuple):
    """What the words of an expression say, as far as they are read."""

    part: str = ""
    weekday: int | None = None
    until: int | None = None  # the second weekday of "ليل الاثنين الثلاثاء"
    offset: tuple[int, int] | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    period: str = ""
    turn: str = ""
    ago: int | None = None  # the number behind "قبل"
    unit: int | None = None  # in days
    before: bool = False  # "قبل" stands there
    since: bool = False
    void: bool = False  # "اليوم نفسه"

    @property
    def is_anchored(self) -> bool:
        """Whether it says which day."""
        period = self.period and (self.turn or self.year or self.since)
        is_day = self.weekday is not None or self.offset is not None or self._is_day_of_month
        return not self.void and (bool(period) or is_day or self.month is not None or self.unit is not None)

    @property
    def _is_day_of_month(self) -> bool:
        return self.day is not None and self.turn != "" and self.period in ("", "month")

    @property
    def goes_on(self) -> bool:
        """Whether words such as "of" may lead on."""
        return not self.turn and self.year is None and not self.before

    def with_cue(self, cue: Cue) -> "Told | None":
        """What is told with one more word; None where the word does not belong to it."""
        fields = _FIELDS.get(cue.kind)
        return fields(self, cue) if fields else None

    def with_number(self, value: int) -> "Told | None":
        """What is told with a number."""
        if value in _YEARS and self.year is None and (self.month or self.period == "year"):
            return self._replace(year=value)
        if self.before and self.ago is None:
            return self._replace(ago=value)
        is_free = self.day is None and self.month is None and not self.before
        return self._replace(day=value) if is_free and 1 <= value <= 31 else None


NOTHING = Told()


def _part(told: Told, cue: Cue) -> Told | None:
    return told._replace(part=cue.name) if not told.part else None


def _weekday(told: Told, cue: Cue) -> Told | None:
    if told.weekday is None:
        return told._replace(weekday=cue.number) if not told.turn else None
    follows = told.part == "night" and cue.number == (told.weekday + 1) % 7 and told.until is None
    return told._replace(until=cue.number) if follows else None


def _month(told: Told, cue: Cue) -> Told | None:
    return told._replace(month=cue.number) if told.month in (None, cue.number) and not told.turn else None


def _offset(told: Told, cue: Cue) -> Told | None:
    if told.offset or told.weekday is not None or told.month or told.since:
        return None
    return told._replace(offset=(cue.first, cue.last), part=told.part or cue.part)


def _period(told: Told, cue: Cue) -> Told | None:
    if told.period or told.offset or told.year or told.weekday is not None:
        return None
    return told._replace(period=cue.name)


def _turn(told: Told, cue: Cue) -> Told | None:
    turns = told.weekday is not None or told.month or told.period or told.day
    return told._replace(turn=cue.name) if turns and not told.turn and not told.offset else None


def _ago(told: Told, _: Cue) -> Told | None:
    return told._replace(before=True) if told == NOTHING else None


def _since(told: Told, _: Cue) -> Told | None:
    return told._replace(since=True) if told == NOTHING else None


def _unit(told: Told, cue: Cue) -> Told | None:
    return told._replace(unit=cue.number) if told.ago is not None and told.unit is None else None


def _ordinal(told: Told, cue: Cue) -> Told | None:
    return told._replace(day=cue.number) if told.day is None and not (told.month or told.offset or told.turn) else None


def _not_today(told: Told, _: Cue) -> Told | None:
    return told._replace(void=True) if told.offset == (0, 0) else None


_FIELDS = {
    Kind.PART: _part,
    Kind.WEEKDAY: _weekday,
    Kind.MONTH: _month,
    Kind.OFFSET: _offset,
    Kind.PERIOD: _period,
    Kind.TURN: _turn,
    Kind.AGO: _ago,
    Kind.SINCE: _since,
    Kind.UNIT: _unit,
    Kind.ORDINAL: _ordinal,
    Kind.NOT_TODAY: _not_today,
}


def resolved(told: Told, published: date | None) -> Found | None:
    """The days that an expression means, or None where it does not say; dates far off the calendar are none."""
    try:
        found = _resolved(told, published)
    except (ValueError, OverflowError):
        return None
    if found and told.since:
        return found._replace(last=max(found.first, published or found.last))
    return found


def _resolved(told: Told, published: date | None) -> Found | None:
    if told.month and told.year:
        return _dated(told, told.year)
    if told.period == "year" and told.year:
        return Found(date(told.year, 1, 1), date(told.year, 12, 31))
    if published is None:
        return None
    if told.month:
        return _dated(told, _year(told, published))
    if told.unit is not None and told.ago is not None:
        return _distant(told.ago, told.unit, published)
    if told.offset:
        return _off(told, published, *told.offset)
    if told.day and told.turn:
        return _in_month(told, told.day, published)
    if told.weekday is not None:
        return _on_weekday(told, told.weekday, published)
    return _in_period(told, published)


def _dated(told: Told, year: int) -> Found:
    month = told.month or 1
    if told.day is None:
        return Found(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    at = date(year, month, told.day)
    doubtful = told.weekday is not None and told.weekday != at.weekday()
    return _with_part(told, at, doubtful=doubtful)


def _year(told: Told, published: date) -> int:
    """The year of a date that gives none: the last that is not too far ahead."""
    day = told.day or 1
    if told.turn == "next":
        return published.year + ((told.month or 1, day) <= (published.month, published.day))
    limit = published if told.turn == "last" else published + timedelta(days=_AHEAD)
    return limit.year - ((told.month or 1, day) > (limit.month, limit.day))


def _distant(count: int, unit: int, published: date) -> Found:
    """So many days, weeks, months or years ago; the longer the unit, the less exact."""
    if not unit:
        return Found(published - timedelta(days=1 + count // 24), published - timedelta(days=count // 24))
    middle, spread = published - timedelta(days=count * unit), timedelta(days=unit // 2)
    return Found(middle - spread, min(middle + spread, published))


def _off(told: Told, published: date, first: int, last: int) -> Found:
    begin, end = published + timedelta(days=first), published + timedelta(days=last)
    if begin != end:
        return Found(begin, end, _shown(told.part))
    return _with_part(told, begin, doubtful=told.weekday is not None and told.weekday != begin.weekday())


def _on_weekday(told: Told, weekday: int, published: date) -> Found:
    if told.turn == "next":
        return _with_part(told, published + timedelta(days=(weekday - published.weekday() - 1) % 7 + 1))
    back = (published.weekday() - weekday) % 7
    if told.turn == "last":
        back = back or 7
    return _with_part(told, published - timedelta(days=back))


def _in_month(told: Told, day: int, published: date) -> Found:
    """ "13 الجاري": a day of this month, or of the one before."""
    month = published.replace(day=1)
    if told.turn == "last":
        month = (month - timedelta(days=1)).replace(day=1)
    elif told.turn == "next":
        month = (month + timedelta(days=31)).replace(day=1)
    at = month.replace(day=day)
    return _with_part(told, at, doubtful=told.weekday is not None and told.weekday != at.weekday())


def _in_period(told: Told, published: date) -> Found | None:
    step = {"last": -1, "next": 1}.get(told.turn, 0)
    if told.period == "week":
        begin = published - timedelta(days=(published.weekday() - _WEEK_BEGINS) % 7 - 7 * step)
        return Found(begin, begin + timedelta(days=7) if step else max(begin, published))
    if told.period == "year":
        year = published.year + step
        return Found(date(year, 1, 1), date(year, 12, 31) if step else published)
    months = published.year * 12 + published.month - 1 + step
    year, month = months // 12, months % 12 + 1
    last = date(year, month, calendar.monthrange(year, month)[1])
    return Found(date(year, month, 1), last if step else published)


def _with_part(told: Told, day: date, *, doubtful: bool = False) -> Found:
    """A day, or the two days of a night."""
    first = day - timedelta(days=told.part == EVE)
    last = day + timedelta(days=told.part == "night")
    return Found(first, last, _shown(told.part), doubtful)


def _shown(part: str) -> str:
    return "night" if part == EVE else part
