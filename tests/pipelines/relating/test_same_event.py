"""Tests of pipelines/relating/same_event.py."""

from datetime import UTC, datetime, timedelta

from pipelines.relating.outline import outline
from pipelines.relating.same_event import Told, same_event

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
STRIKE = (
    "غارة على مستودع في تل الزعفران",
    "قتل أربعة عمال في غارة نفذتها مسيرة على مستودع للحبوب في تل الزعفران الجمعة.",
)
RETOLD = (
    "أربعة عمال ضحايا مسيرة",
    "أعلنت فرق الإسعاف أن مستودع الحبوب في تل الزعفران تعرض لقصف مسيرة وأن أربعة عمال قضوا.",
)


def told(one: tuple[str, str], other: tuple[str, str], days: float | None) -> Told:
    """Whether two texts, so many days apart, tell of one event."""
    later = None if days is None else NOON + timedelta(days=days)
    return same_event(outline(*one), NOON, outline(*other), later)


def test_two_reports_of_one_day_with_the_same_names_are_one_event() -> None:
    """In words of their own."""
    assert told(STRIKE, RETOLD, 0.2).same


def test_the_same_words_days_later_are_another_event() -> None:
    """Whatever they share."""
    found = told(STRIKE, RETOLD, 5)
    assert not found.same
    assert found.reason == "5.0 days lie between them"


def test_the_later_and_the_less_certain_the_time_the_more_has_to_agree() -> None:
    """The same pair has to agree more three days later."""
    assert "where 0.20 is needed" in told(STRIKE, RETOLD, 0.2).reason
    assert "where 0.24 is needed" in told(STRIKE, RETOLD, 1.5).reason
    assert "where 0.47 is needed" in told(STRIKE, RETOLD, 3).reason
    assert "no times are known" in told(STRIKE, RETOLD, None).reason


def test_other_towns_and_other_weekdays_stand_against_it() -> None:
    """A form filled in for another town."""
    idlib = ("قصف على منبج", "قصفت مدفعية قوات الحكومة أحياء منبج الجمعة وأصيب مدنيان.")
    homs = ("قصف على جسر الشغور", "قصفت مدفعية قوات الحكومة أحياء جسر الشغور الأحد وأصيب مدنيان.")
    assert "other places" in told(idlib, homs, 0.5).reason
    assert told(STRIKE, ("طقس", "أمطار على الساحل."), 0.5).reason.endswith("only")
    assert "other weekdays" in told(idlib, homs, None).reason
    assert "a common place" in told(idlib, ("منبج", "هدوء في منبج."), None).reason
