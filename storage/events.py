"""Which stored articles tell of the same event as one that is stored now: looked for by their telling words."""

from psycopg import Connection

from pipelines.compare import Comparison, Relation
from pipelines.relating import topics
from pipelines.relating.likeness import profile
from pipelines.relating.same_event import same_event
from storage.compared import Compared, array, compared
from storage.sql import query

# Against a word that everybody writes that day; more than a hundred reports of one event in a week are not met.
_MOST_COMPARED = 200


def same_events(connection: Connection, article: Compared, without: frozenset[int]) -> dict[int, Comparison]:
    """The articles that tell of the same event, by number; those `without` are copies or updates already."""
    numbers = [number for number in _candidates(connection, article) if number not in without]
    found = {}
    for other in compared(connection, numbers[:_MOST_COMPARED]):
        first, second = sorted((article, other), key=lambda one: (one.dated_at, one.url))
        told = same_event(
            first.title,
            first.body,
            first.published_at,
            second.title,
            second.body,
            second.published_at,
        )
        if told.same:
            found[other.id] = Comparison(Relation.SAME_STORY, told.reason, told.likeness)
    return found


def _candidates(connection: Connection, article: Compared) -> list[int]:
    """The articles that share telling words with one, those that share most first."""
    values = {
        "id": article.id,
        "topics": array(topics.asked(profile(article.title, article.body), article.dated_at)),
        "shared": topics.SHARED,
        "dated_from": article.dated_at - topics.LATEST,
        "dated_to": article.dated_at + topics.LATEST,
    }
    return [number for (number,) in connection.execute(query("event_candidates"), values)]
