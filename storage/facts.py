"""What articles report, as rows that analysts query: made from the column `facts` of the articles, in the transaction
that writes it."""

from collections.abc import Sequence

from psycopg import Connection

from pipelines.facts.fact import NOTHING, Facts
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


def note_facts(connection: Connection, article_id: int, facts: Facts, *, earlier: bool) -> None:
    """Store what a text reports, in place of what its `earlier` one did; most report nothing that is looked for."""
    if earlier:
        replace_facts(connection, [article_id])
    elif facts != NOTHING:
        put_facts(connection, [article_id])
