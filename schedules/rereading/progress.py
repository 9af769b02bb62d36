"""How far reading again has come, on standard error: a moving bar, or lines where there is no terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from schedules.rereading.run import OnRead
from schedules.terminal import say

_LINE_SECONDS = 15.0  # between two lines
_WINDOW_SECONDS = 30.0  # that the bar's rate is taken over


@contextmanager
def live(total: int, what: str, doing: str = "reading again") -> Iterator[OnRead]:
    """Shows progress through `total` items that are called `what`."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(total, what)
        return
    columns = (
        TextColumn(doing),
        BarColumn(),
        TextColumn(f"{{task.completed:,}} of {{task.total:,}} {what}"),
        _Rate(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=console, transient=True, speed_estimate_period=_WINDOW_SECONDS)
    with bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


class _Rate(ProgressColumn):
    """Items in a second."""

    def render(self, task: Task) -> Text:
        """The figure, as soon as there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class Lines:
    """Progress as plain lines, for logs."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what = total, what
        self._read = 0
        self._began = self._told = monotonic()

    def __call__(self) -> None:
        self._read += 1
        now = monotonic()
        if now - self._told >= _LINE_SECONDS:
            self._told = now
            say(told(self._read, self._total, self._what, now - self._began))


def told(read: int, total: int, what: str, seconds: float) -> str:
    """A line on progress: how many of how many, how fast, how much longer."""
    rate = read / seconds
    left = int((total - read) / rate)
    return f"{read:,} of {total:,} {what}, {rate:,.0f}/s, {left // 60}:{left % 60:02} min left"
