"""Several processes that store at the same moment: one row for one address, one first among copies, no deadlock."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from psycopg import Connection

from storage.articles import Saved
from storage.connect import connect
from tests.storage.samples import NOW, Sample, minutes, registered, rows, save, value


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def _at_once(database_url: str, samples: list[Sample]) -> list[Saved]:
    """Store each sample over a connection of its own, all at the same moment."""
    barrier = Barrier(len(samples))

    def store(sample: Sample) -> Saved:
        with connect(database_url) as connection:
            barrier.wait(timeout=30)
            return save(connection, sample)

    with ThreadPoolExecutor(len(samples)) as pool:
        return list(pool.map(store, samples))


def test_two_savers_of_one_address_make_one_article(database: Connection, database_url: str) -> None:
    """The same article stored by several at the same moment is one row, new to one of them, and nobody fails."""
    for number in range(5):
        saved = _at_once(database_url, [Sample(f"https://alpha.example/{number}", body=f"نص {number}")] * 4)
        assert sorted(one.outcome for one in saved) == ["new", "unchanged", "unchanged", "unchanged"]
        assert len({one.article_id for one in saved}) == 1


def test_copies_stored_at_once_have_one_first(database: Connection, database_url: str) -> None:
    """Of copies stored by several at the same moment the first is the earliest."""
    samples = [Sample(f"https://alpha.example/{number}", published_at=NOW - minutes(number)) for number in range(6)]
    _at_once(database_url, samples)
    first = value(database, "select id from article where url = 'https://alpha.example/5'")
    assert rows(database, "select duplicate_of from article order by url") == [(first,)] * 5 + [(None,)]


def test_revisions_that_swap_texts_do_not_wait_in_a_ring(database: Connection, database_url: str) -> None:
    """Articles that take each other's text at the same moment are both stored: no deadlock."""
    bodies = ["نص أول هنا", "نص ثان هناك"]
    addresses = [f"https://alpha.example/{number}" for number in range(4)]
    for turn in range(6):
        samples = [
            Sample(address, body=bodies[(number + turn) % 2], published_at=NOW - minutes(number))
            for number, address in enumerate(addresses)
        ]
        saved = _at_once(database_url, samples)
        assert len(saved) == 4
    assert value(database, "select count(*) from article where duplicate_of is null") == 2
