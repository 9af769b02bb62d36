"""How a stored article stands to others: found, compared and recorded in the transaction that stores it.

Candidates share passages (or all words) within the window; each is compared by `pipelines.compare`, the pairs that have
to do with each other are kept with the reason, and which of the copies is the first, and which reports are one story,
follows from them. All this happens under one lock, one article after the other, so that two processes that store two
copies at once see each other's.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from psycopg import Connection

from pipelines import lexicon
from pipelines.compare import Comparison, Relation, compare_copies, text_words
from pipelines.relating.sketch import FEW, MOST, are_copies, may_be_copies
from storage import stories
from storage.compared import Compared, OfText, array, compared
from storage.copies import COPY_WINDOW, NOTHING, settle
from storage.events import same_events
from storage.sql import query

# So many candidates are compared at most, those that share most; more near copies of one text within 30 days stay
# together by what they share with the first ones.
_MOST_COMPARED = 100
# A passage that so many articles of 30 days share is a stock passage, or a form that is filled in daily: copies of it
# are found by their other passages.
COMMON = 400
COUNTED = 16  # articles from which on it is recorded how many share a passage
_UNKNOWN = 1  # article has a passage of which nothing is recorded, as a rule
_MOST_READ = 600  # articles by the passages that are looked for, the rarest first; those of a copy find the same ones

_MUCH = 0.5  # of the passages that could be shared: so much is compared whoever else has them
_STOCK = 12  # articles

_NOTHING_TOLD: Mapping[int, OfText] = MappingProxyType({})

_EXACT = 8  # words from which on the same fingerprint is the same text whatever the title says


def hold_relations(connection: Connection) -> None:
    """Wait until nobody decides how articles stand to each other; to be taken before any article is written."""
    connection.execute(query("hold_relations"))


def relate(
    connection: Connection, articles: Iterable[int], *, now: datetime, told: Mapping[int, OfText] = _NOTHING_TOLD
) -> Mapping[int, int | None]:
    """Compare these articles, which are stored or were changed, with all others, and record what comes of it. `told` is
    what others look for them by, as far as it is known.

    Answers for each of them, and for others that are concerned, the first that it is a copy of, or None. Within a
    transaction that holds the relations.
    """
    alone: list[int] = []  # each has begun a story of its own
    changed: set[int] = set()
    concerned: set[int] = set()
    for stored in compared(connection, sorted(set(articles))):
        if stored.body_removed:  # what was decided while there was a text stays
            continue
        article = replace(stored, given=told.get(stored.id))
        found = relate_copies(connection, article)
        linked = relate_events(connection, article, found)
        if article.is_alone and not (found.numbers or found.forgotten or linked):
            alone.append(article.id)
        else:
            changed.add(article.id)
        if found.copies or not article.is_alone:
            concerned |= {article.id, *found.copies}
    return _settled(connection, alone, changed, concerned, now)


def _settled(
    connection: Connection, alone: list[int], changed: set[int], concerned: set[int], now: datetime
) -> Mapping[int, int | None]:
    """Find the firsts and the stories of articles that have to do with others, which few have."""
    decided = settle(connection, concerned) if concerned else NOTHING
    if changed:
        stories.settle(connection, changed | decided.changed, now=now)
    return {**dict.fromkeys([*alone, *changed]), **decided.originals}


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


class Decided(NamedTuple):
    """How two articles stand to each other, decided when both had their texts or from what is kept of them."""

    relation: Relation
    reason: str
    similarity: float
    same_event: bool


class Found(NamedTuple):
    """What came of looking for the copies of an article."""

    numbers: frozenset[int]  # of the articles that it is a version, a copy or an update of
    copies: frozenset[int]  # of those that are or were its copies
    forgotten: bool  # it was compared before, and something came of it


def relate_copies(connection: Connection, article: Compared) -> Found:
    """Record the articles that one is a version, a copy or an update of; to be followed by `relate_events`."""
    candidates = _candidates(connection, article)
    found = _found(connection, article, candidates)
    _put(connection, article, found)
    copies = {number for number, one in found.items() if one.relation.copied} | candidates.copied_before
    return Found(frozenset(found), frozenset(copies), candidates.forgotten)


def relate_events(connection: Connection, article: Compared, copies: Found) -> bool:
    """Record what an article is looked for by, and the others that tell of the same event, those of `copies` left out.
    Whether there are any."""
    found = same_events(connection, article, copies.numbers, is_copy=bool(copies.copies))
    _put(connection, article, found)
    return bool(found)


def _put(connection: Connection, article: Compared, found: Mapping[int, Comparison | Decided]) -> None:
    if found:
        pairs = [
            {
                "number": number,
                "relation": one.relation,
                "reason": one.reason,
                "similarity": one.similarity,
                "same_event": one.same_event,
            }
            for number, one in found.items()
        ]
        values = {"id": article.id, "found": json.dumps(pairs)}
        connection.execute(query("put_pairs"), values)


class _Candidates(NamedTuple):
    """What an article may have to do with."""

    exact: list[int]  # articles with its words
    near: list[int]  # those that share passages; first those of whose, or its own, the greatest part is shared
    keys: Mapping[int, Sequence[int]]  # of those that share passages
    before: Mapping[int, Decided]  # what was known of it and others, the same event apart, and is taken back
    forgotten: bool  # anything was known of it and others

    @property
    def copied_before(self) -> set[int]:
        """Those that were taken for its copies."""
        return {number for number, one in self.before.items() if one.relation.copied}


def _found(connection: Connection, article: Compared, candidates: _Candidates) -> dict[int, Comparison | Decided]:
    """The articles that this one is a version, a copy or an update of, by number."""
    found: dict[int, Comparison | Decided] = {}
    if candidates.exact and len(text_words("", article.body)) >= _EXACT:
        found |= dict.fromkeys(candidates.exact, Comparison(Relation.DUPLICATE, "the same words", 1.0))
    rest = [number for number in (*candidates.exact, *candidates.near) if number not in found]
    for other in compared(connection, rest[:_MOST_COMPARED]):
        if other.body_removed:
            comparison = _by_what_is_kept(article, other, candidates)
        else:
            comparison = compare_copies(article.text, other.text, lexicon.default())
        if comparison:
            found[other.id] = comparison
    return found


def _by_what_is_kept(article: Compared, other: Compared, candidates: _Candidates) -> Comparison | Decided | None:
    """How an article stands to one whose text was removed: as before, or as hash and passages tell."""
    if other.id in candidates.before:
        return candidates.before[other.id]
    if other.id in candidates.exact:  # few words, so the titles count as well
        return compare_copies(article.text, replace(other, body=article.body).text, lexicon.default())
    if not are_copies(article.told.keys, candidates.keys[other.id]):
        return None
    relation = Relation.VERSION if article.source == other.source else Relation.DUPLICATE
    return Decided(relation, "nearly all passages of a text that was removed", 1.0, same_event=True)


def _candidates(connection: Connection, article: Compared) -> _Candidates:
    """Take back what is known of an article and others, and look for others."""
    keys = article.told.keys
    values = {
        "id": article.id,
        "keys": array(keys),
        "few": FEW,
        "most": MOST,
        "common": COMMON,
        "counted": COUNTED,
        "unknown": _UNKNOWN,
        "most_read": _MOST_READ,
        "fingerprint": article.fingerprint,
        "dated_from": article.dated_at - COPY_WINDOW,
        "dated_to": article.dated_at + COPY_WINDOW,
    }
    exact, near, before, forgotten = [], [], {}, False
    with connection.cursor(binary=True) as cursor:
        for kind, number, others, told in cursor.execute(query("copy_candidates"), values).fetchall():
            if kind == "words":
                exact.append(number)
            elif kind == "passages":
                near.append((number, others))
            else:
                forgotten = True
                if Relation(kind) is not Relation.SAME_STORY:
                    before[number] = Decided(Relation(kind), *told[1:])
    return _Candidates(sorted(exact), _likely(keys, near), dict(near), before, forgotten)


def _likely(keys: Sequence[int], candidates: Sequence[tuple[int, Sequence[int]]]) -> list[int]:
    """Those of the articles with these keys that may be copies; first those that share most, then by number.

    Where a dozen share the same few passages and nothing else, these are stock passages, as a rule.
    """
    common = [(number, {*keys} & {*others}, min(len(keys), len(others))) for number, others in candidates]
    holders = Counter(key for _, shared, _ in common for key in shared)
    ranked = [
        (-len(shared) / comparable, -len(shared), number)
        for (number, shared, comparable), (_, others) in zip(common, candidates, strict=True)
        if may_be_copies(keys, others)
        and (len(shared) >= _MUCH * comparable or any(holders[key] <= _STOCK for key in shared))
    ]
    return [number for *_, number in sorted(ranked)]
