"""Rows of the views, streamed."""

from datetime import timedelta
from typing import Any

import pytest
from psycopg import Connection

from storage import export, reader
from storage.conditions import ConditionError
from storage.connect import connect
from storage.export import ExportError, Wanted, exported, incidents
from tests.storage.samples import NOW, Sample, days, registered, save
from tests.storage.test_facts import FACTS

LONG = "قصفت طائرات مسيرة القرية. " * 20


@pytest.fixture
def database(connection: Connection) -> Connection:
    """Three articles of three days, the last with facts."""
    registered(connection)
    for number, facts in enumerate((Sample().facts, Sample().facts, FACTS)):
        url = f"https://alpha.example/{number}"
        body = f"{LONG}\nالفقرة {'ا' * number}"
        save(connection, url=url, body=body, published_at=NOW - days(2 - number), facts=facts, now=NOW + days(number))
    return connection


def read(connection: Connection, wanted: Wanted) -> list[dict[str, Any]]:
    """The rows, by column."""
    with exported(connection, wanted) as table:
        names = [column.name for column in table.columns]
        return [dict(zip(names, row, strict=True)) for rows in table.batches for row in rows]


def test_rows_come_in_batches_and_order(database: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few are in memory; texts are cut unless they are asked for whole."""
    monkeypatch.setattr(export, "BATCH", 2)
    with exported(database, Wanted("articles")) as table:
        assert [len(rows) for rows in table.batches] == [2, 1]
    short, whole = read(database, Wanted("articles")), read(database, Wanted("articles", full_text=True))
    assert [row["url"][-1] for row in short] == ["0", "1", "2"]
    assert "body" not in short[0]
    assert short[0]["excerpt"] == whole[0]["body"][:200] + "…"
    assert [*short[0]].index("excerpt") == [*whole[0]].index("body")


def test_rows_are_chosen_by_time_and_condition(database: Connection) -> None:
    """Times are those of the view; days where it has days."""
    assert len(read(database, Wanted("articles", since=NOW - timedelta(days=1)))) == 2
    assert len(read(database, Wanted("events", since=(NOW - days(3)).date()))) == 1
    assert not read(database, Wanted("events", since=NOW.date()))
    assert len(read(database, Wanted("articles", condition="title like '%قصف%' and url like '%/1'"))) == 1
    assert not read(database, Wanted("events", condition="killed_min > 2"))
    assert len(read(database, Wanted("mentions", condition="kind = 'place' and precision_km < 3"))) == 1


def test_a_condition_that_does_not_fit_is_told(database: Connection) -> None:
    """Also one that only fails at a row; the connection can be used afterwards."""
    for condition, said in (
        ("bogus = 1", '"bogus" does not exist'),
        ("score / 0 > 1", "division by zero"),
        ("title", "bool"),
    ):
        with pytest.raises(ConditionError, match=said):
            read(database, Wanted("articles", condition=condition))
    with pytest.raises(ExportError, match="no view 'article'"):
        read(database, Wanted("article"))
    assert len(read(database, Wanted("articles"))) == 3


def test_what_takes_too_long_is_ended(database: Connection, database_url: str) -> None:
    """In the time that was allowed for; here another session holds the rows."""
    with connect(database_url) as other, other.transaction():
        other.execute("lock table revision")
        with pytest.raises(ExportError, match="longer than 1 s"):
            read(database, Wanted("revisions", timeout_s=1))


def test_a_reader_does_the_reading(database: Connection) -> None:
    """Where the role was made; without it the owner reads, and can write nothing meanwhile."""
    with exported(database, Wanted("articles")) as table:
        assert len([*table.batches]) == 1
        assert database.execute("select current_user, current_setting('transaction_read_only')").fetchone() == (
            database.info.user,
            "on",
        )
    reader.grant(database)
    with exported(database, Wanted("articles")) as table:
        assert len([*table.batches]) == 1
        assert database.execute("select current_user").fetchone() == (reader.ROLE,)
    assert database.execute("select current_user").fetchone() == (database.info.user,)
    database.execute("drop owned by watira_reader; drop role watira_reader")


def test_incidents_are_told_once(database: Connection) -> None:
    """Two reports of one story are one, with both sources; an incident that is only possible is none."""
    save(
        database,
        url="https://beta.example/9",
        source="beta",
        body="نص آخر عن القصف نفسه",
        facts=FACTS,
        now=NOW + days(3),
    )
    database.execute("insert into story (created_at, changed_at) values (now(), now())")
    database.execute("update article set story_id = (select id from story limit 1), duplicate_of = null"
                     " where facts <> '{}'")  # fmt: skip
    with incidents(database, Wanted("events")) as found:
        [one] = list(found)
    assert (one["acled_type"], one["killed"], one["told_by"]) == ("Air/drone strike", 2, ["Alpha", "Beta"])
    database.execute("update event set assertion = 'possible'")
    with incidents(database, Wanted("events")) as found:
        assert list(found) == []
