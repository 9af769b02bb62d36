"""The whole line: from the newsroom's feeds to the mailed digest, by the commands that users run."""

import json
import random
import signal
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import lxml.html
import psycopg
import pytest
from psycopg.rows import dict_row

from crawler.crawl import run as run_async
from crawler.report import CrawlReport
from demo.mailbox import Mailbox
from demo.newsroom.expected import Expectation
from demo.site import Newsroom
from digest.deliver import Delivery
from pipelines.urls import canonical
from schedules import crawling, install, jobs, mailing
from schedules.settings import Settings
from storage import server
from storage.connect import connect
from tests.schedules.conftest import Run, catalogue, command


def crawl(settings: Settings, newsroom: Newsroom) -> dict[str, CrawlReport]:
    """One crawl of all outlets; the reports by source."""
    sources = catalogue(newsroom)
    order = jobs.CrawlOrder(sources)
    reports = run_async(crawling.crawl_once(settings, order, lambda _: None, catalogue_sources=sources))
    return {report.source: report for report in reports}


def rows(connection: psycopg.Connection, statement: str) -> list[dict[str, Any]]:
    """What a query gives."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement.encode()).fetchall()


def by_url(connection: psycopg.Connection, statement: str) -> dict[str, dict[str, Any]]:
    """What a query gives, by the address."""
    return {row["url"]: row for row in rows(connection, statement)}


def expected(newsroom: Newsroom) -> dict[str, Expectation]:
    """What is right for each address that the newsroom announces, by its canonical form."""
    return {canonical(url): one for url, one in newsroom.expectations().items() if one.announced}


def test_everything_comes_out_right(settings: Settings, newsroom: Newsroom, connection: psycopg.Connection) -> None:
    """After two crawls every announced page is stored with its label, or rejected for its reason; copies are known."""
    crawl(settings, newsroom)
    crawl(settings, newsroom)  # what answered badly the first time
    stored = by_url(connection, "select * from articles")
    links = by_url(connection, "select url, state, reason from link")
    wanted = expected(newsroom)
    assert {url for url, one in wanted.items() if one.stored} == set(stored)
    for url, one in wanted.items():
        if not one.stored:
            assert links[url]["reason"] == one.outcome, url
            continue
        article = stored[url]
        assert (article["title"], article["label"]) == (one.title, one.outcome), url
        assert article["body"] == one.body, url
        assert article["published_at"] == one.published, url


def test_copies_point_to_the_first(settings: Settings, newsroom: Newsroom, connection: psycopg.Connection) -> None:
    """The retitled, the vocalised and the cut copy point to the article that they repeat; nothing else is a copy."""
    crawl(settings, newsroom)
    crawl(settings, newsroom)
    wanted = expected(newsroom)
    keys = {url: one.key for url, one in wanted.items()}
    pairs = rows(
        connection, "select c.url as copy, o.url as original from articles c join articles o on o.id = c.duplicate_of"
    )
    assert {(keys[pair["copy"]], keys[pair["original"]]) for pair in pairs} == {
        (one.key, one.copy_of) for one in wanted.values() if one.copy_of
    }


def test_stories_hold_a_report_and_its_copies(
    settings: Settings, newsroom: Newsroom, connection: psycopg.Connection
) -> None:
    """Each planted copy is in the story of its first; two statements in one form are two events, and told apart."""
    crawl(settings, newsroom)
    crawl(settings, newsroom)
    wanted = expected(newsroom)
    keys = {url: one.key for url, one in wanted.items()}
    together: dict[int, set[str]] = {}
    for row in rows(connection, "select url, story_id from articles where story_id is not null"):
        together.setdefault(row["story_id"], set()).add(keys[row["url"]])
    stories = list(together.values())
    copies = {(one.key, one.copy_of) for one in wanted.values() if one.copy_of}
    assert all(any({copy, first} <= story for story in stories) for copy, first in copies), stories
    statements = {"daily-statement-idlib", "daily-statement-aleppo"}
    assert not any(statements <= story for story in stories), stories
    relation = "select relation from pair join article a on a.id = one join article b on b.id = other where {}"
    forms = "a.url || b.url like '%{}%' and a.url || b.url like '%{}%'"
    paths = [url.rsplit("/", 1)[1] for url, one in wanted.items() if one.key in statements]
    assert rows(connection, relation.format(forms.format(*paths))) == [{"relation": "update"}]


def test_a_correction_is_a_revision(settings: Settings, newsroom: Newsroom, connection: psycopg.Connection) -> None:
    """The evening's correction replaces the morning's text; the old one is kept, and nothing else is fetched again."""
    newsroom.edition = "morning"
    crawl(settings, newsroom)
    crawl(settings, newsroom)
    newsroom.edition = "evening"
    newsroom.requests.clear()
    reports = crawl(settings, newsroom)
    wanted = expected(newsroom)
    revised = {url for url, one in wanted.items() if one.evening == "revised"}
    assert revised
    assert sum(report.revised for report in reports.values()) == len(revised)
    now = by_url(connection, "select url, revision, body from articles")
    before = by_url(connection, "select a.url, r.body from revision r join article a on a.id = r.article_id")
    assert set(before) == revised
    for url in revised:
        assert now[url]["revision"] == 2
        assert now[url]["body"] == wanted[url].body != before[url]["body"]
    fetched = {canonical(f"http://{one.host}{one.path}") for one in newsroom.requests if one.status == 200}
    known = {url for url, one in wanted.items() if one.stored and not one.evening}
    assert not fetched & known


def test_the_digest_arrives_once(settings: Settings, newsroom: Newsroom, mailbox: Mailbox) -> None:
    """What was stored is mailed, once, and tells each escalation story once."""
    crawl(settings, newsroom)
    with connect(settings.database_url or "") as connection:
        now = datetime.now(UTC)
        (first,) = mailing.send(connection, settings, now=now).results
        (again,) = mailing.send(connection, settings, now=now).results
        titles = connection.execute(
            "select coalesce(story_id, -id), array_agg(title) from articles"
            " where label = 'escalation' and duplicate_of is null group by 1"
        ).fetchall()
    assert (first.state, again.state) == (Delivery.SENT, Delivery.BEFORE)
    (message,) = mailbox.messages
    html = message.get_body(("html",))
    assert html is not None
    wanted = [one for one in expected(newsroom).values() if one.outcome == "escalation" and not one.first_answer]
    assert {one.title for one in wanted if not one.copy_of} <= {title for _, story in titles for title in story}
    told = ["".join(map(str, link.itertext())).strip() for link in lxml.html.fromstring(html.get_content()).iter("a")]
    assert [(story, 1) for _, story in titles] == [(story, sum(map(told.count, story))) for _, story in titles]


@pytest.mark.slow
def test_the_commands_in_turn(watira: Run, newsroom: Newsroom, mailbox: Mailbox) -> None:
    """crawl, search, digest and db as cron and a person call them, on an embedded server of their own."""
    crawled = watira("crawl")
    assert crawled.returncode == 0, crawled.stderr
    assert "escalation" in crawled.stdout
    for outlet in newsroom.outlets:
        assert outlet.key in crawled.stdout
    found = watira("search", "قاعدة", "الحسكة", "--json", "--limit", "3")
    hits = [json.loads(line) for line in found.stdout.splitlines()]
    assert hits
    assert {"id", "url", "title", "label"} <= set(hits[0])
    by_number, by_address = watira("explain", str(hits[0]["id"])), watira("explain", hits[0]["url"])
    assert by_number.stdout == by_address.stdout
    assert hits[0]["title"] in by_number.stdout
    assert "not stored" in watira("explain", "999999").stderr
    assert "nothing found" in watira("search", "كلمةلاوجودلها").stderr
    sent = watira("digest", "--send")
    assert (sent.returncode, len(mailbox.messages)) == (0, 1), sent.stderr
    assert "had it already" in watira("digest", "--send").stderr
    assert "سوريا" in watira("digest").stdout
    counted = watira("db", "psql", "--", "-Atc", "select count(*) from escalation")
    assert int(counted.stdout) > 10
    assert "not running" in watira("db", "status").stdout
    listed = watira("sources", "list", newsroom.outlets[0].key)
    assert newsroom.outlets[0].feeds[0] in listed.stdout
    checked = watira("sources", "check")
    assert (checked.returncode, checked.stdout.count(": ok, ")) == (
        0,
        sum(len(o.feeds + o.sitemaps) for o in newsroom.outlets),
    )
    doctor = watira("doctor")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert "FAILED" not in doctor.stdout


@pytest.mark.slow
def test_wrong_use_is_told(watira: Run, environment: dict[str, str]) -> None:
    """A source that does not exist, a wrong setting, a database that does not answer: a sentence and an exit code."""
    unknown = watira("crawl", "--source", "nobody")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
    assert "no source nobody" in unknown.stderr
    environment["WATIRA_CRAWL_WORKERS"] = "many"
    wrong = watira("crawl")
    assert wrong.returncode == 2
    assert "WATIRA_CRAWL_WORKERS must be a whole number" in wrong.stderr
    del environment["WATIRA_CRAWL_WORKERS"]
    environment["DATABASE_URL"] = "postgresql://watira:secret@127.0.0.1:9/none"
    unreachable = watira("crawl")
    assert unreachable.returncode == 1
    assert "Traceback" not in unreachable.stderr
    assert "secret" not in unreachable.stderr


def contents(connection: psycopg.Connection) -> dict[str, Any]:
    """Everything that a crawl stores, without numbers and times that depend on when and how often it ran."""
    articles = rows(
        connection,
        """
        select a.url, a.source, a.title, a.body, a.published_at, a.label, a.score, a.tags, o.url as duplicate_of,
               a.revision, a.language
        from articles a left join articles o on o.id = a.duplicate_of order by a.url
        """,
    )
    links = rows(connection, "select url, source, state, reason from link order by url")
    pages = rows(
        connection, "select a.url, p.body_sha256 from article a join page p on p.id = a.page_id order by a.url"
    )
    return {"articles": articles, "links": links, "pages": pages}


@pytest.mark.slow
def test_kill_at_any_moment(watira: Run, environment: dict[str, str], newsroom: Newsroom) -> None:
    """A crawl killed with -9 at ten random moments: after the next whole one nothing is missing and nothing double."""
    chance = random.Random(7)
    homes = {}
    for name, kills in (("undisturbed", 0), ("disturbed", 10)):
        environment["WATIRA_HOME"] += f"-{name}"
        newsroom.begin_again()
        for _ in range(kills):
            _kill_after(chance.uniform(0.3, 4.0), environment)
        for _ in range(2):  # the second for what answered badly the first time
            done = watira("crawl")
            assert done.returncode == 0, done.stderr
        homes[name] = environment["WATIRA_HOME"]
    found = {}
    for name, home in homes.items():
        with server.serving(Path(home)) as conninfo, connect(conninfo) as connection:
            found[name] = contents(connection)
    assert found["disturbed"] == found["undisturbed"]
    assert len(found["disturbed"]["articles"]) > 40


def _kill_after(seconds: float, environment: dict[str, str]) -> None:
    """Start a crawl in its own session and kill it after so many seconds."""
    process = subprocess.Popen(
        command("crawl"),
        cwd=install.PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_settings_reach_the_crawler(settings: Settings) -> None:
    """Sources are switched by the user's settings, and unknown keys are told."""
    chosen = replace(settings, crawl=replace(settings.crawl, enable=("lbci",), disable=("sana",)))
    found = jobs.load_sources(chosen)
    assert found["lbci"].enabled
    assert not found["sana"].enabled
    assert {source.key for source in jobs.choose(found, (), everything=False)} == {
        key for key, source in found.items() if source.enabled
    }
    assert [source.key for source in jobs.choose(found, ["sana", "sana"], everything=False)] == ["sana"]
    assert len(jobs.choose(found, (), everything=True)) == len(found)
    with pytest.raises(jobs.UnknownSource, match="nobody"):
        jobs.choose(found, ["nobody"], everything=False)
    with pytest.raises(jobs.UnknownSource, match="nobody"):
        jobs.load_sources(replace(settings, crawl=replace(settings.crawl, enable=("nobody",))))
    with pytest.raises(jobs.NoSource, match="enable"):
        jobs.choose({}, (), everything=False)
