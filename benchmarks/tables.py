"""Figures as tables, on the terminal and in a document, and what they were measured on."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HEADING = "# Benchmarks\n"
_GIGABYTE = 1 << 30

Row = Sequence[str]


def markdown(head: Row, rows: Sequence[Row]) -> str:
    """A table in Markdown whose columns are as wide as they need, the first one to the left, figures to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "".join(_line(row, widths) for row in (head, rule, *rows))


def _line(row: Row, widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if not place else cell.rjust(width) for place, (cell, width) in _cells(row, widths)
    )
    return f"| {' | '.join([first, *others])} |\n"


def _cells(row: Row, widths: Sequence[int]) -> "enumerate[tuple[str, int]]":
    return enumerate(zip(row, widths, strict=True))


def figure(value: float | None, digits: int = 3) -> str:
    """A number; a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def machine() -> str:
    """What kind of machine this is: processor, cores, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIGABYTE
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def versions(packages: Sequence[str]) -> str:
    """The installed versions of packages, such as "lxml 6.1.3, trafilatura 2.3.1"."""
    return ", ".join(f"{name} {_version(name)}" for name in packages)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def put_section(file: Path, title: str, text: str) -> None:
    """Write a section of a document in place of the one with the same title, or at its end."""
    old = file.read_text(encoding="utf-8") if file.exists() else HEADING
    top, *sections = old.split("\n## ")
    kept = [section for section in sections if section.partition("\n")[0] != title]
    place = next((at for at, section in enumerate(sections) if section.partition("\n")[0] == title), len(sections))
    kept.insert(place, f"{title}\n\n{text.strip()}\n")
    file.write_text(
        "\n## ".join([top.rstrip("\n") + "\n", *(section.rstrip("\n") + "\n" for section in kept)]), "utf-8"
    )


def measured_on(day: date, what: str, command: str) -> str:
    """The lines under a table that say what the figures stand for."""
    return f"Measured on {day.isoformat()}: {what}; {machine()}.\nTo repeat it: `{command}`\n"
