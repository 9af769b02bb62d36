"""Vacuuming where it is needed, and what waits for the indexes of words."""

from psycopg import Connection

from storage import upkeep
from tests.storage.samples import registered, save, value

_DEAD = "select n_dead_tup from pg_stat_user_tables where relname = %s"


def test_dead_rows_are_cleared_where_there_are_many(connection: Connection) -> None:
    """Rows of the table or of what belongs to it; other tables are left alone, and the next time there is nothing."""
    registered(connection)
    for table in ("page", "link"):
        connection.execute(f"alter table {table} set (autovacuum_enabled = off)".encode())
    save(connection)
    connection.execute(
        "insert into page (url, fetched_at, status, headers, body, body_bytes, body_sha256)"
        " select 'u', now(), 200, '{}', decode(repeat('ab', 3000), 'hex'), 3000, sha256('') from generate_series(1, 60)"
    )
    connection.execute("analyze")
    connection.execute("update page set body = null where id <= 30")
    assert upkeep.vacuum(connection, least=1_000) == []
    assert upkeep.vacuum(connection, least=20) == ["page"]
    assert value(connection, _DEAD, "page") == 0
    assert upkeep.vacuum(connection, least=20) == []


def test_what_waits_is_sorted_in(connection: Connection) -> None:
    """Articles wait in a list of the index that each search reads, until it is emptied."""
    registered(connection)
    connection.execute("alter table article set (autovacuum_enabled = off)")
    save(connection)
    assert upkeep.clean_pending_lists(connection) >= 1
    assert upkeep.clean_pending_lists(connection) == 0
