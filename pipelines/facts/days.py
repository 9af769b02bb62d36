"""When things happened, as a text says: "أمس الثلاثاء", "ليل الاثنين", "13 آب", "خلال الأسبوع الفائت".

Each expression becomes a range of days, counted from the day of publication:

* A weekday is the last such day up to the day of publication; with "الماضي" the last before it, with "المقبل" the next.
* "ليل الاثنين" is the night from Monday to Tuesday: both days. "ليلة الثلاثاء" may be the night before: both days, too.
* A date without a year is the last such date, or one at most two weeks ahead.
* "الأسبوع الماضي" is the calendar week before, begun on Saturday or Sunday, as the region counts; months and years are
  calendar ones.
* Where a weekday stands beside a date, or beside "أمس" and "اليوم", and does not fit, the day is doubtful: the date or
  the distance counts.

Without a day of publication only dates with a year are told. A sentence that says "اليوم نفسه" tells no day.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from pipelines import numbers
from pipelines.arabic import Token
from pipelines.facts.calendar_days import NOTHING, resolved
from pipelines.facts.day_words import STEPS, Cue, Kind, matcher
from pipelines.facts.fact import Day, Span
from pipelines.facts.wording import Wording, worded
from pipelines.remembered import Question

_HAS_DIGIT = Question(lambda word: any(map(str.isdigit, word)))
_NUMERIC = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?![\d/-])")

# What may stand between the words of one expression: "أمس (الثلاثاء)", "الثلاثاء، 13 آب/أغسطس".
_WITHIN = re.compile(r"[ (),،/\-–\"“”]*")

_BEGINS = frozenset(
    (Kind.PART, Kind.WEEKDAY, Kind.MONTH, Kind.OFFSET, Kind.PERIOD, Kind.TURN, Kind.AGO, Kind.SINCE, Kind.ORDINAL)
)
_BEHIND_DAYS = frozenset((Kind.MONTH, Kind.TURN, Kind.PERIOD))  # "13 آب", "13 الجاري", "13 من الشهر الجاري"
_YEARS = range(1900, 2101)


def days_of(title: str, body: str, published: date | None) -> tuple[Day, ...]:
    """The days that an article names, in the order of the text, the title first.

    `title` and `body` are clean texts; `published` is the day of publication in the zone of the source.
    """
    return days_in(worded(title, body), published)


def days_in(texts: Iterable[Wording], published: date | None) -> tuple[Day, ...]:
    """The same for texts whose words are found already."""
    days: list[Day] = []
    for text in texts:
        days += sorted((*_numeric(text), *_worded(text, published)), key=lambda day: day.span.start)
    return tuple(days)


def _numeric(wording: Wording) -> Iterator[Day]:
    """Dates in digits, the day first or the year first."""
    digits = wording.noticed.where(_HAS_DIGIT)
    if not any(later == first + 1 for first, later in pairwise(digits)):
        return
    for match in _NUMERIC.finditer(wording.text):
        one, month, other = map(int, match.group().split(match[1]))
        year, day = (one, other) if one in _YEARS else (other, one)
        try:
            at = date(year, month, day)
        except ValueError:
            continue
        if at.year in _YEARS:
            yield Day(at, at, Span(wording.where, *match.span()))


def _worded(wording: Wording, published: date | None) -> Iterator[Day]:
    text, tokens = wording.text, wording.tokens
    spots = matcher().spot(wording.words)
    cues = {spot.first: (spot.meanings, spot.behind) for spot in spots}
    past = 0
    for spot in spots:
        if spot.first < past or not any(cue.kind in _BEGINS for cue in spot.meanings):
            continue
        expression = _Expression(text, tokens, cues, spot.first)
        expression.read()
        days = resolved(expression.told, published) if expression.is_whole else None
        if days:
            past = expression.end
            span = Span(wording.where, tokens[expression.begin].start, tokens[expression.end - 1].end)
            yield Day(days.first, days.last, span, days.part, days.doubtful)


class _Expression:
    """An expression of time that begins at a word, read as far as it goes."""

    def __init__(
        self, text: str, tokens: Sequence[Token], cues: dict[int, tuple[tuple[Cue, ...], int]], begin: int
    ) -> None:
        self._text, self._tokens, self._cues = text, tokens, cues
        self.begin = self.end = begin  # words; `end` is behind the last that told something
        self.told = NOTHING

    @property
    def is_whole(self) -> bool:
        """Whether it says more than a part of the day."""
        return self.end > self.begin and self.told.is_anchored

    def read(self) -> None:
        """Takes in word after word."""
        self._day_before()
        at = self.end
        while at < len(self._tokens) and (at == self.begin or self._is_within(at)):
            taken = self._take(at)
            if not taken:
                break
            at = taken

    def _is_within(self, at: int) -> bool:
        return _WITHIN.fullmatch(self._text, self._tokens[at - 1].end, self._tokens[at].start) is not None

    def _day_before(self) -> None:
        """The number before a month that an expression begins with: "13 آب", "13 من آب"."""
        meanings, _ = self._cues[self.begin]
        if not any(cue.kind in _BEHIND_DAYS for cue in meanings):
            return
        for back in (1, 2):
            at = self.begin - back
            if at < 0 or not self._is_within(at + 1):
                return
            number = numbers.read(self._text, self._tokens, at)
            if number and number.behind == at + 1 and 1 <= number.value <= 31:
                self.told, self.begin = self.told._replace(day=number.value), at
                return
            if self._tokens[at].folded != "من":
                return

    def _take(self, at: int) -> int | None:
        """The index behind what belongs to the expression at a word, or None where it ends."""
        if self._tokens[at].folded in STEPS:
            return at + 1 if self.told.goes_on else None
        if at not in self._cues:
            return self._take_number(at)
        meanings, behind = self._cues[at]
        for cue in meanings:
            told = self.told.with_cue(cue)
            if told:
                self.told, self.end = told, behind
                return behind
        return None

    def _take_number(self, at: int) -> int | None:
        number = numbers.read(self._text, self._tokens, at)
        if not number:
            return None
        told = self.told.with_number(number.value)
        if not told:
            return None
        self.told = told
        if told.year == number.value:
            self.end = number.behind
        return number.behind
