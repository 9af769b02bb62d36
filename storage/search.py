"""Finding stored articles by their words, whatever spelling and proclitics they have there, and by what they report.

However common the words, few articles are read: the newest that fit are looked for, span after span into the past, and
these are ranked. What was not looked at is said (`Found.back_to`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from psycopg import Connection

from pipelines import lexicon
from pipelines.article import Label
from storage.asking.asked import Asked, understand
from storage.asking.errors import QuestionError
from storage.asking.fields import Outlet, Terms
from storage.asking.question import Field
from storage.characters import storable
from storage.excerpts import excerpt, marks
from storage.search_spans import MOST_CHECKED, Bounds, newest
from storage.sql import query

SearchError = QuestionError

MOST_HITS = 1_000

_MOST_RANKED = 500  # articles, or as many as are to be shown: each takes about forty microseconds
_CHECKED_THOROUGHLY = 100_000  # articles that are looked through for a phrase: some seconds

# Letters of what was asked for that titles are compared with, when no article has the words; and titles compared.
_LONGEST_COMPARED = 200
_MOST_COMPARED = 5_000
_LEAST_ALIKE, _TOLERANCE = 0.45, 0.03


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found."""

    id: int
    url: str
    source: str  # Source.key
    title: str
    published_at: datetime | None
    label: Label
    excerpt: str  # of the clean body, about 200 characters
    title_marks: Sequence[tuple[int, int]]  # where the words stand in it: first character, and that behind the last
    marks: Sequence[tuple[int, int]]  # the same in the excerpt
    score: float  # higher is better; comparable within one search only
    duplicate_of: int | None
    similar: bool = False  # the words are not there: the title is spelled nearly like them


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to."""

    hits: Sequence[Hit]  # the best first
    notes: Sequence[str] = ()  # how names were understood
    looked_at: int = 0  # articles that fit and were ranked
    back_to: datetime | None = None  # older articles were not looked at; None: all were


@dataclass(frozen=True, slots=True)
class Limits:
    """What is asked for beside the words."""

    since: datetime | None = None  # inclusive; of publishing, or of first storing where that is unknown
    until: datetime | None = None  # exclusive
    source: str | None = None  # key or name
    tag: str | None = None
    zone: tzinfo = UTC  # of the days in the question
    hits: int = 20
    thorough: bool = False  # look through more articles for the order of words

    def fields(self) -> list[Field]:
        """Those that a question may hold as well."""
        given = {"source": self.source, "tag": self.tag}
        return [Field(name, "=", storable(value)) for name, value in given.items() if value]


def search(connection: Connection, question: str, limits: Limits | None = None, known: Terms | None = None) -> Found:
    """The articles that fit a question (docs/searching.md has its language), the best first.

    Where none has its words, those that have them without proclitics; where none has these, those with a similar title.
    Words between quotation marks and fields have to fit as they are. Raises `SearchError` where the question cannot be
    understood, with the place in it.
    """
    asked_for = limits or Limits()
    if not 1 <= asked_for.hits <= MOST_HITS:
        raise SearchError(f"{asked_for.hits} hits cannot be shown: give a number from 1 to {MOST_HITS}")
    known = known or terms(connection)
    asked = understand(storable(question), known, asked_for.fields())
    bounds = _bounds(asked, asked_for)
    with connection.transaction():
        connection.execute(query("search_by_index"))
        found = _found(connection, asked, bounds, asked_for)
        if found.hits or found.back_to or not asked.is_plain:
            return found
        looser = understand(storable(question), known, asked_for.fields(), loose=True)
        if looser != asked:
            found = _found(connection, looser, bounds, asked_for)
        return found if found.hits else replace(found, hits=_similar(connection, asked, bounds, asked_for.hits))


def _found(connection: Connection, asked: Asked, bounds: Bounds, limits: Limits) -> Found:
    most_checked = _CHECKED_THOROUGHLY if limits.thorough else MOST_CHECKED
    reached = newest(connection, asked, bounds, max(_MOST_RANKED, limits.hits), most_checked)
    return Found(_ranked(connection, asked, reached.ids, limits.hits), asked.notes, len(reached.ids), reached.back_to)


def terms(connection: Connection) -> Terms:
    """All that a question may name: the lexicon's places, parties and kinds of events, and the stored sources."""
    words = lexicon.default()
    rows = connection.execute(query("search_outlets")).fetchall()
    return Terms(words.names, sorted(words.events.types), [Outlet(*row) for row in rows])


def _bounds(asked: Asked, limits: Limits) -> Bounds:
    """The times that the question and the limits leave."""
    first = _instant(asked.since, limits.zone, 0) if asked.since else None
    behind = _instant(asked.until, limits.zone, 1) if asked.until else None
    return Bounds(
        max(filter(None, (first, limits.since)), default=None), min(filter(None, (behind, limits.until)), default=None)
    )


def _instant(day: Any, zone: tzinfo, days: int) -> datetime:
    """The first instant of a day, or of one some days later."""
    return datetime.combine(day + timedelta(days=days), time.min, zone).astimezone(UTC)


def _ranked(connection: Connection, asked: Asked, ids: Sequence[int], limit: int) -> list[Hit]:
    if not ids:
        return []
    values = {"ids": ids, "ranked": asked.ranked, "limit": limit}
    return [_hit(row, asked.words) for row in connection.execute(query("search_ranked"), values)]


def _similar(connection: Connection, asked: Asked, bounds: Bounds, limit: int) -> list[Hit]:
    """Articles whose title has words spelled nearly like those asked for."""
    compared = asked.typed[:_LONGEST_COMPARED]
    connection.execute(query("loosen_similarity"), {"likeness": f"{_likeness(compared):.2f}"})
    values = {"compared": compared, "facts": asked.facts, "limit": limit, "most": _MOST_COMPARED}
    rows = connection.execute(query("search_titles"), values | bounds.values())
    return [replace(_hit(row, []), similar=True) for row in rows]


def _likeness(words: str) -> float:
    """The part of the trigrams that is left where each word has a letter wrong: a letter is in three of them. The less
    is allowed, the less of the index is read."""
    trigrams = sum(len(word) + 1 for word in words.split())
    return max(_LEAST_ALIKE, 1 - 3 * len(words.split()) / trigrams - _TOLERANCE)


def _hit(row: tuple[Any, ...], wanted: Sequence[str]) -> Hit:
    article_id, url, source, title, published_at, label, body, score, duplicate_of = row
    shown = excerpt(body, wanted)
    return Hit(
        id=article_id,
        url=url,
        source=source,
        title=title,
        published_at=published_at,
        label=Label(label),
        excerpt=shown,
        title_marks=marks(title, wanted),
        marks=marks(shown, wanted),
        score=score,
        duplicate_of=duplicate_of,
    )
