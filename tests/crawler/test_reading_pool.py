"""Pages that raise, hang or kill their readers, read by real processes."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from crawler.reading_pool import ReadersUnavailableError, ReadingError, ReadingPool
from pipelines.article import Article, Page, Reason, Rejection, Source

SOURCE = Source("outlet", "منبر", "Outlet", "https://outlet.example/")
OBEDIENT = "tests.crawler.readers:obedient"


def page(body: bytes) -> Page:
    """A page with this body."""
    return Page("https://outlet.example/1", body, datetime(2026, 11, 22, tzinfo=UTC))


def read(*bodies: bytes, workers: int = 2, seconds: float = 1.0, per_worker: int = 500) -> list[Article | Rejection]:
    """What a pool makes of pages that come at the same time."""

    async def together() -> list[Article | Rejection]:
        async with ReadingPool(workers, reader=OBEDIENT, page_seconds=seconds, pages_per_worker=per_worker) as pool:
            return await asyncio.gather(*(pool.read(page(body), SOURCE) for body in bodies))

    return asyncio.run(together())


def reader_processes() -> list[psutil.Process]:
    """The reading processes of this test process."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it ended meanwhile
            found += [child] if any("reading_worker" in part for part in child.cmdline()) else []
    return found


GOOD = "<title>خبر</title><p>نص الخبر</p>".encode()


def test_pages_are_read() -> None:
    """Pages come back as what they are, each for its own caller; what a library prints gets lost."""
    results = read(GOOD, b"nothing", b"print <p>x</p>")
    assert isinstance(results[0], Article)
    assert results[0].reading.body == "نص الخبر"
    assert isinstance(results[1], Rejection)
    assert results[1].reason is Reason.EMPTY
    assert isinstance(results[2], Article)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"raise it", "RecursionError: a page of a thousand tables"),
        (b"hang", "not read within 1 s"),
        (b"die", "killed its reader"),
        (b"exit", "killed its reader"),
        (b"eat memory", "MemoryError"),
    ],
)
def test_a_bad_page_costs_itself(body: bytes, detail: str) -> None:
    """It is tried once more, then given up; the pages beside it are read."""
    bad, *good = read(body, GOOD, GOOD, GOOD)
    assert isinstance(bad, Rejection)
    assert bad.reason is Reason.READER_FAILED
    assert detail in bad.detail
    assert all(isinstance(result, Article) for result in good)


def test_readers_may_be_asked_other_things() -> None:
    """A reader takes any arguments and answers anything; one that fails twice raises."""

    async def ask() -> None:
        async with ReadingPool(1, reader="tests.crawler.readers:divide") as pool:
            assert await pool.ask(6, 4) == 1.5
            with pytest.raises(ReadingError, match="ZeroDivisionError: division by zero"):
                await pool.ask(6, 0)

    asyncio.run(ask())


def test_no_more_processes_than_workers() -> None:
    """Many pages share few processes, and a process is replaced after its number of pages."""
    same = {result.detail for result in read(*[b"pid"] * 6, workers=2) if isinstance(result, Rejection)}
    assert 1 <= len(same) <= 2
    fresh = {result.detail for result in read(*[b"pid"] * 6, workers=1, per_worker=2) if isinstance(result, Rejection)}
    assert len(fresh) == 3


def test_nothing_is_left() -> None:
    """When the pool is closed, its processes are gone, also in the middle of a page."""

    async def leave() -> None:
        async with ReadingPool(1, reader=OBEDIENT, page_seconds=60) as pool:
            task = asyncio.ensure_future(pool.read(page(b"hang"), SOURCE))
            await asyncio.sleep(1.5)
            assert len(reader_processes()) == 1
        with pytest.raises(ReadersUnavailableError):
            await task

    asyncio.run(leave())
    assert reader_processes() == []


def test_called_off() -> None:
    """A reader whose caller gave up is not used for another page: its answer would be the wrong one."""

    async def give_up() -> Article | Rejection:
        async with ReadingPool(1, reader=OBEDIENT, page_seconds=60) as pool:
            await pool.read(page(GOOD), SOURCE)
            task = asyncio.ensure_future(pool.read(page(b"hang"), SOURCE))
            await asyncio.sleep(0.2)
            task.cancel()
            return await pool.read(page(GOOD), SOURCE)

    assert isinstance(asyncio.run(give_up()), Article)


def test_readers_that_do_not_start() -> None:
    """A reader that cannot be loaded is a fault of the program, not of the page."""

    async def start() -> None:
        async with ReadingPool(1, reader="no.such.module:read") as pool:
            await pool.read(page(GOOD), SOURCE)

    with pytest.raises(ReadersUnavailableError):
        asyncio.run(start())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends orphans on Linux")
@pytest.mark.parametrize("body", [b"hang", b"idle <p>x</p>"])
def test_killed_parent(body: bytes, tmp_path: Path) -> None:
    """Readers end with their parent, also when it is killed, idle or in the middle of a page."""
    script = textwrap.dedent(f"""
        import asyncio, sys
        from tests.crawler.test_reading_pool import OBEDIENT, SOURCE, page, reader_processes
        from crawler.reading_pool import ReadingPool
        async def main():
            pool = ReadingPool(1, reader=OBEDIENT, page_seconds=600)
            task = asyncio.ensure_future(pool.read(page({body!r}), SOURCE))
            await asyncio.sleep(1.5)
            print(*(process.pid for process in reader_processes()), flush=True)
            await asyncio.sleep(600)
        asyncio.run(main())
    """)
    (tmp_path / "parent.py").write_text(script)
    parent = subprocess.Popen(
        [sys.executable, tmp_path / "parent.py"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert parent.stdout
    (child,) = map(int, parent.stdout.readline().split())
    assert psutil.pid_exists(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_readers_know_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What handles strangers' pages has neither the database's address nor the mail's password."""
    for name in ("DATABASE_URL", "PGPASSWORD", "WATIRA_MAIL_PASSWORD", "SMTP_PASSWORD", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (result,) = read(b"environment")
    assert isinstance(result, Rejection)
    names = set(result.detail.split())
    assert {"PATH", "LC_ALL"} <= names
    assert not [name for name in names if name.startswith(("DATABASE", "PG", "WATIRA", "SMTP", "AWS"))]
