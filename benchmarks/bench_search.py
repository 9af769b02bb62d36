"""How long a search takes, and what room its index takes, on made-up archives of several sizes.

Each archive holds Arabic news of 2,500 articles a day, words as frequent as in real texts (benchmarks/corpus.py), one
in seven with places, parties, kinds of events and figures. Rows are put in by COPY, with the index that storing an
article makes; beyond 100,000 the same articles come again with later days.

Then questions of ten kinds are asked, each once to warm up and once timed, the kinds taking turns:

  rare, known, common   a word in about a hundredth of a per mille, a per cent, and more than a fifth of all articles
  two common            both in the same article
  phrase                three words from one stored sentence; common words, mostly
  prefix                all words that begin with these three or four letters
  fields                place:, actor:, type:, killed>N, source:, label: alone
  combined              words, a field, a bound of time, one that is left out, OR
  English               a place or party by its English name
  misspelt              a word that no article has: similar headlines are looked for

Timed is all of `storage.search.search`, from the question to hits with excerpts: by the clock, and in time of
processors of this process and of its part of the server (other work on the machine counts in the first alone).

examples:
  python benchmarks/bench_search.py --sizes 10000
  python benchmarks/bench_search.py --sizes 10000 100000 1000000 --folder /var/tmp --write docs/benchmarks.md
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from psycopg import Connection, connect

from benchmarks import corpus, growing, tables
from benchmarks.growing import Processors, grow, p95
from benchmarks.questions import KINDS, questions
from storage.search import search, terms
from storage.session import Session, session
from storage.sources import add

TITLE = "Searching"
_SIZES = (10_000, 100_000)
_ASKED = 30  # questions of each kind
_BATCH = 10_000
_MADE = 100_000  # articles of a larger archive are these again, with later days
_INDEXES = ("article_search", "article_title_folded")
_MEGABYTE = 1 << 20


@dataclass(slots=True)
class Measured:
    """What was measured at a size."""

    articles: int
    clock_ms: dict[str, list[float]] = field(default_factory=dict)
    processor_ms: dict[str, list[float]] = field(default_factory=dict)
    looked_at: dict[str, list[int]] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)


def main() -> None:
    """Build, measure, print, write."""
    options = _parser().parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with _home(options) as home, session(home) as opened:
        grow(options, TITLE, _Bench(opened, options.asked).at, _report)


def _parser() -> argparse.ArgumentParser:
    parser = growing.parser(str(__doc__), _SIZES, _ASKED, "questions a kind")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="where the database is put (15 GB for 1,000,000)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the database there, and go on with it")
    return parser


@contextmanager
def _home(options: argparse.Namespace) -> Iterator[Path]:
    if options.keep:
        yield options.keep
        return
    with tempfile.TemporaryDirectory(prefix="watira-bench-", dir=options.folder) as home:
        yield Path(home)


class _Bench:
    """A database that grows from size to size."""

    def __init__(self, opened: Session, asked: int) -> None:
        self._connection, self._conninfo, self._asked = opened.connection, opened.conninfo, asked
        self._seconds = Processors(self._connection).seconds
        for number in range(corpus.OUTLETS):
            add(self._connection, f"outlet{number}", "https://example.org/")

    def at(self, size: int) -> Measured:
        """Fill the database to a size and measure there."""
        _fill(self._connection, self._conninfo, size)
        measured = Measured(size, megabytes=_sizes(self._connection))
        known = terms(self._connection)
        asked = questions(self._connection, self._asked)
        for timed in (False, True):
            for number in range(self._asked):
                for kind in KINDS:
                    before = time.perf_counter(), self._seconds()
                    found = search(self._connection, asked[kind][number], known=known)
                    if timed:
                        measured.clock_ms.setdefault(kind, []).append((time.perf_counter() - before[0]) * 1000)
                        measured.processor_ms.setdefault(kind, []).append((self._seconds() - before[1]) * 1000)
                        measured.looked_at.setdefault(kind, []).append(found.looked_at)
        return measured


def _fill(connection: Connection, conninfo: str, size: int) -> None:
    (stored,) = connection.execute("SELECT count(*) FROM article").fetchone() or (0,)
    if stored >= size:
        return
    made = dict(
        connection.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY (%s)", [list(_INDEXES)]
        ).fetchall()
    )
    for name in _INDEXES:
        connection.execute(f"DROP INDEX {name}")
    began = time.monotonic()
    _make(conninfo, stored, min(size, _MADE), began)
    connection.execute("SET synchronous_commit = off; SET session_replication_role = replica")
    for start in range(max(stored, _MADE), size, _MADE):  # by number: the first again, with later days
        _again(connection, start, min(_MADE, size - start))
        _tell(start + _MADE, size, began)
    connection.execute("SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2")
    connection.execute("SET min_parallel_table_scan_size = 0")
    for statement in made.values():
        connection.execute(statement)
        print(f"bench_search: {statement[:60]}…, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    connection.execute("VACUUM ANALYZE article")


def _make(conninfo: str, stored: int, size: int, began: float) -> None:
    batches = [(start, min(size, start + _BATCH)) for start in range(stored, size, _BATCH)]
    if not batches:
        return
    with ProcessPoolExecutor(max_workers=2, initializer=_prepare, initargs=(conninfo,)) as pool:
        for number, _ in enumerate(pool.map(_put, batches)):
            _tell(batches[number][1], size, began)


def _again(connection: Connection, start: int, count: int) -> None:
    """Store the first articles once more, as if they had come later, so that days stay as full as they are."""
    names = [name.strip() for name in corpus.COLUMNS.split(",")]
    values = {"url": "url || '/' || %(start)s::text"}
    values |= {name: f"{name} + make_interval(secs => %(seconds)s)" for name in names if name.endswith("_at")}
    chosen = ", ".join(values.get(name, name) for name in names)
    statement = f"INSERT INTO article ({corpus.COLUMNS}) SELECT {chosen} FROM article WHERE id <= %(count)s ORDER BY id"
    connection.execute(
        statement.encode(),
        {"start": start, "seconds": start / corpus.A_DAY * 86_400, "count": count},
    )


def _tell(done: int, size: int, began: float) -> None:
    print(f"bench_search: {done:,} of {size:,} stored, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


class _Worker:
    """What a process that makes articles holds."""

    connection: Connection
    known: corpus.Vocabulary
    facts: corpus.Facts


def _prepare(conninfo: str) -> None:
    _Worker.connection = connect(conninfo, autocommit=True)
    # Without looking up each row's source, which is there.
    _Worker.connection.execute("SET synchronous_commit = off; SET session_replication_role = replica")
    _Worker.known, _Worker.facts = corpus.vocabulary(), corpus.Facts.listed()


def _put(batch: tuple[int, int]) -> None:
    with _Worker.connection.cursor().copy(f"COPY article ({corpus.COLUMNS}) FROM STDIN") as copy:
        for row in corpus.articles(*batch, _Worker.known, _Worker.facts):
            copy.write_row(row)


def _sizes(connection: Connection) -> dict[str, float]:
    names = {"texts and words": "pg_table_size('article')", "index of search": "pg_relation_size('article_search')"}
    names["index of headlines"] = "pg_relation_size('article_title_folded')"
    row = connection.execute(f"SELECT {', '.join(names.values())}").fetchone() or ()
    return {name: size / _MEGABYTE for name, size in zip(names, row, strict=True)}


def _report(measured: Sequence[Measured]) -> str:
    head = ["questions", *(f"{one.articles:,}: p50, ms | p95 | processor p95 | ranked" for one in measured)]
    head = [part for cell in head for part in cell.split(" | ")]
    rows = [[kind, *(part for one in measured for part in _figures(one, [kind]))] for kind in KINDS]
    rows.append(["all", *(part for one in measured for part in _figures(one, KINDS))])
    room = [[name, *(f"{one.megabytes[name]:,.0f}" for one in measured)] for name in measured[0].megabytes]
    rooms = tables.markdown(["megabytes", *(f"{one.articles:,}" for one in measured)], room)
    asked = len(measured[0].clock_ms[KINDS[0]])
    load = f"load of the machine {os.getloadavg()[1]:.0f}"
    what = f"{asked} questions of each kind, p50 and p95 by the clock; {load}"
    command = (
        f"python benchmarks/bench_search.py --asked {asked} --sizes {' '.join(str(one.articles) for one in measured)}"
    )
    return f"{tables.markdown(head, rows)}\n{rooms}\n{tables.measured_on(datetime.now(UTC).date(), what, command)}"


def _figures(one: Measured, kinds: Sequence[str]) -> list[str]:
    clock = [value for kind in kinds for value in one.clock_ms[kind]]
    processor = [value for kind in kinds for value in one.processor_ms[kind]]
    looked_at = [value for kind in kinds for value in one.looked_at[kind]]
    return [f"{median(clock):.0f}", f"{p95(clock):.0f}", f"{p95(processor):.0f}", f"{median(looked_at):.0f}"]


if __name__ == "__main__":
    main()
