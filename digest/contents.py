"""What a digest holds: the types between composing it and rendering it, all words ready to be shown."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from digest import wording


class SourceCount(Protocol):
    """What a source brought in the period."""

    @property
    def name_ar(self) -> str:
        """Its Arabic name."""

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
class Mention:
    """A headline or an outlet with the address of its article."""

    words: str
    url: str  # empty: no address that may be linked to
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A story as the digest tells it."""

    title: str
    url: str  # empty: no address that may be linked to
    outlet: str
    day: date | None  # when it was published, in the reader's zone
    when: str  # clock time, or the day, or that it is unknown
    excerpt: str
    carriers: tuple[Mention, ...]  # the other outlets, one article each
    more_carriers: str  # those beyond the cap, in words; mostly empty
    reach: str  # by how many outlets it was reported; empty for one
    revised: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The stories published on one day."""

    heading: str  # empty where all stories are of the digest's own day
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """A short list of headlines."""

    mentions: tuple[Mention, ...]
    found: int  # those left out included

    @property
    def left_out(self) -> str:
        """The headlines beyond the cap, in words; empty where all are told."""
        return _more(self.found - len(self.mentions))

    def shortened(self, titles: int) -> "Titles":
        """The same list with at most this many headlines told."""
        return replace(self, mentions=self.mentions[:titles])


@dataclass(frozen=True, slots=True)
class Row:
    """What a source brought."""

    name: str
    articles: int
    escalation: int
    copies: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest of a period: everything that its mail says."""

    day: date
    headline: str  # the reader's day
    period: str  # from when to when, and in which zone
    zone: str  # the zone of all times
    totals: str  # one sentence
    collected: bool  # whether any article at all arrived
    found: int  # escalation stories, those left out included
    stories: tuple[Story, ...]  # in order of weight
    reprints: Titles
    background: Titles
    rows: tuple[Row, ...]
    silent: tuple[str, ...]  # names of the sources that brought nothing
    start: datetime
    end: datetime

    @property
    def left_out(self) -> str:
        """The stories beyond the cap, in words; empty where all are told."""
        return _more(self.found - len(self.stories))

    @property
    def days(self) -> tuple[Day, ...]:
        """The stories by the day they were published, newest first, those of unknown day last."""
        ordered = sorted(self.stories, key=lambda story: story.day or date.min, reverse=True)
        return tuple(Day(self._heading(day), tuple(stories)) for day, stories in groupby(ordered, key=lambda s: s.day))

    def _heading(self, day: date | None) -> str:
        if all(story.day == self.day for story in self.stories):
            return ""
        return wording.full_day(day) if day else "تاريخ النشر غير معروف"

    def shortened(self, stories: int, titles: int) -> "Digest":
        """The same digest with at most this many stories told, and titles in each list of them."""
        return replace(
            self,
            stories=self.stories[:stories],
            reprints=self.reprints.shortened(titles),
            background=self.background.shortened(titles),
        )


def _more(hidden: int) -> str:
    return wording.counted(hidden, wording.MORE_STORIES) if hidden else ""
