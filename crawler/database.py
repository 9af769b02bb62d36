"""The database beside the event loop: one connection with the one thread that uses it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

import psycopg

from crawler.failures import AbortError
from storage.connect import connect

P = ParamSpec("P")
T = TypeVar("T")

_CLOSE_SECONDS = 5.0  # for a statement under way, before the connection is left to itself


class DatabaseLostError(AbortError):
    """The connection to the database broke: nothing can be stored any more."""


class Database:
    """Runs storage functions without holding up the event loop, one at a time.

    As an async context manager it opens the connection (raising what `storage.connect` raises) and closes it.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo  # may hold a password: never shown
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="watira-storage")
        self._held = ExitStack()
        self._connection: psycopg.Connection | None = None

    async def __aenter__(self) -> Self:
        try:
            await self._in_thread(self._open)
        except BaseException:
            self._thread.submit(self._close)  # a connection that opens after we were called off
            self._thread.shutdown(wait=False)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await asyncio.wait_for(self._in_thread(self._close), _CLOSE_SECONDS)
        except TimeoutError:
            pass
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def call(
        self, function: Callable[Concatenate[psycopg.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What a storage function returns or raises. Raises DatabaseLostError when the connection is broken."""
        connection = self._connection
        if connection is None or connection.closed:
            raise DatabaseLostError("the connection to the database is lost")
        try:
            return await self._in_thread(partial(function, connection, *args, **kwargs))
        except psycopg.Error as error:
            if connection.closed:
                raise DatabaseLostError(f"the connection to the database is lost: {_line(error)}") from error
            raise

    async def hold(
        self,
        function: Callable[Concatenate[psycopg.Connection, P], AbstractContextManager[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Enter a storage function's context manager; it is left when the connection is closed."""

        def enter(connection: psycopg.Connection) -> T:
            return self._held.enter_context(function(connection, *args, **kwargs))

        return await self.call(enter)

    def _in_thread(self, work: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _open(self) -> None:
        self._connection = connect(self._conninfo)

    def _close(self) -> None:
        if self._connection is None:
            return
        try:
            if not self._connection.closed:
                self._held.close()
        except psycopg.Error:
            pass  # the server gives back what a session held when the session ends
        finally:
            self._connection.close()


def _line(error: psycopg.Error) -> str:
    return " ".join(str(error).split())[:300]
