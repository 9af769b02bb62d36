"""The newest articles that fit a question, found span after span into the past, so that common words cost no more than
rare ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from psycopg import Connection

from storage.asking.asked import Asked
from storage.asking.facts import day_number, days, start_of_day
from storage.asking.terms import exact
from storage.sql import query

# Rows that one span may hold; one with more is cut.
_MOST_FOUND = 20_000

# Articles that are looked through for the order of their words: each takes about forty microseconds.
MOST_CHECKED = 2_000

# Articles that the first span should hold; more where the index has to go through many words each time.
_FIRST_ARTICLES, _FIRST_OF_BEGINNINGS = 2_000, 20_000

# A span is at most so many times what was looked at before.
_GROWTH = 8


@dataclass(frozen=True, slots=True)
class Bounds:
    """From when to before when; None: without end."""

    since: datetime | None = None
    until: datetime | None = None

    def values(self) -> dict[str, datetime | None]:
        """As the statements take them."""
        return {"since": self.since, "until": self.until}


@dataclass(slots=True)
class Reached:
    """What was found so far."""

    ids: list[int] = field(default_factory=list)  # the newest first
    back_to: datetime | None = None  # older ones were not looked at
    checked: int = 0  # looked through for the order of words
    left_to_check: int = MOST_CHECKED


def newest(
    connection: Connection, asked: Asked, bounds: Bounds, most: int, most_checked: int = MOST_CHECKED
) -> Reached:
    """The newest articles that fit, at most so many; for a phrase, of so many that have its words."""
    reached = Reached(left_to_check=most_checked)
    reach = _reach(connection, bounds)
    if reach is None:
        return reached
    first, last, a_day = reach
    newest_day = last
    wanted = _FIRST_OF_BEGINNINGS if asked.has_beginnings else _FIRST_ARTICLES
    size = max(1, int(wanted / a_day)) if a_day else 1
    while last >= first:
        start = max(first, last - size + 1)
        found = _span(connection, asked, bounds, (start, last), (first, newest_day))
        if len(found) == _MOST_FOUND and start < last:
            size = max(1, size // 4)
            continue
        _take(connection, asked, found, reached, most)
        if reached.back_to:
            break
        looked_through = newest_day - start + 1
        size = _next(looked_through, len(reached.ids), most)
        if asked.exact or asked.mixed:
            size = min(size, _next(looked_through, reached.checked, reached.checked + reached.left_to_check))
        last = start - 1
    return reached


def _reach(connection: Connection, bounds: Bounds) -> tuple[int, int, float] | None:
    """The first and last day, numbered, on which there may be anything, and about how many articles a day has (0:
    unknown); None: nothing is stored."""
    row = connection.execute(query("search_reach")).fetchone()
    if row is None or row[0] is None:
        return None
    first, last = (day_number(at.astimezone(UTC).date()) for at in row[:2])
    a_day = max(0.0, row[2]) / (last - first + 1)
    first = max(first, day_number(bounds.since.astimezone(UTC).date())) if bounds.since else first
    last = min(last, day_number(bounds.until.astimezone(UTC).date())) if bounds.until else last
    return first, last, a_day


def _next(looked_through: int, found: int, most: int) -> int:
    """How many days to look through next, so that with as many articles a day as so far there will be enough."""
    wanted = looked_through * (most - found) // max(found, 1) + 1
    return max(1, min(wanted, looked_through * _GROWTH))


def _span(
    connection: Connection, asked: Asked, bounds: Bounds, span: tuple[int, int], whole: tuple[int, int]
) -> list[tuple[int, datetime]]:
    """What the index finds in some days of all, the newest first."""
    values: dict[str, object] = {"wide": f"{asked.wide} & {exact(days(*span))}", "most": _MOST_FOUND, **bounds.values()}
    if span[0] == whole[0] and span[1] - span[0] > (whole[1] - whole[0]) / 2:
        # Nearly all: naming so many days takes longer than passing over what was seen.
        behind = start_of_day(span[1] + 1)
        values |= {"wide": asked.wide, "until": min(bounds.until, behind) if bounds.until else behind}
    rows = connection.execute(query("search_found"), values).fetchall()
    return sorted(rows, key=lambda row: (row[1], -row[0]), reverse=True)


def _take(
    connection: Connection, asked: Asked, found: Sequence[tuple[int, datetime]], reached: Reached, most: int
) -> None:
    """Keep those that fit, until there are enough or enough were checked; the last one kept says how far that went."""
    fit = found
    cut: datetime | None = None
    if asked.exact or asked.mixed:
        left = reached.left_to_check
        if len(found) > left:
            cut = found[left - 1][1] if left else found[0][1]
        fit = _in_order(connection, asked, found[:left])
        reached.checked += min(len(found), left)
        reached.left_to_check -= min(len(found), left)
    room = most - len(reached.ids)
    reached.ids += [number for number, _ in fit[:room]]
    if len(fit) > room:
        cut = fit[room - 1][1] if room else fit[0][1]
    reached.back_to = cut


def _in_order(
    connection: Connection, asked: Asked, found: Sequence[tuple[int, datetime]]
) -> list[tuple[int, datetime]]:
    """Those that have the words in the order asked for."""
    statement = query("search_checked") if asked.exact else query("search_checked_with_facts")
    values = {"ids": [number for number, _ in found], "exact": asked.exact or asked.mixed}
    fit = {number for (number,) in connection.execute(statement, values)}
    return [row for row in found if row[0] in fit]
