"""The texts of stored articles, for whatever goes through many of them."""

from collections.abc import Iterator

from psycopg import Connection

from storage.sql import query

_BATCH = 500
_BEYOND_ALL = 2**63 - 1  # no article has so high a number


def latest_texts(connection: Connection, most: int) -> Iterator[str]:
    """The title and body of each of the latest articles, one text each, up to a number of them."""
    before, left = _BEYOND_ALL, most
    while left > 0:
        rows = connection.execute(query("texts_before"), {"before": before, "most": min(left, _BATCH)}).fetchall()
        if not rows:
            return
        yield from (f"{title}\n{body}" for _, title, body in rows)
        before, left = rows[-1][0], left - len(rows)
