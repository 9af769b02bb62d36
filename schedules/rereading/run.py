"""Goes through what is stored: fetches it in batches, has it read in processes beside, writes what differs.

While a batch is written, the next one is being read. With a rereading to record, every batch is one transaction that
also says how far it came, so a run that is killed goes on behind the last batch that was written.
"""

import asyncio
from bisect import bisect_right
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from psycopg import Connection

from crawler.database import Database
from crawler.failures import AbortError, describe
from crawler.reading_pool import ReadingError, ReadingPool
from pipelines.article import Reason, Source
from pipelines.errors import Explained
from schedules.rereading.reader import REREAD, RETAG, Answer
from schedules.rereading.tally import Tally
from storage import rereading as stored
from storage import rules
from storage.articles import UnstorableError, save_recovered
from storage.readings import REFUSALS, Change, Moved, OtherReason, put_batch, said
from storage.rereading import Batch, Item, Order, Rereading, Stage

# Items that a process reads before another takes its place; a start costs as much as tagging a hundred texts.
_PER_WORKER = 5_000


class StoppedError(Explained):
    """Reading again cannot go on; the text says why, and what to do."""


class OnRead(Protocol):
    """Is told after each item that was read, or could not be."""

    def __call__(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Job:
    """What to read again, and with what."""

    order: Order
    sources: Mapping[str, Source]  # by key
    conninfo: str = field(repr=False)  # may hold a password
    workers: int = 2  # processes that read
    page_seconds: float = 10.0  # for one page, then its reader is ended
    reader: str = ""  # module:name of another reader than the stage's own
    batch: int = 200  # items that are written in one transaction


async def go_through(
    job: Job, numbers: Sequence[int], tally: Tally, on_read: OnRead, rereading: Rereading | None = None
) -> list[int]:
    """Read the items of these numbers again and count what differs; the numbers of those where something does.

    With a `rereading` it is written as well. Raises `StoppedError`.
    """
    reader = job.reader or (REREAD if job.order.stage is Stage.EXTRACT else RETAG)
    pool = ReadingPool(job.workers, reader=reader, page_seconds=job.page_seconds, pages_per_worker=_PER_WORKER)
    try:
        async with Database(job.conninfo) as database, pool as readers:
            run = _Run(job, database, readers, tally, on_read, rereading)
            await run.through(numbers)
            return run.different
    except AbortError as error:
        raise StoppedError(f"{describe(error)}; what was written stays, the same command goes on there") from error


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch that is being read."""

    batch: Batch
    answers: list[asyncio.Task[Answer]]


class _Run:
    """One way through the items."""

    def __init__(
        self,
        job: Job,
        database: Database,
        readers: ReadingPool,
        tally: Tally,
        on_read: OnRead,
        rereading: Rereading | None,
    ) -> None:
        self._job, self._database, self._readers = job, database, readers
        self._tally, self._on_read, self._rereading = tally, on_read, rereading
        self.different: list[int] = []

    async def through(self, numbers: Sequence[int]) -> None:
        """Read all; what is under way when this is cancelled is given up."""
        begun: deque[_Begun] = deque()
        try:
            async for batch in self._batches(numbers):
                begun.append(_Begun(batch, [asyncio.create_task(self._read(item)) for item in batch.items]))
                if len(begun) > 1:
                    await self._conclude(begun)
            while begun:
                await self._conclude(begun)
        finally:
            abandoned = [answer for one in begun for answer in one.answers]
            for answer in abandoned:
                answer.cancel()
            await asyncio.gather(*abandoned, return_exceptions=True)

    async def _batches(self, numbers: Sequence[int]) -> AsyncIterator[Batch]:
        done = 0
        while done < len(numbers):
            asked = numbers[done : done + self._job.batch]
            batch = await self._database.call(stored.batch, self._job.order.stage, asked)
            done += bisect_right(asked, batch.reached)
            yield batch

    async def _read(self, item: Item) -> Answer:
        try:
            source = self._job.sources.get(item.source) or Source(item.source, "", "", "")  # new since we began
            answer: Answer = await self._readers.ask(item, source)
        except ReadingError as error:
            answer = Answer(failure=str(error))
        self._on_read()
        return answer

    async def _conclude(self, begun: deque[_Begun]) -> None:
        """Count and write the first of the batches under way."""
        answers = await asyncio.gather(*begun[0].answers)
        batch = begun.popleft().batch
        if rules.current() != self._job.order.rules:
            raise StoppedError("the rules were changed while reading: start again, so that all is read with the same")
        read = list(zip(batch.items, answers, strict=True))
        for item, answer in read:
            self._tally.count(item, answer)
        self.different += [item.position for item, answer in read if _differs(item, answer)]
        if self._rereading:
            now = datetime.now(UTC)
            await self._database.call(
                _write, read, self._rereading, batch.reached, self._job.order.rules, now, self._tally
            )


def _differs(item: Item, answer: Answer) -> bool:
    return bool(answer.changed or answer.article or _other_reason(item, answer))


def _other_reason(item: Item, answer: Answer) -> OtherReason | None:
    """The reason to be recorded for a page that is rejected for another one now."""
    if not item.rejected or not answer.reason or answer.reason == item.rejected.reason:
        return None
    return OtherReason(item.rejected.url, item.position, Reason(answer.reason), answer.detail)


def _write(
    connection: Connection,
    read: Sequence[tuple[Item, Answer]],
    rereading: Rereading,
    reached: int,
    of_rules: str,
    now: datetime,
    tally: Tally,
) -> None:
    """Write what came of a batch."""
    found = [(item, answer) for item, answer in read if answer.article]
    recovered = sum(_recover(connection, item, answer, now, tally) for item, answer in found)
    changes = [Change(item.kept, answer.fresh, answer.changed) for item, answer in read if item.kept and answer.changed]
    reasons = [reason for item, answer in read if (reason := _other_reason(item, answer))]
    moved = Moved(rereading.id, reached, of_rules, recovered)
    written = put_batch(connection, changes, reasons, moved, now=now)
    tally.written += len(written.changes) + recovered
    tally.overtaken += len(changes) - len(written.changes) - len(written.refused)
    for url, why in written.refused.items():
        tally.not_stored(url, why)


def _recover(connection: Connection, item: Item, answer: Answer, now: datetime, tally: Tally) -> bool:
    """Store the article of a page that was rejected before."""
    assert item.page and item.rejected and answer.article  # noqa: S101, PT018 - that is what was asked
    page, url = item.page.unpacked(), item.rejected.url
    try:
        saved = save_recovered(connection, answer.article, page, page_id=item.position, link_url=url, now=now)
    except (UnstorableError, *REFUSALS) as error:
        tally.not_stored(url, said(error))
        return False
    tally.overtaken += saved is None
    return saved is not None
