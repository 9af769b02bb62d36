"""Going through what is stored: with real pages, real readers and a real database."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from pipelines.article import Reason
from schedules.rereading.run import Job, StoppedError, go_through
from schedules.rereading.tally import Tally
from storage import rereading, retention
from storage.rereading import Order, Stage
from tests.schedules.rereading.stock import (
    EXTRACT,
    NOW,
    SPOIL,
    SPOIL_TAGS,
    TAGS,
    job,
    page,
    reject,
    rows,
    snapshot,
    store,
    store_copy,
)

DULL = """<html lang="ar"><head><title>سوق الكتب</title><meta property="article:published_time"
content="2026-11-22T08:00:00+03:00"></head><body><article><h1>افتتاح معرض الكتب في المدينة</h1>
<p>افتتح معرض الكتب السنوي في وسط المدينة بمشاركة ستين دار نشر، ويستمر أسبوعين مع ندوات للأطفال والناشئة.</p>
<p>وقال المنظمون إن الدخول مجاني كل يوم من العاشرة صباحا، وإن الحافلات تنقل الزوار من الأحياء البعيدة.</p>
</article></body></html>"""
OBEDIENT = "tests.schedules.rereading.readers:obedient"


def through(connection: psycopg.Connection, work: Job, *, write: bool = True) -> Tally:
    """What reading everything again comes to."""
    tally, order = Tally(), work.order
    stopped = rereading.unfinished(connection, order)
    numbers = rereading.positions(connection, order, after=stopped.position if stopped else 0)
    begun = rereading.begin(connection, order, last=numbers[-1], now=NOW) if write else None
    asyncio.run(go_through(work, numbers, tally, lambda: None, begun))
    if begun:
        rereading.finish(connection, begun, now=NOW)
    return tally


def test_a_reading_of_earlier_rules_is_replaced(connection: psycopg.Connection, database_url: str) -> None:
    """Afterwards everything is as if it had just been stored, copies and search included; what was before is kept."""
    store(connection, *(page(f"قرية{number}") for number in range(5)))
    store_copy(connection, "قرية1")
    before = snapshot(connection)
    connection.execute(SPOIL)
    looked = through(connection, job(database_url), write=False)
    assert (looked.changed, looked.written) == (6, 0)
    assert rows(connection, "select distinct body from article") == [("سطر سابق",)]
    assert through(connection, job(database_url)).written == 6
    assert snapshot(connection) == before
    assert rows(connection, "select distinct earlier->>'body', rules from earlier_readings") == [
        ("سطر سابق", "earlier")
    ]
    assert rows(connection, "select changed, position = last, finished_at is not null from rereading") == [
        (6, True, True)
    ]
    again = through(connection, job(database_url))
    assert (again.articles, again.changed, again.written) == (6, 0, 0)


def test_a_removed_body_comes_back_where_it_is_of_interest(connection: psycopg.Connection, database_url: str) -> None:
    """An article labelled other whose text was removed gets it again if it tells of something now; others stay as they
    are, whatever else of them is read otherwise."""
    dull = replace(page("قرية2"), body=DULL.encode())
    store(connection, page("قرية1"), dull)
    before = snapshot(connection)
    assert rows(connection, "select label from article order by id") == [("escalation",), ("other",)]
    connection.execute("update article set label = 'other'")
    later = NOW + timedelta(days=40)
    assert retention.remove_bodies(connection, before=later, now=later) == 2
    connection.execute("update article set deck = 'سابق' where id = 2")
    assert through(connection, job(database_url)).written == 2
    there = snapshot(connection)
    assert there[0] == before[0]
    assert rows(connection, "select body, deck, body_removed_at from article where id = 2") == [("", "", later)]
    assert through(connection, job(database_url)).changed == 0


def test_texts_are_tagged_again(connection: psycopg.Connection, database_url: str) -> None:
    """After a change of the lexicon labels, tags and evidence are as if the texts had just been stored."""
    store(connection, *(page(f"قرية{number}") for number in range(5)))
    before = snapshot(connection)
    connection.execute(SPOIL_TAGS)
    connection.execute("update page set body = ''")  # no page is needed
    tally = through(connection, job(database_url, TAGS))
    assert (tally.written, tally.moves) == (5, {("other", "escalation"): 5})
    assert snapshot(connection) == before


def test_pages_that_were_rejected(connection: psycopg.Connection, database_url: str) -> None:
    """One that is an article now becomes one, of the time when it was fetched; another reason is recorded."""
    reject(connection, page("قرية1"), Reason.NOT_AN_ARTICLE)
    reject(connection, replace(page("قرية2"), body=b"<html><p>nothing"), Reason.CHALLENGE)
    tally = through(connection, job(database_url))
    assert (tally.rejected, tally.recovered, tally.written, tally.reasons) == (2, 1, 1, {("challenge", "empty"): 1})
    assert rows(connection, "select first_seen_at, rules from article") == [(NOW, EXTRACT.rules)]
    assert rows(connection, "select state, reason from link order by url") == [("article", None), ("retry", "empty")]
    assert rows(connection, "select changed, recovered from rereading") == [(0, 1)]


def test_articles_that_would_be_rejected_are_kept(connection: psycopg.Connection, database_url: str) -> None:
    """They are counted and named, and stay as they are."""
    store(connection, page("قرية1"), page("قرية2"))
    packed = "(select body, body_bytes, body_sha256 from page order by id desc limit 1)"
    reject(connection, replace(page("قرية3"), body=b"<html><p>nothing"), Reason.EMPTY)
    connection.execute(f"update page set (body, body_bytes, body_sha256) = {packed} where id = 1".encode())
    before = snapshot(connection)
    tally = through(connection, job(database_url))
    assert (tally.articles, tally.changed, tally.refused) == (2, 0, {"empty": 1})
    assert tally.named["refused"][0].endswith("  empty")
    assert snapshot(connection) == before


@pytest.mark.parametrize("trouble", ["hang", "die"])
def test_a_page_that_cannot_be_read_costs_itself(
    connection: psycopg.Connection, database_url: str, trouble: str
) -> None:
    """It is counted and named, its article stays; the others are read. So it is with damaged bytes."""
    store(connection, page("قرية1"), page("قرية2", f"<!-- {trouble} -->".encode()), page("قرية3"))
    connection.execute("update page set body_sha256 = sha256('') where id = 3")
    connection.execute(SPOIL)
    tally = through(connection, job(database_url, reader=OBEDIENT, page_seconds=1.0))
    assert (tally.articles, tally.failed, tally.written) == (3, 2, 1)
    assert [name.split("  ")[1][:30] for name in tally.named["failed"]] == [
        {"hang": "not read within 1 s", "die": "the page killed its reader"}[trouble],
        "RawPageError: the bytes of stored page 3"[:30],
    ]


def test_one_that_was_revised_meanwhile_is_not_overwritten(connection: psycopg.Connection, database_url: str) -> None:
    """A text that a crawl stores while its page is read again stands."""
    store(connection, *(page(f"قرية{number}") for number in range(3)))
    connection.execute(SPOIL)
    numbers = rereading.positions(connection, EXTRACT)
    begun = rereading.begin(connection, EXTRACT, last=numbers[-1], now=NOW)
    tally, revise = Tally(), iter(["update article set revision = 2, title = 'تصحيح' where id = 2"])

    def on_read() -> None:
        for statement in revise:
            connection.execute(statement.encode())

    asyncio.run(go_through(job(database_url), numbers, tally, on_read, begun))
    assert (tally.changed, tally.written, tally.overtaken) == (3, 2, 1)
    assert rows(connection, "select title from article where revision = 2") == [("تصحيح",)]


def test_rules_that_change_meanwhile_stop_it(connection: psycopg.Connection, database_url: str) -> None:
    """Nothing is written that was read with two versions of the rules."""
    store(connection, page("قرية1"))
    with pytest.raises(StoppedError, match="the rules were changed while reading"):
        through(connection, job(database_url, Order(Stage.EXTRACT, "another version")))
    assert rows(connection, "select position from rereading") == [(0,)]


def test_a_lost_database_is_told(connection: psycopg.Connection, database_url: str) -> None:
    """The command says so in a sentence, and that it can go on."""
    store(connection, page("قرية1"))
    numbers = rereading.positions(connection, EXTRACT)
    others = "pid <> pg_backend_pid() and datname = current_database()"
    end = f"select pg_terminate_backend(pid) from pg_stat_activity where {others}"

    def on_read() -> None:
        connection.execute(end.encode())

    begun = rereading.begin(connection, EXTRACT, last=1, now=NOW)
    with pytest.raises(StoppedError, match="the same command goes on there"):
        asyncio.run(go_through(job(database_url), numbers, Tally(), on_read, begun))


@pytest.mark.slow
def test_killed_in_the_middle(connection: psycopg.Connection, database_url: str, tmp_path: Path) -> None:
    """After kill -9 the same order goes on behind the last batch; the end is that of a run that nobody disturbed."""
    subjects = [f"قرية{number}" for number in range(10)]
    store(connection, *(page(subject, b"<!-- hang -->" if subject == "قرية6" else b"") for subject in subjects))
    store_copy(connection, "قرية1")
    reject(connection, page("قرية11"), Reason.EMPTY)
    before = snapshot(connection)
    connection.execute(SPOIL)
    script = textwrap.dedent(f"""
        from storage.connect import connect
        from tests.schedules.rereading.stock import job
        from tests.schedules.rereading.test_run import OBEDIENT, through
        with connect({database_url!r}) as connection:
            through(connection, job({database_url!r}, reader=OBEDIENT, page_seconds=600))
    """)
    (tmp_path / "killed.py").write_text(script)
    root = str(Path(__file__).parents[3])
    run = subprocess.Popen([sys.executable, tmp_path / "killed.py"], env=os.environ | {"PYTHONPATH": root})
    deadline = time.monotonic() + 60
    while rows(connection, "select position from rereading") != [(4,)] and time.monotonic() < deadline:
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert rows(connection, "select position, changed, finished_at from rereading") == [(4, 4, None)]
    assert through(connection, job(database_url)).written == 8
    assert snapshot(connection)[:-1] == before
    assert rows(connection, "select changed, recovered, finished_at is not null from rereading") == [(11, 1, True)]
    kept = rows(connection, "select count(*), count(distinct article_id) from earlier_reading")
    assert kept == [(11, 11)]
