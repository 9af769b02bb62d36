"""Another reading of a stored article takes the place of the first: whole, once, and never over a later text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from psycopg import Connection

from pipelines.article import Reason
from storage import rereading
from storage.articles import save_article, save_rejection
from storage.columns import index_of, of_article, of_tagging
from storage.readings import Change, Moved, OtherReason, Written, changes_search, differences, put_batch
from storage.rereading import Item, Order, Rereading, Stage
from storage.search import search
from tests.storage.samples import NOW, Sample, minutes, page, registered, rejection, rows, save, value

LATER = NOW + minutes(600)
EXTRACT = Order(Stage.EXTRACT, "rules-2")
TAGS = Order(Stage.TAGS, "rules-2")


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def items(database: Connection, order: Order = EXTRACT) -> list[Item]:
    """Everything stored, as it is to be read again."""
    return rereading.batch(database, order.stage, rereading.positions(database, order)).items


def begun(database: Connection, order: Order = EXTRACT) -> Rereading:
    """A rereading."""
    return rereading.begin(database, order, last=99, now=LATER)


def change(item: Item, sample: Sample) -> Change:
    """The article of an item, read as another sample."""
    assert item.kept
    fresh = of_article(sample.article())
    changed = differences(item.kept.values, fresh)
    return Change(item.kept, fresh | {"search": index_of(fresh) if changes_search(changed) else None}, changed)


def put(database: Connection, changes: Sequence[Change], reasons: Sequence[OtherReason] = ()) -> Written:
    """Write a batch of a new rereading."""
    run = begun(database)
    return put_batch(database, changes, reasons, Moved(run.id, 7, "rules-2"), now=LATER)


def test_the_same_reading_is_no_difference(database: Connection) -> None:
    """What comes out of the database is what reading put in, to the last column."""
    sample = Sample(prefix="عاجل")
    save(database, sample)
    [item] = items(database)
    assert item.kept
    assert differences(item.kept.values, of_article(sample.article())) == ()
    [item] = items(database, TAGS)
    assert item.kept
    assert differences(item.kept.values, of_tagging(sample.article().tagging)) == ()


def test_a_change_is_one_of_the_reading(database: Connection) -> None:
    """The article keeps its number, address, revision and times of storing; the rest follows the reading."""
    saved = save(database, title="القديم", published_at=NOW)
    [item] = items(database)
    sample = Sample(title="الجديد", body="نص آخر تماما", published_at=None)
    written = put(database, [change(item, sample)])
    assert [one.kept.id for one in written.changes] == [saved.article_id]
    [article] = rows(
        database,
        "select id, title, body, published_at, published_from, revision, first_seen_at, revised_at, rules from article",
    )
    assert article == (saved.article_id, "الجديد", "نص آخر تماما", None, None, 1, NOW, NOW, "rules-2")
    assert value(database, "select count(*) from revision") == 0
    assert [hit.title for hit in search(database, "الجديد").hits] == ["الجديد"]
    assert search(database, '"القديم"').hits == []


def test_the_earlier_reading_is_kept(database: Connection) -> None:
    """An analyst sees what was read before, under which rules, and that nothing else changed."""
    saved = save(database, title="القديم")
    version = value(database, "select rules from article")
    [item] = items(database)
    put(database, [change(item, Sample(title="الجديد", published_at=NOW + minutes(1)))])
    [earlier] = rows(
        database,
        "select article_id, revision, stage, changed, earlier, rules, replaced_by_rules, replaced_at"
        " from earlier_readings",
    )
    before = {"title": "القديم", "title_folded": "القديم", "published_at": NOW.isoformat()}
    assert earlier == (saved.article_id, 1, "extract", sorted(before), before, version, "rules-2", LATER)
    assert version


def test_an_index_without_new_words_stays(database: Connection) -> None:
    """A change that the search index does not depend on leaves it alone."""
    save(database)
    index = value(database, "select search::text from article")
    [item] = items(database)
    one = change(item, Sample(published_at=NOW + minutes(5)))
    assert one.fresh["search"] is None
    put(database, [one])
    assert value(database, "select search::text from article") == index


def test_copies_are_settled_again(database: Connection) -> None:
    """Which article is the first of a text follows the readings; a text that nobody shares any more has no copies."""
    first = save(database, url="https://alpha.example/1", published_at=NOW)
    copy = save(database, url="https://alpha.example/2", published_at=NOW + minutes(1))
    other = save(database, url="https://alpha.example/3", body="نص آخر", published_at=NOW + minutes(2))
    one, two, three = items(database)
    assert one.kept
    assert two.kept
    put(
        database,
        [
            change(one, Sample(one.kept.url, body="نص لا يشاركه أحد", published_at=NOW)),
            change(three, Sample("https://alpha.example/3", published_at=NOW + minutes(2))),
        ],
    )
    assert rows(database, "select id, duplicate_of from article order by id") == [
        (first.article_id, None),
        (copy.article_id, None),
        (other.article_id, copy.article_id),
    ]
    _, two, _ = items(database)
    put(database, [change(two, Sample("https://alpha.example/2", published_at=NOW + minutes(9)))])
    assert rows(database, "select id, duplicate_of from article order by id") == [
        (first.article_id, None),
        (copy.article_id, other.article_id),
        (other.article_id, None),
    ]


def test_a_text_stored_meanwhile_is_left_alone(database: Connection) -> None:
    """What a crawl stored since the page was read again is not overwritten with the reading of an older page."""
    save(database, url="https://alpha.example/1")
    save(database, url="https://alpha.example/2", body="نص ثان")
    one, two = items(database)
    save(database, url="https://alpha.example/1", title="تصحيح", now=NOW + minutes(30))
    written = put(database, [change(one, Sample(title="قديم")), change(two, Sample("https://alpha.example/2"))])
    assert len(written.changes) == 1
    assert rows(database, "select title, revision from article order by url") == [("تصحيح", 2), (Sample.title, 1)]
    assert value(database, "select count(*) from earlier_reading") == 1


def test_an_article_removed_meanwhile_is_no_fault(database: Connection) -> None:
    """It is gone, and the others are written."""
    save(database)
    [item] = items(database)
    database.execute("truncate article, link cascade")
    assert put(database, [change(item, Sample(title="آخر"))]) == Written()


def test_one_that_the_database_refuses_costs_itself(database: Connection) -> None:
    """The others of its batch are written, the rereading moves on, and the refusal is told."""
    for number in range(3):
        save(database, url=f"https://alpha.example/{number}")
    changes = [change(item, Sample(item.kept.url, title="آخر")) for item in items(database) if item.kept]
    changes[1] = replace(changes[1], fresh={**changes[1].fresh, "kind": "poem"})
    written = put(database, changes)
    assert [one.kept.url[-1] for one in written.changes] == ["0", "2"]
    [(url, why)] = written.refused.items()
    assert (url[-1], "article_kind_check" in why) == ("1", True)
    assert rows(database, "select position, changed from rereading") == [(7, 2)]


def test_a_batch_and_its_position_are_one(database: Connection) -> None:
    """Nothing of a batch is written without its position, which never goes back."""
    save(database)
    [item] = items(database)
    run = begun(database)
    put_batch(database, [change(item, Sample(title="آخر"))], [], Moved(run.id, 5, "rules-2", recovered=2), now=LATER)
    put_batch(database, [], [], Moved(run.id, 3, "rules-2"), now=LATER)
    assert rows(database, "select position, changed, recovered, moved_at from rereading") == [(5, 1, 2, LATER)]


def test_other_tags_leave_the_text(database: Connection) -> None:
    """Stage tags writes what the lexicon decides, and keeps what it decided before."""
    save(database)
    [item] = items(database, TAGS)
    assert item.kept
    actor = {"id": "sdf", "name": "قسد", "mentions": 1, "where": "title", "start": 0, "end": 3}
    fresh: dict[str, Any] = {
        "label": "other",
        "score": 0.1,
        "tags": ["ied"],
        "evidence": [],
        "facts": {"actors": [actor]},
    }
    changed = differences(item.kept.values, fresh)
    put_batch(database, [Change(item.kept, fresh, changed)], [], Moved(begun(database, TAGS).id, 1, "r"), now=LATER)
    assert rows(database, "select label, score, tags, evidence, title, rules from article") == [
        ("other", 0.1, ["ied"], [], Sample.title, "r")
    ]
    [(stage, earlier)] = rows(database, "select stage, earlier from earlier_readings")
    assert (stage, earlier["label"], earlier["tags"]) == ("tags", "escalation", ["hasakah"])
    assert earlier["facts"] == {}
    assert rows(database, "select actor, name from actors") == [("sdf", "قسد")]


@pytest.mark.parametrize(
    ("reason", "state", "due"), [(Reason.NOT_ARABIC, "rejected", None), (Reason.EMPTY, "retry", NOW)]
)
def test_another_reason_is_recorded(database: Connection, reason: Reason, state: str, due: datetime | None) -> None:
    """A page that is rejected for a final reason now is not fetched again; a passing one changes nothing of that."""
    rejected = replace(rejection(reason=Reason.CHALLENGE))
    save_rejection(database, rejected, page(), link_url=page().url, now=NOW)
    page_id = value(database, "select page_id from link")
    put(database, [], [OtherReason(page().url, page_id, reason, "more")])
    assert rows(database, "select state, reason, detail, next_try_at from link") == [(state, reason, "more", due)]


def test_a_reason_does_not_hit_a_page_fetched_meanwhile(database: Connection) -> None:
    """What was fetched since stands."""
    save_rejection(database, rejection(reason=Reason.CHALLENGE), page(), link_url=page().url, now=NOW)
    page_id = value(database, "select page_id from link")
    save_article(database, Sample().article(), page(), now=NOW)
    put(database, [], [OtherReason(page().url, page_id, Reason.NOT_ARABIC, "")])
    assert rows(database, "select state, reason from link") == [("article", None)]
