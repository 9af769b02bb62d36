"""Storing what was read: an article, its raw page, its earlier texts, its place among its copies; or why there is none.

Each save is one transaction; inside a caller's own transaction it is a savepoint, so one that fails costs itself alone.
A transaction takes its locks in one order (saving, address, fingerprints, rows), so a caller should not put several
saves in one transaction while others store as well.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from pipelines.arabic import words
from pipelines.article import Article, Evidence, Link, Page, Rejection, Stated
from pipelines.urls import canonical
from storage import links
from storage.advisory_locks import hold, saving
from storage.characters import storable
from storage.copies import hold_fingerprints, settle
from storage.errors import DatabaseError
from storage.raw import save_page
from storage.searchable import indexed, indexed_title
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
    body: str
    fingerprint: bytes
    fetched_at: datetime
    duplicate_of: int | None


def save_article(connection: Connection, article: Article, page: Page, *, now: datetime) -> Saved:
    """Store an article read from a page, at the canonical form of its address.

    A text that differs from the stored one in more than spelling and punctuation becomes the next revision, unless its
    page was fetched before the stored one's. Raises `UnstorableError` for an address that is too long.
    """
    url = canonical(article.reading.url)
    if not links.storable_url(url):
        raise UnstorableError(f"the address is longer than {links.LONGEST_URL} bytes: {url[:80]}…")
    with connection.transaction():
        saving(connection)
        _begin(connection, url)
        known = _known(connection, url)
        saved = _unchanged(known, article, page, now) or _write(connection, article, page, url, known, now)
        addresses = {url, canonical(page.url), canonical(page.asked_for)}
        addresses |= {canonical(page.link.url)} if page.link else set()
        links.note_article(connection, saved.article_id, article.source, page, addresses, now)
    return saved


def _begin(connection: Connection, address: str) -> None:
    """Begin to write what was found at an address: one saver at a time, and no waiting for the disk at the end.

    Should the machine crash, the last moments are lost as a whole, their link rows with them, so they are fetched
    again; what is written later and does wait (a channel's state) waits for these as well.
    """
    connection.execute(query("commit_without_waiting"))
    hold(connection, "address", [storable(address)])


def _known(connection: Connection, url: str) -> _Known | None:
    with connection.cursor(row_factory=class_row(_Known)) as cursor:
        return cursor.execute(query("article_at"), {"url": storable(url)}).fetchone()


def _unchanged(known: _Known | None, article: Article, page: Page, now: datetime) -> Saved | None:
    """The stored article if it stays as it is; None: there is something to write."""
    if known is None:
        return None
    same = _same(known.title, article.reading.title) and _same(known.body, article.reading.body)
    # A stored time in the future was told by a clock that has been set back since: it says nothing about the order.
    if same or page.fetched_at < known.fetched_at <= now:
        return Saved(known.id, Outcome.UNCHANGED, known.duplicate_of)
    return None


def _same(one: str, other: str) -> bool:
    """Whether two texts have the same words, however they are spelled and set."""
    return one == other or words(one) == words(other)


def _write(
    connection: Connection, article: Article, page: Page, url: str, known: _Known | None, now: datetime
) -> Saved:
    """Store a text that is not stored yet, and settle the copies of it and of the one that it replaces."""
    fingerprints = {article.fingerprint} | ({known.fingerprint} if known else set())
    hold_fingerprints(connection, fingerprints)
    if known:
        connection.execute(query("keep_revision"), {"id": known.id, "now": now})
    values = _columns(article, page, url) | {"page_id": save_page(connection, page), "now": now}
    row = connection.execute(query("put_article"), values).fetchone()
    assert row is not None  # noqa: S101 - the statement returns the row it wrote
    article_id = int(row[0])
    original = settle(connection, fingerprints)[article_id]
    return Saved(article_id, _outcome(known, original), original)


def _outcome(known: _Known | None, original: int | None) -> Outcome:
    if known:
        return Outcome.REVISION
    return Outcome.NEW if original is None else Outcome.COPY


def _columns(article: Article, page: Page, url: str) -> dict[str, object]:
    """The columns of table article that come from the article and its page."""
    reading, tagging = article.reading, article.tagging
    values: dict[str, object] = storable(
        {
            "source": article.source,
            "url": url,
            "kind": reading.kind,
            "title": reading.title,
            "title_prefix": reading.title_prefix,
            "body": reading.body,
            "authors": reading.authors,
            "credits": reading.credits,
            "modified_at": reading.modified.at if reading.modified else None,
            "language": article.language,
            "extractor": reading.extractor,
            "label": tagging.label,
            "score": tagging.score,
            "tags": tagging.tags,
            "fingerprint": article.fingerprint,
            "fetched_at": page.fetched_at,
            "title_folded": indexed_title(reading.title),
            "search": indexed(reading.title, reading.body),
        }
        | _published(reading.published)
    )
    return values | {"evidence": Jsonb(storable([_evidence(one) for one in tagging.evidence]))}


def _published(published: Stated | None) -> dict[str, object]:
    """The columns on the time of publishing."""
    return {
        "published_at": published.at if published else None,
        "published_precision": published.precision if published else None,
        "published_from": published.origin if published else None,
        "published_zone_assumed": published.zone_assumed if published else None,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    """A piece of evidence as the column of that name holds it."""
    return {
        "term": evidence.term,
        "category": evidence.category,
        "words": evidence.words,
        "where": evidence.where,
        "start": evidence.start,
        "end": evidence.end,
    }


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
