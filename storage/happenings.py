"""What the articles of a period report, for a digest: events, figures, and how many there were on the days before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection
from psycopg.rows import class_row

from storage.sql import query


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event that an article of the period reports, copies and background left out."""

    id: int
    article_id: int
    type: str  # as docs/events.md lists them
    day: date
    dated: bool  # whether the text names the day; else it is that of the article
    part: str  # of the day; empty: not said
    actors_from: Sequence[str]
    actors_to: Sequence[str]
    place: str  # id in the list of places, or the name; empty: not said
    place_name: str  # as written
    admin1: str  # governorate; empty: not known, or not in Syria
    country: str
    lat: float | None
    lon: float | None
    precision: str  # site, area, governorate, country; empty: no place is said
    precision_km: float | None
    attribution: str  # who says so, as written; empty: the newsroom itself
    assertion: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of killed or wounded that adds up."""

    article_id: int
    event_id: int | None
    harm: str  # killed or wounded
    least: int
    most: int | None  # None: at least so many
    category: str
    attribution: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """The events first reported within 24 hours."""

    back: int  # how many times 24 hours before the end of the period they end; 0: they end with it
    admin1: str  # of one governorate; empty: without one
    events: int
    killed: int  # at most, as far as it is said


@dataclass(frozen=True, slots=True)
class Past:
    """The days up to the end of a period, each of 24 hours."""

    days: Sequence[DayRow] = ()
    watched: Mapping[int, int] | None = None  # articles of any kind by `back`; a day without any was not watched


DAYS = 30


def events_first_seen(connection: Connection, start: datetime, end: datetime) -> list[EventRow]:
    """The events of the escalation articles first stored in the period, in the order of the texts."""
    with connection.cursor(row_factory=class_row(EventRow)) as cursor:
        return cursor.execute(query("events_first_seen"), {"start": start, "end": end}).fetchall()


def figures_first_seen(connection: Connection, start: datetime, end: datetime) -> list[FigureRow]:
    """The figures of the same articles, as far as they add up."""
    with connection.cursor(row_factory=class_row(FigureRow)) as cursor:
        return cursor.execute(query("figures_first_seen"), {"start": start, "end": end}).fetchall()


def past(connection: Connection, end: datetime) -> Past:
    """How many events were first reported on each of the last days, by what was stored before `end`."""
    values = {"end": end, "days": DAYS}
    with connection.cursor(row_factory=class_row(DayRow)) as cursor:
        days = cursor.execute(query("events_by_day"), values).fetchall()
    watched = connection.execute(query("articles_by_day"), values).fetchall()
    return Past(tuple(days), dict(watched))
