"""Figures that a text dates to days before its news: "وفي 3 آذار قتل … هناك", told on the twentieth."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.arabic import words
from pipelines.facts.fact import Day
from pipelines.facts.wording import Wording
from pipelines.text import BODY, TITLE

# So long before it the news may have begun: before the day that the lead names, before that of publication.
_SINCE_LEAD, _SINCE_PUBLICATION = timedelta(days=2), timedelta(days=6)
_EVE = timedelta(days=1)
_NARROW = timedelta(days=31)  # a longer range dates nothing

# Behind these a day is that of a beginning, and what began goes on: "العملية التي انطلقت في 3 آذار".
_BEGINS = frozenset(words("انطلقت انطلق بدأت بدأ بدأها بدأته أطلقت أطلق أطلقتها شنتها اندلعت اندلع منذ ومنذ وبدأت"))
_BEGIN_REACH, _BEGIN_WORDS = 30, 3  # characters, and so many of the words in them

_LEAD = 200  # characters of the body
_ALMOST_A_WEEK = timedelta(days=6)


class Dates(NamedTuple):
    """The days that a body names, and that of its news."""

    days: tuple[Day, ...]
    news: date | None
    slack: timedelta  # so long before that day the news may have begun

    def are_past(self, start: int, end: int) -> bool:
        """Whether all that a sentence, by its offsets, says of days is before the news."""
        lasts = self._lasts(start, end)
        return self.news is not None and bool(lasts) and max(lasts) < self.news - self.slack

    def are_near(self, start: int, end: int) -> bool:
        """Whether all of it is of the day of the news, or of its eve."""
        lasts = self._lasts(start, end)
        return self.news is not None and bool(lasts) and min(lasts) >= self.news - _EVE

    def _lasts(self, start: int, end: int) -> list[date]:
        return [day.last for day in self.days if start <= day.span.start < end]


def dates_of(body: Wording, days: Iterable[Day], published: date | None) -> Dates:
    """The days of a text."""
    narrow = [day for day in days if not day.doubtful and day.last - day.first < _NARROW]
    lead = next((day.first for day in narrow if day.span.where == TITLE or day.span.start < _LEAD), None)
    within = (day for day in narrow if day.span.where == BODY and not _begins(body, day))
    within = (day for day in within if not (lead and _is_next(body, day, lead)))
    return Dates(tuple(within), lead or published, _SINCE_LEAD if lead else _SINCE_PUBLICATION)


def _begins(body: Wording, day: Day) -> bool:
    """Whether something began then that goes on."""
    before = words(body.text[max(0, day.span.start - _BEGIN_REACH) : day.span.start])
    return not _BEGINS.isdisjoint(before[-_BEGIN_WORDS:])


def _is_next(body: Wording, day: Day, lead: date) -> bool:
    """Whether a weekday may be the one behind the lead's, though it was counted back by almost a week."""
    dated = any(map(str.isdigit, body.text[day.span.start : day.span.end]))
    return not dated and lead - day.last == _ALMOST_A_WEEK
