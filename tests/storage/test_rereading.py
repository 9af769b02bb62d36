"""What is to be read again, in batches; and an order that goes on where it was stopped."""

from dataclasses import replace

import pytest
from psycopg import Connection

from pipelines.article import Reason
from storage import rereading
from storage.advisory_locks import rereading as alone
from storage.articles import save_article, save_rejection
from storage.connect import connect
from storage.readings import Moved, put_batch
from storage.rereading import Order, Rejected, Stage
from tests.storage.samples import NOW, Sample, days, link, minutes, page, registered, rejection, rows, save

EXTRACT = Order(Stage.EXTRACT, "rules-1")
TAGS = Order(Stage.TAGS, "rules-1")


@pytest.fixture
def database(connection: Connection) -> Connection:
    """Two articles of alpha, one of them revised; one of beta a day later; a rejected page and an address without."""
    registered(connection)
    save(connection, url="https://alpha.example/1", body="نص أول")
    save(connection, url="https://alpha.example/2", body="نص ثان")
    save(connection, url="https://alpha.example/1", body="نص أول جديد", now=NOW + minutes(1))
    save(connection, url="https://beta.example/1", source="beta", body="نص ثالث", now=NOW + days(1))
    rejected = rejection("https://alpha.example/video", Reason.NOT_AN_ARTICLE)
    save_rejection(connection, rejected, page(rejected.url), link_url=rejected.url, now=NOW)
    gone = rejection("https://alpha.example/gone", Reason.GONE)
    save_rejection(connection, gone, None, link_url=gone.url, now=NOW)
    return connection


def urls(database: Connection, order: Order) -> list[str]:
    """The addresses of what an order is about."""
    found = rereading.batch(database, order.stage, rereading.positions(database, order) or [0]).items
    return [(item.kept.url if item.kept else item.rejected.url if item.rejected else "")[8:] for item in found]


def test_what_rests_on_a_stored_page_is_read_again(database: Connection) -> None:
    """Latest texts and rejections, in the order of fetching; no page of an earlier text, no address without a page."""
    assert urls(database, EXTRACT) == [
        "alpha.example/2",
        "alpha.example/1",
        "beta.example/1",
        "alpha.example/video",
    ]
    assert urls(database, TAGS) == ["alpha.example/1", "alpha.example/2", "beta.example/1"]


def test_an_order_may_be_narrowed(database: Connection) -> None:
    """To sources, and to what was fetched from a time on."""
    assert urls(database, replace(EXTRACT, sources=("beta",))) == ["beta.example/1"]
    assert urls(database, replace(EXTRACT, since=NOW + minutes(1))) == ["alpha.example/1", "beta.example/1"]
    assert urls(database, replace(TAGS, since=NOW + days(1), sources=("alpha", "beta"))) == ["beta.example/1"]
    assert urls(database, replace(TAGS, since=NOW + days(2))) == []


def test_what_is_done_is_left_out(database: Connection) -> None:
    """Behind a position only the rest is left."""
    numbers = rereading.positions(database, EXTRACT)
    assert rereading.positions(database, EXTRACT, after=numbers[1]) == numbers[2:]


def test_an_item_has_all_that_reading_needs(database: Connection) -> None:
    """The page as it was fetched, with what the channel said; and the reason where it was rejected."""
    found = rereading.batch(database, Stage.EXTRACT, rereading.positions(database, EXTRACT)).items
    [rejected] = [item for item in found if not item.kept]
    assert rejected.rejected == Rejected("https://alpha.example/video", "not_an_article")
    assert rejected.page
    assert rejected.page.unpacked() == replace(page(rejected.rejected.url), requested_url=rejected.rejected.url)
    assert [(item.source, item.rejected) for item in found if item.kept] == [
        ("alpha", None),
        ("alpha", None),
        ("beta", None),
    ]


def test_a_page_stored_without_its_announcement_has_that_of_its_address(connection: Connection) -> None:
    """What was stored before announcements were kept with pages is read with what is recorded of the address."""
    registered(connection)
    announced = link(published_at=NOW, title="كما قالت الخلاصة")
    save_article(connection, Sample().article(), page(link=announced), now=NOW)
    other = replace(announced, url="https://alpha.example/2")
    save_rejection(connection, rejection(other.url), page(other.url, link=other), link_url=other.url, now=NOW)
    save_rejection(
        connection, rejection("https://alpha.example/3"), page(link=None), link_url="https://alpha.example/3", now=NOW
    )
    connection.execute("update page set announced = null")
    found = rereading.batch(connection, Stage.EXTRACT, rereading.positions(connection, EXTRACT)).items
    assert [item.page.unpacked().link for item in found if item.page] == [announced, other, None]


def test_a_batch_is_bounded(database: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds one item at least, and says how far it reached; what is gone by then is passed over."""
    monkeypatch.setattr(rereading, "_BATCH_BYTES", 20)
    numbers = rereading.positions(database, EXTRACT)
    first = rereading.batch(database, Stage.EXTRACT, numbers)
    assert [item.position for item in first.items] == numbers[:2]  # a packed page of these has 15 bytes
    assert first.reached == numbers[1]
    database.execute("truncate article, link cascade")
    assert rereading.batch(database, Stage.EXTRACT, numbers) == rereading.Batch([], numbers[1])
    database.execute("truncate page cascade")
    assert rereading.batch(database, Stage.EXTRACT, numbers) == rereading.Batch([], numbers[-1])


def test_articles_without_page_are_counted(database: Connection) -> None:
    """Their bytes were removed: they cannot be read again."""
    assert rereading.left_out(database, EXTRACT) == 0
    database.execute("update article set page_id = null where source = 'beta'")
    assert rereading.left_out(database, EXTRACT) == 1
    assert rereading.left_out(database, replace(EXTRACT, sources=("alpha",))) == 0
    assert "beta.example/1" not in urls(database, EXTRACT)


def test_a_stopped_order_goes_on(connection: Connection) -> None:
    """The same order with the same rules is the same rereading until it comes to its end."""
    begun = rereading.begin(connection, EXTRACT, last=9, now=NOW)
    assert begun.position == 0
    put_batch(connection, [], [], Moved(begun.id, 5, "rules-1"), now=NOW + minutes(1))
    again = rereading.begin(connection, EXTRACT, last=12, now=NOW + minutes(2))
    assert (again.id, again.position, again.moved_at) == (begun.id, 5, NOW + minutes(1))
    rereading.finish(connection, again, now=NOW + minutes(3))
    assert rows(connection, "select position, finished_at from rereading") == [(9, NOW + minutes(3))]
    assert rereading.unfinished(connection, EXTRACT) is None
    assert rereading.begin(connection, EXTRACT, last=12, now=NOW).id != begun.id


@pytest.mark.parametrize(
    "other",
    [
        replace(EXTRACT, rules="rules-2"),
        replace(EXTRACT, catalogue="other zones"),
        replace(EXTRACT, since=NOW),
        replace(EXTRACT, sources=("alpha",)),
        TAGS,
    ],
)
def test_another_order_begins_anew(connection: Connection, other: Order) -> None:
    """What was read with other rules, or of other things, is not done."""
    rereading.begin(connection, EXTRACT, last=9, now=NOW)
    assert rereading.unfinished(connection, other) is None


def test_two_do_not_run_at_once(connection: Connection, database_url: str) -> None:
    """The second one sees that there is a first; when that is over, there is room."""
    with connect(database_url) as other:
        with alone(connection) as first, alone(other) as second:
            assert (first, second) == (True, False)
        with alone(other) as taken:
            assert taken
