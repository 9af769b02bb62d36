"""Finding stored articles by their words, whatever spelling and proclitics they have there."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from psycopg import Connection

from pipelines.arabic import words as folded_words
from pipelines.article import Label
from pipelines.errors import Misuse
from storage.characters import storable
from storage.excerpts import excerpt
from storage.searchable import asked, tsquery
from storage.sql import query

MOST_HITS = 1_000

# Letters of what was asked for that titles are compared with, when no article has the words.
_LONGEST_COMPARED = 200


class SearchError(Misuse):
    """What was asked for cannot be searched for; the text says why."""


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
    score: float  # higher is better; comparable within one search only
    duplicate_of: int | None
    similar: bool = False  # the words are not there: the title is spelled nearly like them


def search(
    connection: Connection,
    words: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    source: str | None = None,
    tag: str | None = None,
    limit: int = 20,
) -> list[Hit]:
    """The articles that have all these words, the best first; where none has, those with a similar title.

    Words between quotation marks have to stand together, as they are: nothing similar is looked for. `since`
    (inclusive) and `until` (exclusive) are about the time of publishing, or of first storing where that is unknown.
    Raises `SearchError` if there is no word to search for.
    """
    phrases = asked(words)
    if not phrases:
        raise SearchError(f"there is no word to search for in {words!r}: give at least one word")
    if not 1 <= limit <= MOST_HITS:
        raise SearchError(f"{limit} hits cannot be shown: give a number from 1 to {MOST_HITS}")
    values: dict[str, object] = {"since": since, "until": until, "source": source, "tag": tag, "limit": limit}
    wanted = [word for phrase in phrases for word in phrase]
    hits = [_hit(row, wanted) for row in _with_words(connection, phrases, values)]
    if hits or len(wanted) > len(phrases):
        return hits
    return [replace(_hit(row, wanted), similar=True) for row in _with_similar_title(connection, words, values)]


_Row = tuple[Any, ...]


def _with_words(connection: Connection, phrases: list[list[str]], values: dict[str, object]) -> list[_Row]:
    return connection.execute(query("search_words"), storable(values | {"asked": tsquery(phrases)})).fetchall()


def _with_similar_title(connection: Connection, words: str, values: dict[str, object]) -> list[_Row]:
    """Articles whose title has words spelled nearly like those asked for."""
    compared = " ".join(folded_words(words))[:_LONGEST_COMPARED]
    with connection.transaction():
        connection.execute(query("loosen_similarity"))
        return connection.execute(query("search_titles"), storable(values | {"asked": compared})).fetchall()


def _hit(row: _Row, wanted: list[str]) -> Hit:
    article_id, url, source, title, published_at, label, body, score, duplicate_of = row
    return Hit(
        id=article_id,
        url=url,
        source=source,
        title=title,
        published_at=published_at,
        label=Label(label),
        excerpt=excerpt(body, wanted),
        score=score,
        duplicate_of=duplicate_of,
    )
