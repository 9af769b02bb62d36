"""`watira forget` as a person calls it."""

import io

import pytest
from psycopg import Connection

from schedules import cli
from schedules.settings import Settings
from tests.schedules.demo_database import fill


class _Terminal(io.StringIO):
    """Somebody who can be asked."""

    def isatty(self) -> bool:
        """There is a person."""
        return True


def test_it_shows_asks_and_removes(
    settings: Settings, connection: Connection, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is removed without an answer or --yes; what is removed was shown, and is told in the log without its
    address; an address, then a source; --allow takes it back."""
    fill(connection)
    monkeypatch.setattr("schedules.settings.load", lambda: settings)
    [(number, source, url)] = connection.execute(
        "select id, source, url from article where exists"
        " (select from article as copy where copy.duplicate_of = article.id) order by id limit 1"
    ).fetchall()

    def left(column: str, name: str) -> int:
        rows = connection.execute(f"select count(*) from article where {column} = %s".encode(), [name]).fetchall()
        return int(rows[0][0])

    assert cli.main(["forget", "nobody"]) == 2
    assert "is no address and no source" in capfd.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert cli.main(["forget", url]) == 1
    told = capfd.readouterr()
    assert "copy that stays: " in told.out
    assert "add --yes" in told.err
    monkeypatch.setattr("sys.stdin", _Terminal("n\n"))
    assert cli.main(["forget", url]) == 0
    assert left("url", url) == 1
    monkeypatch.setattr("sys.stdin", _Terminal("y\n"))
    assert cli.main(["forget", url]) == 0
    assert left("url", url) == 0
    told = capfd.readouterr()
    assert "forgotten: 1 article, address " in told.err
    assert url not in told.err
    assert connection.execute("select from article where duplicate_of = %s", [number]).fetchall() == []

    others = left("source", source)
    assert cli.main(["forget", source, "--yes"]) == 0
    assert f"to be removed of {source}: {others} articles" in capfd.readouterr().out
    assert left("source", source) == 0
    assert cli.main(["forget", url, "--yes"]) == 0
    assert "No article is stored there" in capfd.readouterr().out
    for _ in range(2):
        assert cli.main(["forget", source, "--allow"]) == 0
    assert "was not forgotten" in capfd.readouterr().err
    assert connection.execute("select count(*) from forgotten where source <> ''").fetchone() == (0,)
