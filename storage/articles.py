"""Storing what was read: an article, its raw page, its earlier texts, its place among its copies; or why there is none.

Each save is one transaction; inside a caller's own transaction it is a savepoint, so one that fails costs itself alone.
A transaction takes its locks in one order (saving, address, relations, rows), so a caller should not put several
saves in one transaction while others store as well.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.arabic import words
from pipelines.article import Article, Link, Page, Reading, Rejection
from pipelines.urls import canonical
from storage import links, rules
from storage.advisory_locks import hold, saving
from storage.characters import storable
from storage.columns import index_of, of_article, parameters
from storage.compared import of_text
from storage.errors import DatabaseError
from storage.facts import note_facts
from storage.raw import save_page
from storage.readdressing import names, stored_address
from storage.relations import hold_relations, relate
from storage.sql import query


class UnstorableError(DatabaseError):
    """An article cannot be stored as it is; the text says why."""


class Outcome(StrEnum):
    """What storing an article came to."""

    NEW = "new"
    COPY = "copy"  # new here, its text is known from another address
    REVISION = "revision"  # another text at a known address
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Saved:
    """An article as stored."""

    article_id: int
    outcome: Outcome
    duplicate_of: int | None  # id of the first article with this text; None: this is it


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that is stored at an address already."""

    id: int
    title: str
    deck: str
    body: str
    fetched_at: datetime
    duplicate_of: int | None


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is to be stored at an address, with the page that it was read from."""

    article: Article
    page: Page
    url: str
    now: datetime
    page_id: int | None = None  # None: the page is to be stored as well, if there are bytes
    fresh: bool = True  # False: it counts as first seen when its page was fetched, not now

    def columns(self, page_id: int | None) -> dict[str, object]:
        """The values of its row."""
        values = of_article(self.article)
        return parameters(values) | {
            "source": self.article.source,
            "url": storable(self.url),
            "rules": rules.version(),
            "search": index_of(values),
            "fetched_at": self.page.fetched_at,
            "page_id": page_id,
            "now": self.now,
            "seen_at": self.now if self.fresh else self.page.fetched_at,
            "is_fresh": self.fresh,
        }


def save_article(connection: Connection, article: Article, page: Page, *, now: datetime) -> Saved:
    """Store an article read from a page, at the canonical form of its address.

    A text that differs from the stored one in more than spelling and punctuation becomes the next revision, unless its
    page was fetched before the stored one's; one that was moved is known by its guid. Raises `UnstorableError` for an
    address that is too long.
    """
    text = _Text(article, page, _address(article), now)
    with connection.transaction():
        _begin(connection, text.url, *names(page))
        return _save(connection, replace(text, url=stored_address(connection, text.url, article, page)))


def save_recovered(
    connection: Connection, article: Article, page: Page, *, page_id: int, link_url: str, now: datetime
) -> Saved | None:
    """Store the article that is read now in a stored page which was rejected before; None: its address has been
    fetched again meanwhile.

    It counts as first seen when the page was fetched. Raises `UnstorableError` as `save_article` does.
    """
    announced = replace(page, link=None, requested_url=link_url)  # what the channel said stands in its row already
    text = _Text(article, announced, _address(article), now, page_id, fresh=False)
    with connection.transaction():
        _begin(connection, text.url, link_url)
        if not links.still_rejected(connection, link_url, page_id):
            return None
        return _save(connection, text)


def save_imported(connection: Connection, article: Article, *, fetched_at: datetime, now: datetime) -> Saved:
    """Store an article that came without a page: from an archive, or fetched by another crawler at that time.

    It counts as first seen then, so that an old one is no news. Raises `UnstorableError` as `save_article` does.
    """
    url = _address(article)
    text = _Text(article, Page(url, b"", min(fetched_at, now)), url, now, fresh=False)
    with connection.transaction():
        _begin(connection, url)
        return _save(connection, text)


def is_stored(connection: Connection, reading: Reading) -> bool:
    """Whether the words of a reading are those that are stored at its address."""
    known = _known(connection, canonical(reading.url))
    return known is not None and _says_the_same(known, reading)


def _address(article: Article) -> str:
    url = canonical(article.reading.url)
    if not links.storable_url(url):
        raise UnstorableError(f"the address is longer than {links.LONGEST_URL} bytes: {url[:80]}…")
    return url


def _begin(connection: Connection, *addresses: str) -> None:
    """Begin to write what was found at addresses: one saver at a time, and no waiting for the disk at the end.

    Should the machine crash, the last moments are lost as a whole, their link rows with them, so they are fetched
    again; what is written later and does wait (a channel's state) waits for these as well.
    """
    saving(connection)
    connection.execute(query("commit_without_waiting"))
    hold(connection, "address", map(storable, addresses))


def _save(connection: Connection, text: _Text) -> Saved:
    """Store a text unless it is stored, and note the addresses that lead to it."""
    known = _known(connection, text.url)
    saved = _unchanged(known, text) or _write(connection, text, known)
    page = text.page
    addresses = {text.url, canonical(page.url), canonical(page.asked_for)}
    addresses |= {canonical(page.link.url)} if page.link else set()
    links.note_article(connection, saved.article_id, text.article.source, page, addresses, text.now)
    return saved


def _known(connection: Connection, url: str) -> _Known | None:
    with connection.cursor(row_factory=class_row(_Known)) as cursor:
        return cursor.execute(query("article_at"), {"url": storable(url)}).fetchone()


def _unchanged(known: _Known | None, text: _Text) -> Saved | None:
    """The stored article if it stays as it is; None: there is something to write."""
    if known is None:
        return None
    # A stored time in the future was told by a clock that has been set back since: it says nothing about the order.
    if _says_the_same(known, text.article.reading) or text.page.fetched_at < known.fetched_at <= text.now:
        return Saved(known.id, Outcome.UNCHANGED, known.duplicate_of)
    return None


def _says_the_same(known: _Known, reading: Reading) -> bool:
    """Whether a reading has the stored words. A subtitle where none was stored may be one that was not read then."""
    texts = [(known.title, reading.title), (known.body, reading.body)]
    texts += [(known.deck, reading.deck)] if known.deck else []
    return all(_same(one, other) for one, other in texts)


def _same(one: str, other: str) -> bool:
    """Whether two texts have the same words, however they are spelled and set."""
    return one == other or words(one) == words(other)


def _write(connection: Connection, text: _Text, known: _Known | None) -> Saved:
    """Store a text that is not stored yet, and decide how it stands to others."""
    page_id = text.page_id or (save_page(connection, text.page) if text.page.body else None)
    columns = text.columns(page_id)
    reading = text.article.reading
    of_text(storable(reading.title), storable(reading.body))
    hold_relations(connection)
    if known:
        connection.execute(query("keep_revision"), {"id": known.id, "now": text.now})
    row = connection.execute(query("put_article"), columns).fetchone()
    assert row is not None  # noqa: S101 - the statement returns the row it wrote
    article_id = int(row[0])
    note_facts(connection, article_id, text.article.facts, earlier=known is not None)
    original = relate(connection, [article_id], now=text.now)[article_id]
    return Saved(article_id, _outcome(known, original), original)


def _outcome(known: _Known | None, original: int | None) -> Outcome:
    if known:
        return Outcome.REVISION
    return Outcome.NEW if original is None else Outcome.COPY


def save_rejection(
    connection: Connection,
    rejection: Rejection,
    page: Page | None,
    *,
    link_url: str,
    now: datetime,
    link: Link | None = None,
    not_before: datetime | None = None,
) -> None:
    """Record that no article was found at an announced address, with the page if there is one.

    A temporary reason is tried again: at the next crawl, then after 15 minutes, an hour, four hours, sixteen hours; six
    attempts in all, then it is final. An article known at the address stays as it is. `link` is what the channel
    announced; without it, the page's own is taken. `not_before` is the time until which the site asked to wait.
    """
    address = canonical(link_url)
    if not links.storable_url(address):
        return
    with connection.transaction():
        _begin(connection, address)
        known = links.known_link(connection, address)
        keeps_article = known is not None and known.state == "article"
        page_id = save_page(connection, page) if page and page.body and not keeps_article else None
        announced = link or (page.link if page else None)
        links.note_rejection(connection, rejection, address, announced, known, page_id, now, not_before)


def copies_by_source(connection: Connection, since: datetime) -> dict[str, int]:
    """How many of the articles first seen since then are copies now; which of two is the copy may turn out late."""
    return dict(connection.execute(query("copies_by_source"), {"since": since}).fetchall())
