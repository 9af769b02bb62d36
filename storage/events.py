"""Which stored articles tell of the same event as one that is stored now: looked for by their telling words."""

from collections.abc import Iterable

from psycopg import Connection

from pipelines.compare import Comparison, Relation
from pipelines.relating import topics
from pipelines.relating.outline import Outline, outline, unpacked
from pipelines.relating.same_event import same_event
from storage.compared import Compared, array, compared, of_text
from storage.sql import query

# Against a word that everybody writes that day; more than a hundred reports of one event in a week are not met.
_MOST_COMPARED = 200

# A word that so many articles of its days tell most of all is not looked for alone. It still counts as shared.
COMMON = 200


def same_events(connection: Connection, article: Compared, without: Iterable[int]) -> dict[int, Comparison]:
    """The articles that tell of the same event, by number; those `without` are copies or updates already."""
    understood = of_text(article.title, article.body)
    values = {
        "without": array([article.id, *without]),
        "topics": array(topics.asked(understood.telling, article.dated_at)),
        "shared": topics.SHARED,
        "common": COMMON,
        "most": _MOST_COMPARED,
        "dated_from": article.dated_at - topics.LATEST,
        "dated_to": article.dated_at + topics.LATEST,
    }
    with connection.cursor(binary=True) as cursor:
        rows = cursor.execute(query("event_candidates"), values).fetchall()
    here, found = unpacked(understood.outline), {}
    for number, published_at, packed in rows:
        there = unpacked(packed) if packed else _outline_of(connection, number)
        told = same_event(here, article.published_at, there, published_at)
        if told.same:
            found[number] = Comparison(Relation.SAME_STORY, told.reason, told.likeness)
    return found


def _outline_of(connection: Connection, number: int) -> Outline:
    """The outline of an article that was stored before outlines were."""
    (article,) = compared(connection, [number])
    return outline(article.title, article.body)
