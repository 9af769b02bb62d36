"""A stock of articles as a crawl stores them, ways to spoil what was read of them, and what a database then holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from pipelines import flow, lexicon
from pipelines.article import Article, Page, Rejection, Source
from schedules.rereading.run import Job
from storage import rules
from storage.articles import save_article, save_rejection
from storage.rereading import Order, Stage
from storage.sources import register
from tests.crawler.site import article

SOURCE = Source("outlet", "منبر", "Outlet", "https://outlet.example/")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EXTRACT = Order(Stage.EXTRACT, rules.current())
TAGS = Order(Stage.TAGS, rules.current())

# What earlier rules might have read: another text, its words in the index, its place among copies.
SPOIL = """
update article set title = 'سابق ' || title, body = 'سطر سابق', deck = 'سابق', published_at = null,
    published_precision = null, published_from = null, published_zone_assumed = null, label = 'other', score = 0,
    tags = '{ied}', evidence = '[]', search = '', title_folded = '', duplicate_of = null, rules = 'earlier',
    fingerprint = sha256(fingerprint || id::text::bytea)
"""
SPOIL_TAGS = "update article set label = 'other', score = 0, tags = '{ied}', evidence = '[]', rules = 'earlier'"


def page(subject: str, extra: bytes = b"") -> Page:
    """A page about a subject, as fetched."""
    return Page(f"https://outlet.example/news/{subject}.html", article(subject) + extra, NOW)


def read(one: Page) -> Article:
    """The article of a page. Fails where it is none."""
    result = flow.read(one, SOURCE, lexicon.default())
    assert isinstance(result, Article)
    return result


def store(connection: psycopg.Connection, *pages: Page) -> None:
    """Store the articles of pages as a crawl does."""
    register(connection, [SOURCE])
    for one in pages:
        save_article(connection, read(one), one, now=NOW)


def store_copy(connection: psycopg.Connection, subject: str) -> None:
    """Store an article with the text of another one, seen a minute later."""
    one = replace(
        page(subject), url=f"https://outlet.example/copy/{subject}.html", fetched_at=NOW + timedelta(minutes=1)
    )
    save_article(connection, read(one), one, now=one.fetched_at)


def reject(connection: psycopg.Connection, one: Page, reason: Any) -> None:
    """Store a page as a rejected one, for that reason."""
    register(connection, [SOURCE])
    rejection = Rejection(one.url, SOURCE.key, reason)
    save_rejection(connection, rejection, one, link_url=one.url, now=NOW)


def job(conninfo: str, order: Order = EXTRACT, **given: Any) -> Job:
    """A job that one process reads for, in small batches."""
    return Job(order, {SOURCE.key: SOURCE}, conninfo, **{"workers": 1, "batch": 4} | given)


def rows(connection: psycopg.Connection, statement: str) -> list[tuple[Any, ...]]:
    """What a statement answers."""
    return connection.execute(statement.encode()).fetchall()


def snapshot(connection: psycopg.Connection) -> list[tuple[Any, ...]]:
    """Everything that is stored of articles."""
    return rows(connection, "select * from article order by id")
