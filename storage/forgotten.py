"""What somebody asked to be removed and must not come back: known by hashes, so that what stays does not name it.

An article is known by each address that led to it and by what its channel calls it, so that it does not come back from
another address; a source by its key.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from psycopg import Connection

from pipelines.urls import canonical
from storage.sql import query


def of_address(url: str) -> bytes:
    """What an address is known by, however it is written."""
    return hashlib.sha256(f"address {canonical(url)}".encode(errors="replace")).digest()


def of_source(key: str) -> bytes:
    """What a whole source is known by."""
    return hashlib.sha256(f"source {key}".encode(errors="replace")).digest()


def names(addresses: Iterable[str], source: str, guid: bytes | None = None) -> set[bytes]:
    """All that an article may have been forgotten as; `guid` is `storage.links.identity` of its announcement."""
    return {*map(of_address, addresses), of_source(source), *filter(None, [guid])}


def among(connection: Connection, wanted: Iterable[bytes]) -> set[bytes]:
    """Which of these must not come back."""
    asked = list(set(wanted))
    if not asked:
        return set()
    return {name for (name,) in connection.execute(query("forgotten_among"), {"names": asked}, binary=True)}


def remember(connection: Connection, wanted: Iterable[bytes], asked: bytes, *, now: datetime, source: str = "") -> None:
    """Have these not come back, with what was asked for; `source`: everything of it is meant."""
    values = {"names": sorted(set(wanted)), "asked": asked, "source": source, "now": now}
    connection.execute(query("put_forgotten"), values)


def allow(connection: Connection, name: bytes) -> bool:
    """Let come back what goes by this name, under whatever address; whether it could not before."""
    return connection.execute(query("drop_forgotten"), {"name": name}).rowcount > 0
