"""The bytes of pages as fetched, kept so that they can be shown and read again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

import zstandard
from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from pipelines.article import Link, Page
from pipelines.errors import Explained
from pipelines.urls import canonical
from storage.characters import storable
from storage.sql import for_each, query

# Zstandard's own default: 200 kB of HTML take about a millisecond and a sixth of the room.
_LEVEL = 3

_LINK_TIMES = ("published_at", "updated_at")
_LINK_FIELDS = [one.name for one in fields(Link) if one.name != "content"]  # that is kept where it was read: as a page


class RawPageError(Explained):
    """A stored page is not there, or its bytes are not those that were stored."""


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A stored page with its bytes as they are kept: compressed."""

    id: int
    url: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes | None = field(repr=False)  # one frame of Zstandard; None: removed because of its age
    body_bytes: int
    body_sha256: bytes
    announced: Mapping[str, Any] | None  # a Link as `_announced` writes it; None: nothing is known of one

    def unpacked(self) -> Page:
        """The page as it was fetched. Raises `RawPageError` if its bytes are damaged, or were removed."""
        if self.body is None:
            raise RawPageError(
                f"the bytes of stored page {self.id} were removed because of their age ([retention] raw_bytes_days); "
                f"fetched on {self.fetched_at:%F}, {self.body_bytes:,} bytes with the SHA-256 {self.body_sha256.hex()}"
            )
        link = _link(self.announced) if self.announced else None
        return Page(
            url=self.url,
            body=_unpack(self.id, self.body, self.body_bytes, self.body_sha256),
            fetched_at=self.fetched_at,
            status=self.status,
            headers=self.headers,
            requested_url=link.url if link else "",
            link=link,
        )


def save_page(connection: Connection, page: Page) -> int:
    """Keep the page's bytes and what its channel said of it; its number."""
    (number,) = save_pages(connection, [page])
    return number


def save_pages(connection: Connection, pages: Sequence[Page]) -> list[int]:
    """Keep the bytes of pages and what their channels said of them; their numbers, in their order."""
    return [int(number) for (number,) in for_each(connection, query("insert_page"), [_row(page) for page in pages])]


def _row(page: Page) -> dict[str, object]:
    return {
        "url": storable(page.url),
        "fetched_at": page.fetched_at,
        "status": page.status,
        "headers": Jsonb(storable(page.headers)),
        "body": zstandard.compress(page.body, _LEVEL),
        "body_bytes": len(page.body),
        "body_sha256": hashlib.sha256(page.body).digest(),
        "announced": Jsonb(storable(_announced(page.link))) if page.link else None,
    }


def _announced(link: Link) -> dict[str, str | None]:
    """A link as it is kept with its page."""
    times = {name: at.isoformat() if (at := getattr(link, name)) else None for name in _LINK_TIMES}
    told = {name: getattr(link, name) for name in _LINK_FIELDS}
    return told | times


def _link(announced: Mapping[str, Any]) -> Link:
    """The link that was kept."""
    times = {name: datetime.fromisoformat(said) if (said := announced.get(name)) else None for name in _LINK_TIMES}
    return Link(**{**announced, **times})


def load_page(connection: Connection, page_id: int) -> Page:
    """The page of this number as it was fetched. Raises `RawPageError` if it or its bytes are gone, or damaged."""
    with connection.cursor(binary=True, row_factory=class_row(PackedPage)) as cursor:
        packed = cursor.execute(query("page_by_id"), {"id": page_id}).fetchone()
    if packed is None:
        raise RawPageError(f"there is no stored page {page_id}")
    return packed.unpacked()


def page_of_article(connection: Connection, article_id: int) -> tuple[str, Page]:
    """The key of an article's source and the page that it was read from. Raises `RawPageError`."""
    row = connection.execute(query("page_of_article"), {"id": article_id}).fetchone()
    return _of_row(connection, row, f"article {article_id}")


def page_at(connection: Connection, url: str) -> tuple[str, Page]:
    """The key of an address's source and the page that was fetched there, article or not. Raises `RawPageError`."""
    row = connection.execute(query("page_at"), {"url": storable(canonical(url))}).fetchone()
    return _of_row(connection, row, url)


def _of_row(connection: Connection, row: tuple[str, int | None] | None, name: str) -> tuple[str, Page]:
    if row is None:
        raise RawPageError(f"{name} is not stored")
    source, page_id = row
    if page_id is None:
        raise RawPageError(f"of {name} no page is kept")
    return source, load_page(connection, page_id)


def _unpack(page_id: int, packed: bytes, size: int, sha256: bytes) -> bytes:
    """The bytes before compression, checked against their length and hash."""
    try:
        body = zstandard.decompress(packed, max_output_size=size)
    except zstandard.ZstdError as error:
        raise RawPageError(f"the bytes of stored page {page_id} are damaged: {error}") from error
    if hashlib.sha256(body).digest() != sha256:
        raise RawPageError(f"the bytes of stored page {page_id} are not those that were stored: their SHA-256 differs")
    return body
