"""What is learned of a source's usual behaviour, and what departs from it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from psycopg import Connection

from pipelines.channels import Feed
from storage.archives import part_done, save_part
from storage.channels import Schedule, channels_health, due_sources, next_due, save_channel
from storage.hosts import HostState, hosts, save_host
from storage.sources import SourceHealth, health, record_crawl
from tests.storage.samples import FEED, SOURCES, registered, rows

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def crawled(
    database: Connection, at: datetime, new: int = 0, error: str = "", read: int = 0, good: float = 0.0
) -> None:
    """A crawl of the first source."""
    fine = not error
    record_crawl(database, "alpha", succeeded=fine, new_articles=new, error=error, now=at, read=read, good=good)


def alpha(database: Connection) -> SourceHealth:
    """The first source's health."""
    return next(one for one in health(database) if one.key == "alpha")


def test_silence_is_measured_by_its_own_past(database: Connection) -> None:
    """A source with news every eight hours is silent after twelve; six hours of silence are no alarm for anybody."""
    for hours in range(112, 22, -2):
        crawled(database, NOW - hours * HOUR, new=hours % 8 == 0)
    found = alpha(database)
    assert found.usual_gap is not None
    assert timedelta(hours=7.9) < found.usual_gap <= 8 * HOUR
    assert not found.silent
    crawled(database, NOW - 11 * HOUR)
    assert alpha(database).silent
    crawled(database, NOW, new=1)
    assert not alpha(database).silent


def test_what_nobody_watched_is_no_silence(database: Connection) -> None:
    """A weekend with the machine switched off makes nothing silent, and is not learned as usual."""
    for hours in range(112, 60, -2):
        crawled(database, NOW - hours * HOUR, new=1)
    assert not alpha(database).silent
    crawled(database, NOW, new=1)
    found = alpha(database)
    assert found.usual_gap is not None
    assert found.usual_gap <= 6 * HOUR
    assert not found.silent


def test_an_unknown_source_has_three_days(database: Connection) -> None:
    """Where nothing is learned, three days of silence since it was added are too many."""
    crawled(database, NOW)
    assert not alpha(database).silent
    database.execute("update source set added_at = now() - interval '4 days'")
    crawled(database, NOW)
    assert alpha(database).silent


def test_shrinking(database: Connection) -> None:
    """Pages that read much worse than they used to are noticed after thirty or so."""
    crawled(database, NOW, read=200, good=180.0)
    assert not alpha(database).shrinking
    crawled(database, NOW, read=30, good=3.0)
    found = alpha(database)
    assert found.shrinking
    assert found.usual_good_share is not None
    assert found.usual_good_share > 0.8
    assert found.trouble == "shrinking"


def test_trouble_and_recovery(database: Connection) -> None:
    """Three failures are trouble, a refusal is at once; when it is over, the time is kept."""
    for _ in range(2):
        crawled(database, NOW, error="https://o.example/feed: unreachable: time-out")
    assert alpha(database).trouble == ""
    crawled(database, NOW, error="https://o.example/feed: unreachable: time-out")
    assert (alpha(database).trouble, alpha(database).troubled_at) == ("failing", NOW)
    crawled(database, NOW + HOUR, error="https://o.example/feed: refused: HTTP status 403")
    assert (alpha(database).trouble, alpha(database).troubled_at) == ("refused", NOW)
    crawled(database, NOW + 2 * HOUR)
    assert (alpha(database).trouble, alpha(database).recovered_at) == ("", NOW + 2 * HOUR)


def test_what_is_due(database: Connection) -> None:
    """Channels never asked, and those whose time has come; not those that asked to wait."""
    source = replace(SOURCES[0], channels=(Feed(FEED),))
    assert due_sources(database, [source, SOURCES[1]], NOW) == {"alpha"}

    def answered(due_at: datetime | None, not_before: datetime | None = None) -> set[str]:
        validators: dict[str, Any] = {"etag": None, "last_modified": None, "body_sha256": None}
        rest: dict[str, Any] = {"not_before": not_before, "schedule": Schedule(due_at), "now": NOW}
        save_channel(database, FEED, "alpha", **validators, status=200, error="", **rest)
        return due_sources(database, [source], NOW)

    assert answered(NOW + HOUR) == set()
    assert next_due(database, NOW) == NOW + HOUR
    assert answered(NOW - HOUR, NOW + 2 * HOUR) == set()
    assert answered(NOW - HOUR) == {"alpha"}
    assert answered(None) == {"alpha"}
    assert answered(NOW + timedelta(days=9)) == {"alpha"}  # the clock was set back
    assert [one.url for one in channels_health(database)] == [FEED]


def test_hosts(database: Connection) -> None:
    """A host in trouble is kept until it is out of it."""
    state = HostState("o.example:8080", 2.0, NOW + HOUR, 1, "HTTP status 503")
    save_host(database, state, NOW)
    save_host(database, state, NOW)
    assert hosts(database) == {"o.example:8080": state}
    save_host(database, HostState("o.example:8080"), NOW)
    assert hosts(database) == {}


def test_parts_of_archives(database: Connection) -> None:
    """A part is done for the time that it was asked for, and for any time within."""
    url = "https://o.example/2024-01.xml"
    save_part(database, "alpha", url, NOW - 9 * HOUR, NOW - 3 * HOUR, NOW)
    assert part_done(database, "alpha", url, NOW - 8 * HOUR, NOW - 3 * HOUR)
    assert not part_done(database, "alpha", url, NOW - 10 * HOUR, NOW - 3 * HOUR)
    assert not part_done(database, "alpha", url, NOW - 8 * HOUR, NOW)
    assert not part_done(database, "beta", url, NOW - 8 * HOUR, NOW - 3 * HOUR)
    assert rows(database, "select count(*) from archive_part") == [(1,)]
