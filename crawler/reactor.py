"""The event loop that Scrapy and asyncio share: Twisted's reactor on top of an asyncio loop."""

import asyncio
import signal
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from twisted.internet import asyncioreactor

from crawler.guards import Guard, GuardedResolver, Network

T = TypeVar("T")

_loops: list[asyncio.AbstractEventLoop] = []  # the one loop of `run`: a process has one reactor, bound to one loop
_guards: list[Guard] = []  # of the crawls under way, all alike


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that crawls, from outside any event loop; may be called again. Ctrl-C cancels it, then raises."""
    if not _loops:
        _loops.append(asyncio.SelectorEventLoop())
    loop = _loops[0]
    asyncio.set_event_loop(loop)
    task = loop.create_task(coroutine)
    with _interruptible(loop, task) as interrupted:
        try:
            return loop.run_until_complete(task)
        except asyncio.CancelledError:
            if interrupted:
                raise KeyboardInterrupt from None
            raise
        finally:
            _cancel_rest(loop)


@contextmanager
def _interruptible(loop: asyncio.AbstractEventLoop, task: asyncio.Task[Any]) -> Iterator[list[bool]]:
    """Have Ctrl-C cancel the task; yields a list that is then no longer empty."""
    interrupted: list[bool] = []

    def interrupt() -> None:
        interrupted.append(True)
        task.cancel()

    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return
    loop.add_signal_handler(signal.SIGINT, interrupt)
    try:
        yield interrupted
    finally:
        loop.remove_signal_handler(signal.SIGINT)


def _cancel_rest(loop: asyncio.AbstractEventLoop) -> None:
    """End what an abandoned crawl left behind."""
    rest = asyncio.all_tasks(loop)
    for task in rest:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*rest, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())


def prepare() -> Any:
    """Twisted's reactor on the running loop, installed if there is none yet. Raises RuntimeError for another loop's."""
    loop = asyncio.get_running_loop()
    if "twisted.internet.reactor" not in sys.modules:
        asyncioreactor.install(loop)  # type: ignore[no-untyped-call]
    from twisted.internet import reactor

    if getattr(reactor, "_asyncioEventloop", None) is not loop:
        raise RuntimeError("Twisted's reactor belongs to another event loop: start crawls with crawler.crawl.run")
    return reactor


@contextmanager
def guarded(allow_networks: tuple[Network, ...], ports: tuple[int, ...]) -> Iterator[Guard]:
    """Have the reactor connect to permitted addresses only, from now on.

    Name resolution is the reactor's, so crawls that run at the same time share one guard. Raises RuntimeError for a
    crawl with another rule than one under way.
    """
    guard = _guards[-1] if _guards else Guard(allow_networks, ports)
    if (guard.allow_networks, guard.ports) != (allow_networks, ports):
        raise RuntimeError("a crawl with other permissions is under way in this process")
    _guards.append(guard)
    prepare().installNameResolver(GuardedResolver(guard))
    try:
        yield guard
    finally:
        _guards.pop()
