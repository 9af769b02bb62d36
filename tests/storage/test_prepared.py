"""Tests of storage/prepared.py."""

import pickle

import pytest
from psycopg import Connection

from pipelines.article import Article
from storage.articles import Outcome, save_article
from storage.prepared import Prepared, prepared
from tests.storage.samples import NOW, Sample, page, registered, rows

WRITTEN = (
    "select title, body, facts, evidence, search::text, keys, topics, outline from article join gist on article_id = id"
)


def sample(number: int = 1) -> Article:
    """An article with a character that no text of Postgres holds."""
    return Sample(f"https://alpha.example/{number}", title="قصف\x00 على القرية").article()


def test_what_was_prepared_elsewhere_is_stored_as_it_is(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the letter, and nothing of it is found out again."""
    registered(connection)
    save_article(connection, sample(), page(), now=NOW)
    expected = rows(connection, WRITTEN)
    connection.execute("truncate article, page, link, story cascade")
    sent = pickle.loads(pickle.dumps(prepared(sample())))
    for name in ("storage.prepared.of_article", "storage.prepared.of_text", "storage.compared.of_text"):
        monkeypatch.setattr(name, None)
    assert save_article(connection, sent, page(), now=NOW).outcome is Outcome.NEW
    assert rows(connection, WRITTEN) == expected


def test_it_is_prepared_once() -> None:
    """And stays an article."""
    once = prepared(sample())
    assert isinstance(once, Prepared)
    assert prepared(once) is once
    assert once.reading == sample().reading
