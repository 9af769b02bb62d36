"""Where the time goes when a page is read, understood and tagged; and what worker processes add.

First, `pipelines.flow.read` over all pages of a folder in this process: CPU time by stage. The stages are timed from
outside, by functions put around theirs; what that costs is measured, too, against rounds without it. Then the same
pages through the crawler's own pool of reading processes, with one and two workers: pages a second by the clock on the
wall, so these figures want a machine that does nothing else.

FOLDER holds *.html files; a manifest.jsonl in it may give their addresses: {"file", "url"} a line.

examples:
  python benchmarks/bench_flow.py pages
  python benchmarks/bench_flow.py pages --rounds 9 --write docs/benchmarks.md
"""

import argparse
import asyncio
import logging
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks import recorded, tables
from benchmarks.stages import watched
from crawler.reading_pool import ReadingPool
from pipelines import flow, lexicon
from pipelines.article import Article, Page, Rejection, Source

TITLE = "The whole flow, by stage"
_ROUNDS = 5
_WORKERS = (1, 2)
_NOWHERE = Source(key="", name_ar="", name_en="", home="")


@dataclass(frozen=True, slots=True)
class Flow:
    """What one process takes for a page, in milliseconds of CPU time: the medians of the rounds."""

    stages: Mapping[str, float]
    whole: float  # with the stopwatches
    plain: float  # without

    @property
    def overhead(self) -> float:
        """What the stopwatches cost, as a share of the time without them."""
        return self.whole / self.plain - 1


def main(words: Sequence[str] | None = None) -> int:
    """0; 2 where there is nothing to measure."""
    options = _parser().parse_args(words)
    logging.disable(logging.CRITICAL)  # the readers' libraries complain about pages
    try:
        recorded_pages = recorded.pages(options.folder)
    except recorded.NoPages as error:
        print(f"bench_flow: {error}", file=sys.stderr)
        return 2
    pages = [Page(one.url, one.body, datetime.now(UTC)) for one in recorded_pages]
    found = by_stage(pages, options.rounds)
    walls = {workers: in_processes(pages, workers, options.rounds) for workers in _WORKERS}
    text = f"{_stage_table(found)}\n{_worker_table(found, walls)}\n{_notes(found, pages)}"
    print(text)
    if options.write:
        what = f"{recorded.described(recorded_pages)}, {options.rounds} rounds"
        command = f"python benchmarks/bench_flow.py FOLDER --rounds {options.rounds}"
        measured = tables.measured_on(datetime.now(UTC).date(), what, command)
        tables.put_section(options.write, TITLE, f"{text}\n{measured}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="saved pages, *.html")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, metavar="N", help=f"timed rounds (default {_ROUNDS})")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the tables into this document as well")
    return parser


def by_stage(pages: Sequence[Page], rounds: int) -> Flow:
    """Read all pages in this process, in turns with and without stopwatches, after a round to warm up."""
    _round(pages)
    plain, whole, stages = [], [], []
    for _ in range(rounds):
        plain.append(_round(pages))
        with watched() as watch:
            whole.append(_round(pages))
        stages.append(watch.spent)
    each = {stage: median(spent[stage] for spent in stages) / len(pages) / 1e6 for stage in stages[0]}
    return Flow(each, median(whole), median(plain))


def _round(pages: Sequence[Page]) -> float:
    """Milliseconds of CPU time for a page."""
    terms = lexicon.default()
    began = time.process_time()
    for page in pages:
        flow.read(page, _NOWHERE, terms)
    return (time.process_time() - began) / len(pages) * 1000


def in_processes(pages: Sequence[Page], workers: int, rounds: int) -> float:
    """Pages a second by the clock, through the crawler's pool: the median of the rounds after one to start it."""
    return asyncio.run(_in_processes(pages, workers, rounds))


async def _in_processes(pages: Sequence[Page], workers: int, rounds: int) -> float:
    seconds = []
    async with ReadingPool(workers) as pool:
        for _ in range(rounds + 1):
            began = time.perf_counter()
            await asyncio.gather(*(pool.read(page, _NOWHERE) for page in pages))
            seconds.append(time.perf_counter() - began)
    return len(pages) / median(seconds[1:])


def _stage_table(found: Flow) -> str:
    rest = found.whole - sum(found.stages.values())
    named = [*found.stages.items(), ("all else", rest), ("whole", found.whole)]
    rows = [(stage, f"{spent:.2f}", f"{100 * spent / found.whole:.1f}") for stage, spent in named]
    return tables.markdown(("stage", "ms/page", "%"), rows)


def _worker_table(found: Flow, walls: Mapping[int, float]) -> str:
    alone = 1000 / found.plain
    rows = [("this process alone", f"{alone:.0f}", "1.00")]
    for workers, speed in walls.items():
        name = f"{workers} worker process{'es' if workers > 1 else ''}"
        rows.append((name, f"{speed:.0f}", f"{speed / alone:.2f}"))
    return tables.markdown(("read by", "pages/s", "x alone"), rows)


def _notes(found: Flow, pages: Sequence[Page]) -> str:
    terms = lexicon.default()
    results: list[Article | Rejection] = [flow.read(page, _NOWHERE, terms) for page in pages]
    winners = Counter(result.reading.extractor or "none" for result in results if result.reading)
    told = ", ".join(f"{name} {count}" for name, count in winners.most_common())
    return (
        f"The stopwatches cost {100 * found.overhead:.1f} %: without them it is {found.plain:.2f} ms/page. "
        f"Pages by who gave the text: {told}.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
