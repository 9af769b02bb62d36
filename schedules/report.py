"""The crawl as a person sees it: a live line while it runs, a table per source when it is done."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from crawler.report import CrawlReport
from crawler.report import Progress as Step
from pipelines.article import Reason

_USUAL, _NARROWEST, _WIDEST = 80, 40, 400  # columns where there is no terminal
_COLUMNS = ("found", "fetched", "stored", "revised", "copies", "escalation", "rejected")


class Show(Protocol):
    """Takes each step of a crawl."""

    def __call__(self, step: Step) -> None: ...


def console() -> Console:
    """Where tables go: as wide as the terminal; in a pipe or file as COLUMNS says, or 80 columns."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=_columns(os.environ.get("COLUMNS", "")))


def _columns(said: str) -> int:
    return min(max(int(said), _NARROWEST), _WIDEST) if said.isdecimal() and len(said) < 6 else _USUAL


@contextmanager
def live(total: int) -> Iterator[Show]:
    """A display of how far a crawl of `total` sources is; plain lines where there is no terminal."""
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),  # it holds words from the web
        BarColumn(),
        TextColumn("{task.completed}/{task.total} sources"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    if not progress.console.is_terminal:
        yield _Lines(progress.console)
        return
    with progress:
        yield _Bar(progress, progress.add_task("crawling", total=total))


class _Lines:
    """Steps as plain lines, for logs."""

    def __init__(self, out: Console) -> None:
        self._out = out

    def __call__(self, step: Step) -> None:
        if step.done:
            self._out.print(f"watira: {step.source}: {step.text}", highlight=False, markup=False)


class _Bar:
    """Steps as a moving bar."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task = progress, task

    def __call__(self, step: Step) -> None:
        text = f"{step.source}: {step.text}"
        self._progress.update(self._task, description=text, advance=1 if step.done else 0)


def print_lines(out: Console, lines: Iterable[str]) -> None:
    """Lines as they are, whatever stands in them."""
    for line in lines:
        out.print(line, highlight=False, markup=False, soft_wrap=True)


def print_crawl(reports: Sequence[CrawlReport]) -> None:
    """The table per source, why pages were rejected, and what went wrong, named."""
    out = console()
    out.print(table(reports))
    print_lines(out, (f"  {report.source}: rejected: {_why(report)}" for report in reports if report.rejected))
    for report in reports:
        for error in report.errors:
            out.print(f"  {report.source}: {error}", style="yellow", highlight=False, markup=False, soft_wrap=True)


def table(reports: Sequence[CrawlReport]) -> Table:
    """Found, fetched, stored, copies, escalation, rejected: a row per source, and their sum."""
    shown = Table("source", box=None, header_style="bold", show_footer=True)
    shown.columns[0].footer = "all"
    for column in _COLUMNS:
        total = sum(_figure(report, column) for report in reports)
        shown.add_column(column, str(total), justify="right")
    for report in sorted(reports, key=lambda report: report.source):
        figures = (str(_figure(report, column)) for column in _COLUMNS)
        shown.add_row(report.source, *figures, style="yellow" if report.errors else None)
    return shown


def added(rounds: Sequence[Sequence[CrawlReport]]) -> list[CrawlReport]:
    """Several crawls of the same sources as one; found is what their channels announced last."""
    sums: dict[str, CrawlReport] = {}
    for one in (report for reports in rounds for report in reports):
        total = sums.setdefault(one.source, CrawlReport(one.source))
        total.found = one.found
        for figure in ("fetched", "stored", "copies", "revised", "unchanged", "escalation", "seconds"):
            setattr(total, figure, getattr(total, figure) + getattr(one, figure))
        total.rejected.update(one.rejected)
        total.errors.extend(one.errors)
        total.answered_channels += one.answered_channels
        total.aborted |= one.aborted
    return list(sums.values())


def exit_code(reports: Sequence[CrawlReport]) -> int:
    """1 when an article could not be stored or no source answered; a source that fails alone is no alarm for cron.

    Sources that another process is crawling are in good hands.
    """
    if any(report.aborted or report.rejected[Reason.NOT_STORED] for report in reports):
        return 1
    asked = [report for report in reports if not report.skipped and not report.quiet]
    return 1 if asked and not any(report.answered_channels for report in asked) else 0


def _figure(report: CrawlReport, column: str) -> int:
    return report.rejected.total() if column == "rejected" else int(getattr(report, column))


def _why(report: CrawlReport) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in sorted(report.rejected.items()))
