"""Which announced articles have to be fetched."""

from dataclasses import replace
from datetime import datetime

import pytest
from psycopg import Connection

from pipelines.article import Link, Reason
from storage.articles import save_article, save_rejection
from storage.links import MOST_ATTEMPTS, due_again, next_try, stamp, to_fetch
from tests.storage.samples import NOW, Sample, days, link, minutes, page, registered, rejection, save, value

URL = "https://alpha.example/1"


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def _fail(
    database: Connection, at: datetime, reason: Reason = Reason.SERVER_ERROR, announced: Link | None = None
) -> None:
    save_rejection(database, rejection(URL, reason), None, link_url=URL, now=at, link=announced)


def _wanted(database: Connection, announced: Link, at: datetime) -> bool:
    return to_fetch(database, [announced], now=at) == [announced]


def test_only_unknown_addresses_are_fetched(database: Connection) -> None:
    """Of a channel with known and new articles the new ones are fetched, in the channel's order."""
    for number in range(10):
        save(database, url=f"https://alpha.example/{number}", body=f"نص {number}")
    announced = [link(f"https://alpha.example/{number}") for number in (12, 3, 11, 0, 10)]
    assert [one.url[-2:] for one in to_fetch(database, announced, now=NOW)] == ["12", "11", "10"]


def test_nothing_is_fetched_of_an_empty_channel(database: Connection) -> None:
    """No links, nothing to fetch."""
    assert to_fetch(database, [], now=NOW) == []


def test_one_address_is_fetched_once(database: Connection) -> None:
    """Links that differ in tracking parameters are one article."""
    announced = [link(URL + "?utm_source=rss"), link(URL), link(URL + "#comments")]
    assert to_fetch(database, announced, now=NOW) == announced[:1]


def test_an_address_known_under_another_form_is_not_fetched(database: Connection) -> None:
    """What is known by its canonical address is known by all of its forms."""
    save(database)
    assert not _wanted(database, link(URL + "?utm_source=rss"), NOW)


def test_an_address_that_is_too_long_is_left_out(database: Connection) -> None:
    """What could not be recorded is not fetched, or it would be fetched at every crawl."""
    assert not _wanted(database, link("https://alpha.example/" + "a" * 3_000), NOW)


def test_a_link_stays_unknown_until_it_is_fetched(database: Connection) -> None:
    """Asking records nothing: after a crash the same links are fetched."""
    assert _wanted(database, link(), NOW)
    assert _wanted(database, link(), NOW)
    assert value(database, "select count(*) from link") == 0


# Changes


def test_a_new_title_in_the_same_channel_is_a_change(database: Connection) -> None:
    """A retitled article is fetched once; another spelling of the title is no change."""
    save(database)
    changed = link(title="قصف على القرية: أربعة جرحى")
    assert not _wanted(database, link(title="قَصْف على القريه"), NOW + minutes(15))
    assert _wanted(database, changed, NOW + minutes(15))
    save_article(database, Sample().article(), page(link=changed, fetched_at=NOW + minutes(15)), now=NOW + minutes(15))
    assert not _wanted(database, changed, NOW + minutes(30))


def test_a_new_time_of_change_is_a_change(database: Connection) -> None:
    """A time of change that the channel did not state before is one, also when it lies before the last fetch."""
    save(database)
    assert _wanted(database, link(updated_at=NOW - minutes(5)), NOW + minutes(15))


def test_another_channel_is_believed_by_its_time_alone(database: Connection) -> None:
    """Another channel's wording says nothing; its time of change counts if it lies between the fetch and now."""
    save(database)
    other = link(channel="https://alpha.example/other", title="عنوان القناة الأخرى")
    later = NOW + minutes(15)
    assert not _wanted(database, other, later)
    assert not _wanted(database, replace(other, updated_at=NOW - minutes(1)), later)
    assert _wanted(database, replace(other, updated_at=NOW + minutes(1)), later)
    assert not _wanted(database, replace(other, updated_at=later + minutes(1)), later)


def test_a_stated_change_is_tried_again_until_it_is_fetched(database: Connection) -> None:
    """A change whose fetch fails stays a change, tried with back-off."""
    save(database)
    changed = link(title="عنوان جديد")
    _fail(database, NOW + minutes(15), announced=changed)
    assert _wanted(database, changed, NOW + minutes(30))
    _fail(database, NOW + minutes(30), announced=changed)
    assert not _wanted(database, changed, NOW + minutes(44))
    assert _wanted(database, changed, NOW + minutes(45))
    assert not _wanted(database, link(), NOW + minutes(45))


@pytest.mark.parametrize("announced", [link(title="عنوان جديد"), None])
@pytest.mark.parametrize(("reason", "failures"), [(Reason.GONE, 1), (Reason.SERVER_ERROR, MOST_ATTEMPTS)])
def test_a_stated_change_is_given_up_at_last(
    database: Connection, reason: Reason, failures: int, announced: Link | None
) -> None:
    """A change that cannot be fetched is let go; the next one is tried anew."""
    save(database)
    changed = link(title="عنوان جديد")
    for failure in range(failures):
        at = NOW + days(failure + 1)
        assert _wanted(database, changed, at)
        _fail(database, at, reason, announced)
    assert not _wanted(database, changed, NOW + days(10))
    assert value(database, "select state from link") == "article"
    assert _wanted(database, link(updated_at=NOW + days(11), title="عنوان آخر"), NOW + days(12))


def test_the_stamp_tells_titles_and_times_apart() -> None:
    """32 bytes of title and time, whatever the title is."""
    stamps = {stamp(link()), stamp(link(title="آخر")), stamp(link(updated_at=NOW)), stamp(link(title="\ud800\x00"))}
    assert len(stamps) == 4
    assert {len(one) for one in stamps} == {32}


# Failures


def test_a_temporary_failure_is_tried_again_with_back_off(database: Connection) -> None:
    """The first retry is due at once, then the waits grow; after six attempts it is final."""
    waits = [minutes(0), minutes(15), minutes(60), minutes(240), minutes(960)]
    at = NOW
    for wait in waits:
        _fail(database, at)
        if wait:
            assert not _wanted(database, link(), at + wait - minutes(1))
        at += wait
        assert _wanted(database, link(), at)
    _fail(database, at)
    assert value(database, "select state from link") == "rejected"
    assert not _wanted(database, link(), at + days(30))


def test_a_final_reason_is_not_tried_again(database: Connection) -> None:
    """What can never be an article is not fetched again, even when the channel changes its title."""
    _fail(database, NOW, Reason.NOT_ARABIC, link())
    assert not _wanted(database, link(title="another"), NOW + days(1))


def test_a_given_up_address_gets_new_attempts_with_a_stated_change(database: Connection) -> None:
    """A page that stayed empty is fetched again once its channel announces something new there."""
    for failure in range(MOST_ATTEMPTS):
        _fail(database, NOW + days(failure), Reason.EMPTY, link())
    later = NOW + days(10)
    assert not _wanted(database, link(), later)
    assert _wanted(database, link(title="عنوان جديد"), later)
    _fail(database, later, Reason.EMPTY, link(title="عنوان جديد"))
    assert value(database, "select state from link") == "retry"


def test_the_first_retry_is_due_at_the_next_crawl() -> None:
    """Most failures are over a moment later."""
    tried = next_try(None, Reason.EMPTY, NOW)
    assert (tried.attempts, tried.at, tried.state) == (1, NOW, "retry")


def test_due_links_are_known_without_their_channel(database: Connection) -> None:
    """A failed link that its channel announces no longer is still tried again, the longest waiting first."""
    for number in (2, 1):
        address = f"https://alpha.example/{number}"
        announced = link(address, published_at=NOW)
        save_rejection(database, rejection(address), None, link_url=address, now=NOW - minutes(number), link=announced)
    save(database, url="https://alpha.example/3")
    due = due_again(database, "alpha", now=NOW)
    assert due == [link(f"https://alpha.example/{number}", published_at=NOW) for number in (2, 1)]
    assert due_again(database, "alpha", now=NOW, limit=1) == due[:1]
    assert due_again(database, "alpha", now=NOW - minutes(3)) == []
    assert due_again(database, "beta", now=NOW) == []
