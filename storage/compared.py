"""An article as it is stored, as far as it is compared with others, and what others look for it by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.compare import Text, text_words
from pipelines.relating import outline, topics
from pipelines.relating.likeness import profile
from pipelines.relating.origins import origin
from pipelines.relating.sketch import sketch
from storage.sql import query


class OfText(NamedTuple):
    """What follows from a text alone."""

    keys: tuple[int, ...]
    telling: tuple[str, ...]  # its most telling words
    outline: bytes


NOTHING = OfText((), (), b"")


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
    published_at: datetime | None
    first_seen_at: datetime
    fingerprint: bytes
    is_alone: bool  # it is recorded as no copy, and in no story
    body_removed: bool = False  # because of its age
    given: OfText | None = None  # what others look for it by, where that is known already

    @property
    def dated_at(self) -> datetime:
        """The time that its distance to others is measured from."""
        return self.published_at or self.first_seen_at

    @property
    def told(self) -> OfText:
        """What others look for it by."""
        return self.given or of_text(self.title, self.body)

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
        return cursor.execute(query("compared_articles"), {"ids": array(wanted)}).fetchall()


def gist(article: Compared) -> dict[str, Any]:
    """What others look for an article by, by column of table gist."""
    understood = article.told
    return {
        "id": article.id,
        "dated_at": article.dated_at,
        "is_published": article.published_at is not None,
        "keys": array(understood.keys),
        "topics": array(topics.topics(understood.telling, article.dated_at)),
        "outline": understood.outline,
        "origin": origin(article.source, article.owner, article.credits),
    }


@lru_cache(maxsize=8)
def of_text(title: str, body: str) -> OfText:
    """What others look for a text by. Remembered, as several questions need it of one article."""
    keys = tuple(sketch(text_words(title, body)))
    telling = tuple(outline.most_telling(profile(title, body), topics.WORDS))
    return OfText(keys, telling, outline.packed(title, body))


def array(numbers: Iterable[int]) -> str:
    """Numbers as the literal of an array, which is made in a tenth of the time that a list of them takes."""
    return "{%s}" % ",".join(map(str, numbers))  # noqa: UP031 - braces
