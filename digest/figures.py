"""The figures of a digest: its first sentences, its map, its governorates, its thirty days. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from digest.contents import Area, Bar, Chart, Point
from digest.happenings import Happening
from digest.names import names
from digest.tolls import Range, total
from digest.usual import Usual
from digest.wording import Wording, clock

_MOST_HIT = 3
_SHAPES = {
    "strike.drone": "air", "strike.air": "air", "strike.missile": "air", "strike": "air", "intercept": "air",
    "strike.rocket_artillery": "ground", "shelling.mutual": "ground",
    "clash": "clash", "attack": "clash", "assassination": "clash", "abduction": "clash", "arrest_raid": "clash",
    "ied": "blast", "explosion": "blast", "suicide": "blast",
}  # fmt: skip
_GOVERNORATE_KM = 60.0  # as events that are told by their governorate alone have it
_AROUND_KM = 25.0  # where an area's extent is not known


def shape(kind: str) -> str:
    """The map's shape for a kind of event."""
    return _SHAPES.get(kind, "other")


def summary(
    found: Sequence[Happening], past: Usual, words: Wording, *, collected: bool, filtered: bool
) -> tuple[str, ...]:
    """What happened, where most, and against what is usual; silence of the sources is told apart from quiet."""
    if not collected:
        return (words.phrase("not_collected"),)
    if not found:
        return (words.phrase("quiet_filtered" if filtered else "quiet"), *_compared(past, words))
    return (_totals(found, words), _hit(found, words), *_compared(past, words))


def _totals(found: Sequence[Happening], words: Wording) -> str:
    sources = len(frozenset().union(*(one.group.sources for one in found)))
    follows = sum(one.group.follows for one in found)
    continued = words.phrase("continued", follow_ups=words.counted(follows, "follow_ups")) if follows else ""
    return words.phrase(
        "totals",
        events=words.counted(len(found), "events"),
        sources=words.counted(sources, "sources"),
        continued=continued,
        toll=_toll(killed(found), wounded(found), words),
    )


def killed(found: Sequence[Happening]) -> Range | None:
    """Killed in all events."""
    return total(one.killed.figure if one.killed else None for one in found)


def wounded(found: Sequence[Happening]) -> Range | None:
    """Wounded in all events."""
    return total(one.wounded.figure if one.wounded else None for one in found)


def _toll(dead: Range | None, hurt: Range | None, words: Wording) -> str:
    parts = [
        words.phrase(f"{key}_people", people=words.people(figure))
        for key, figure in (("killed", dead), ("wounded", hurt))
        if figure and figure.top
    ]
    return words.phrase("toll", toll=words.phrase("toll_comma").join(parts) or words.phrase("no_toll"))


def _hit(found: Sequence[Happening], words: Wording) -> str:
    counts: dict[str, tuple[int, int]] = {}
    for one in found:
        if one.admin1:
            events, dead = counts.get(one.admin1, (0, 0))
            counts[one.admin1] = events + 1, dead + (one.killed.figure.top if one.killed else 0)
    if not counts:
        return words.phrase("hit_nowhere")
    most = sorted(counts, key=lambda admin1: (-counts[admin1][0], -counts[admin1][1], admin1))[:_MOST_HIT]
    return words.phrase(
        "hit",
        places=words.joined(
            words.phrase("hit_one", place=_governorate(one, words), events=words.counted(counts[one][0], "events"))
            for one in most
        ),
    )


def _compared(past: Usual, words: Wording) -> tuple[str, ...]:
    """The last 24 hours against the days before; nothing where they are not comparable."""
    if not past.days:
        return ()
    today = past.days[0]
    if past.events is None or past.killed is None or today is None:
        return (words.phrase("not_compared", days=words.counted(past.watched, "days")),)
    key = "compared_killed" if today.killed or past.killed else "compared"
    sentence = words.phrase(
        key,
        events=words.counted(today.events, "events"),
        killed=today.killed,
        median=f"{past.events:g}",
        median_killed=f"{past.killed:g}",
        verdict=words.phrase(_verdict(today.events, past.events)),
    )
    return (sentence[:1].upper() + sentence[1:],)


def _verdict(events: int, usual: float) -> str:
    """More or less by at least one and a quarter."""
    if abs(events - usual) < max(1.0, usual / 4):
        return "usual"
    return "more" if events > usual else "less"


def areas(found: Sequence[Happening], past: Usual, words: Wording) -> tuple[Area, ...]:
    """The governorates where something happened, those with most events first; last what is elsewhere."""
    by_place: dict[str, list[Happening]] = {}
    for one in found:
        by_place.setdefault(one.admin1, []).append(one)
    ordered = sorted(by_place.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    return tuple(_area(admin1, here, past, words) for admin1, here in ordered)


def _area(admin1: str, here: Sequence[Happening], past: Usual, words: Wording) -> Area:
    dead, hurt = killed(here), wounded(here)
    return Area(
        name=_governorate(admin1, words) if admin1 else words.phrase("elsewhere"),
        events=len(here),
        killed=words.range(dead) if dead else "–",
        wounded=words.range(hurt) if hurt else "–",
        median=f"{past.by_governorate[admin1]:g}" if admin1 in past.by_governorate else "",
    )


def _governorate(admin1: str, words: Wording) -> str:
    return names().governorate(admin1, english=words.language == "en")


def points(found: Sequence[Happening], first: int = 0) -> tuple[Point, ...]:
    """The events that can be put on a map of Syria, numbered from `first`, or not at all."""
    made = (_point(one, first + place if first else 0) for place, one in enumerate(found))
    return tuple(point for point in made if point)


def _point(one: Happening, number: int) -> Point | None:
    """Where it is, or the capital of the governorate that alone is known."""
    if not one.main or not (one.main.admin1 or one.main.country == "SY"):
        return None
    kind = shape(one.main.type)
    if one.main.lat is not None and one.main.lon is not None and one.main.precision in ("site", "area"):
        exact = one.main.precision == "site"
        return Point(
            number, one.main.lat, one.main.lon, kind, exact, one.main.precision_km or (5 if exact else _AROUND_KM)
        )
    capital = names().governorates.get(one.main.admin1)
    return Point(number, capital[1], capital[2], kind, exact=False, radius_km=_GOVERNORATE_KM) if capital else None


def chart(past: Usual, end: datetime, words: Wording) -> Chart | None:
    """The last days; None where they would not be of what the reader asked for. `end` is in the reader's zone."""
    if not past.days:
        return None
    bars = tuple(_bar(past, back, end, words) for back in reversed(range(len(past.days))))
    most = max(bar.events or 0 for bar in bars)
    median = f"{past.events:g}" if past.events is not None else "–"
    alt = words.phrase("chart_alt", first=bars[0].label, last=bars[-1].label, most=most, median=median)
    return Chart(bars, past.events, alt, words.phrase("chart_note", clock=clock(end)))


def _bar(past: Usual, back: int, end: datetime, words: Wording) -> Bar:
    day = (end - timedelta(seconds=1)).date() - timedelta(days=back)
    known = past.days[back]
    label = words.phrase("months_short", day=day.day, month=day.month)
    return Bar(label, known.events if known else None, known.killed if known else 0)
