"""The database beside the event loop."""

import asyncio
import threading

import psycopg
import pytest

from crawler.database import Database, DatabaseLostError
from storage.advisory_locks import crawling
from storage.connect import UnreachableError


def thread_name(connection: psycopg.Connection, *, times: int = 1) -> str:
    """Where it runs."""
    return threading.current_thread().name * times


def divide(connection: psycopg.Connection, by: int) -> int:
    """A statement that may fail."""
    row = connection.execute("select 1 / %s::int", [by]).fetchone()
    assert row
    return int(row[0])


def test_calls(database_url: str) -> None:
    """Functions run in a thread of their own; what they raise arrives, and the connection stays usable."""

    async def use() -> None:
        async with Database(database_url) as database:
            assert (await database.call(thread_name, times=1)).startswith("watira-storage")
            with pytest.raises(psycopg.errors.DivisionByZero):
                await database.call(divide, 0)
            assert await database.call(divide, 1) == 1

    asyncio.run(use())


def test_lost(database_url: str, connection: psycopg.Connection) -> None:
    """A broken connection is told from a statement that failed, at once and ever after; closing it does no harm."""

    async def use() -> None:
        async with Database(database_url) as database:
            assert await database.hold(crawling, "outlet")
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            for _ in range(2):
                with pytest.raises(DatabaseLostError, match="lost"):
                    await database.call(divide, 1)

    asyncio.run(use())


def test_locks_are_given_back(database_url: str) -> None:
    """What is held is held against others until the connection is closed."""

    async def use() -> None:
        async with Database(database_url) as other:
            async with Database(database_url) as database:
                assert await database.hold(crawling, "outlet")
                assert not await other.hold(crawling, "outlet")
            assert await other.hold(crawling, "outlet")

    asyncio.run(use())


def test_called_off(database_url: str, connection: psycopg.Connection) -> None:
    """A connection that opens after its user has gone is closed again."""

    async def use() -> None:
        task = asyncio.ensure_future(Database(database_url).__aenter__())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        query = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        for _ in range(100):
            await asyncio.sleep(0.05)
            if connection.execute(query).fetchone() == (0,):
                return
        raise AssertionError("a connection is left")

    asyncio.run(use())


def test_unreachable() -> None:
    """Without a server there is a sentence that says so."""

    async def use() -> None:
        async with Database("host=127.0.0.1 port=1"):
            raise AssertionError("connected")

    with pytest.raises(UnreachableError):
        asyncio.run(use())
