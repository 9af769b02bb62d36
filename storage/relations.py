"""How a stored article stands to others: found, compared and recorded in the transaction that stores it.

Candidates share passages (or all words) within the window; each is compared by `pipelines.compare`, the pairs that have
to do with each other are kept with the reason, and which of the copies is the first follows from them. All this happens
under one lock, one article after the other, so that two processes that store two copies at once see each other's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from pipelines import lexicon
from pipelines.compare import Comparison, Relation, Text, compare_copies, text_words
from pipelines.relating.sketch import may_be_copies, shared, sketch
from storage.advisory_locks import hold
from storage.copies import COPY_WINDOW, settle
from storage.sql import query

# So many candidates are compared at most, those that share most; more near copies of one text within 30 days stay
# together by what they share with the first ones.
_MOST_COMPARED = 40
_EXACT = 8  # words from which on the same fingerprint is the same text whatever the title says


@dataclass(frozen=True, slots=True)
class Compared:
    """An article as far as it is compared with others."""

    id: int
    source: str
    url: str
    title: str
    body: str
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


def hold_relations(connection: Connection) -> None:
    """Wait until nobody decides how articles stand to each other; to be taken before any article is written."""
    hold(connection, "copies", [""])


def relate(connection: Connection, articles: Iterable[int]) -> Mapping[int, int | None]:
    """Compare these articles, which are stored or were changed, with all others, and record what comes of it.

    Answers for each of them, and for others that are concerned, the first that it is a copy of, or None. Within a
    transaction that holds the relations.
    """
    concerned = set(articles)
    for article in _compared(connection, list(concerned)):
        concerned |= _relate(connection, article)
    return settle(connection, concerned)


def remove(connection: Connection, article_id: int) -> bool:
    """Delete an article and decide anew for its copies; False: there is none of this number."""
    with connection.transaction():
        hold_relations(connection)
        others = {number for (number,) in connection.execute(query("forget_pairs"), {"id": article_id})}
        removed = connection.execute(query("delete_article"), {"id": article_id}).fetchone() is not None
        settle(connection, others)
    return removed


def _compared(connection: Connection, ids: list[int]) -> list[Compared]:
    with connection.cursor(row_factory=class_row(Compared), binary=True) as cursor:
        return cursor.execute(query("compared_articles"), {"ids": ids}).fetchall()


def _relate(connection: Connection, article: Compared) -> set[int]:
    """Compare one article with others and record the pairs; the numbers of those that its copies were and are."""
    keys = sketch(text_words(article.title, article.body))
    connection.execute(query("put_gist"), {"id": article.id, "dated_at": article.dated_at, "keys": keys})
    concerned = {number for (number,) in connection.execute(query("forget_pairs"), {"id": article.id})}
    found = _found(connection, article, keys)
    pairs = [
        {
            "one": article.id,
            "other": other,
            "relation": comparison.relation,
            "reason": comparison.reason,
            "similarity": comparison.similarity,
        }
        for other, comparison in found.items()
    ]
    if pairs:
        with connection.cursor() as cursor:
            cursor.executemany(query("put_pair"), pairs)
    return concerned | found.keys()


def _found(connection: Connection, article: Compared, keys: list[int]) -> dict[int, Comparison]:
    """The articles that this one is a version, a copy or an update of, by number."""
    exact, near = _candidates(connection, article, keys)
    found = {}
    if len(text_words("", article.body)) >= _EXACT:
        found = dict.fromkeys(exact, Comparison(Relation.DUPLICATE, "the same words", 1.0))
    rest = [*(number for number in exact if number not in found), *(number for number in near if number not in found)]
    for other in _compared(connection, rest[:_MOST_COMPARED]) if rest else ():
        comparison = compare_copies(article.text, other.text, lexicon.default())
        if comparison:
            found[other.id] = comparison
    return found


def _candidates(connection: Connection, article: Compared, keys: list[int]) -> tuple[list[int], list[int]]:
    """The articles with the words of one, and those that share passages with it, the ones that share most first."""
    values = {
        "id": article.id,
        "keys": keys,
        "fingerprint": article.fingerprint,
        "dated_from": article.dated_at - COPY_WINDOW,
        "dated_to": article.dated_at + COPY_WINDOW,
    }
    exact, near = [], []
    with connection.cursor(binary=True) as cursor:
        for number, others, fingerprint in cursor.execute(query("copy_candidates"), values):
            if fingerprint:
                exact.append(number)
            elif may_be_copies(keys, others):
                near.append((-shared(keys, others), number))
    return sorted(exact), [number for _, number in sorted(near)]
