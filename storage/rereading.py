"""What is stored, to be read again: the order, how far it came, and the pages and texts in batches."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, dict_row

from storage.raw import PackedPage
from storage.readings import Kept, kept
from storage.sql import query

# Bytes that a batch holds at most, one item at least: compressed pages, or texts.
_BATCH_BYTES = 16_000_000


class Stage(StrEnum):
    """What is done again."""

    EXTRACT = "extract"  # the stored pages are read, and what was rejected may turn out to be an article
    TAGS = "tags"  # the stored texts are tagged
    STORIES = "stories"  # copies and stories are decided


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read again, and with which rules; the same order goes on where it was stopped."""

    stage: Stage
    rules: str  # `storage.rules.version`
    catalogue: str = ""  # a hash of what the catalogue says of the sources, as far as the stage depends on it
    since: datetime | None = None  # aware; what was fetched from then on
    sources: tuple[str, ...] = ()  # Source.key; none: all


@dataclass(frozen=True, slots=True)
class Rereading:
    """An order that was begun."""

    id: int
    position: int  # what has a number up to this one is done
    started_at: datetime
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a stored page is no article, as recorded at the address where it was announced."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """A page, or with stage tags a text, and what is stored of it: an article or a rejection."""

    position: int  # number of the page; stage tags: of the article
    source: str  # Source.key
    kept: Kept | None
    rejected: Rejected | None = None
    page: PackedPage | None = None  # None: stage tags


def unfinished(connection: Connection, order: Order) -> Rereading | None:
    """Where this order was stopped; None: it was not, or its rules have changed since."""
    with connection.cursor(row_factory=class_row(Rereading)) as cursor:
        return cursor.execute(query("unfinished_rereading"), _values(order)).fetchone()


def begin(connection: Connection, order: Order, *, last: int, now: datetime) -> Rereading:
    """Take up the order where it was stopped, or begin it; `last` is the highest number that it goes to."""
    if stopped := unfinished(connection, order):
        return stopped
    with connection.cursor(row_factory=class_row(Rereading)) as cursor:
        begun = cursor.execute(query("begin_rereading"), _values(order) | {"last": last, "now": now}).fetchone()
    assert begun is not None  # noqa: S101 - the statement returns the row it wrote
    return begun


def finish(connection: Connection, rereading: Rereading, *, now: datetime) -> None:
    """Record that the order came to its end."""
    connection.execute(query("finish_rereading"), {"id": rereading.id, "now": now})


def positions(connection: Connection, order: Order, *, after: int = 0) -> list[int]:
    """The numbers of all that the order is about, in their order, those up to `after` left out."""
    statement = query("pages_to_read_again") if order.stage is Stage.EXTRACT else query("texts_to_tag_again")
    return [number for (number,) in connection.execute(statement, _values(order) | {"after": after})]


def left_out(connection: Connection, order: Order) -> int:
    """How many articles cannot be read again because their pages (stage tags: their texts) are not stored."""
    if order.stage is Stage.STORIES:
        return 0
    by_page = order.stage is Stage.EXTRACT
    statement = query("articles_without_page") if by_page else query("articles_without_text")
    row = connection.execute(statement, _values(order)).fetchone()
    return int(row[0]) if row else 0


def _values(order: Order) -> dict[str, Any]:
    return asdict(order) | {"sources": list(order.sources)}


@dataclass(frozen=True, slots=True)
class Batch:
    """Items to be read again together."""

    items: list[Item]
    reached: int  # what has a number up to this one is in it, or in those before it, or gone


def batch(connection: Connection, stage: Stage, numbers: Sequence[int]) -> Batch:
    """The items of these numbers, in their order, or as many of the first as a batch has room for.

    Those that are gone by now, or whose page nothing rests on any more, are left out.
    """
    statement = query("pages_again") if stage is Stage.EXTRACT else query("texts_again")
    with connection.cursor(binary=True, row_factory=dict_row) as cursor:
        rows = cursor.execute(statement, {"ids": list(numbers), "most_bytes": _BATCH_BYTES}).fetchall()
    reached = rows[-1]["position"] if rows else numbers[-1]
    return Batch([_item(row) for row in rows if row["source"] is not None], reached)


def _item(row: dict[str, Any]) -> Item:
    return Item(
        position=row["position"],
        source=row["source"],
        kept=kept(row) if row["article_id"] is not None else None,
        rejected=Rejected(row["link_url"], row["reason"]) if row.get("link_url") else None,
        page=_page(row) if "packed" in row else None,
    )


def _page(row: dict[str, Any]) -> PackedPage:
    return PackedPage(
        id=row["position"],
        url=row["page_url"],
        fetched_at=row["fetched_at"],
        status=row["status"],
        headers=row["headers"],
        body=row["packed"],
        body_bytes=row["body_bytes"],
        body_sha256=row["body_sha256"],
        announced=row["announced"],
    )
