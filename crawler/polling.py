"""When a channel is asked next. Pure: from how much was new lately, by hour of the day.

A question costs the site a request; waiting costs readers time. One question is worth so many minutes of waiting of
one article (`WORTH`): a channel is asked when the articles that it has published since, as far as its past tells, are
expected to have waited that long together. For a steady channel that is an interval of the square root of 2 x WORTH /
rate, which is what minimises waiting for a given number of questions over channels and hours of different rates.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage.rhythm import Rhythm

WORTH = 3.15  # minutes that articles wait together, for one question; set by benchmarks/bench_polling.py
SHORTEST, LONGEST = timedelta(minutes=2), timedelta(hours=24)
_MEMORY = timedelta(days=14)  # what is older counts for less than a third
_LATELY = timedelta(minutes=30)  # the memory for bursts
_UNUSUAL = 3.0  # a burst is so many times the usual rate; less than that is chance
_PRIOR_HOURS = 2.0  # of watching, at the channel's mean rate, that each hour of the day begins with
_PRIOR_NEWS, _PRIOR_DAY = 1.0, 1.0  # an article an hour, believed like one hour of watching
_NEIGHBOURS = ((-2, 0.25), (-1, 0.5), (0, 1.0), (1, 0.5), (2, 0.25))  # hours close by are alike
FIRST_LOOK = timedelta(days=7)  # of a feed's past that its first reading teaches
_STEP = timedelta(minutes=5)
_LEAST_FULL = 5  # items; shorter answers are no cut-off lists
_DOUBT = 6.0  # articles expected in a silence: by chance it happens once in four hundred
_DOUBT_AGAIN = timedelta(days=1)
_HINT_STRETCH = 2.0  # what a site says of its freshness makes an interval at most so many times as long

_FIRST_WAIT = timedelta(minutes=2)  # after the second failure in a row; the first is made up for by the next crawl
_REFUSED_WAIT = timedelta(hours=1)
_LONGEST_WAIT = timedelta(hours=6)
_JITTER = 0.2


def learned(
    rhythm: Rhythm, news: Iterable[datetime | None], now: datetime, *, oldest: datetime | None = None
) -> Rhythm:
    """The rhythm after a good answer in which these articles were new, by their stated times (None: not stated).

    `oldest` is the time of the oldest item that the answer holds, where the answer does not reach back to the last
    question: nothing is known of the time before.
    """
    since = _watched_from(rhythm, now, oldest)
    fading = math.exp(-_passed(rhythm.asked_at, now) / _MEMORY)
    counts = [count * fading for count in rhythm.new_by_hour or (0.0,) * 24]
    watched = [hours * fading for hours in rhythm.hours_watched or (0.0,) * 24]
    number = 0
    for stated in news:
        number += 1
        at = stated if stated and since <= stated <= now else now
        counts[at.astimezone(UTC).hour] += 1.0
    _watch(watched, since, now)
    first = rhythm.asked_at is None
    recent = rhythm.recent * math.exp(-_passed(rhythm.asked_at, now) / _LATELY) + (0 if first else number)
    return replace(
        rhythm,
        new_by_hour=tuple(counts),
        hours_watched=tuple(watched),
        recent=recent,
        asked_at=now,
        last_new_at=now if number else rhythm.last_new_at,
    )


def interval(rhythm: Rhythm, now: datetime, *, hint: float | None = None, jitter: float = 0.5) -> timedelta:
    """How long to wait after a good answer.

    hint: seconds that the site says its answer stays fresh (ttl, max-age); None: it does not say. jitter: 0 to 1,
    chance that spreads the questions to many channels over time.
    """
    waited, published, passed = 0.0, 0.0, timedelta(0)
    step = _STEP / timedelta(minutes=1)
    while waited < WORTH and passed < LONGEST:
        rate = _rate(rhythm, now + passed, passed) / 60
        if waited + published * step + rate * step**2 / 2 >= WORTH:
            passed += timedelta(minutes=_until_worth(WORTH - waited, published, rate))
            break
        waited += published * step + rate * step**2 / 2
        published += rate * step
        passed += _STEP
    stretched = passed if hint is None else max(passed, min(timedelta(seconds=hint), passed * _HINT_STRETCH))
    return min(max(stretched * (1 + _JITTER * (jitter - 0.5)), SHORTEST), LONGEST)


def after_failure(failures: int, *, refused: bool, jitter: float = 0.5) -> timedelta:
    """How long to wait after so many bad answers in a row; `refused`: the last said that we are not wanted there."""
    if failures <= 1 and not refused:
        return timedelta(0)
    first, longest = (_REFUSED_WAIT, LONGEST) if refused else (_FIRST_WAIT, _LONGEST_WAIT)
    wait = min(first * 2.0 ** min(max(0, failures - (1 if refused else 2)), 20), longest)
    return wait * (1 + _JITTER * (jitter - 0.5))


def expected(rhythm: Rhythm, since: datetime, until: datetime) -> float:
    """How many new articles the channel's past makes expect between two times."""
    total, at = 0.0, since
    while at < until and total < 1000:
        step = min(timedelta(hours=1), until - at)
        total += _rate(rhythm, at, LONGEST) * (step / timedelta(hours=1))
        at += step
    return total


def doubts(rhythm: Rhythm, now: datetime) -> bool:
    """Whether "not modified" is not to be believed: silent for longer than usual, and not asked in full since."""
    if not rhythm.last_new_at or not rhythm.new_by_hour:
        return False
    if rhythm.doubted_at and now - rhythm.doubted_at < _DOUBT_AGAIN:
        return False
    return expected(rhythm, max(rhythm.last_new_at, now - timedelta(days=30)), now) > _DOUBT


def _watched_from(rhythm: Rhythm, now: datetime, oldest: datetime | None) -> datetime:
    """From when on the answer shows all that was published."""
    if rhythm.asked_at is None:
        return max(oldest, now - FIRST_LOOK) if oldest and oldest < now else now
    known = max(min(rhythm.asked_at, now), now - FIRST_LOOK)
    return max(known, oldest) if oldest and oldest < now else known


def _watch(watched: list[float], since: datetime, until: datetime) -> None:
    """Add the time between to the hours of the day that it falls into."""
    at = since.astimezone(UTC)
    end = until.astimezone(UTC)
    while at < end:
        following = min(at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1), end)
        watched[at.hour] += (following - at) / timedelta(hours=1)
        at = following


def _rate(rhythm: Rhythm, at: datetime, passed: timedelta) -> float:
    """Articles an hour expected at a time, so long after the last question."""
    usual = _usual(rhythm.new_by_hour or (0.0,) * 24, rhythm.hours_watched or (0.0,) * 24, at.astimezone(UTC).hour)
    lately = rhythm.recent / (_LATELY / timedelta(hours=1))
    burst = max(0.0, lately - _UNUSUAL * max(usual, 1.0))
    return usual + burst * math.exp(-(passed / _LATELY))


def _usual(counts: Sequence[float], watched: Sequence[float], hour: int) -> float:
    mean = (sum(counts) + _PRIOR_NEWS) / (sum(watched) + _PRIOR_DAY)
    news = sum(weight * counts[(hour + by) % 24] for by, weight in _NEIGHBOURS)
    hours = sum(weight * watched[(hour + by) % 24] for by, weight in _NEIGHBOURS)
    return (news + _PRIOR_HOURS * mean) / (hours + _PRIOR_HOURS)


def _until_worth(left: float, published: float, rate: float) -> float:
    """Minutes until `published` articles, and new ones at `rate` a minute, have waited so many minutes more."""
    if rate <= 0:
        return left / published if published > 0 else math.inf
    return (math.sqrt(published**2 + 2 * rate * left) - published) / rate


def _passed(since: datetime | None, now: datetime) -> timedelta:
    return max(now - since, timedelta(0)) if since else timedelta(0)


def is_gap(announced: int, unknown: int, *, asked_before: bool) -> bool:
    """Whether items may have been pushed out of a channel unseen: of what it shows nothing was there the last time."""
    return asked_before and announced >= _LEAST_FULL and unknown == announced
