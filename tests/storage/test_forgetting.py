"""What somebody asked to be removed: nothing of it stays, others take its place, and it does not come back."""

from dataclasses import replace

import pytest
from psycopg import Connection

from pipelines.article import Page, Reason
from storage import forgetting, forgotten, links, raw, sql
from storage.articles import Outcome, save_article, save_imported, save_rejection
from storage.search import search
from tests.storage.samples import BODY, NOW, Sample, days, link, minutes, page, registered, rejection, rows, save, value
from tests.storage.test_facts import FACTS

FIRST = Sample(facts=FACTS)
TABLES = ("article", "revision", "event", "casualty", "place", "actor", "gist", "pair", "link", "page", "story_change")


def copied(connection: Connection) -> tuple[int, int, int]:
    """An article with an earlier text and two copies; their numbers."""
    registered(connection)
    save(connection, replace(FIRST, body="نص سابق", published_at=NOW - minutes(9)), now=NOW - days(1))
    announced = link(guid="17")
    first = save_article(
        connection, FIRST.article(), page(link=announced, url="https://alpha.example/1?utm=x"), now=NOW - minutes(5)
    ).article_id
    second, third = (
        save(connection, url=f"https://beta.example/{n}", source="beta", published_at=NOW + minutes(n)).article_id
        for n in (1, 2)
    )
    return first, second, third


def stored(connection: Connection) -> dict[str, int]:
    """How many rows each table has that holds something of articles."""
    return {table: value(connection, f"select count(*) from {table}") for table in TABLES}


def test_nothing_of_an_article_stays(connection: Connection) -> None:
    """Its texts, pages, facts and addresses are gone; the first of its copies takes its place."""
    first, second, third = copied(connection)
    assert value(connection, "select count(*) from article where duplicate_of = %s", first) == 2
    remains = forgetting.remains(connection, article_id=first)
    assert (remains.articles, remains.texts, remains.pages, remains.copies) == (1, 2, 2, 2)
    assert forgetting.copies(connection, first)[0] == ("beta", "https://beta.example/1")
    raw.save_page(connection, page())  # an earlier one, on which nothing rests any more
    assert forgetting.forget_address(connection, "https://alpha.example/1?utm_source=feed", now=NOW)
    assert rows(connection, "select id, duplicate_of from article order by id") == [(second, None), (third, second)]
    assert rows(connection, "select distinct story_id from article") == rows(connection, "select id from stories")
    assert value(connection, "select count(*) from page") == 2
    assert {one.source for one in search(connection, "خراب الجير").hits} == {"beta"}
    leftovers = rows(
        connection,
        "select 1 from link where url like '%%alpha%%' union all select 1 from gist where article_id = %s"
        " union all select 1 from pair where %s in (one, other) union all select 1 from event where article_id = %s",
        first, first, first,
    )  # fmt: skip
    assert leftovers == []
    again = stored(connection)
    assert not forgetting.forget_address(connection, "https://alpha.example/1", now=NOW)
    assert stored(connection) == again


def test_it_does_not_come_back(connection: Connection) -> None:
    """Neither from the feed, nor moved, nor through a redirect, nor as an import or a rejection; nor is it news."""
    copied(connection)
    forgetting.forget_address(connection, "https://alpha.example/1", now=NOW)
    before = stored(connection)
    moved = link("https://alpha.example/moved", guid="17")
    redirected = link("https://alpha.example/short")
    assert links.to_fetch(connection, [link(), moved, redirected], now=NOW) == [redirected]
    assert links.unknown_addresses(connection, [link(), moved]) == set()
    came = Page("https://alpha.example/1", b"<html>", NOW, link=redirected)
    assert save_article(connection, FIRST.article(), came, now=NOW).outcome is Outcome.FORGOTTEN
    assert links.to_fetch(connection, [redirected], now=NOW) == []
    assert save_imported(connection, FIRST.article(), fetched_at=NOW, now=NOW).article_id == 0
    save_rejection(connection, rejection(), page(), link_url="https://alpha.example/1", now=NOW)
    assert stored(connection) == before
    others = replace(FIRST, url="https://alpha.example/2", body=BODY + " وجرح خمسة آخرون.")
    assert save(connection, others).article_id

    assert forgotten.allow(connection, forgotten.of_address("https://alpha.example/short"))
    assert not forgotten.allow(connection, forgotten.of_address("https://alpha.example/short"))
    assert links.to_fetch(connection, [link()], now=NOW) == [link()]
    assert save(connection, FIRST).outcome in (Outcome.NEW, Outcome.COPY)


def test_a_whole_source(connection: Connection) -> None:
    """All of it goes, rejected pages too; others stay. What was forgotten by itself stays so when it may come back."""
    _, second, third = copied(connection)
    save_rejection(connection, rejection(reason=Reason.EMPTY), page(), link_url="https://alpha.example/bad", now=NOW)
    save(connection, url="https://alpha.example/single")
    forgetting.forget_address(connection, "https://alpha.example/single", now=NOW)
    assert forgetting.refused(connection, "alpha") == 1
    told: list[int] = []
    assert forgetting.forget_source(connection, "alpha", now=NOW, on_removed=lambda: told.append(1)) == len(told) == 1
    assert rows(connection, "select id from article order by id") == [(second,), (third,)]
    assert rows(connection, "select count(*) from link where source = 'alpha'") == [(0,)]
    assert value(connection, "select count(*) from page") == 2
    assert forgetting.remains(connection, source="alpha").articles == 0
    single = link("https://alpha.example/single")
    assert links.to_fetch(connection, [link(), single], now=NOW) == []
    assert save(connection, FIRST).outcome is Outcome.FORGOTTEN
    assert forgotten.allow(connection, forgotten.of_source("alpha"))
    assert links.to_fetch(connection, [link(), single], now=NOW) == [link()]


@pytest.mark.parametrize("broken", ["drop_pages", "drop_links"])
def test_what_was_broken_off_is_done_by_the_next_call(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """After a fault in the middle nothing comes back, and the same call ends the work."""
    copied(connection)

    def query(name: str) -> str:
        return "select 1/0" if name == broken else plain(name)

    plain = sql.query
    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "query", query)
        with pytest.raises(Exception, match="division by zero"):
            forgetting.forget_source(connection, "alpha", now=NOW)
    assert save(connection, FIRST, now=NOW + minutes(1)).outcome is Outcome.FORGOTTEN
    forgetting.forget_source(connection, "alpha", now=NOW)
    assert value(connection, "select count(*) from article where source = 'alpha'") == 0
    assert value(connection, "select count(*) from page") == 2
