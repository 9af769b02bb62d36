"""What sites say to all crawlers, kept so that it need not be asked for at each visit: robots.txt, tdmrep.json."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from storage.characters import storable
from storage.links import storable_url
from storage.sql import query

LONGEST = 64_000  # bytes; a longer file is asked for again by each crawl


@dataclass(frozen=True, slots=True)
class SiteFile:
    """An answer to the request for a file of a site."""

    status: int
    body: bytes


def kept_file(connection: Connection, url: str, *, since: datetime, now: datetime) -> SiteFile | None:
    """The answer for the file at this address; None: it was not asked for since then."""
    with connection.cursor(row_factory=class_row(SiteFile)) as cursor:
        values = {"url": url, "since": since, "now": now}
        return cursor.execute(query("site_file"), storable(values)).fetchone()


def keep_file(connection: Connection, url: str, file: SiteFile, *, now: datetime) -> None:
    """Keep the answer for the file at this address, unless it is longer than `LONGEST`."""
    if len(file.body) <= LONGEST and storable_url(url):
        values = {"url": url, "now": now, "status": file.status, "body": file.body}
        connection.execute(query("put_site_file"), storable(values))
