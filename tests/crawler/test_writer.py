"""Storing for all sources of a crawl: together, but each for itself where one is refused."""

import asyncio
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg import Connection

from crawler import writer
from crawler.database import Database, DatabaseLostError
from crawler.writer import Writer
from pipelines.article import Article, Page
from storage import articles
from storage.articles import Outcome, Saved
from tests.storage.samples import Sample, page, registered

Text = tuple[Article, Page]


def _texts(
    *numbers: int, address: str = "https://alpha.example/{}", body: str = "وصل {} نازحا إلى المدينة"
) -> list[Text]:
    return [(Sample(address.format(n), body=body.format(n)).article(), page(address.format(n))) for n in numbers]


async def _saved(one: Writer, texts: list[Text]) -> list[Saved | BaseException]:
    return await asyncio.gather(*(one.save(*text) for text in texts), return_exceptions=True)


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles went into the database at a time."""
    seen: list[int] = []

    def counted(connection: Connection, texts: list[Text], **given: Any) -> list[Saved]:
        seen.append(len(texts))
        return articles.save_articles(connection, texts, **given)

    monkeypatch.setattr(writer, "save_articles", counted)
    return seen


def test_articles_that_wait_together_are_stored_together(
    connection: Connection, database_url: str, batches: list[int]
) -> None:
    """In one transaction, at most so many; a second text of one address comes after the first, as its revision."""
    registered(connection)
    texts = [*_texts(*range(writer.MOST + 1)), *_texts(3, body="نص آخر عن {} من القرى")]
    refused = _texts(100)
    refused[0] = (replace(refused[0][0], source="nobody"), refused[0][1])

    async def work() -> None:
        async with Writer(database_url) as one:
            saved = await _saved(one, texts)
            assert [result.outcome for result in saved if isinstance(result, Saved)] == [
                *[Outcome.NEW] * (writer.MOST + 1),
                Outcome.REVISION,
            ]
            assert batches == [writer.MOST, 2]
            # One that the database refuses costs itself alone.
            first, second, third = await _saved(one, [*_texts(101), *refused, *_texts(102)])
            assert isinstance(second, psycopg.errors.ForeignKeyViolation)
            assert isinstance(first, Saved)
            assert isinstance(third, Saved)
            # A called off one does not hold the others up.
            waiting = asyncio.ensure_future(one.save(*_texts(103)[0]))
            await asyncio.sleep(0)
            waiting.cancel()
            assert isinstance((await _saved(one, _texts(104)))[0], Saved)
            # After its connection was lost it opens another one.
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            assert isinstance((await _saved(one, _texts(105)))[0], DatabaseLostError)
            assert isinstance((await _saved(one, _texts(105)))[0], Saved)

    asyncio.run(work())


class _Lost(Database):
    """A database that is gone."""

    async def __aenter__(self) -> Any:
        return self

    async def __aexit__(self, *_: Any) -> None: ...

    async def call(self, *_: Any, **__: Any) -> Any:
        raise DatabaseLostError("gone")


def test_everybody_who_waits_hears_that_the_database_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr(writer, "Database", _Lost)

    async def work() -> None:
        async with Writer("") as one:
            assert [type(error) for error in await _saved(one, _texts(1, 2))] == [DatabaseLostError] * 2

    asyncio.run(work())


def test_a_database_that_cannot_be_reached() -> None:
    """Nothing is stored, and that is told as a loss, which ends the crawl."""

    async def work() -> None:
        async with Writer("host=127.0.0.1 port=9 connect_timeout=1") as one:
            assert isinstance((await _saved(one, _texts(1)))[0], DatabaseLostError)

    asyncio.run(work())


def test_who_waits_at_the_end_is_called_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not stored is owed to the next crawl."""

    class Slow(_Lost):
        async def call(self, *_: Any, **__: Any) -> Any:
            await asyncio.sleep(60)

    monkeypatch.setattr(writer, "Database", Slow)

    async def work() -> None:
        async with Writer("") as one:
            many = _texts(*range(writer.MOST + 1))  # one of them not yet on its way
            waiting = [asyncio.ensure_future(one.save(*text)) for text in many]
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        async with asyncio.timeout(5):
            told = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(error) for error in told} == {asyncio.CancelledError}

    asyncio.run(work())
