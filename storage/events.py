"""Which stored articles tell of the same event as one that is stored now: looked for by their telling words."""

from collections.abc import Iterable
from datetime import datetime

from psycopg import Connection

from pipelines.compare import Comparison, Relation
from pipelines.relating import topics
from pipelines.relating.outline import Outline, likeness_to, outline, unpacked
from pipelines.relating.same_event import LEAST_ALIKE, same_event
from storage.compared import Compared, array, compared, gist
from storage.sql import query

# Against a word that everybody writes that day; more than a hundred reports of one event in a week are not met.
_MOST_COMPARED = 200
_MISSED = 60  # candidates in a row that tell of other events: so do the rest, which share less

# A word that so many articles of its days tell most of all is not looked for. It still counts as shared.
COMMON = 200
COUNTED = 16  # articles from which on it is recorded how many tell a word
UNKNOWN = 4  # articles tell a word of which nothing is recorded, as a rule
_MOST_READ = 400  # articles by the words that are looked for, the rarest first


def same_events(
    connection: Connection, article: Compared, without: Iterable[int], *, is_copy: bool
) -> dict[int, Comparison]:
    """Record what an article is looked for by. The articles that tell of the same event, by number; those `without` are
    copies or updates already."""
    values = gist(article) | {
        "story_from": None if is_copy else article.id,  # until its story is decided
        "without": array([article.id, *without]),
        "asked": array(topics.asked(article.told.telling, article.dated_at)),
        "shared": topics.SHARED,
        "common": COMMON,
        "counted": COUNTED,
        "unknown": UNKNOWN,
        "most_read": _MOST_READ,
        "most": _MOST_COMPARED,
        "dated_from": article.dated_at - topics.LATEST,
        "dated_to": article.dated_at + topics.LATEST,
    }
    with connection.cursor(binary=True) as cursor:
        rows = cursor.execute(query("event_candidates"), values).fetchall()
    return _compared(connection, article, unpacked(article.told.outline), rows)


def _compared(
    connection: Connection, article: Compared, here: Outline, candidates: Iterable[tuple[int, datetime | None, bytes]]
) -> dict[int, Comparison]:
    """Those of the candidates that tell of the same event; the likeliest come first."""
    found: dict[int, Comparison] = {}
    missed = 0
    for number, published_at, packed in candidates:
        missed += 1
        if packed and likeness_to(here, packed) < LEAST_ALIKE:
            told = None
        else:
            there = unpacked(packed) if packed else _outline_of(connection, number)
            told = same_event(here, article.published_at, there, published_at)
        if told and told.same:
            found[number] = Comparison(Relation.SAME_STORY, told.reason, told.likeness)
            missed = 0
        if missed == _MISSED:
            break
    return found


def _outline_of(connection: Connection, number: int) -> Outline:
    """The outline of an article that was stored before outlines were."""
    (article,) = compared(connection, [number])
    return outline(article.title, article.body)
