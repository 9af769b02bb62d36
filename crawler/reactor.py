"""The event loop that Scrapy and asyncio share: Twisted's reactor on top of an asyncio loop."""

import asyncio
import signal
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

from twisted.internet import asyncioreactor

from crawler.guards import Guard, GuardedResolver, Network

T = TypeVar("T")

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_loops: list[asyncio.AbstractEventLoop] = []  # the one loop of `run`: a process has one reactor, bound to one loop
_guards: list[Guard] = []  # of the crawls under way, all alike


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that crawls, from outside any event loop; may be called again.

    Ctrl-C, SIGTERM and SIGHUP cancel it; then KeyboardInterrupt is raised, or SystemExit with 128 and the signal's
    number. A coroutine may handle signals itself (`loop.add_signal_handler`).
    """
    if not _loops:
        _loops.append(asyncio.SelectorEventLoop())
    loop = _loops[0]
    asyncio.set_event_loop(loop)
    task = loop.create_task(coroutine)
    with _interruptible(loop, task) as received:
        try:
            loop.run_until_complete(asyncio.wait([task]))
        finally:
            _cancel_rest(loop)
    if received and (task.cancelled() or not task.exception()):
        _raise_for(received[0])
    return task.result()


@contextmanager
def _interruptible(loop: asyncio.AbstractEventLoop, task: asyncio.Task[Any]) -> Iterator[list[signal.Signals]]:
    """Have signals that end a program cancel the task; yields the list of those that came."""
    received: list[signal.Signals] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return

    def interrupt(sign: signal.Signals) -> None:
        received.append(sign)
        task.cancel()

    # One that is ignored stays so: a command started with nohup goes on.
    before = {sign: signal.getsignal(sign) for sign in _ENDING if signal.getsignal(sign) is not signal.SIG_IGN}
    for sign in before:
        loop.add_signal_handler(sign, interrupt, sign)
    try:
        yield received
    finally:
        for sign, handler in before.items():
            loop.remove_signal_handler(sign)  # ours, or the one that the coroutine put in its place
            signal.signal(sign, handler or signal.SIG_DFL)


def _raise_for(sign: signal.Signals) -> NoReturn:
    """End as the signal asks."""
    if sign is signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + sign)


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
