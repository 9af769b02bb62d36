"""Advisory locks: what two processes must not do at the same time, by name."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from psycopg import Connection

from storage.sql import query


def hold(connection: Connection, subject: str, names: Iterable[str]) -> None:
    """Wait for these locks and keep them until the transaction ends; in one order, so that nobody waits in a ring."""
    ordered = [f"watira {subject} {name}" for name in sorted(set(names))]
    connection.execute(query("hold_locks"), {"names": ordered})


def saving(connection: Connection) -> None:
    """Count as a saver of articles until the transaction ends; wait while somebody makes sure that there is none."""
    connection.execute(query("hold_shared_lock"), {"name": "watira saving "})


def hold_no_saving(connection: Connection) -> None:
    """Wait until nobody is saving an article, and let nobody begin until the transaction ends."""
    hold(connection, "saving", [""])


def crawling(connection: Connection, source_key: str) -> AbstractContextManager[bool]:
    """Whether this session is the only one that crawls the source; kept until the block ends or the session dies.

    A session gets a lock that it has already once more, so crawls that may meet need a connection each.
    """
    return _alone(connection, f"watira crawl {source_key}")


def rereading(connection: Connection) -> AbstractContextManager[bool]:
    """Whether this session is the only one that reads again what is stored; kept as `crawling` is."""
    return _alone(connection, "watira reread ")


@contextmanager
def _alone(connection: Connection, name: str) -> Iterator[bool]:
    """Whether this session has the lock of this name; given back at the end."""
    lock = {"name": name}
    row = connection.execute(query("try_session_lock"), lock).fetchone()
    taken = bool(row and row[0])
    try:
        yield taken
    finally:
        if taken and not connection.closed:
            connection.execute(query("release_session_lock"), lock)
