"""Removing what somebody asked to be removed: an article, or all that is stored of a source; and it does not come back.

That it must not come back is recorded first, so that a crawl under way cannot store it again behind our back. Each
article is removed in a transaction of its own: its copies get a new first, its story is decided anew. Whatever was
broken off is done by the same call again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.urls import canonical
from storage import forgotten, relations
from storage.advisory_locks import hold, saving
from storage.characters import storable
from storage.sql import query

_MOST_COPIES = 20  # that are named


@dataclass(frozen=True, slots=True)
class Remains:
    """How much is stored of an article or a source."""

    articles: int
    texts: int  # with those of before
    pages: int  # whose bytes, or hashes, are kept
    facts: int  # events and figures
    copies: int  # articles that stay; of a source: of other sources


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as it is shown before it is removed."""

    title: str
    url: str
    key: str  # of its source
    name_ar: str
    published_at: datetime | None
    story_id: int | None
    duplicate_of: int | None


def article_at(connection: Connection, url: str) -> int | None:
    """The number of the article that stands at an address, or that the address led to; None: there is none."""
    row = connection.execute(query("article_to_forget"), {"url": storable(canonical(url))}).fetchone()
    return int(row[0]) if row else None


def shown(connection: Connection, article_id: int) -> Shown:
    """The article of this number, which is stored."""
    with connection.cursor(row_factory=class_row(Shown)) as cursor:
        found = cursor.execute(query("article_shown"), {"id": article_id}).fetchone()
    assert found is not None  # noqa: S101 - it was just found
    return found


def copies(connection: Connection, article_id: int) -> list[tuple[str, str]]:
    """Source and address of the first copies of an article."""
    return connection.execute(query("copies_shown"), {"id": article_id, "most": _MOST_COPIES}).fetchall()


def remains(connection: Connection, *, article_id: int | None = None, source: str | None = None) -> Remains:
    """How much is stored of an article, or of a source."""
    with connection.cursor(row_factory=class_row(Remains)) as cursor:
        found = cursor.execute(query("remains_of_articles"), {"id": article_id, "source": source}).fetchone()
    assert found is not None  # noqa: S101 - the statement has always one row
    return found


def refused(connection: Connection, source: str) -> int:
    """How many addresses of a source gave no article."""
    row = connection.execute(query("refused_of_source"), {"source": source}).fetchone()
    return int(row[0]) if row else 0


def forget_address(connection: Connection, url: str, *, now: datetime) -> bool:
    """Remove what is stored at an address, and have it not come back; whether an article was there."""
    address = storable(canonical(url))
    asked = forgotten.of_address(url)
    forgotten.remember(connection, [asked], asked, now=now)
    article_id = article_at(connection, url)
    addresses = {address} | (_remove(connection, article_id, now, asked) if article_id else set())
    values = {"urls": sorted(addresses), "source": None}
    connection.execute(query("drop_links"), values)
    connection.execute(query("drop_unread_pages"), values)
    return article_id is not None


def forget_source(
    connection: Connection, source: str, *, now: datetime, on_removed: Callable[[], None] = lambda: None
) -> int:
    """Remove all that is stored of a source, and have nothing of it come back; how many articles that were.

    `on_removed` is called after each of them.
    """
    asked = forgotten.of_source(source)
    forgotten.remember(connection, [asked], asked, now=now, source=source)
    numbers = [number for (number,) in connection.execute(query("articles_of_source"), {"source": source})]
    for number in numbers:
        _remove(connection, number, now)
        on_removed()
    values: dict[str, object] = {"urls": [], "source": source}
    connection.execute(query("drop_links"), values)
    connection.execute(query("drop_unread_pages"), values)
    return len(numbers)


def carry_over(present: Connection, restored: Connection, *, now: datetime) -> int:
    """Forget in a restored database what was forgotten in the present one since the backup; how many articles and
    sources that were."""
    if present.execute(query("forgotten_is_known")).fetchone() == (True,):
        rows = present.execute(query("all_forgotten"), binary=True).fetchall()
        for name, asked, source, forgotten_at in rows:
            values = {"name": name, "asked": asked, "source": source, "forgotten_at": forgotten_at}
            restored.execute(query("copy_forgotten"), values)
    found = restored.execute(query("stored_though_forgotten")).fetchall()
    for url, source in found:
        if source:
            forget_source(restored, source, now=now)
        else:
            forget_address(restored, url, now=now)
    return len(found)


def _remove(connection: Connection, article_id: int, now: datetime, asked: bytes | None = None) -> set[str]:
    """Remove an article with its pages; the addresses that it had, which go by what was asked for from now on.

    Locks are taken in the order of `storage.articles`: saving, addresses, relations, rows.
    """
    values = {"id": article_id}
    with connection.transaction():
        saving(connection)
        hold(connection, "address", {url for url, _ in connection.execute(query("names_of_article"), values)})
        known = connection.execute(query("names_of_article"), values, binary=True).fetchall()
        if asked:
            names = {forgotten.of_address(url) for url, _ in known} | {guid for _, guid in known if guid}
            forgotten.remember(connection, names, asked, now=now)
        pages = [number for (number,) in connection.execute(query("pages_of_article"), values)]
        relations.remove(connection, article_id, now=now)
        connection.execute(query("drop_pages"), {"ids": pages})
    return {url for url, _ in known}
