"""What a digest covers, and that it goes to each recipient once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from psycopg import Connection

from pipelines.article import Label, Precision, StoredArticle
from storage.articles import save_rejection
from storage.connect import connect
from storage.digests import (
    Delivery,
    DeliveryError,
    DeliveryState,
    DigestPeriod,
    SourceCount,
    UnsettledError,
    articles_first_seen,
    claim_delivery,
    deliveries,
    digest_of_day,
    finish_delivery,
    last_period_end,
    open_digest,
    settle,
    source_counts,
)
from storage.sources import register
from storage.sql import QUERIES, load
from tests.storage.samples import BODY, NOW, days, minutes, registered, rejection, save

DAY = date(2026, 11, 22)
READER = "reader@example.org"


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def _open(database: Connection, day: date = DAY) -> DigestPeriod:
    return open_digest(database, day=day, start=NOW - days(1), end=NOW, now=NOW)


def _finish(database: Connection, digest: DigestPeriod, state: DeliveryState, detail: str = "") -> None:
    finish_delivery(database, digest.id, READER, state, detail, NOW + minutes(1))


# What a period brought


def test_the_articles_of_a_period_are_those_first_seen_in_it(database: Connection) -> None:
    """From the start to before the end, in the order of publishing; a later revision moves nothing."""
    for number, seen in enumerate([NOW - minutes(1), NOW, NOW + minutes(59), NOW + minutes(60)]):
        save(database, url=f"https://alpha.example/{number}", published_at=NOW - minutes(number), now=seen)
    save(database, url="https://alpha.example/1", body="نص جديد", published_at=NOW, now=NOW + days(1))
    found = articles_first_seen(database, NOW, NOW + minutes(60))
    assert [(one.url[-1], one.revision) for one in found] == [("2", 1), ("1", 2)]


def test_no_article_falls_between_two_digests(database: Connection, database_url: str) -> None:
    """One that is being stored when a digest is opened is waited for; one stored later is seen after its period."""
    with connect(database_url) as saver, ThreadPoolExecutor(1) as pool:
        with saver.transaction():
            save(saver, url="https://alpha.example/slow", now=NOW - minutes(1))
            _open(database)
            settled = pool.submit(settle, database)
            with pytest.raises(TimeoutError):
                settled.result(0.3)
        settled.result(5)
        assert [one.url for one in articles_first_seen(database, NOW - days(1), NOW)] == ["https://alpha.example/slow"]
        save(saver, url="https://alpha.example/late", body="نص آخر", now=NOW - minutes(1))
        assert [one.url for one in articles_first_seen(database, NOW - days(1), NOW)] == ["https://alpha.example/slow"]
        (late,) = articles_first_seen(database, NOW, NOW + days(1))
        assert (late.url, late.first_seen_at) == ("https://alpha.example/late", NOW)


def test_a_saver_that_hangs_is_an_error(
    database: Connection, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A digest does not wait for ever, and those who store do not wait for it."""
    monkeypatch.setitem(load(QUERIES), "wait_for_savers", "set local lock_timeout = '100ms'")
    with connect(database_url) as saver, saver.transaction():
        save(saver)
        with pytest.raises(UnsettledError, match="try again"):
            settle(database)
        save(saver, url="https://alpha.example/2")
    settle(database)
    assert len(articles_first_seen(database, NOW, NOW + days(1))) == 2


def test_an_article_of_a_period_carries_what_the_digest_shows(database: Connection) -> None:
    """A row is a StoredArticle, with the source's Arabic name."""
    saved = save(database, published_at=None)
    [found] = articles_first_seen(database, NOW, NOW + minutes(1))
    assert found == StoredArticle(
        id=saved.article_id,
        source="alpha",
        source_name_ar="ألفا",
        url="https://alpha.example/1",
        title="قصف على القرية",
        body=BODY,
        published_at=None,
        published_precision=None,
        first_seen_at=NOW,
        label=Label.ESCALATION,
        score=0.9,
        tags=("hasakah",),
        duplicate_of=None,
        revision=1,
        source_name_en="Alpha",
        origin="agency وكاله",
    )
    save(database, url="https://alpha.example/2")
    assert articles_first_seen(database, NOW, NOW + minutes(1))[1].published_precision is Precision.MINUTE


def test_the_counts_of_a_period_name_every_enabled_source(database: Connection) -> None:
    """Sources that brought nothing are counted too; disabled ones only if they brought something."""
    save(database, url="https://alpha.example/0", now=NOW - days(1), body="من الأمس")
    save(database)
    save(database, url="https://alpha.example/2", published_at=NOW + minutes(1))
    save(database, url="https://alpha.example/3", body="اقتصاد", label=Label.OTHER)
    save_rejection(database, rejection("https://alpha.example/4"), None, link_url="https://alpha.example/4", now=NOW)
    counts = source_counts(database, NOW, NOW + minutes(1))
    assert counts == [
        SourceCount("alpha", "ألفا", "Alpha", 3, 2, 1, 1),
        SourceCount("beta", "بيتا", "Beta", 0, 0, 0, 0),
    ]
    register(database, [])
    assert source_counts(database, NOW, NOW + minutes(1)) == counts[:1]


# Opening a digest


def test_a_day_has_one_digest(database: Connection) -> None:
    """Opening it again gives the one that is open, with its own period."""
    opened = _open(database)
    assert opened == DigestPeriod(opened.id, DAY, NOW - days(1), NOW, NOW)
    later = NOW + minutes(5)
    assert open_digest(database, day=DAY, start=NOW, end=later, now=later) == opened
    assert digest_of_day(database, DAY) == opened
    assert digest_of_day(database, date(2026, 11, 23)) is None
    assert _open(database, date(2026, 11, 23)).id != opened.id


def test_the_last_period_is_the_last_that_reached_anybody(database: Connection) -> None:
    """A digest that was opened, is being sent or failed does not end a period: the next one covers its time again."""
    assert last_period_end(database) is None
    digest = _open(database)
    assert last_period_end(database) is None
    assert claim_delivery(database, digest.id, READER, "<1@w>", NOW)
    assert last_period_end(database) is None
    _finish(database, digest, DeliveryState.FAILED)
    assert last_period_end(database) is None
    assert claim_delivery(database, digest.id, READER, "<2@w>", NOW)
    _finish(database, digest, DeliveryState.SENT)
    assert last_period_end(database) == NOW
    open_digest(database, day=date(2026, 11, 23), start=NOW, end=NOW + days(1), now=NOW)
    assert last_period_end(database) == NOW


# Delivering it


def test_a_digest_is_claimed_once_for_each_recipient(database: Connection) -> None:
    """One claim while it is under way, none after it was sent; each recipient and each digest apart."""
    digest = _open(database)
    assert claim_delivery(database, digest.id, READER, "<1@w>", NOW)
    assert not claim_delivery(database, digest.id, READER, "<2@w>", NOW)
    _finish(database, digest, DeliveryState.SENT, "250 ok")
    assert not claim_delivery(database, digest.id, READER, "<3@w>", NOW)
    assert claim_delivery(database, digest.id, "other@example.org", "<4@w>", NOW)
    assert claim_delivery(database, _open(database, date(2026, 11, 23)).id, READER, "<5@w>", NOW)
    assert deliveries(database, digest.id) == [
        Delivery(digest.id, "other@example.org", DeliveryState.SENDING, "<4@w>", NOW, None, 1, ""),
        Delivery(digest.id, READER, DeliveryState.SENT, "<1@w>", NOW, NOW + minutes(1), 1, "250 ok"),
    ]


def test_a_failed_delivery_is_claimed_again(database: Connection) -> None:
    """A mail that the server refused may be tried again, under a new Message-ID, and again only once at a time."""
    digest = _open(database)
    assert claim_delivery(database, digest.id, READER, "<1@w>", NOW)
    _finish(database, digest, DeliveryState.FAILED, "451 \x00later")
    assert deliveries(database, digest.id)[0].detail == "451 later"
    assert claim_delivery(database, digest.id, READER, "<2@w>", NOW + minutes(9))
    assert not claim_delivery(database, digest.id, READER, "<3@w>", NOW + minutes(9))
    [again] = deliveries(database, digest.id)
    assert again == Delivery(digest.id, READER, DeliveryState.SENDING, "<2@w>", NOW + minutes(9), None, 2, "")


def test_of_several_senders_one_gets_the_claim(database: Connection, database_url: str) -> None:
    """Processes that send at the same moment send once together, though each opens the day's digest."""

    def claim(number: int) -> bool:
        with connect(database_url) as own:
            return claim_delivery(own, _open(own).id, READER, f"<{number}@w>", NOW)

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(claim, range(6))) == [False] * 5 + [True]


def test_only_what_was_claimed_can_be_finished(database: Connection) -> None:
    """An outcome without a claim, or a second one, is a fault that is told."""
    digest = _open(database)
    with pytest.raises(DeliveryError, match=f"to {READER} is under way"):
        _finish(database, digest, DeliveryState.SENT)
    claim_delivery(database, digest.id, READER, "<1@w>", NOW)
    _finish(database, digest, DeliveryState.SENT)
    with pytest.raises(DeliveryError):
        _finish(database, digest, DeliveryState.FAILED)
