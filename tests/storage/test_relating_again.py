"""Deciding again how articles stand to each other: first tried, then written."""

from dataclasses import replace

from psycopg import Connection

from storage.connect import connect
from storage.relating_again import standings, tried
from tests.storage.samples import NOW, Sample, minutes, registered, rows, save

TEXT = "قصفت مسيرة أطراف قرية خراب الجير مساء السبت، وقال شهود إن ثلاثة مدنيين أصيبوا ونقلوا إلى المشفى."


def test_trying_keeps_nobody_waiting_and_changes_nothing(connection: Connection, database_url: str) -> None:
    """What would come of it is seen within the transaction; another session stores meanwhile; nothing stays."""
    registered(connection)
    first = Sample("https://alpha.example/1", body=TEXT)
    saved = [save(connection, first).article_id]
    saved += [
        save(connection, replace(first, url=f"https://beta.example/{n}", source="beta")).article_id for n in (1, 2)
    ]
    connection.execute("delete from pair; update article set duplicate_of = null, story_id = null")
    before = standings(connection)
    with connection.transaction(force_rollback=True):
        assert list(tried(connection, saved, now=NOW)) == [3]
        with connect(database_url) as other:
            save(other, replace(first, url="https://alpha.example/9", published_at=NOW + minutes(9)))
        after = standings(connection)
    assert [after[number].duplicate_of for number in saved] == [None, saved[0], saved[0]]
    assert [after[number].story_id is not None for number in saved] == [True] * 3
    assert standings(connection)[saved[1]].duplicate_of == before[saved[1]].duplicate_of
    assert rows(connection, "select count(*) from article") == [(4,)]
