"""An article as it is stored, as far as it is compared with others, and what others look for it by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.article import Label
from pipelines.compare import Text, text_words
from pipelines.facts.casualties import figures_of
from pipelines.facts.fact import Figure, Harm
from pipelines.relating.likeness import profile
from pipelines.relating.origins import origin
from pipelines.relating.sketch import sketch
from pipelines.relating.topics import topics
from storage.sql import query


@dataclass(frozen=True, slots=True)
class Compared:
    """An article as far as it is compared with others."""

    id: int
    source: str
    owner: str
    url: str
    title: str
    body: str
    credits: tuple[str, ...]
    label: Label
    published_at: datetime | None
    first_seen_at: datetime
    fingerprint: bytes

    @property
    def dated_at(self) -> datetime:
        """The time that its distance to others is measured from."""
        return self.published_at or self.first_seen_at

    @property
    def text(self) -> Text:
        """The article as `compare` takes it."""
        return Text(self.title, self.body, self.published_at, self.source, self.url)


def compared(connection: Connection, ids: Iterable[int]) -> list[Compared]:
    """The articles of these numbers."""
    wanted = list(ids)
    if not wanted:
        return []
    with connection.cursor(row_factory=class_row(Compared), binary=True) as cursor:
        return cursor.execute(query("compared_articles"), {"ids": wanted}).fetchall()


def gist(article: Compared) -> dict[str, Any]:
    """What others look for an article by, by column of table gist."""
    figures = figures_of(article.title, article.body) if article.label != Label.OTHER else ()
    return {
        "id": article.id,
        "dated_at": article.dated_at,
        "keys": sketch(text_words(article.title, article.body)),
        "topics": topics(profile(article.title, article.body), article.dated_at),
        "killed": toll(figures, Harm.KILLED),
        "wounded": toll(figures, Harm.WOUNDED),
        "origin": origin(article.source, article.owner, article.credits),
    }


def toll(figures: Iterable[Figure], harm: Harm) -> int | None:
    """The greatest figure that an article gives of the event itself; None: it gives none."""
    aside = (one for one in figures if one.harm is harm and one.count is not None)
    counts = [
        one.count or 0 for one in aside if not (one.hypothetical or one.background or one.subset or one.superseded)
    ]
    return max(counts, default=None)
