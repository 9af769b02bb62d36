"""Who gets the digest, besides those in the settings."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import kwargs_row

from storage.characters import storable
from storage.digests import Frequency
from storage.sql import query


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets the digest, and what of it; empty filters let everything in."""

    address: str  # in small letters
    written: str  # with a name where there is one
    language: str
    frequency: Frequency
    operator: bool
    governorates: Sequence[str]
    types: Sequence[str]
    sources: Sequence[str]


def recipients(connection: Connection) -> list[Recipient]:
    """All of them, by address."""
    with connection.cursor(row_factory=kwargs_row(_recipient)) as cursor:
        return cursor.execute(query("recipients")).fetchall()


def _recipient(*, frequency: str, **columns: Any) -> Recipient:
    return Recipient(frequency=Frequency(frequency), **columns)


def put_recipient(connection: Connection, recipient: Recipient, now: datetime) -> None:
    """Add one, or change what is known of the address."""
    lists = {name: list(getattr(recipient, name)) for name in ("governorates", "types", "sources")}
    connection.execute(query("put_recipient"), storable({**asdict(recipient), **lists, "now": now}))


def remove_recipient(connection: Connection, address: str) -> bool:
    """Remove one; false where there is none."""
    return connection.execute(query("remove_recipient"), storable({"address": address})).rowcount > 0
