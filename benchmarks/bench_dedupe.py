"""How long it takes to decide how one more article stands to all others, which copies are found, what room it takes.

A database is filled with synthetic Arabic news of 30 days: stories with names and figures of their own, told by
several reports in words of their own, between stock phrases that all reporting shares; word frequencies fall as they
do in real texts, lengths go from flashes to long reports. Into it articles are saved one by one as a crawl would: new
ones, and copies of stored ones that were retitled, respelled, cut to the first third, put into a round-up, or given
another toll (those are updates, and no copies). Timed is the decision alone (finding, comparing, recording; copies and
stories apart), not the reading, in time of processors, of this process and of its part of the server. Rows are put in
directly, what they are looked for by is computed as in a crawl.

MinHash signatures of whole texts (datasketch, if it is installed: benchmarks/requirements.txt) are asked for the same
copies, to show what they miss.

examples:
  python benchmarks/bench_dedupe.py --sizes 10000
  python benchmarks/bench_dedupe.py --sizes 10000 100000 1000000 --write docs/benchmarks.md
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from psycopg import Connection

from benchmarks import growing, minhash, newswire, tables
from benchmarks.growing import Processors, grow, p95
from benchmarks.newswire import Item
from benchmarks.wire_archive import PART, Archive, Made
from pipelines.fingerprint import fingerprint
from storage import events, relations, stories
from storage.compared import array, compared, of_text
from storage.copies import NOTHING, settle
from storage.session import session
from storage.sources import add

TITLE = "Copies and stories"
_SIZES = (10_000, 100_000)
_ASKED = 400  # articles that are saved into each size
_NOW = datetime(2026, 11, 25, tzinfo=UTC)
_REAL = 100_000
_WARMING = 200  # articles that are saved before those that are timed
# What is found out in a crawl, as articles come one by one.
_COUNT = """
    INSERT INTO commonplace (kind, number, articles)
    SELECT %(kind)s, number, count(*)
    FROM gist CROSS JOIN unnest({column}) AS number
    GROUP BY number
    HAVING count(*) >= %(counted)s
    ON CONFLICT (kind, number) DO UPDATE SET articles = excluded.articles
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured at a size."""

    articles: int
    copies_ms: Sequence[float]  # to decide of copies, one article each
    stories_ms: Sequence[float]  # to decide of its story besides
    reference_ms: Sequence[float]  # a fixed piece of work, done in between
    found: Counter[str]  # copies found, by how they were dressed
    planted: Counter[str]
    signed: Counter[str]  # found by signatures
    bytes_each: float  # table gist with its indexes


def main() -> None:
    """Measure, print, write."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="watira-bench-") as temporary:
        folder = options.folder or Path(temporary)
        archive = Archive(folder / "texts", options.real // PART)
        with session(folder / "home") as opened:
            grow(options, TITLE, _Bench(opened.connection, archive, options.asked).at, _report)


def _parser() -> argparse.ArgumentParser:
    parser = growing.parser(str(__doc__), _SIZES, _ASKED, "articles timed")
    parser.add_argument(
        "--real", type=int, default=_REAL, metavar="N", help=f"texts that are made; more are these renamed ({_REAL:,})"
    )
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="where texts and database are kept for next time")
    return parser


class _Bench:
    """A database that grows from size to size."""

    def __init__(self, connection: Connection, archive: Archive, asked: int) -> None:
        self._connection, self._archive, self._asked = connection, archive, asked
        self._wire = newswire.Wire.part(-1 - int(time.time()))  # other ones each time, as the database may be kept
        self._seconds = Processors(connection).seconds
        self._stored = self._count()
        self._reference = _reference()
        connection.execute("SET synchronous_commit = off")  # as storing an article does
        for number in range(newswire.OUTLETS if not self._stored else 0):
            add(connection, f"outlet{number}", "https://example.org/")

    def at(self, size: int) -> Measured:
        """Fill the database to a size and measure there."""
        if self._stored < size:
            self._fill(size)
        random, run = Random(size), int(time.time())
        sample = [made.item for made in self._archive.part(0)]
        copies_ms, stories_ms, reference_ms = [], [], []
        found, planted, signed = Counter[str](), Counter[str](), Counter[str]()
        for number in range(-_WARMING, self._asked):
            original = random.choice(sample)
            item = newswire.dressed(original, random, f"{run}/{number}") if number % 2 else self._wire.next()
            seconds, copy_of = self._decide(item)
            if number < 0:
                continue
            copies_ms.append(seconds[0] * 1000)
            stories_ms.append(seconds[1] * 1000)
            reference_ms.append(_reference() * 1000)
            if number % 2:
                planted[item.dress] += 1
                found[item.dress] += copy_of
                signed[item.dress] += minhash.INSTALLED and minhash.finds(original, item)
        return Measured(size, copies_ms, stories_ms, reference_ms, found, planted, signed, self._bytes())

    def _count(self) -> int:
        row = self._connection.execute("SELECT count(*) FROM article").fetchone()
        return int(row[0]) if row else 0

    def _fill(self, size: int) -> None:
        indexes = "SELECT indexdef FROM pg_indexes WHERE indexname IN ('gist_keys', 'gist_topics')"
        definitions = [definition for (definition,) in self._connection.execute(indexes)]
        self._connection.execute("DROP INDEX gist_keys, gist_topics")
        while self._stored < size:
            self._put(list(self._archive.part(self._stored // PART)))
            self._stored += PART
            if self._stored % 20_000 == 0:
                print(f"bench_dedupe: {self._stored:,} of {size:,} stored", file=sys.stderr, flush=True)
        # With little memory it is made of many small sorted lots, and ends as full as one that grew entry by entry.
        self._connection.execute("SET maintenance_work_mem = '8MB'")
        for definition in definitions:
            self._connection.execute(definition)
        for column, kind in (("keys", "passage"), ("topics", "topic")):
            self._connection.execute(_COUNT.format(column=column), {"kind": kind, "counted": events.COUNTED})
        self._connection.execute("VACUUM ANALYZE")

    def _put(self, part: Sequence[Made]) -> None:
        """Store rows, and what they are looked for by."""
        ids = self._rows([made.item for made in part])
        columns = "article_id, dated_at, keys, topics, outline, origin, story_from"
        with self._connection.cursor().copy(f"COPY gist ({columns}) FROM STDIN") as copy:
            for number, made in zip(ids, part, strict=True):
                values = array(made.keys), array(made.topics), made.outline
                copy.write_row([number, made.item.at, *values, made.item.source, number])

    def _rows(self, items: Sequence[Item]) -> list[int]:
        (last,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone() or (0,)
        columns = (
            "source, url, kind, title, title_prefix, body, authors, credits, published_at, published_precision,"
            " published_from, published_zone_assumed, language, extractor, label, score, tags, evidence, fingerprint,"
            " first_seen_at, revised_at, fetched_at, title_folded, search"
        )
        with self._connection.cursor().copy(f"COPY article ({columns}) FROM STDIN") as copy:
            for item in items:
                copy.write_row(_row(item))
        rows = self._connection.execute("SELECT id FROM article WHERE id > %s ORDER BY id", [last])
        return [number for (number,) in rows]

    def _decide(self, item: Item) -> tuple[tuple[float, float], bool]:
        """Save one article and decide; seconds for copies and for stories, and whether it was found to be a copy."""
        (number,) = self._rows([item])
        of_text(item.title, item.body)  # as who reads a page does
        began = self._seconds()
        with self._connection.transaction():
            relations.hold_relations(self._connection)
            (article,) = compared(self._connection, [number])
            found = relations.relate_copies(self._connection, article)
            decided = settle(self._connection, {number, *found.copies}) if found.copies else NOTHING
            middle = self._seconds()
            if relations.relate_events(self._connection, article, found) or found.numbers:
                stories.settle(self._connection, {number, *decided.changed}, now=_NOW)
        return (middle - began, self._seconds() - middle), decided.originals.get(number) is not None

    def _bytes(self) -> float:
        row = self._connection.execute("SELECT pg_total_relation_size('gist')::float / count(*) FROM gist").fetchone()
        return float(row[0]) if row else 0.0


def _reference() -> float:
    """Seconds of a processor for a fixed piece of work: how much slower is the machine, because others work on it?"""
    began = time.process_time()
    sum({number: str(number) for number in range(8_000)})
    return time.process_time() - began


def _row(item: Item) -> list[Any]:
    stated = [item.at, "minute", "bench", False]
    times = [item.at, item.at, item.at]
    understood = ["other", 0.0, [], "[]", fingerprint(item.body)]
    told = [item.source, item.url, "article", item.title, "", item.body, [], []]
    return [*told, *stated, "ar", "", *understood, *times, "", ""]


def _report(measured: Sequence[Measured]) -> str:
    head = ["articles", "copies p50, ms", "p95", "stories p50, ms", "p95", "reference p50, ms", "bytes each"]
    rows = [
        [
            f"{one.articles:,}",
            *(f"{value:.1f}" for value in (median(one.copies_ms), p95(one.copies_ms))),
            *(f"{value:.1f}" for value in (median(one.stories_ms), p95(one.stories_ms))),
            f"{median(one.reference_ms):.2f}",
            f"{one.bytes_each:,.0f}",
        ]
        for one in measured
    ]
    dresses = sorted(measured[0].planted)
    recall = [[f"{one.articles:,}", *(_share(one.found, one, dress) for dress in dresses)] for one in measured]
    recall += [
        [f"MinHash, {one.articles:,}", *(_share(one.signed, one, dress) for dress in dresses)]
        for one in measured
        if minhash.INSTALLED
    ]
    told = "Called copies, by what was done to the text (`toll` has another figure, and is none):"
    copies = tables.markdown(["articles", *dresses], recall)
    asked = len(measured[0].copies_ms)
    what = f"{asked} articles saved into each size, half of them copies or updates of stored ones"
    sizes = " ".join(str(one.articles) for one in measured)
    command = f"python benchmarks/bench_dedupe.py --asked {asked} --sizes {sizes}"
    note = tables.measured_on(datetime.now(UTC).date(), what, command)
    return f"{tables.markdown(head, rows)}\n{told}\n\n{copies}\n{note}"


def _share(found: Counter[str], one: Measured, dress: str) -> str:
    return f"{found[dress]} of {one.planted[dress]}"


if __name__ == "__main__":
    main()
