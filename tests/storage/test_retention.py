"""What is removed because of its age: and that nothing is stored twice, no correction seen and no copy lost by it."""

from dataclasses import replace
from datetime import datetime

import pytest
from psycopg import Connection

from pipelines.article import Label
from storage import relations, retention
from storage.articles import Outcome, is_stored, save_article
from storage.raw import RawPageError, page_of_article
from storage.rereading import Order, Stage, batch, left_out, positions
from storage.search import search
from tests.storage.samples import NOW, Sample, days, link, minutes, page, registered, rows, save, value

LONG = "\n".join(
    f"جلسة رقم {number}: ناقش مجلس البلدية ميزانية المدارس والحدائق والطرق في حي {name} وأقر خطة صيانة لشهر {month}."
    for number, name, month in [
        (3, "الزهور", "آذار"),
        (5, "النهر", "نيسان"),
        (8, "السوق", "أيار"),
        (9, "الجسر", "تموز"),
    ]
)
OTHER = Sample(
    url="https://alpha.example/old", title="ميزانية المدارس", body=LONG, label=Label.OTHER, deck="مجلس البلدية"
)
LATER = NOW + days(40)


def old(connection: Connection) -> int:
    """An article about something else with an earlier text; its number."""
    registered(connection)
    save(
        connection, replace(OTHER, body="نص أول عن ميزانية المدارس في البلدية قبل تصحيحه بيوم واحد."), now=NOW - days(1)
    )
    return save(connection, OTHER).article_id


def age(connection: Connection) -> int:
    """Remove what is older than 31 days at `LATER`."""
    return retention.remove_bodies(connection, before=LATER - days(31), now=LATER)


def test_what_stays_and_what_goes(connection: Connection) -> None:
    """Texts of articles labelled other, earlier ones too; address, headline, hash and all else stay. Twice is once."""
    number = old(connection)
    save(connection, url="https://alpha.example/war")
    young = replace(OTHER, url="https://alpha.example/new", title="خبر آخر", published_at=LATER)
    save(connection, young, now=LATER)
    columns = "id, url, title, deck, fingerprint, published_at, revision, page_id, duplicate_of"
    survives = f"select {columns} from article order by id"
    before = rows(connection, survives), rows(connection, "select * from gist order by 1")
    assert (age(connection), age(connection)) == (1, 0)
    assert (rows(connection, survives), rows(connection, "select * from gist order by 1")) == before
    assert rows(connection, "select body, body_removed_at from articles where id = %s", number) == [("", LATER)]
    assert value(connection, "select string_agg(body, '') from revisions where article_id = %s", number) == ""
    assert value(connection, "select count(*) from article where body <> ''") == 2
    found = search(connection, "ميزانية label:other").hits
    assert {one.url for one in found} == {OTHER.url, young.url}  # the one by its headline alone
    assert [one.url for one in search(connection, "الحدائق").hits] == [young.url]


def test_the_next_crawl_sees_no_correction(connection: Connection) -> None:
    """The same page again is unchanged; moved it is known by its guid; another text is a revision."""
    number = old(connection)
    named = page(OTHER.url, fetched_at=NOW, link=link(OTHER.url, guid="7"))
    save_article(connection, OTHER.article(), named, now=NOW)
    age(connection)
    again = save(connection, OTHER, now=LATER)
    assert (again.article_id, again.outcome) == (number, Outcome.UNCHANGED)
    moved = replace(OTHER, url="https://alpha.example/moved")
    saved = save_article(connection, moved.article(), page(moved.url, link=link(moved.url, guid="7")), now=LATER)
    assert (saved.article_id, saved.outcome) == (number, Outcome.UNCHANGED)
    assert is_stored(connection, replace(OTHER.article().reading, body=""))  # as an export has it
    assert value(connection, "select count(*) from page") == 2
    changed = save(connection, replace(OTHER, body=LONG + "\nوأضيف بند جديد."), now=LATER + minutes(5))
    assert changed.outcome is Outcome.REVISION
    assert rows(connection, "select revision, body_removed_at is null, body <> '' from revisions order by 1") == [
        (1, False, False), (2, False, False), (3, True, True)
    ]  # fmt: skip


def test_copies_are_still_recognised(connection: Connection) -> None:
    """One that was found before stays one, a late one is found by hash or by passages, and another text is none."""
    number = old(connection)
    cut = "\n".join(LONG.splitlines()[:3])
    early = save(connection, replace(OTHER, url="https://beta.example/1", source="beta", body=cut, label=Label.RELATED))
    assert early.duplicate_of == number
    age(connection)
    with connection.transaction():
        relations.hold_relations(connection)
        assert relations.relate(connection, [number, early.article_id], now=LATER)[early.article_id] == number
    same, nearly, other = (
        save(connection, replace(OTHER, url=f"https://beta.example/{name}", source="beta", body=body), now=LATER)
        for name, body in [("same", LONG + "\n(سانا)"), ("nearly", LONG + " وبذلك انتهت."), ("other", cut[:90])]
    )
    assert (same.duplicate_of, nearly.duplicate_of, other.duplicate_of) == (number, number, None)
    assert value(connection, "select count(*) from article where duplicate_of is null") == 2


def test_short_texts_are_told_apart_by_their_titles(connection: Connection) -> None:
    """Where a body has few words, copies have its title as well."""
    registered(connection)
    flash = replace(OTHER, body="التفاصيل بعد قليل")
    first = save(connection, flash)
    age(connection)
    outcomes = [
        save(connection, replace(flash, url=f"https://beta.example/{title}", title=title, source="beta"), now=LATER)
        for title in (flash.title, "خبر عاجل عن الطقس")
    ]
    assert [one.duplicate_of for one in outcomes] == [first.article_id, None]


@pytest.mark.parametrize("how", ["revision", "reading"])
def test_what_once_was_escalation_is_never_touched(connection: Connection, how: str) -> None:
    """Neither its texts nor the bytes of its pages, though it is labelled other now."""
    registered(connection)
    save(connection, replace(OTHER, body="نص أول عن قصف", label=Label.ESCALATION if how == "revision" else Label.OTHER))
    number = save(connection, OTHER, now=NOW + minutes(1)).article_id
    if how == "reading":
        connection.execute(
            "with begun as (insert into rereading (stage, rules, catalogue, sources, last, started_at, moved_at)"
            " values ('tags', '', '', '{}', 1, now(), now()) returning id) insert into earlier_reading"
            " (article_id, rereading_id, revision, rules, replaced_at, earlier)"
            " select %s, id, 1, '', now(), '{\"label\": \"escalation\"}' from begun",
            [number],
        )
    assert age(connection) == 0
    assert retention.remove_raw_bytes(connection, before=LATER) == 0


def test_raw_bytes(connection: Connection) -> None:
    """They go, of rejected pages too; length, hash and headers stay, and whoever asks for them is told."""
    number = old(connection)
    save(connection, url="https://alpha.example/war")
    with connection.transaction():  # one that is in use is left for the next time
        connection.execute("select from page where id = 1 for update")
        with Connection[tuple[object]].connect(
            connection.info.dsn, password=connection.info.password, autocommit=True
        ) as beside:
            assert retention.remove_raw_bytes(beside, before=NOW + days(1)) == 1
    assert retention.remove_raw_bytes(connection, before=NOW + days(1)) == 1
    assert rows(connection, "select body is null, body_bytes, octet_length(body_sha256) from page order by id") == [
        (True, 6, 32), (True, 6, 32), (False, 6, 32)
    ]  # fmt: skip
    assert rows(connection, "select count(page_sha256), count(*) filter (where bytes_kept) from revisions") == [(3, 1)]
    with pytest.raises(RawPageError, match=r"removed because of their age .* SHA-256 [0-9a-f]{64}"):
        page_of_article(connection, number)
    order = Order(Stage.EXTRACT, "rules")
    assert positions(connection, order) == [3]
    assert left_out(connection, order) == 1
    assert batch(connection, Stage.EXTRACT, [1, 2]).items == []


def test_tagging_again_passes_over_removed_texts(connection: Connection) -> None:
    """Without a text nothing can be said of it."""
    number = old(connection)
    assert positions(connection, Order(Stage.TAGS, "rules")) == [number]
    age(connection)
    assert positions(connection, Order(Stage.TAGS, "rules")) == []
    assert [left_out(connection, Order(stage, "rules")) for stage in Stage] == [0, 1, 0]
    assert batch(connection, Stage.TAGS, [number]).items == []


def test_batches_come_to_an_end(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where many were stored at one moment, and some stay."""
    monkeypatch.setattr(retention, "_BATCH", 2)
    registered(connection)
    moment: datetime = NOW - days(3)
    for number in range(5):
        save(connection, replace(OTHER, url=f"https://alpha.example/{number}", title=f"خبر {number}"), now=moment)
    assert age(connection) == 5
    assert retention.remove_raw_bytes(connection, before=LATER) == 5
