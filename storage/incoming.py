"""Texts that come in: each stored at its address with its page, as the next revision where one is known, and related.

Several at a time cost less than one after the other: their rows go to the server together, and how they stand to others
is settled once for all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.arabic import words
from pipelines.article import Page, Reading
from pipelines.facts.fact import NOTHING
from pipelines.urls import canonical
from storage import forgotten, links, rules
from storage.characters import storable
from storage.columns import parameters
from storage.errors import DatabaseError
from storage.facts import put_facts, replace_facts
from storage.prepared import Prepared
from storage.raw import save_pages
from storage.relations import hold_relations, relate
from storage.sql import for_each, query


class Outcome(StrEnum):
    """What storing an article came to."""

    NEW = "new"
    COPY = "copy"  # new here, its text is known from another address
    REVISION = "revision"  # another text at a known address
    UNCHANGED = "unchanged"
    FORGOTTEN = "forgotten"  # not stored: somebody asked for its removal


@dataclass(frozen=True, slots=True)
class Saved:
    """An article as stored."""

    article_id: int  # 0: it is not stored, since it was to be forgotten
    outcome: Outcome
    duplicate_of: int | None  # id of the first article with this text; None: this is it


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is stored at an address already."""

    id: int
    url: str
    title: str
    deck: str
    body: str
    fingerprint: bytes
    body_removed: bool  # because of its age; the fingerprint is still the text's
    fetched_at: datetime
    duplicate_of: int | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text that is to be stored at an address, with the page that it was read from."""

    article: Prepared
    page: Page
    url: str  # canonical
    now: datetime
    page_id: int | None = None  # None: the page is to be stored as well, if there are bytes
    fresh: bool = True  # False: it counts as first seen when its page was fetched, not now

    @property
    def addresses(self) -> set[str]:
        """The canonical addresses that lead to it."""
        page = self.page
        return {self.url, canonical(page.url), canonical(page.asked_for)} | (
            {canonical(page.link.url)} if page.link else set()
        )

    @property
    def names(self) -> set[bytes]:
        """What it may have been forgotten as."""
        return forgotten.names(self.addresses, self.article.source, links.identity(self.page.link))

    def columns(self, page_id: int | None) -> dict[str, object]:
        """The values of its row."""
        return parameters(self.article.columns) | {
            "source": self.article.source,
            "url": storable(self.url),
            "rules": rules.version(),
            "fetched_at": self.page.fetched_at,
            "page_id": page_id,
            "now": self.now,
            "seen_at": self.now if self.fresh else self.page.fetched_at,
            "is_fresh": self.fresh,
        }


def put(connection: Connection, texts: Sequence[Incoming]) -> list[Saved]:
    """Store texts unless they are stored, and note the addresses that lead to them; what came of each, in their order.

    No two of them are of one address. Within a transaction that holds their addresses.
    """
    if len({text.url for text in texts}) < len(texts):
        raise DatabaseError("two texts of one address cannot be stored together")
    known = known_at(connection, [text.url for text in texts])
    saved = {text.url: one for text in texts if (one := _unchanged(known.get(text.url), text))}
    saved |= _write(connection, [text for text in texts if text.url not in saved], known)
    links.note_articles(
        connection,
        [
            links.found(saved[text.url].article_id, text.article.source, text.page, text.addresses, text.now)
            for text in texts
        ],
    )
    return [saved[text.url] for text in texts]


def known_at(connection: Connection, urls: Sequence[str]) -> dict[str, Known]:
    """What is stored at canonical addresses, by address as it was asked for."""
    asked = {storable(url): url for url in urls}
    with connection.cursor(row_factory=class_row(Known)) as cursor:
        rows = cursor.execute(query("articles_at"), {"urls": list(asked)}).fetchall()
    return {asked[row.url]: row for row in rows}


def _unchanged(known: Known | None, text: Incoming) -> Saved | None:
    """The stored article if it stays as it is; None: there is something to write."""
    if known is None:
        return None
    # A stored time in the future was told by a clock that has been set back since: it says nothing about the order.
    if (
        says_the_same(known, text.article.reading, text.article.fingerprint)
        or text.page.fetched_at < known.fetched_at <= text.now
    ):
        return Saved(known.id, Outcome.UNCHANGED, known.duplicate_of)
    return None


def says_the_same(known: Known, reading: Reading, fingerprint: bytes) -> bool:
    """Whether a reading, its body having this fingerprint, has the stored words.

    A subtitle where none was stored may be one that was not read then. A body that was removed is known by its
    fingerprint, and one without words is what an export of it holds.
    """
    texts = [(known.title, reading.title)] + ([(known.deck, reading.deck)] if known.deck else [])
    if known.body_removed:
        same_body = fingerprint == known.fingerprint or not reading.body
    else:
        same_body = _same(known.body, reading.body)
    return same_body and all(_same(one, other) for one, other in texts)


def _same(one: str, other: str) -> bool:
    """Whether two texts have the same words, however they are spelled and set."""
    return one == other or words(one) == words(other)


def _write(connection: Connection, texts: Sequence[Incoming], known: Mapping[str, Known]) -> dict[str, Saved]:
    """Store texts that are not stored yet, and decide how they stand to others; what came of each, by address."""
    if not texts:
        return {}
    now = texts[0].now
    rows = _rows(connection, texts)
    hold_relations(connection)
    earlier = [{"id": known[text.url].id, "now": now} for text in texts if text.url in known]
    for_each(connection, query("keep_revision"), earlier)
    ids = [int(number) for (number,) in for_each(connection, query("put_article"), rows)]
    replace_facts(connection, [number for number, text in zip(ids, texts, strict=True) if text.url in known])
    put_facts(connection, [number for number, text in zip(ids, texts, strict=True) if _tells(text, known)])
    told = {number: text.article.told for number, text in zip(ids, texts, strict=True)}
    originals = relate(connection, ids, now=now, told=told)
    return {
        text.url: Saved(number, _outcome(known.get(text.url), originals[number]), originals[number])
        for text, number in zip(texts, ids, strict=True)
    }


def _rows(connection: Connection, texts: Sequence[Incoming]) -> list[dict[str, object]]:
    """The rows of texts, their pages stored before."""
    kept = [text.page for text in texts if text.page_id is None and text.page.body]
    numbers = iter(save_pages(connection, kept))
    return [text.columns(next(numbers) if text.page_id is None and text.page.body else text.page_id) for text in texts]


def _tells(text: Incoming, known: Mapping[str, Known]) -> bool:
    """Whether a text that is new at its address reports something that is looked for; most do not."""
    return text.url not in known and text.article.facts != NOTHING


def _outcome(known: Known | None, original: int | None) -> Outcome:
    if known:
        return Outcome.REVISION
    return Outcome.NEW if original is None else Outcome.COPY
