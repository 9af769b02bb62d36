"""The bytes of pages as fetched, kept so that they can be shown and read again."""

import hashlib

import zstandard
from psycopg import Connection
from psycopg.types.json import Jsonb

from pipelines.article import Page
from pipelines.errors import Explained
from storage.characters import storable
from storage.sql import query

# Zstandard's own default: 200 kB of HTML take about a millisecond and a sixth of the room.
_LEVEL = 3


class RawPageError(Explained):
    """A stored page is not there, or its bytes are not those that were stored."""


def save_page(connection: Connection, page: Page) -> int:
    """Keep the page's bytes; its number."""
    values = {
        "url": storable(page.url),
        "fetched_at": page.fetched_at,
        "status": page.status,
        "headers": Jsonb(storable(page.headers)),
        "body": zstandard.compress(page.body, _LEVEL),
        "body_bytes": len(page.body),
        "body_sha256": hashlib.sha256(page.body).digest(),
    }
    row = connection.execute(query("insert_page"), values).fetchone()
    assert row is not None  # noqa: S101 - the statement returns the row it wrote
    return int(row[0])


def load_page(connection: Connection, page_id: int) -> Page:
    """The page of this number as it was fetched. Raises `RawPageError` if it is gone or damaged."""
    row = connection.execute(query("page_by_id"), {"id": page_id}).fetchone()
    if row is None:
        raise RawPageError(f"there is no stored page {page_id}")
    url, fetched_at, status, headers, packed, size, sha256 = row
    return Page(
        url=url, body=_unpack(page_id, packed, size, sha256), fetched_at=fetched_at, status=status, headers=headers
    )


def _unpack(page_id: int, packed: bytes, size: int, sha256: bytes) -> bytes:
    """The bytes before compression, checked against their length and hash."""
    try:
        body = zstandard.decompress(packed, max_output_size=size)
    except zstandard.ZstdError as error:
        raise RawPageError(f"the bytes of stored page {page_id} are damaged: {error}") from error
    if hashlib.sha256(body).digest() != sha256:
        raise RawPageError(f"the bytes of stored page {page_id} are not those that were stored: their SHA-256 differs")
    return body
