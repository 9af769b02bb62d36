"""A password for readers: asked for where a person sits, and never too short."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pipelines.errors import Misuse
from schedules import reader_access
from schedules.commands import db
from schedules.settings import Settings
from storage import reader


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person at a terminal types."""
    words: list[str] = []

    def answers() -> Iterator[str]:
        yield from words

    given = answers()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(reader_access, "getpass", lambda _: next(given))
    monkeypatch.delenv(reader_access.PASSWORD, raising=False)
    return words


def test_a_password_is_typed_twice(typed: list[str]) -> None:
    """Alike, and of some length."""
    typed += ["a long password", "a long password", "one password", "another password", "short", "short"]
    assert reader_access._password() == "a long password"
    with pytest.raises(Misuse, match="differ"):
        reader_access._password()
    with pytest.raises(Misuse, match="12 characters"):
        reader_access._password()


def test_the_embedded_server_needs_none(connection: psycopg.Connection, tmp_path: Path) -> None:
    """Nobody is asked; the address of the role is that of the owner with another name."""
    told = reader_access.grant(connection, embedded=True)
    assert "watira db psql --reader" in told
    options = argparse.Namespace(reader=True)
    assert db._as_asked(Settings(tmp_path), "postgresql://watira@/watira?host=x", options) == (
        "postgresql://watira_reader@/watira?host=x"
    )
    connection.execute(f"drop owned by {reader.ROLE}; drop role {reader.ROLE}".encode())
