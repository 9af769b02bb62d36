"""What readings were made of an article: its texts, and what was read of them under earlier rules."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.urls import canonical
from storage.characters import storable
from storage.sql import query


@dataclass(frozen=True, slots=True)
class ReadingMade:
    """A text of an article as it was read, or an earlier reading of one."""

    revision: int  # number of the text, from 1
    made_at: datetime | None  # when the text was stored; None: an earlier reading, of which the beginning is not kept
    replaced_at: datetime | None  # None: it stands
    rules: str  # version of the rules that read it; empty: before versions were kept
    label: str  # empty: an earlier reading that had the same label
    changed: list[str]  # columns that the later reading of the same text changed
    page_sha256: str | None  # of the bytes that it was read from, hexadecimal; None: not kept, or an earlier reading


def readings_made(connection: Connection, article_id: int) -> list[ReadingMade]:
    """All of an article, in their order; none of one that is not stored."""
    with connection.cursor(row_factory=class_row(ReadingMade)) as cursor:
        return cursor.execute(query("readings_made"), {"id": article_id}).fetchall()


def article_at(connection: Connection, url: str) -> int | None:
    """The number of the article that a fetched address led to; None: it led to none."""
    row = connection.execute(query("article_at_address"), {"url": storable(canonical(url))}).fetchone()
    return row[0] if row else None
