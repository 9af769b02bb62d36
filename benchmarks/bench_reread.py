"""How fast stored pages are read again, and how much memory that takes, in a throw-away database.

Pages are made from those of the sample newsroom, or from saved ones (*.html in FOLDER): as many copies as asked for,
each with an address and words of its own, stored as a crawl stores them. Then, as `watira reread` does it:

  nothing changes   stage extract with the rules that they were stored with: reading and comparing
  all change        after every stored text was spoilt: reading, comparing, and writing each article, its earlier
                    reading, its search index and its place among copies
  tags: nothing, tags: all   the same for stage tags

  pages/s           by the clock, with the readers at work; 100,000: that many at this rate, in minutes
  CPU, ms           of the command's own process and of its readers, a page; the database's is not in it
  memory, MB        of the command's own process at its highest, behind one half of the pages and behind all

examples:
  python benchmarks/bench_reread.py
  python benchmarks/bench_reread.py pages --copies 5000 --workers 2 --write docs/benchmarks.md
"""

import argparse
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks import recorded, tables
from crawler.crawl import run as run_async
from demo.newsroom.desk import houses
from demo.newsroom.expected import expectations
from demo.newsroom.press import Press
from pipelines import flow, lexicon
from pipelines.article import Article, Page, Source
from schedules.rereading.run import Job, go_through
from schedules.rereading.tally import Tally
from storage import rereading, rules
from storage.articles import save_article, save_rejection
from storage.rereading import Order, Stage
from storage.session import Session, session
from storage.sources import register

TITLE = "Reading stored pages again"
_COPIES = 5_000
_SOURCE = Source("bench", "منبر", "Bench", "https://bench.example/")
_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024
_HEAD = ("", "pages", "pages/s", "100,000", "CPU, ms", "readers' CPU", "memory, MB, half", "all")

# The address that a page states for itself: the copies would all have one.
_OWN_ADDRESS = re.compile(rb'rel=(["\']?)canonical\1|property=(["\']?)og:url\2', re.I)
_PARAGRAPH = re.compile(rb"<p(?:\s[^>]*)?>", re.I)

_SPOIL = """
UPDATE article
SET title = 'سابق ' || title, body = 'سطر سابق' || E'\\n' || body, label = 'other', score = 0, tags = '{}',
    fingerprint = sha256(fingerprint)
"""
_SPOIL_TAGS = "UPDATE article SET label = 'other', score = 0, tags = '{spoilt}'"


@dataclass(frozen=True, slots=True)
class Measured:
    """One way through all that is stored."""

    name: str
    pages: int
    seconds: float
    own_cpu: float
    readers_cpu: float
    memory: tuple[float, float]  # megabytes at its highest: behind one half, behind all


def main(words: Sequence[str] | None = None) -> int:
    """0; 2 where there is nothing to measure."""
    options = _parser().parse_args(words)
    try:
        pages = [page.body for page in recorded.pages(options.folder)] if options.folder else list(_newsroom())
    except recorded.NoPages as error:
        print(f"bench_reread: {error}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as home, session(Path(home)) as opened:
        size = _fill(opened, pages, options.copies)
        results = list(_measured(opened, options.workers))
    table = tables.markdown(_HEAD, [_row(result) for result in results])
    print(table)
    if options.write:
        made = f"{options.copies} pages made from {len(pages)}, {size / _KILOBYTE:.0f} kB on average"
        what = f"{made}, {options.workers} readers"
        command = f"python benchmarks/bench_reread.py {options.folder or ''} --copies {options.copies}"
        note = tables.measured_on(datetime.now(UTC).date(), what, " ".join(command.split()))
        tables.put_section(options.write, TITLE, f"{table}\n{note}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="saved pages instead of the newsroom's")
    parser.add_argument("--copies", type=int, default=_COPIES, metavar="N", help=f"pages to store (default {_COPIES})")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that read (default 2)")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the table into this document as well")
    return parser


def _newsroom() -> Iterator[bytes]:
    """The pages of the sample newsroom that a crawl stores."""
    today = date(2026, 11, 22)
    press = {house.key: Press(house, f"https://{house.key}.example", today, "evening") for house in houses()}
    for one in expectations(today, "evening"):
        if one.stored:
            yield press[one.outlet].answer(one.path).body


def _fill(opened: Session, pages: Sequence[bytes], copies: int) -> float:
    """Store so many pages as a crawl would; their mean size in bytes."""
    register(opened.connection, [_SOURCE])
    terms, now, size = lexicon.default(), datetime.now(UTC), 0
    for number in range(copies):
        page = _copy(pages[number % len(pages)], number, now)
        size += len(page.body)
        result = flow.read(page, _SOURCE, terms)
        if isinstance(result, Article):
            article = replace(result, reading=replace(result.reading, url=page.url))
            save_article(opened.connection, article, page, now=now)
        else:
            save_rejection(opened.connection, result, page, link_url=page.url, now=now)
        if number % 1000 == 999:
            print(f"bench_reread: {number + 1} of {copies} pages stored", file=sys.stderr)
    opened.connection.execute("ANALYZE")
    return size / copies


def _copy(body: bytes, number: int, now: datetime) -> Page:
    """A page with an address and words of its own."""
    own = f"\\g<0>{number} ".encode()
    varied = _PARAGRAPH.sub(own, _OWN_ADDRESS.sub(b"", body), count=20)
    return Page(f"https://bench.example/news/{number}.html", varied, now)


def _measured(opened: Session, workers: int) -> Iterator[Measured]:
    for stage, name, spoil in ((Stage.EXTRACT, "{} change", _SPOIL), (Stage.TAGS, "tags: {} change", _SPOIL_TAGS)):
        job = Job(Order(stage, rules.current()), {_SOURCE.key: _SOURCE}, opened.conninfo, workers)
        yield _measure(name.format("none"), opened, job, write=False)
        opened.connection.execute(spoil)
        opened.connection.execute("VACUUM ANALYZE article")
        yield _measure(name.format("all"), opened, job, write=True)


def _measure(name: str, opened: Session, job: Job, *, write: bool) -> Measured:
    """Go through everything, in two halves, so that growing memory is seen."""
    numbers = rereading.positions(opened.connection, job.order)
    begun = None
    if write:
        begun = rereading.begin(opened.connection, job.order, last=numbers[-1], now=datetime.now(UTC))
    tally, memory = Tally(), []
    clock, own, readers = time.monotonic(), time.process_time(), _children()
    middle = len(numbers) // 2
    for part in (numbers[:middle], numbers[middle:]):
        run_async(go_through(job, part, tally, lambda: None, begun))
        memory.append(_peak())
    clock, own, readers = time.monotonic() - clock, time.process_time() - own, _children() - readers
    print(f"bench_reread: {name}: {tally.read} read, {tally.changed} differ, {tally.written} written", file=sys.stderr)
    return Measured(name, len(numbers), clock, own, readers, (memory[0], memory[1]))


def _children() -> float:
    """CPU time of the readers that have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    """The resident memory of this process at its highest so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else _KILOBYTE  # of ru_maxrss, getrusage(2)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MEGABYTE


def _row(one: Measured) -> tuple[str, ...]:
    rate = one.pages / one.seconds
    return (
        one.name,
        f"{one.pages:,}",
        f"{rate:,.0f}",
        f"{100_000 / rate / 60:.1f} min",
        f"{1000 * one.own_cpu / one.pages:.2f}",
        f"{1000 * one.readers_cpu / one.pages:.2f}",
        *(f"{memory:.0f}" for memory in one.memory),
    )


if __name__ == "__main__":
    sys.exit(main())
