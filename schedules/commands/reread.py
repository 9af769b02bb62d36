"""Read again what is stored, after the rules of reading or the lexicon changed; show what differs, then update it.

  --stage extract   the stored pages, with everything that follows from them: text, title, times, names, kind,
                    language, copies, label, search. A page that was rejected and is an article now becomes one
  --stage tags      the stored texts, after a change of the lexicon: label, score, tags, evidence. Much faster
  --stage stories   which articles are copies, versions and updates of others, and which are one story. Others that
                    want to store wait while it looks (not while it writes): with much stored, say --since

On a terminal you see the difference and are asked before anything is written. Where nobody can be asked, nothing is
written without --yes, which reads and writes in one go. --dry-run never writes.

It is Watira that reads otherwise, not the newsroom that changed something: an article keeps its address, its revision
and the time at which it was first seen, and the view earlier_readings tells what was read before and under which rules.
An article that would be rejected now is named and kept. A page that becomes an article counts as first seen when it
was fetched. What a crawl stores meanwhile is left alone.

Stop it at any time (Ctrl-C, kill, power): what was written stays, and the same command goes on there. When the rules
changed since, it begins anew. Two do not run at once. No page is fetched.

examples:
  watira reread --stage extract --dry-run --source sana    what would change in the articles of one source
  watira reread --stage extract                            all pages: look, then answer y
  watira reread --stage tags --since 2026-11-01 --yes      texts fetched since then, without a question
  watira reread --stage tags --yes --later                 done by a `watira daemon` or `watira worker`, wherever
"""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from psycopg import Connection

from crawler.crawl import run as run_async
from pipelines.article import Source
from pipelines.errors import Explained
from schedules import jobs, settings, terminal
from schedules.option_values import count, day, start_of
from schedules.rereading import relating
from schedules.rereading.consent import may_write
from schedules.rereading.progress import live
from schedules.rereading.run import Job, go_through
from schedules.rereading.show import show
from schedules.rereading.tally import Tally
from storage import queue, rereading, rules
from storage.advisory_locks import rereading as alone
from storage.rereading import Order, Stage
from storage.session import Session, session
from storage.sources import registered

_EXAMPLES = 2


class BusyError(Explained):
    """Somebody else is reading again."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to read again, and whether to write."""
    parser.add_argument("--stage", choices=list(Stage), required=True, help="what to do again: see above")
    parser.add_argument("--since", type=day, metavar="DATE", help="only what was fetched on this day or later")
    parser.add_argument(
        "--source", action="append", default=[], metavar="KEY", help="only this source; may be repeated"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
    parser.add_argument("--yes", action="store_true", help="write without showing the difference first")
    parser.add_argument("--later", action="store_true", help="with --yes: put it on the queue for a daemon or worker")
    parser.add_argument(
        "--examples", type=count, default=_EXAMPLES, metavar="N", help=f"of each kind of change (default {_EXAMPLES})"
    )


def run(options: argparse.Namespace) -> int:
    """0, also when nothing was to be changed or the answer was no; 1 when the database refused something."""
    setting = settings.load()
    if options.dry_run and options.yes:
        raise settings.SettingsError("--dry-run writes nothing, and --yes writes: give one of them")
    if options.later and not options.yes:
        raise settings.SettingsError("--later needs --yes: nobody can be asked then")
    with session(setting.home, setting.database_url) as opened:
        job = _job(options, setting, opened)
        if options.later:
            return _put(options, opened.connection)
        with nullcontext() if options.dry_run else _alone(opened.connection):
            if job.order.stage is Stage.STORIES:
                return _stories(job.order, options, opened.connection).run()
            return _Command(job, options, opened.connection).run()


def _put(options: argparse.Namespace, connection: Connection) -> int:
    """Leave it to whoever works on the queue."""
    words = [word for key in options.source for word in ("--source", key)]
    words += ["--since", options.since.isoformat()] if options.since else []
    put = queue.put(connection, [queue.Job(queue.Kind.REREAD, options.stage, "reread", {"words": words})])
    terminal.say("put on the queue: `watira status` shows it" if put else "one of this stage is on the queue already")
    return 0


def _stories(order: Order, options: argparse.Namespace, connection: Connection) -> relating.Command:
    return relating.Command(connection, order, options.dry_run, options.yes, options.examples)


def _job(options: argparse.Namespace, setting: settings.Settings, opened: Session) -> Job:
    known = registered(opened.connection)
    sources = {**known, **jobs.load_sources(setting)}
    chosen = jobs.choose(sources, options.source, everything=True) if options.source else ()
    stage = Stage(options.stage)
    order = Order(
        stage=stage,
        rules=rules.current(),
        catalogue=_told(sources[key] for key in sorted(known)) if stage is Stage.EXTRACT else "",
        since=options.since and start_of(options.since, setting.zone),
        sources=tuple(sorted(source.key for source in chosen)),
    )
    return Job(order, sources, opened.conninfo, setting.crawl.workers)


def _told(sources: Iterator[Source]) -> str:
    """A hash of what reading knows of the sources."""
    unread: dict[str, Any] = {
        "channels": (),
        "archives": (),
        "enabled": True,
        "reason": "",
        "owner": "",
        "evidence": "",
    }
    plain = [repr(replace(source, **unread)) for source in sources]
    return hashlib.sha256("\n".join(plain).encode()).hexdigest()[:12]


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    with alone(connection) as taken:
        if not taken:
            raise BusyError("another reread is running on this database: wait for its end, or use --dry-run")
        yield


class _Command:
    """One call of the command."""

    def __init__(self, job: Job, options: argparse.Namespace, connection: Connection) -> None:
        self._job, self._options, self._connection = job, options, connection
        self._what = "pages" if job.order.stage is Stage.EXTRACT else "texts"

    def run(self) -> int:
        """Look, ask and write, as the options say; the exit code."""
        stopped = None if self._options.dry_run else rereading.unfinished(self._connection, self._job.order)
        numbers = self._numbers(stopped)
        if self._options.yes:
            tally = self._written(numbers, numbers)
            show(
                tally, self._job.order.stage, done=True, left_out=rereading.left_out(self._connection, self._job.order)
            )
            return self._say_written(tally)
        tally, different = self._read(numbers)
        show(tally, self._job.order.stage, done=False, left_out=rereading.left_out(self._connection, self._job.order))
        if may_write(differs=tally.differs, dry_run=self._options.dry_run):
            return self._say_written(self._written(different, numbers))
        if stopped and not tally.differs:
            rereading.finish(self._connection, stopped, now=datetime.now(UTC))
        return 0

    def _numbers(self, stopped: rereading.Rereading | None) -> list[int]:
        """What is to be read again: all, or what is left of a run that was stopped."""
        if stopped:
            terminal.say(
                f"going on behind number {stopped.position}, where a run was stopped on {stopped.moved_at:%F %R} UTC"
            )
        return rereading.positions(self._connection, self._job.order, after=stopped.position if stopped else 0)

    def _read(self, numbers: Sequence[int], begun: rereading.Rereading | None = None) -> tuple[Tally, list[int]]:
        """Go through these numbers, writing what differs if a rereading was begun."""
        tally, started = Tally(self._options.examples), monotonic()
        try:
            with live(len(numbers), self._what) as on_read:
                different = run_async(go_through(self._job, numbers, tally, on_read, begun))
        except (KeyboardInterrupt, SystemExit):
            kept = (
                f"{tally.written:,} are written and stay, the same command goes on there"
                if begun
                else "nothing was written"
            )
            terminal.say(f"stopped: {kept}")
            raise
        seconds = monotonic() - started
        terminal.say(f"{tally.read:,} {self._what} in {seconds:.0f} s, {tally.read / max(seconds, 0.001):,.0f}/s")
        return tally, different

    def _written(self, numbers: Sequence[int], everything: Sequence[int]) -> Tally:
        last = everything[-1] if everything else 0
        begun = rereading.begin(self._connection, self._job.order, last=last, now=datetime.now(UTC))
        tally, _ = self._read(numbers, begun)
        rereading.finish(self._connection, begun, now=datetime.now(UTC))
        return tally

    def _say_written(self, tally: Tally) -> int:
        overtaken = (
            f"; {tally.overtaken:,} left alone, since they were stored anew meanwhile" if tally.overtaken else ""
        )
        terminal.say(f"{tally.written:,} written{overtaken}.")
        if not tally.unstored:
            return 0
        terminal.say(f"{tally.unstored:,} refused by the database, left as they are:")
        for line in tally.named["unstored"]:
            terminal.say(f"  {line}")
        return 1
