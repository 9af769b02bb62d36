"""What articles report, as rows that analysts query: made from the column `facts` of the articles, in the transaction
that writes it."""

from collections.abc import Sequence

from psycopg import Connection

from storage.sql import query


def put_facts(connection: Connection, article_ids: Sequence[int]) -> None:
    """Store the facts of articles that have no such rows yet."""
    if article_ids:
        connection.execute(query("put_facts"), {"ids": list(article_ids)})


def replace_facts(connection: Connection, article_ids: Sequence[int]) -> None:
    """Store the facts of articles in place of those stored before."""
    if article_ids:
        connection.execute(query("drop_facts"), {"ids": list(article_ids)})
        put_facts(connection, article_ids)
