"""What a digest holds: the types between composing it and rendering it, all words ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from digest.wording import Language, Wording, wording
from pipelines.article import StoredArticle
from storage.happenings import EventRow, FigureRow, Past


class SourceCount(Protocol):
    """What a source brought in the period."""

    @property
    def name_ar(self) -> str:
        """Its Arabic name."""

    @property
    def name_en(self) -> str:
        """Its English name."""

    @property
    def articles(self) -> int:
        """Articles first seen in the period, copies included."""

    @property
    def escalation(self) -> int:
        """Those labelled escalation, copies included."""

    @property
    def copies(self) -> int:
        """Those that are copies of another article."""

    @property
    def rejected(self) -> int:
        """Pages fetched in the period that gave no article."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How the sources fare, for operators."""

    troubles: tuple[tuple[str, str, str], ...] = ()  # subject, what is wrong, what to do; in English
    recovered: tuple[str, ...] = ()  # keys of sources that came out of trouble in the period


@dataclass(frozen=True, slots=True)
class Rows:
    """What is stored of a period: all that a digest is made from."""

    articles: Sequence[StoredArticle] = ()
    counts: Sequence[SourceCount] = ()
    events: Sequence[EventRow] = ()
    figures: Sequence[FigureRow] = ()
    past: Past = field(default_factory=Past)
    watch: Watch = field(default_factory=Watch)


@dataclass(frozen=True, slots=True)
class Mention:
    """A headline or an outlet with the address of its article."""

    words: str
    url: str  # empty: no address that may be linked to
    outlet: str = ""
    when: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """An event on the map."""

    number: int  # of its story; 0: it is told in brief
    lat: float
    lon: float
    shape: str  # air, ground, clash, blast, other
    exact: bool  # the place itself; else somewhere around
    radius_km: float  # in which it lies


@dataclass(frozen=True, slots=True)
class Story:
    """An event as the digest tells it."""

    number: int  # in the digest, from 1
    title: str
    url: str  # empty: no address that may be linked to
    kind: str
    shape: str
    where: str
    precision: str  # how exactly the place is told; empty: it is not
    when: str  # its day, or else when it was published
    parties: str  # who did it to whom, as far as it is said
    tolls: tuple[str, ...]
    marks: tuple[str, ...]  # one camp's claim, unconfirmed, follow-up, revised
    excerpt: str
    according: tuple[Mention, ...]  # those who report it in words of their own
    independent: str  # how many of them are, where it is more than one
    carriers: tuple[Mention, ...]  # other outlets with copies, one article each
    more_carriers: str  # outlets beyond the cap, in words; mostly empty


@dataclass(frozen=True, slots=True)
class Titles:
    """A short list of headlines."""

    mentions: tuple[Mention, ...]
    found: int  # those left out included

    def shortened(self, titles: int) -> "Titles":
        """The same list with at most this many headlines told."""
        return replace(self, mentions=self.mentions[:titles])


@dataclass(frozen=True, slots=True)
class Area:
    """A governorate in figures."""

    name: str
    events: int
    killed: str
    wounded: str
    median: str  # of events a day; empty: not known


@dataclass(frozen=True, slots=True)
class Bar:
    """24 hours."""

    label: str  # day/month on which they end
    events: int | None  # None: nothing was collected
    killed: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The last days, the earliest first."""

    bars: tuple[Bar, ...]
    median: float | None
    alt: str
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a source brought."""

    name: str
    articles: int
    escalation: int
    copies: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Sources:
    """How the sources fare, for operators."""

    rows: tuple[Row, ...]
    silent: tuple[str, ...]  # names of the sources that brought nothing
    watch: Watch


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest of a period: everything that its mail says."""

    language: Language
    day: date
    weekly: bool
    headline: str  # the reader's day
    period: str  # from when to when, and in which zone
    zone: str  # the zone of all times
    filters: str  # what it is limited to; empty: to nothing
    summary: tuple[str, ...]  # up to three sentences
    collected: bool  # whether any article at all arrived
    found: int  # events, those left out included
    stories: tuple[Story, ...]  # the most important first
    flashes: Titles
    points: tuple[Point, ...]
    areas: tuple[Area, ...]
    chart: Chart | None  # None: it would not compare like with like
    reprints: Titles
    background: Titles
    sources: Sources | None  # None: the reader is no operator
    start: datetime
    end: datetime

    @property
    def words(self) -> Wording:
        """The words of its language."""
        return wording(self.language)

    @property
    def left_out(self) -> str:
        """The events beyond the caps, in words; empty where all are told."""
        hidden = self.found - len(self.stories) - len(self.flashes.mentions)
        return self.words.counted(hidden, "more_events") if hidden else ""

    @property
    def placed(self) -> tuple[Point, ...]:
        """The points of the events that are told."""
        numbers = {story.number for story in self.stories} | ({0} if self.flashes.mentions else set())
        return tuple(point for point in self.points if point.number in numbers)

    def shortened(self, share: float) -> "Digest":
        """The same digest with only a share of its stories and headlines told."""
        return replace(
            self,
            stories=self.stories[: int(len(self.stories) * share)],
            flashes=self.flashes.shortened(int(len(self.flashes.mentions) * share)),
            reprints=self.reprints.shortened(int(len(self.reprints.mentions) * share)),
            background=self.background.shortened(int(len(self.background.mentions) * share)),
        )
