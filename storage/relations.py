"""How a stored article stands to others: found, compared and recorded in the transaction that stores it.

Candidates share passages (or all words) within the window; each is compared by `pipelines.compare`, the pairs that have
to do with each other are kept with the reason, and which of the copies is the first, and which reports are one story,
follows from them. All this happens under one lock, one article after the other, so that two processes that store two
copies at once see each other's.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from psycopg import Connection

from pipelines import lexicon
from pipelines.article import Label
from pipelines.compare import Comparison, Relation, compare_copies, text_words
from pipelines.relating.sketch import FEW, MOST, may_be_copies, shared
from storage import stories
from storage.advisory_locks import hold
from storage.compared import Compared, array, compared, gist, of_text
from storage.copies import COPY_WINDOW, settle
from storage.events import same_events
from storage.sql import query

# So many candidates are compared at most, those that share most; more near copies of one text within 30 days stay
# together by what they share with the first ones.
_MOST_COMPARED = 40
_EXACT = 8  # words from which on the same fingerprint is the same text whatever the title says


def hold_relations(connection: Connection) -> None:
    """Wait until nobody decides how articles stand to each other; to be taken before any article is written."""
    hold(connection, "copies", [""])


def relate(connection: Connection, articles: Iterable[int], *, now: datetime) -> Mapping[int, int | None]:
    """Compare these articles, which are stored or were changed, with all others, and record what comes of it.

    Answers for each of them, and for others that are concerned, the first that it is a copy of, or None. Within a
    transaction that holds the relations.
    """
    changed = set(articles)
    concerned = set(changed)
    for article in compared(connection, sorted(changed)):
        found, others = relate_copies(connection, article)
        relate_events(connection, article, found)
        concerned |= others
    decided = settle(connection, concerned)
    stories.settle(connection, changed | decided.changed, now=now)
    return decided.originals


def remove(connection: Connection, article_id: int, *, now: datetime) -> bool:
    """Delete an article and decide anew for its copies and its story; False: there is none of this number."""
    with connection.transaction():
        hold_relations(connection)
        stories.settle(connection, [article_id], now=now, gone=article_id)
        others = _forget(connection, article_id)
        removed = connection.execute(query("delete_article"), {"id": article_id}).fetchone() is not None
        settle(connection, others)
        stories.settle(connection, others, now=now)
    return removed


def _forget(connection: Connection, article_id: int) -> set[int]:
    """Take back what is known of an article and others; the numbers of those that it shares a text with."""
    rows = connection.execute(query("forget_pairs"), {"id": article_id})
    return {number for number, relation in rows if Relation(relation).copied}


def relate_copies(connection: Connection, article: Compared) -> tuple[frozenset[int], set[int]]:
    """Record what an article is looked for by, and those that it is a version, a copy or an update of.

    Answers the numbers of these, and of those that were or are its copies.
    """
    values = gist(article)
    connection.execute(query("put_gist"), values)
    concerned = _forget(connection, article.id)
    found = _found(connection, article, of_text(article.title, article.body, told=article.label != Label.OTHER).keys)
    _put(connection, article, found)
    return frozenset(found), concerned | {number for number, one in found.items() if one.relation.copied}


def relate_events(connection: Connection, article: Compared, without: frozenset[int]) -> None:
    """Record the others that tell of the same event; those `without` are recorded already."""
    _put(connection, article, same_events(connection, article, without))


def _put(connection: Connection, article: Compared, found: Mapping[int, Comparison]) -> None:
    if found:
        with connection.cursor() as cursor:
            cursor.executemany(query("put_pair"), [_pair(article.id, *one) for one in found.items()])


def _pair(one: int, other: int, comparison: Comparison) -> dict[str, Any]:
    return {
        "one": one,
        "other": other,
        "relation": comparison.relation,
        "reason": comparison.reason,
        "similarity": comparison.similarity,
        "same_event": comparison.same_event,
    }


def _found(connection: Connection, article: Compared, keys: tuple[int, ...]) -> dict[int, Comparison]:
    """The articles that this one is a version, a copy or an update of, by number."""
    exact, near = _candidates(connection, article, keys)
    found = {}
    if len(text_words("", article.body)) >= _EXACT:
        found = dict.fromkeys(exact, Comparison(Relation.DUPLICATE, "the same words", 1.0))
    rest = [*(number for number in exact if number not in found), *(number for number in near if number not in found)]
    for other in compared(connection, rest[:_MOST_COMPARED]):
        comparison = compare_copies(article.text, other.text, lexicon.default())
        if comparison:
            found[other.id] = comparison
    return found


def _candidates(connection: Connection, article: Compared, keys: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """The articles with the words of one, and those that share passages with it; first those of whose passages, or of
    this one's, the greatest part is shared."""
    values = {
        "id": article.id,
        "keys": array(keys),
        "few": FEW,
        "most": MOST,
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
                part = shared(keys, others) / min(len(keys), len(others))
                near.append((-part, -shared(keys, others), number))
    return sorted(exact), [number for *_, number in sorted(near)]
