"""Storing what was read: an article, its raw page, its earlier texts, its place among its copies; or why there is none.

Each save is one transaction; inside a caller's own transaction it is a savepoint, so one that fails costs itself alone.
A transaction takes its locks in one order (saving, address, relations, rows), so a caller should not put several
saves in one transaction while others store as well.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from psycopg import Connection

from pipelines.article import Article, Link, Page, Reading, Rejection
from pipelines.fingerprint import fingerprint
from pipelines.urls import canonical
from storage import forgotten, links
from storage.advisory_locks import hold, saving
from storage.characters import storable
from storage.errors import DatabaseError
from storage.incoming import Incoming, known_at, put, says_the_same
from storage.incoming import Outcome as Outcome
from storage.incoming import Saved as Saved
from storage.prepared import prepared
from storage.raw import save_page
from storage.readdressing import names, stored_address
from storage.sql import query


class UnstorableError(DatabaseError):
    """An article cannot be stored as it is; the text says why."""


def save_article(connection: Connection, article: Article, page: Page, *, now: datetime) -> Saved:
    """Store an article read from a page, at the canonical form of its address.

    A text that differs from the stored one in more than spelling and punctuation becomes the next revision, unless its
    page was fetched before the stored one's; one that was moved is known by its guid. Raises `UnstorableError` for an
    address that is too long. One that was to be forgotten is not stored.
    """
    (saved,) = save_articles(connection, [(article, page)], now=now)
    return saved


def save_articles(connection: Connection, texts: Sequence[tuple[Article, Page]], *, now: datetime) -> list[Saved]:
    """Store several articles, each as `save_article` does, in one transaction: all of them or none; in their order.

    That takes less time than one after the other, above all under the lock that savers wait for. No two of them may be
    of one address or of one name in their channel. Raises `UnstorableError`, and DatabaseError where two turn out to be
    of one address.
    """
    incoming = [Incoming(prepared(article), page, address(article), now) for article, page in texts]
    with connection.transaction():
        _begin(
            connection, *(text.url for text in incoming), *chain.from_iterable(names(text.page) for text in incoming)
        )
        return _put_admitted(connection, incoming)


def save_recovered(
    connection: Connection, article: Article, page: Page, *, page_id: int, link_url: str, now: datetime
) -> Saved | None:
    """Store the article that is read now in a stored page which was rejected before; None: its address has been
    fetched again meanwhile.

    It counts as first seen when the page was fetched. Raises `UnstorableError` as `save_article` does.
    """
    announced = replace(page, link=None, requested_url=link_url)  # what the channel said stands in its row already
    text = Incoming(prepared(article), announced, address(article), now, page_id, fresh=False)
    with connection.transaction():
        _begin(connection, text.url, link_url)
        if not links.still_rejected(connection, link_url, page_id):
            return None
        (saved,) = put(connection, [text])
    return saved


def save_imported(connection: Connection, article: Article, *, fetched_at: datetime, now: datetime) -> Saved:
    """Store an article that came without a page: from an archive, or fetched by another crawler at that time.

    It counts as first seen then, so that an old one is no news. Raises `UnstorableError` as `save_article` does.
    """
    url = address(article)
    text = Incoming(prepared(article), Page(url, b"", min(fetched_at, now)), url, now, fresh=False)
    with connection.transaction():
        _begin(connection, url)
        (saved,) = _put_admitted(connection, [text])
    return saved


def is_stored(connection: Connection, reading: Reading) -> bool:
    """Whether the words of a reading are those that are stored at its address."""
    url = canonical(reading.url)
    known = known_at(connection, [url]).get(url)
    return known is not None and says_the_same(known, reading, fingerprint(reading.body))


def address(article: Article) -> str:
    """The canonical address that an article is stored at. Raises `UnstorableError` for one that is too long."""
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


def _put_admitted(connection: Connection, texts: Sequence[Incoming]) -> list[Saved]:
    """Store texts, each where it is, but those that were to be forgotten: other addresses of theirs are, too."""
    gone = forgotten.among(connection, chain.from_iterable(text.names for text in texts))
    for text in texts:
        if (asked := gone & text.names) and forgotten.of_source(text.article.source) not in asked:
            names = map(forgotten.of_address, text.addresses)
            forgotten.remember(connection, names, min(asked), now=text.now)
    admitted = [text for text in texts if gone.isdisjoint(text.names)]
    saved = iter(put(connection, [_where_it_is(connection, text) for text in admitted]))
    none = Saved(0, Outcome.FORGOTTEN, None)
    return [next(saved) if gone.isdisjoint(text.names) else none for text in texts]


def _where_it_is(connection: Connection, text: Incoming) -> Incoming:
    """The text at the address that its article is stored at, should the outlet have moved it."""
    return replace(text, url=stored_address(connection, text.url, text.article, text.page))


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
        if forgotten.among(connection, forgotten.names([address], rejection.source)):
            return
        known = links.known_link(connection, address)
        keeps_article = known is not None and known.state == "article"
        page_id = save_page(connection, page) if page and page.body and not keeps_article else None
        announced = link or (page.link if page else None)
        links.note_rejection(connection, rejection, address, announced, known, page_id, now, not_before)


def copies_by_source(connection: Connection, since: datetime) -> dict[str, int]:
    """How many of the articles first seen since then are copies now; which of two is the copy may turn out late."""
    return dict(connection.execute(query("copies_by_source"), {"since": since}).fetchall())
