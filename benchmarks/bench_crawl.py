"""The whole line, fetched, read, tagged and stored, in articles a second; beside plain Scrapy with trafilatura in its
callback, which stores nothing.

The site has N pages of about 200 kB under addresses of their own, on loopback, without delays; it is served by a
process of its own, whose CPU time is told: on two cores it takes its part of them. Each way runs in a fresh process,
one after the other. CPU time is that of the process and its readers, from its start on; the database server's
and the site's are told apart: on two cores all of them together allow no more articles a second than 2,000 divided by
their milliseconds an article. Figures want a machine that does nothing else.

examples:
  python benchmarks/bench_crawl.py                  5,000 pages
  python benchmarks/bench_crawl.py --pages 500
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks import tables
from benchmarks.crawl_server import Server

TITLE = "The whole line"
_WAYS = {"watira": "Watira: fetch, read, tag, store", "scrapy": "Scrapy with trafilatura, nothing stored"}
_BY_HAND = Path(__file__).with_name("crawl_ways.py")


def main(words: Sequence[str] | None = None) -> int:
    """0."""
    options = _parser().parse_args(words)
    found = {way: _measured(way, options.pages) for way in _WAYS}
    text = _table(found)
    print(text)
    if options.write:
        command = f"python benchmarks/bench_crawl.py --pages {options.pages}"
        what = f"{options.pages} pages of 200 kB on loopback; load of the machine at its end {os.getloadavg()[0]:.1f}"
        tables.put_section(
            options.write, TITLE, f"{text}\n{tables.measured_on(datetime.now(UTC).date(), what, command)}"
        )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000, metavar="N", help="pages of the site (default 5000)")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the table into this document as well")
    return parser


def _measured(way: str, pages: int) -> dict[str, Any]:
    """One way, with the server's CPU time."""
    with Server(pages) as server:
        done = subprocess.run(
            [sys.executable, str(_BY_HAND), way, server.home, str(pages)], check=True, stdout=subprocess.PIPE, text=True
        )
    return json.loads(done.stdout.splitlines()[-1]) | {"server": server.cpu_seconds}


def _table(found: dict[str, dict[str, Any]]) -> str:
    columns = ["way", "articles", "seconds", "articles/s", "CPU s", "CPU ms an article", "database's CPU s"]
    columns += ["site's CPU s", "memory, MB"]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for way, result in found.items():
        number, seconds, cpu = result["articles"], result["seconds"], result["cpu_seconds"]
        memory = result["memory"]
        curve = " → ".join(f"{memory[place]:.0f}" for place in _places(len(memory)))
        figures = f"{number} | {seconds:.1f} | {number / seconds:.1f} | {cpu:.1f} | {1000 * cpu / max(1, number):.0f}"
        lines.append(
            f"| {_WAYS[way]} | {figures} | {result.get('database', 0.0):.1f} | {result['server']:.1f} | {curve} |"
        )
    return "\n".join(lines) + "\n"


def _places(number: int) -> list[int]:
    """First, quarters and last of a list of this length."""
    return sorted({round(share * (number - 1) / 4) for share in range(5)}) if number else []


if __name__ == "__main__":
    sys.exit(main())
