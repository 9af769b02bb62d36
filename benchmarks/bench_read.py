"""How fast and how right pages are read: Watira and other readers over the same folder of saved pages, in one run.

Each reader has a fresh process of its own. It reads every page once to warm up (these answers are scored), then the
readers take turns, a round over all pages each. Time is CPU time, so one core is meant whatever else the machine does;
ratios are taken round by round, and the median of the rounds counts.

  pages/s, ms/page   median over the rounds
  x trafilatura      how many times as many pages a second as trafilatura with metadata
  memory             how much the process grew from after its imports to its highest, in megabytes
  body, worst        F1 over bags of four-word shingles of folded text: averaged by site; of the worst page
  titles             equal after folding, with or without their prefix
  instants, days     published at the same minute (where the zone is known); on the same day
  articles           article in Arabic or not, mean of the right shares of both; for readers that say it

FOLDER holds *.html files. A manifest.jsonl in it may give {"file", "url", "site", "kind", "language"} of each.
The gold file gives what is right, a line a page:
  {"file": "a.html", "title": "...", "paragraphs": ["..."], "published": "2026-11-22T14:30:00+03:00"}
Readers that are not installed are left out; benchmarks/requirements.txt has them all.

examples:
  python benchmarks/bench_read.py pages
  python benchmarks/bench_read.py pages --gold pages/gold.jsonl --rounds 9 --write docs/benchmarks.md
  python benchmarks/bench_read.py pages --reader watira --reader trafilatura
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks import recorded, scores, tables
from benchmarks.reader_process import Memory, ReaderFailed, ReaderProcess
from benchmarks.readers import BASELINE, READERS, Reader

TITLE = "Reading pages, beside other readers"
_ROUNDS = 5
_SPEED = ("reader", "pages/s", "ms/page", "x trafilatura", "memory, MB")
_RIGHT = ("body", "worst", "titles", "instants", "days", "articles")


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out for a reader."""

    reader: Reader
    answers: Mapping[str, scores.Answer]
    failures: int  # pages that it raised an exception for
    seconds: Sequence[float]  # CPU time of each round
    memory: Memory


def main(words: Sequence[str] | None = None) -> int:
    """0; 2 where there is nothing to measure."""
    options = _parser().parse_args(words)
    try:
        pages = recorded.pages(options.folder)
        gold = recorded.gold(options.gold) if options.gold else {}
    except recorded.NoPages as error:
        print(f"bench_read: {error}", file=sys.stderr)
        return 2
    results = measure(_wanted(options.reader), options.folder, options.rounds)
    table = tables.markdown(*rows(results, pages, gold))
    print(table)
    if options.write:
        tables.put_section(options.write, TITLE, _section(results, pages, table, gold, options.rounds))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="saved pages, *.html")
    parser.add_argument("--gold", type=Path, metavar="FILE.jsonl", help="what is right for them; without it no scores")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, metavar="N", help=f"timed rounds (default {_ROUNDS})")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the table into this document as well")
    parser.add_argument(
        "--reader", action="append", choices=list(READERS), metavar="NAME", help=f"only these: {', '.join(READERS)}"
    )
    return parser


def _wanted(names: Sequence[str] | None) -> list[Reader]:
    """The readers to measure; says which cannot be."""
    chosen = [READERS[name] for name in names or READERS]
    for reader in chosen:
        if not reader.installed:
            needed = f"pip install '{reader.packages[0]}', or everything with -r benchmarks/requirements.txt"
            print(f"bench_read: {reader.name} is left out, it is not installed: {needed}", file=sys.stderr)
    return [reader for reader in chosen if reader.installed]


def measure(readers: Sequence[Reader], folder: Path, rounds: int) -> list[Measured]:
    """Measure readers that take turns; one whose process ends is left out, and named."""
    with ExitStack() as stack:
        running = [(reader, stack.enter_context(ReaderProcess(reader.name, folder))) for reader in readers]
        answers: dict[str, tuple[dict[str, scores.Answer], int]] = {}
        seconds: dict[str, list[float]] = {reader.name: [] for reader in readers}
        for reader, process in list(running):
            try:
                answers[reader.name] = process.warm_up()
            except ReaderFailed as error:
                print(f"bench_read: {error}; it is left out", file=sys.stderr)
                running.remove((reader, process))
        for _ in range(rounds):
            for reader, process in running:
                seconds[reader.name].append(process.round())
        return [
            Measured(reader, *answers[reader.name], seconds[reader.name], process.memory())
            for reader, process in running
        ]


def rows(
    results: Sequence[Measured], pages: Sequence[recorded.Recorded], gold: Mapping[str, recorded.Gold]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The table's head and its rows."""
    baseline = next((one.seconds for one in results if one.reader.name == BASELINE), None)
    head = (*_SPEED, *_RIGHT) if gold else _SPEED
    listed = [(*_speed(one, len(pages), baseline), *(_right(one, pages, gold) if gold else ())) for one in results]
    return head, listed


def _speed(one: Measured, count: int, baseline: Sequence[float] | None) -> tuple[str, ...]:
    each = median(one.seconds) / count
    ratios = [other / own for other, own in zip(baseline or (), one.seconds, strict=bool(baseline))]
    times = f"{median(ratios):.1f}" if ratios else "–"
    return one.reader.name, f"{1 / each:.0f}", f"{1000 * each:.2f}", times, f"{one.memory.growth:.0f}"


def _right(one: Measured, pages: Sequence[recorded.Recorded], gold: Mapping[str, recorded.Gold]) -> tuple[str, ...]:
    found = scores.score(pages, gold, one.answers)
    body, title, time = (what in one.reader.tells for what in ("body", "title", "time"))
    told = (
        (found.body, body),
        (found.worst, body),
        (found.titles, title),
        (found.instants, time),
        (found.days, time),
        (found.articles, body),
    )
    return tuple(tables.figure(value if asked else None) for value, asked in told)


def _section(
    results: Sequence[Measured],
    pages: Sequence[recorded.Recorded],
    table: str,
    gold: Mapping[str, recorded.Gold],
    rounds: int,
) -> str:
    """The document's section: the table, what its columns mean, how each reader was set."""
    told = (__doc__ or "").partition("FOLDER holds")[0].strip()
    scored = f"{sum(page.file in gold for page in pages)} of them with texts made by hand, "
    what = f"{recorded.described(pages)}, {scored if gold else ''}{rounds} rounds"
    command = f"python benchmarks/bench_read.py FOLDER{' --gold FOLDER/gold.jsonl' if gold else ''} --rounds {rounds}"
    day = datetime.now(UTC).date()
    return f"{table}\n{tables.measured_on(day, what, command)}\n```\n{told}\n```\n\n{_settings(results)}"


def _settings(results: Sequence[Measured]) -> str:
    lines = []
    for one in results:
        packages = f" ({tables.versions(one.reader.packages)})" if one.reader.packages else ""
        failed = f"; failed on {one.failures} pages" if one.failures else ""
        lines.append(f"* {one.reader.name}{packages}: {one.reader.settings}{failed}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
