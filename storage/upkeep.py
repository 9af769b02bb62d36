"""Keeping tables and indexes in order where autovacuum comes late: large tables, and what waits in indexes of words.

Autovacuum waits until a fifth of a table is dead; of a million articles that are two hundred thousand rows. Here a
tenth is enough, at an hour when little is written. Nobody waits for it: VACUUM takes no lock that readers or writers
meet, and passes over tables that are being vacuumed already.
"""

from collections.abc import Callable

from psycopg import Connection, sql

from storage.sql import query

_LEAST = 1_000  # rows: a small table is autovacuum's


def vacuum(connection: Connection, *, least: int = _LEAST, on: Callable[[str], None] = lambda _: None) -> list[str]:
    """Vacuum and analyse the tables that need it; their names, each told before. Not within a transaction."""
    connection.execute(query("flush_statistics"))
    wanted = connection.execute(query("tables_to_vacuum"), {"least": least}).fetchall()
    for schema, name in wanted:
        on(name)
        connection.execute(sql.SQL(query("vacuum_table")).format(table=sql.Identifier(schema, name)))
    return [name for _, name in wanted]


def clean_pending_lists(connection: Connection) -> int:
    """Sort in what waits to be sorted into the indexes of words; how many pages that were."""
    row = connection.execute(query("clean_pending_lists")).fetchone()
    return int(row[0]) if row else 0
