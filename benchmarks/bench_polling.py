"""How soon articles are seen, and at how many questions: adaptive polling against asking every 15 minutes.

A simulation with a fake clock; nothing is asked. Sources publish as inhomogeneous Poisson processes: rates from 2 to
200 articles a day, evenly spread by their logarithm, more by day than by night in the source's zone, a burst of 15
articles in 10 minutes once a week, some outages (the site answers errors and goes on publishing), feeds that show
their last 10 to 50 items. The clock ticks once a minute, as the daemon does. Both ways see the same articles.
Adaptive polling is `crawler.polling` as it runs; a gap costs one more question (the sitemap), and it is counted.
Fixed polling closes no gaps.

examples:
  python benchmarks/bench_polling.py
  python benchmarks/bench_polling.py --sources 10 --days 7
"""

import argparse
import math
import random
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks import tables
from crawler import polling
from storage.rhythm import Rhythm

TITLE = "Polling: how soon articles are seen"
_START = datetime(2026, 3, 1, tzinfo=UTC)
_BEFORE = timedelta(days=2)  # of publishing before the first question
_RATES = (2.0, 200.0)  # articles a day
_ZONES = (0, 1, 2, 3, 3, 3, 3, 4, -5)  # hours from UTC; most newsrooms work at +3
_HOURS = (
    0.3,
    0.2,
    0.15,
    0.15,
    0.2,
    0.3,
    0.5,
    0.8,
    1.2,
    1.5,
    1.7,
    1.7,
    1.6,
    1.6,
    1.5,
    1.5,
    1.4,
    1.4,
    1.3,
    1.3,
    1.2,
    1.1,
    0.8,
    0.5,
)
_BURST, _BURST_MINUTES = 15, 10
_OUTAGES = 2  # a month
_OUTAGE_MINUTES = (20, 180)
_FEED_ITEMS = (10, 50)
_TICK = timedelta(minutes=1)
_FIXED = timedelta(minutes=15)
_TARGETS = {"median": 5.0, "p99": 60.0, "polls": 2500.0}


@dataclass(frozen=True, slots=True)
class World:
    """One source: when it publishes, when it is down, how much its feed shows."""

    rate: float  # articles a day
    published: Sequence[datetime]
    outages: Sequence[tuple[datetime, datetime]]
    items: int

    def down(self, at: datetime) -> bool:
        """Whether it answers errors."""
        return any(begin <= at < end for begin, end in self.outages)


@dataclass(slots=True)
class Seen:
    """What a way of polling saw of a source."""

    polls: int = 0
    gaps: int = 0
    delays: list[float] = field(default_factory=list)  # minutes, of the articles of the month
    missed: int = 0


def main(words: Sequence[str] | None = None) -> int:
    """0 when the targets are met, else 1."""
    options = _parser().parse_args(words)
    chance = random.Random(options.seed)
    worlds = [_world(chance, place, options.sources, options.days) for place in range(options.sources)]
    end = _START + timedelta(days=options.days)
    ways = {
        "adaptive": [adaptive(world, end, random.Random(place)) for place, world in enumerate(worlds)],
        "every 15 minutes": [fixed(world, end) for world in worlds],
    }
    per_month = 30 / options.days
    text = _overall(ways, per_month) + "\n" + _by_rate(worlds, ways, per_month)
    print(text)
    if options.write:
        command = f"python benchmarks/bench_polling.py --sources {options.sources} --days {options.days}"
        what = f"a simulation of {options.sources} sources over {options.days} days, seed {options.seed}"
        tables.put_section(
            options.write, TITLE, f"{text}\n{tables.measured_on(datetime.now(UTC).date(), what, command)}"
        )
    return 0 if _met(ways["adaptive"], per_month) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=45, metavar="N", help="sources (default 45)")
    parser.add_argument("--days", type=int, default=30, metavar="N", help="days (default 30)")
    parser.add_argument("--seed", type=int, default=6, metavar="N", help="of chance (default 6)")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the tables into this document as well")
    return parser


def _world(chance: random.Random, place: int, sources: int, days: int) -> World:
    low, high = map(math.log, _RATES)
    rate = math.exp(low + (high - low) * (place + 0.5) / sources)
    zone = chance.choice(_ZONES)
    end = _START + timedelta(days=days)
    published = sorted([*_steady(chance, rate, zone, end), *_bursts(chance, end)])
    outages = [_outage(chance, days) for _ in range(round(_OUTAGES * days / 30))]
    return World(rate, published, outages, chance.randint(*_FEED_ITEMS))


def _steady(chance: random.Random, rate: float, zone: int, end: datetime) -> Iterator[datetime]:
    """A Poisson process whose rate follows the hours of the zone, by thinning one of the highest rate."""
    shape = [hour * 24 / sum(_HOURS) for hour in _HOURS]
    at, peak = _START - _BEFORE, max(shape)
    while at < end:
        at += timedelta(days=chance.expovariate(rate * peak))
        if chance.random() < shape[(at.hour + zone) % 24] / peak and at < end:
            yield at


def _bursts(chance: random.Random, end: datetime) -> Iterator[datetime]:
    week = _START
    while week + timedelta(days=7) <= end:
        begin = week + timedelta(days=7) * chance.random()
        yield from (begin + timedelta(minutes=_BURST_MINUTES * chance.random()) for _ in range(_BURST))
        week += timedelta(days=7)


def _outage(chance: random.Random, days: int) -> tuple[datetime, datetime]:
    begin = _START + timedelta(days=days) * chance.random()
    return begin, begin + timedelta(minutes=chance.uniform(*_OUTAGE_MINUTES))


def adaptive(world: World, end: datetime, chance: random.Random) -> Seen:
    """The source asked by `crawler.polling`."""
    seen, rhythm, at, shown, failures = Seen(), Rhythm(), _START, 0, 0
    while at < end:
        seen.polls += 1
        if world.down(at):
            failures += 1
            wait = polling.after_failure(failures, refused=False, jitter=chance.random())
        else:
            failures = 0
            upto = bisect_right(world.published, at)
            feed = world.published[max(0, upto - world.items) : upto]
            new = min(upto - shown, len(feed)) if rhythm.asked_at else len(feed)
            gap = polling.is_gap(len(feed), new, asked_before=rhythm.asked_at is not None)
            if gap:
                seen.polls, seen.gaps = seen.polls + 1, seen.gaps + 1
            news = world.published[shown:upto] if gap else feed[len(feed) - new :]
            _note(seen, news, at)
            rhythm = polling.learned(rhythm, news, at, oldest=feed[0] if feed and not shown else None)
            wait, shown = polling.interval(rhythm, at, jitter=chance.random()), upto
        at = _next_tick(at + max(wait, _TICK))
    return _counted(seen, world, end)


def fixed(world: World, end: datetime) -> Seen:
    """The source asked every 15 minutes."""
    seen, at, shown = Seen(), _START, 0
    while at < end:
        seen.polls += 1
        if not world.down(at):
            upto = bisect_right(world.published, at)
            _note(seen, world.published[max(shown, upto - world.items) : upto], at)
            shown = upto
        at += _FIXED
    return _counted(seen, world, end)


def _note(seen: Seen, news: Sequence[datetime], at: datetime) -> None:
    seen.delays += [(at - one) / timedelta(minutes=1) for one in news if one >= _START]


def _next_tick(at: datetime) -> datetime:
    """The tick of the clock at or after a time."""
    return at + (_START - at) % _TICK


def _counted(seen: Seen, world: World, end: datetime) -> Seen:
    """Put in what was published and never seen; what came in the last hours may still be seen."""
    due = sum(_START <= one < end - timedelta(hours=3) for one in world.published)
    seen.missed = max(0, due - len(seen.delays))
    return seen


def _percentile(delays: Sequence[float], share: float) -> float:
    return sorted(delays)[min(len(delays) - 1, int(share * len(delays)))] if delays else math.nan


def _all_delays(found: Sequence[Seen]) -> list[float]:
    """The delays of all articles; of those never seen, endless."""
    return [delay for one in found for delay in (*one.delays, *[math.inf] * one.missed)]


def _met(found: Sequence[Seen], per_month: float) -> bool:
    delays = _all_delays(found)
    polls = per_month * sum(one.polls for one in found) / len(found)
    return (
        median(delays) <= _TARGETS["median"]
        and _percentile(delays, 0.99) <= _TARGETS["p99"]
        and polls <= _TARGETS["polls"]
    )


def _overall(ways: dict[str, list[Seen]], per_month: float) -> str:
    lines = [
        "| polling | median, min | 90 %, min | 99 %, min | missed "
        "| questions a source a month | most of a source | gaps closed |"
    ]
    lines.append("|---|---|---|---|---|---|---|---|")
    for name, found in ways.items():
        delays = _all_delays(found)
        polls = [per_month * one.polls for one in found]
        figures = f"{median(delays):.1f} | {_percentile(delays, 0.9):.1f} | {_percentile(delays, 0.99):.1f}"
        missed = f"{sum(one.missed for one in found)} of {len(delays)}"
        rest = f"{sum(polls) / len(polls):.0f} | {max(polls):.0f} | {sum(one.gaps for one in found)}"
        lines.append(f"| {name} | {figures} | {missed} | {rest} |")
    return "\n".join(lines) + "\n"


def _by_rate(worlds: Sequence[World], ways: dict[str, list[Seen]], per_month: float) -> str:
    lines = ["| articles a day | " + " | ".join(f"{name}: median, 99 %, questions" for name in ways) + " |"]
    lines.append("|---" * (len(ways) + 1) + "|")
    for low, high in ((2, 5), (5, 15), (15, 50), (50, 100), (100, 200)):
        places = [place for place, world in enumerate(worlds) if low <= world.rate < high]
        if places:
            cells = (_cell([found[place] for place in places], per_month) for found in ways.values())
            lines.append(f"| {low} to {high} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(found: Sequence[Seen], per_month: float) -> str:
    delays = _all_delays(found)
    polls = per_month * sum(one.polls for one in found) / len(found)
    return f"{median(delays):.1f}, {_percentile(delays, 0.99):.1f}, {polls:.0f}"


if __name__ == "__main__":
    sys.exit(main())
