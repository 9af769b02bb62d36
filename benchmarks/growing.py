"""Measuring at several sizes of a database that grows from one to the next: options, processors' time, tables."""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles
from typing import TypeVar

from psycopg import Connection

from benchmarks import tables

_Measured = TypeVar("_Measured")


def parser(about: str, sizes: Sequence[int], asked: int, what: str) -> argparse.ArgumentParser:
    """The options that these benchmarks share; `what` says of what so many are asked for at each size."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--sizes", nargs="+", type=int, default=list(sizes), metavar="N", help="articles stored")
    made.add_argument("--asked", type=int, default=asked, metavar="N", help=f"{what} (default {asked})")
    made.add_argument("--write", type=Path, metavar="FILE.md", help="put the tables into this document as well")
    return made


def grow(
    options: argparse.Namespace,
    title: str,
    at: Callable[[int], _Measured],
    report: Callable[[Sequence[_Measured]], str],
) -> None:
    """Measure at each size, the smallest first; print what is known after each, and write it in the end."""
    measured, text = list[_Measured](), ""
    for size in sorted(options.sizes):
        measured.append(at(size))
        text = report(measured)
        print(text, flush=True)
    if options.write:
        tables.put_section(options.write, title, text)


class Processors:
    """Time of processors that this process and its part of the server have used; others use the machine, too."""

    def __init__(self, connection: Connection) -> None:
        self._schedule = Path(f"/proc/{connection.info.backend_pid}/schedstat")  # of Linux; nanoseconds first

    def seconds(self) -> float:
        """So far."""
        (worked, *_) = self._schedule.read_text(encoding="utf-8").split()
        return time.process_time() + int(worked) / 1e9


def p95(values: Sequence[float]) -> float:
    """What nineteen of twenty values do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1]
