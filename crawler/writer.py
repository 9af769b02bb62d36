"""Storing the articles of all sources of a crawl: those that wait together go into the database together.

How articles stand to each other is decided by one saver at a time, so several savers would only wait for each other.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar

import psycopg

from crawler.database import Database, DatabaseLostError
from crawler.failures import AbortError, describe
from pipelines.article import Article, Page
from pipelines.urls import canonical
from storage.articles import Saved, save_article, save_articles
from storage.errors import DatabaseError
from storage.readdressing import names

T = TypeVar("T")

MOST = 16  # articles in one transaction: the gain of more is small, and others wait for its end


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """An article that is to be stored, and who waits for that."""

    article: Article
    page: Page
    saved: "asyncio.Future[Saved]"


class Writer:
    """Stores what is handed to it; use it as an async context manager.

    Its connection is opened with the first article, and anew after it was lost, so that it may live as long as a
    process does.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo  # may hold a password: never shown
        self._database: Database | None = None
        self._waiting: list[_Waiting] = []
        self._work: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._work:
            self._work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._work
        for one in self._waiting:  # who has not been told that all is called off would wait for ever
            _answer(one, None)
        await self._close()

    async def save(self, article: Article, page: Page) -> Saved:
        """Store an article read from a page. Raises what `save_article` raises, and DatabaseLostError."""
        one = _Waiting(article, page, asyncio.get_running_loop().create_future())
        self._waiting.append(one)
        if self._work is None or self._work.done():
            self._work = asyncio.ensure_future(self._until_none_waits())
        return await one.saved

    async def _until_none_waits(self) -> None:
        while batch := self._next():
            try:
                await self._store(batch)
            except BaseException as error:
                for one in batch:
                    _answer(one, error if isinstance(error, Exception) else None)
                if not isinstance(error, Exception):
                    raise

    def _next(self) -> list[_Waiting]:
        """The longest waiting articles, no two of one address or name; who does not wait any more is left out."""
        chosen: list[_Waiting] = []
        taken: set[str] = set()
        later = []
        for one in self._waiting:
            called = {canonical(one.article.reading.url), *names(one.page)}
            if one.saved.done():
                continue
            if len(chosen) < MOST and taken.isdisjoint(called):
                chosen.append(one)
                taken |= called
            else:
                later.append(one)
        self._waiting = later
        return chosen

    async def _opened(self) -> Database:
        """The connection. Raises DatabaseLostError."""
        if self._database is None:
            database = Database(self._conninfo)
            try:
                self._database = await database.__aenter__()
            except (psycopg.Error, DatabaseError) as error:
                raise DatabaseLostError(describe(error)) from error
        return self._database

    async def _close(self) -> None:
        database, self._database = self._database, None
        if database:
            await database.__aexit__(None, None, None)

    async def _call(self, function: Callable[..., T], *given: object) -> T:
        """What a function of storage returns or raises. Raises DatabaseLostError, and opens anew the next time."""
        database = await self._opened()
        try:
            return await database.call(function, *given, now=datetime.now(UTC))
        except DatabaseLostError:
            await self._close()
            raise

    async def _store(self, batch: Sequence[_Waiting]) -> None:
        """Store articles together, or each for itself where one of them is refused."""
        try:
            saved = await self._call(save_articles, [(one.article, one.page) for one in batch])
        except (psycopg.Error, DatabaseError):
            for one in batch:
                await self._store_alone(one)
            return
        for one, result in zip(batch, saved, strict=True):
            _answer(one, result)

    async def _store_alone(self, one: _Waiting) -> None:
        try:
            _answer(one, await self._call(save_article, one.article, one.page))
        except (psycopg.Error, DatabaseError, AbortError) as error:
            _answer(one, error)


def _answer(one: _Waiting, result: Saved | Exception | None) -> None:
    """Tell who waits what came of an article; None: it was called off."""
    if one.saved.done():
        return
    if result is None:
        one.saved.cancel()
    elif isinstance(result, Exception):
        one.saved.set_exception(result)
    else:
        one.saved.set_result(result)
