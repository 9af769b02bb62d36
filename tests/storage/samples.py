"""Short ways to say what a test stores: sources, links, pages, articles, rejections; and what a database then holds."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg import Connection

from pipelines.arabic import words
from pipelines.article import (
    Article,
    Evidence,
    Kind,
    Label,
    Link,
    Page,
    Precision,
    Reading,
    Reason,
    Rejection,
    Source,
    Stated,
    Tagging,
)
from pipelines.facts.fact import NOTHING, Facts
from storage.articles import Saved, save_article
from storage.sources import register

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FEED = "https://alpha.example/rss"
BODY = "تعرضت قرية خراب الجير لقصف بالطائرات المسيرة مساء السبت.\nوقال شهود إن ثلاثة أشخاص أصيبوا."

SOURCES = (
    Source("alpha", "ألفا", "Alpha", "https://alpha.example/"),
    Source("beta", "بيتا", "Beta", "https://beta.example/"),
)


def minutes(number: float) -> timedelta:
    """A time span in minutes."""
    return timedelta(minutes=number)


def days(number: float) -> timedelta:
    """A time span in days."""
    return timedelta(days=number)


def link(url: str = "https://alpha.example/1", **given: Any) -> Link:
    """An announced link of source alpha."""
    return Link(**{"url": url, "source": "alpha", "channel": FEED, "title": "قصف على القرية"} | given)


def page(url: str = "https://alpha.example/1", **given: Any) -> Page:
    """A fetched page, announced at its own address."""
    fetched: dict[str, Any] = {"url": url, "body": b"<html>", "fetched_at": NOW, "link": link(url)}
    return Page(**fetched | given)


@dataclass(frozen=True)
class Sample:
    """An article as a test describes it."""

    url: str = "https://alpha.example/1"
    title: str = "قصف على القرية"
    body: str = BODY
    published_at: datetime | None = NOW
    source: str = "alpha"
    label: Label = Label.ESCALATION
    tags: tuple[str, ...] = ("hasakah",)
    prefix: str = ""
    deck: str = ""
    facts: Facts = NOTHING

    def article(self) -> Article:
        """The article that reading would have given."""
        evidence = Evidence("shelling", "action", "قصف", "title", 0, 3)
        return Article(
            source=self.source,
            reading=Reading(
                url=self.url,
                kind=Kind.ARTICLE,
                title=self.title,
                title_prefix=self.prefix,
                deck=self.deck,
                body=self.body,
                published=Stated(self.published_at, Precision.MINUTE, "json-ld") if self.published_at else None,
                authors=("كاتب",),
                credits=("وكالة",),
                extractor="test",
            ),
            language="ar",
            fingerprint=hashlib.sha256(" ".join(words(self.body)).encode()).digest(),
            tagging=Tagging(self.label, 0.9, self.tags, (evidence,)),
            facts=self.facts,
        )


def save(connection: Connection, sample: Sample | None = None, *, now: datetime = NOW, **given: Any) -> Saved:
    """Store a sample (or one with these fields), its page fetched at `now`."""
    chosen = sample or Sample(**given)
    return save_article(connection, chosen.article(), page(chosen.url, fetched_at=now), now=now)


def rejection(url: str = "https://alpha.example/1", reason: Reason = Reason.SERVER_ERROR) -> Rejection:
    """A rejection of a page of source alpha."""
    return Rejection(url, "alpha", reason, "HTTP 500")


def registered(connection: Connection) -> Connection:
    """The connection, its database knowing the sample sources."""
    register(connection, SOURCES)
    return connection


def rows(connection: Connection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What a statement answers."""
    return connection.execute(statement.encode(), values).fetchall()


def value(connection: Connection, statement: str, *values: object) -> Any:
    """The first column of the first row that a statement answers."""
    return rows(connection, statement, *values)[0][0]


def snapshot(connection: Connection) -> list[tuple[Any, ...]]:
    """What is stored of articles, apart from numbers and from when it was stored."""
    return rows(
        connection,
        "select a.url, a.title, a.body, a.revision, a.published_at, o.url, encode(a.fingerprint, 'hex'), a.search::text"
        " from article a left join article o on o.id = a.duplicate_of order by a.url",
    )
