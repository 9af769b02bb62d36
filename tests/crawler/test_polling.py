"""When a channel is asked next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import polling
from crawler.polling import LONGEST, SHORTEST, after_failure, doubts, expected, interval, is_gap, learned
from storage.rhythm import Rhythm

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LISTED = st.lists(st.floats(0, 1e4), min_size=24, max_size=24).map(tuple)


def steady(a_day: float, days: int = 7, hours: range = range(24)) -> Rhythm:
    """The rhythm of a channel that was watched for some days and has so many articles a day in these hours."""
    counts = tuple(a_day * days / len(hours) if hour in hours else 0.0 for hour in range(24))
    return Rhythm(counts, (float(days),) * 24, 0.0, NOW, NOW)


@pytest.mark.parametrize(("a_day", "low", "high"), [(200, 5, 10), (50, 12, 18), (10, 25, 40), (2, 50, 90)])
def test_busy_channels_are_asked_more_often(a_day: float, low: float, high: float) -> None:
    """The interval is the square root of the worth of a question over the rate."""
    assert low * MINUTE < interval(steady(a_day), NOW) < high * MINUTE


def test_the_hour_of_the_day_counts() -> None:
    """By night a site that sleeps is asked less often, and in the morning it is asked when it wakes up."""
    rhythm = steady(100, days=28, hours=range(6, 20))
    noon, night = interval(rhythm, NOW), interval(rhythm, NOW.replace(hour=22))
    assert noon < 10 * MINUTE
    assert night > 3 * noon
    assert interval(rhythm, NOW.replace(hour=4)) < 2.5 * HOUR


def test_a_burst_is_followed() -> None:
    """Many articles at once make the next questions come sooner, for a while."""
    usual = steady(20)
    burst = learned(usual, [None] * 12, NOW + 20 * MINUTE)
    assert interval(burst, NOW + 20 * MINUTE) < 0.7 * interval(usual, NOW)
    assert interval(learned(burst, [], NOW + 5 * HOUR), NOW + 5 * HOUR) > 0.9 * interval(usual, NOW)


def test_a_first_answer_teaches_by_its_times() -> None:
    """A feed that shows thirty articles of one day is known at once to have about thirty a day."""
    times = [NOW - number * 48 * MINUTE for number in range(30)]
    rhythm = learned(Rhythm(), times, NOW, oldest=times[-1])
    assert 20 < expected(rhythm, NOW, NOW + DAY) < 40
    assert interval(learned(Rhythm(), [], NOW), NOW) / interval(Rhythm(), NOW) == pytest.approx(1, rel=0.1)


def test_what_was_pushed_out_unseen_is_no_silence() -> None:
    """Where an answer does not reach back to the last question, only the time that it shows was watched."""
    late = NOW + 2 * DAY
    shown = [late - number * MINUTE for number in range(10)]
    cut = learned(steady(100), shown, late, oldest=shown[-1])
    whole = learned(steady(100), shown, late)
    assert expected(cut, late, late + DAY) > expected(whole, late, late + DAY)


def test_old_days_are_forgotten() -> None:
    """A site that fell asleep is asked less and less often, and at last once a day or so."""
    rhythm, at, waits = steady(100), NOW, []
    while at < NOW + 60 * DAY:
        at += interval(rhythm, at)
        rhythm = learned(rhythm, [], at)
        waits.append(interval(rhythm, at))
    assert waits[-1] > 8 * waits[0]
    assert waits[-1] <= LONGEST


def test_hints() -> None:
    """What a site says of its freshness stretches the interval, at most to twice its length, and never shortens it."""
    usual = interval(steady(50), NOW)
    assert interval(steady(50), NOW, hint=1.0) == usual
    assert interval(steady(50), NOW, hint=usual.total_seconds() * 1.5) / usual == pytest.approx(1.5)
    assert interval(steady(50), NOW, hint=1e7) / usual == pytest.approx(2)


def test_failures() -> None:
    """One failure is made up for at once; then the wait doubles. Who refuses us is left alone for hours."""
    waits = [after_failure(number, refused=False) for number in range(1, 12)]
    assert waits[0] == timedelta(0)
    assert waits[1:4] == [2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert waits[-1] == 6 * HOUR
    assert after_failure(1, refused=True) == HOUR
    assert after_failure(9, refused=True) == DAY
    assert after_failure(3, refused=False, jitter=0.0) < after_failure(3, refused=False, jitter=1.0)


def test_unusual_silence_is_doubted_once_a_day() -> None:
    """ "Not modified" is believed as long as silence is usual, then asked for in full, once."""
    rhythm = steady(100)
    assert not doubts(rhythm, NOW + HOUR)
    assert doubts(rhythm, NOW + 3 * HOUR)
    doubted = Rhythm(rhythm.new_by_hour, rhythm.hours_watched, 0, NOW, NOW, doubted_at=NOW + 3 * HOUR)
    assert not doubts(doubted, NOW + 4 * HOUR)
    assert doubts(doubted, NOW + 28 * HOUR)
    assert not doubts(Rhythm(), NOW)


def test_gaps() -> None:
    """Of what a full list shows nothing was there the last time: more may have been pushed out."""
    assert is_gap(10, 10, asked_before=True)
    assert not is_gap(10, 9, asked_before=True)
    assert not is_gap(10, 10, asked_before=False)
    assert not is_gap(3, 3, asked_before=True)


@given(LISTED, LISTED, st.floats(0, 1e6), st.floats(0, 1), st.none() | st.floats(0, 1e9), st.integers(0, 23))
def test_any_past(
    counts: tuple[float, ...], hours: tuple[float, ...], recent: float, jitter: float, hint: float | None, hour: int
) -> None:
    """Whatever is known of a channel, it is asked between every two minutes and once a day."""
    rhythm = Rhythm(counts, hours, recent, NOW, NOW)
    assert SHORTEST <= interval(rhythm, NOW.replace(hour=hour), hint=hint, jitter=jitter) <= LONGEST


@given(st.lists(st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))))
def test_any_news(news: list[datetime | None]) -> None:
    """Every article is counted in some hour, and no more time is counted than passed."""
    rhythm = learned(steady(10), news, NOW + HOUR)
    fading = sum(rhythm.hours_watched) / (7 * 24)
    assert sum(rhythm.new_by_hour) == pytest.approx(70 * (fading - HOUR / (7 * DAY)) + len(news), rel=0.02)
    assert 7 * 24 * 0.9 < sum(rhythm.hours_watched) < 7 * 24 + 1
    assert interval(rhythm, NOW + HOUR) >= polling.SHORTEST
