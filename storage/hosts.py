"""Hosts that are slowed down or left alone for a while."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from storage.characters import storable
from storage.sql import query


@dataclass(slots=True)
class HostState:
    """How a host is treated."""

    name: str  # with port, as in an address
    delay_seconds: float = 0.0  # least time between two requests; 0: as everywhere
    paused_until: datetime | None = None  # None: not paused
    pauses: int = 0  # since its last good answer
    reason: str = ""

    @property
    def unremarkable(self) -> bool:
        """Whether it is treated like any other."""
        return not self.delay_seconds and not self.pauses


def hosts(connection: Connection) -> dict[str, HostState]:
    """The hosts that are treated otherwise than others, by name."""
    with connection.cursor(row_factory=class_row(HostState)) as cursor:
        return {state.name: state for state in cursor.execute(query("hosts"))}


def save_host(connection: Connection, state: HostState, now: datetime) -> None:
    """Keep how a host is treated for the next crawls."""
    if state.unremarkable:
        connection.execute(query("delete_host"), storable({"name": state.name}))
        return
    values = {
        "name": state.name,
        "delay_seconds": state.delay_seconds,
        "paused_until": state.paused_until,
        "pauses": state.pauses,
        "reason": state.reason,
        "now": now,
    }
    connection.execute(query("put_host"), storable(values))
