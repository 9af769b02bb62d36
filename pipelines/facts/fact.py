"""The types of what an article reports. Like `pipelines.article` they import nothing of ours.

Every fact carries the span of the words that say it, in the clean title or the clean body. They are tuples, since an
article has a hundred of them, and a frozen dataclass takes five times as long to make.
"""

from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Where in an article's text something stands."""

    where: str  # title or body
    start: int  # offsets in characters into that text
    end: int


class Precision(IntEnum):
    """How exactly a place is told."""

    SITE = 1  # a town, a village, a site
    AREA = 2  # near it, around it, its countryside, a district
    GOVERNORATE = 3  # or a vague region
    COUNTRY = 4


class Place(NamedTuple):
    """A place that an article names."""

    name: str  # as written in the text, without proclitics
    span: Span
    id: str = ""  # of the gazetteer; empty: a foreign place that the gazetteer does not hold
    kind: str = ""  # governorate, district, subdistrict, locality, region, airfield, base, …, country, border
    country: str = "SY"  # ISO 3166-1 alpha-2
    admin1: str = ""  # governorate, as the gazetteer names it
    admin2: str = ""
    lat: float | None = None  # degrees, WGS 84; None where only the area is known
    lon: float | None = None
    precision: Precision = Precision.SITE
    precision_km: float | None = None  # radius in which the place lies
    candidates: tuple[str, ...] = ()  # ids of the homonyms that nothing in the text rules out; empty: settled


class Actor(NamedTuple):
    """A party that an article names."""

    name: str  # as written in the text, without proclitics
    span: Span
    id: str  # of the lexicon, as of the day of the article
    unit: str = ""  # of the party, by the key of the lexicon's table; empty: the party itself
    by_country: bool = False  # told by what it has or does ("غارات تركية"): the name is that of its country
    itself: bool = False  # a country that acts by its name ("إسرائيل تقصف"), or is said to
    general: bool = False  # by words for a kind of fighters (القوات الكردية): beside a unit's name nobody else is meant
    aside: bool = False  # named as the owner of a base, as who backs or leads others: that alone is no part in the news


class Harm(StrEnum):
    """What happened to people."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"


class Quantifier(StrEnum):
    """How a figure is meant."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"  # عشرات, عدد من; `count` is None, `least` is what the word means at least
    NONE_KNOWN = "none_known"  # "لم ترد أنباء عن خسائر بشرية"; `count` is 0, as ACLED codes it


class Figure(NamedTuple):
    """How many people were killed, wounded, missing or captured, as one passage of a text says."""

    harm: Harm
    count: int | None  # type: ignore[assignment]  # None: vague; 0: said to be none. Hides what tuples have by the name
    span: Span  # of the words of number and person; of a zero, from the negation on
    quantifier: Quantifier = Quantifier.EXACT
    least: int | None = None  # bounds, where they differ from `count`
    most: int | None = None
    category: str = ""  # civilian, child, woman, military …, as lexicon/casualties.toml has them; empty: not said
    who: str = ""  # the words for the people, as written
    rank: str = ""  # military rank, where one is given
    hypothetical: bool = False  # "مع احتمال"
    background: bool = False  # of an earlier event, or a running total
    subset: bool = False  # counted in another figure already ("بينهم")
    superseded: bool = False  # an earlier state of the toll ("ارتفع من 27 إلى 30": the 27)
    attribution: str = ""  # who says so, as written; empty: the newsroom itself


class Day(NamedTuple):
    """When something happened, as a text says: a range of days in the zone of the source."""

    first: date
    last: date
    span: Span
    part: str = ""  # dawn, morning, noon, afternoon, evening, night; empty: not said
    doubtful: bool = False  # weekday and date do not fit each other


class Assertion(StrEnum):
    """How firmly something is said."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"  # by the party that did it, or by one side
    REPORTED = "reported"  # by others, who are named or not
    POSSIBLE = "possible"
    DENIED = "denied"


class Event(NamedTuple):
    """An event that an article reports."""

    type: str  # id of the lexicon's event types, as strike.drone
    span: Span  # of the sentence or clause that reports it
    when: Day | None = None
    actors_from: tuple[str, ...] = ()  # ids of those who did it; empty: not said
    actors_to: tuple[str, ...] = ()  # ids of those whom it was done to
    weapons: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()  # where, the most exact first
    figures: tuple[Figure, ...] = ()
    attribution: str = ""
    assertion: Assertion = Assertion.ASSERTED
    background: bool = False  # told as what went before
    also: tuple[str, ...] = ()  # other types of the same event: drones that were intercepted, missiles beside them


class Facts(NamedTuple):
    """All that an article reports, each kind in the order of the text, the title first."""

    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
    days: tuple[Day, ...] = ()
    events: tuple[Event, ...] = ()


NOTHING = Facts()  # of an article that was not searched
