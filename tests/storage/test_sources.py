"""The sources, their channels and their health."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from psycopg import Connection

from storage.articles import save_rejection
from storage.channels import ChannelState, channel_state, save_channel
from storage.connect import connect
from storage.rhythm import Rhythm
from storage.sources import health, record_crawl, register
from storage.sources import registered as known_sources
from tests.storage.samples import FEED, NOW, SOURCES, minutes, registered, rejection, rows, save, value


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def _answer(database: Connection, *, error: str = "", etag: str | None = None, sha256: bytes | None = None) -> None:
    status = 500 if error else 200
    save_channel(
        database, FEED, "alpha", etag=etag, last_modified=None, body_sha256=sha256, status=status, error=error, now=NOW
    )


def test_the_catalogue_is_taken_over(database: Connection) -> None:
    """Names and switches follow the catalogue; what left it is disabled and keeps its health."""
    record_crawl(database, "beta", succeeded=True, new_articles=1, error="", now=NOW)
    register(database, [replace(SOURCES[0], name_ar="ألفا الجديدة", enabled=False, reason="blocked")])
    assert rows(database, "select key, name_ar, enabled, reason from source order by key") == [
        ("alpha", "ألفا الجديدة", False, "blocked"),
        ("beta", "بيتا", False, "no longer in the catalogue"),
    ]
    assert value(database, "select last_new_at from source where key = 'beta'") == NOW
    register(database, SOURCES)
    assert [one.enabled for one in health(database)] == [True, True]


def test_an_unchanged_catalogue_writes_nothing(database: Connection) -> None:
    """Every start registers the catalogue; rows that say the same are left alone."""
    before = rows(database, "select xmin::text, key from source order by key")
    register(database, SOURCES)
    assert rows(database, "select xmin::text, key from source order by key") == before


def test_catalogues_registered_at_once_do_not_collide(database_url: str, connection: Connection) -> None:
    """Several processes that start at the same moment all register, whatever their order."""

    def enter(number: int) -> None:
        with connect(database_url) as own:
            for turn in range(5):
                named = [replace(one, name_en=f"{number}.{turn}") for one in SOURCES]
                register(own, named if number % 2 else reversed(named))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enter, range(4)))
    assert value(connection, "select count(*) from source") == 2


def test_the_state_of_a_source_follows_its_crawls(database: Connection) -> None:
    """New until the first crawl, then ok or failing by the last one; disabled whatever it did."""
    states = [health(database)[0].state]
    for succeeded in (True, False, False, True):
        record_crawl(
            database, "alpha", succeeded=succeeded, new_articles=0, error="" if succeeded else "HTTP 500", now=NOW
        )
        states.append(health(database)[0].state)
    register(database, [replace(SOURCES[0], enabled=False)])
    assert [*states, health(database)[0].state] == ["new", "ok", "failing", "failing", "ok", "disabled"]


def test_a_crawl_leaves_its_times_and_its_error(database: Connection) -> None:
    """A failed crawl leaves the times of the last good one; errors in a row are counted from there."""
    later = NOW + minutes(15)
    record_crawl(database, "alpha", succeeded=True, new_articles=3, error="", now=NOW)
    record_crawl(database, "alpha", succeeded=True, new_articles=0, error="one of two feeds is broken", now=later)
    for _ in range(2):
        record_crawl(database, "alpha", succeeded=False, new_articles=0, error="no\x00 answer", now=later + minutes(1))
    columns = "last_crawl_at, last_success_at, last_new_at, errors_in_a_row, last_error"
    kept = rows(database, f"select {columns} from source where key = 'alpha'")
    assert kept == [(later + minutes(1), later, NOW, 2, "no answer")]


def test_health_counts_articles_and_rejections(database: Connection) -> None:
    """Articles with copies, and the addresses that gave none."""
    save(database)
    save(database, url="https://alpha.example/2")
    save_rejection(database, rejection("https://alpha.example/3"), None, link_url="https://alpha.example/3", now=NOW)
    assert [(one.key, one.articles, one.rejected) for one in health(database)] == [("alpha", 2, 1), ("beta", 0, 0)]


def test_an_unknown_channel_has_no_state(database: Connection) -> None:
    """A channel that was never asked is asked without conditions."""
    assert channel_state(database, FEED) is None


def test_a_channel_keeps_what_its_last_good_answer_said(database: Connection) -> None:
    """An error changes nothing of what the channel is asked with; errors are counted until the next good answer."""
    _answer(database, etag='"a\x00"', sha256=b"1" * 32)
    _answer(database, error="HTTP 500")
    _answer(database, error="HTTP 500")
    state = ChannelState('"a"', None, b"1" * 32, failures=2, rhythm=Rhythm(asked_at=NOW))
    assert channel_state(database, FEED) == state
    assert rows(database, "select status, error, errors_in_a_row from channel") == [(500, "HTTP 500", 2)]
    _answer(database, sha256=b"2" * 32)
    assert channel_state(database, FEED) == replace(state, etag=None, body_sha256=b"2" * 32, failures=0)
    assert value(database, "select errors_in_a_row from channel") == 0


def test_a_channel_that_never_answered_is_counted(database: Connection) -> None:
    """The first answer may be a bad one."""
    _answer(database, error="no answer")
    assert channel_state(database, FEED) == ChannelState(None, None, None, failures=1)
    assert value(database, "select errors_in_a_row from channel") == 1


def test_a_source_that_left_the_catalogue_is_still_known(database: Connection) -> None:
    """Its pages can be read again: name, home and zone are as the catalogue last told them; feeds play no part."""
    register(database, [replace(SOURCES[0], timezone="Asia/Beirut")])
    left = replace(SOURCES[1], enabled=False, reason="no longer in the catalogue")
    assert known_sources(database) == {"alpha": replace(SOURCES[0], timezone="Asia/Beirut"), "beta": left}
