"""What daemons and workers log: one event one line, for people on a terminal, as JSON elsewhere. No secrets, no texts.

Lines are written by a thread of their own, and dropped where nobody takes them: a pipe that is full holds nothing up.
"""

import json
import logging
import os
import queue
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from traceback import format_exception
from urllib.parse import unquote, urlsplit

from schedules.log_files import LogFile
from schedules.settings import Settings

log = logging.getLogger("watira")

_WAITING_LINES = 10_000  # for a reader who is slow; then lines are dropped
_LAST_SECONDS = 1.0  # for what is left when the program ends
_LONGEST = 2000  # signs of a message

# What a line may say beside its message, in this order: which job, and its figures.
FIGURES = ("found", "fetched", "stored", "revised", "copies", "escalation", "postponed", "recipients", "arrived")
FIELDS = ("job", "kind", "subject", "seconds", *FIGURES)


class JsonLines(logging.Formatter):
    """An event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """at, level, event, then what is known of job and subject; a fault with its traceback."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()[:_LONGEST]}
        line |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        if record.exc_info and record.exc_info[1]:
            line["traceback"] = "".join(format_exception(record.exc_info[1]))[-_LONGEST:]
        return json.dumps(line, ensure_ascii=False, default=str)


class HumanLines(logging.Formatter):
    """An event as one line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level where it matters, message, figures; a fault with where it happened."""
        known = [name for name in FIGURES if name in vars(record)]
        figures = ", ".join(f"{vars(record)[name]} {name}" for name in known)
        level = "" if record.levelno <= logging.INFO else f"{record.levelname} "
        line = f"{datetime.fromtimestamp(record.created):%H:%M:%S} {level}{record.getMessage()[:_LONGEST]}"  # noqa: DTZ006 - theirs
        where = _place(record)
        return " ".join(" ".join([line, f"({figures})" if figures else "", where]).split())


def _place(record: logging.LogRecord) -> str:
    """The last line of the program that a fault passed."""
    error = record.exc_info[1] if record.exc_info else None
    trace = error.__traceback__ if error else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    if not error or not trace:
        return ""
    code = trace.tb_frame.f_code
    return f"[{type(error).__name__} at {code.co_filename}:{trace.tb_lineno}]"


class Unhurried(logging.Handler):
    """Hands lines to a thread that writes them; never waits for whoever reads."""

    def __init__(self, place: int | LogFile, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        # Not a stream: one that waits for its reader would hold up the end of the program as well.
        self._place, self._secrets = place, secrets
        self._lines: queue.Queue[str] = queue.Queue(_WAITING_LINES)
        self.dropped = 0
        self._closed = False
        self._thread = Thread(target=self._write, name="watira-log", daemon=True)
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Hand over a line, without any secret; drop it where too many wait."""
        line = self.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        try:
            self._lines.put_nowait(f"{line}\n")
        except queue.Full:
            self.dropped += 1

    def _write(self) -> None:
        while not (self._closed and self._lines.empty()):
            line = self._lines.get().encode(errors="replace")
            descriptor = self._place if isinstance(self._place, int) else self._place.descriptor()
            with suppress(OSError):  # nobody reads any more, or the disk is full
                while line:
                    line = line[os.write(descriptor, line) :]

    def close(self) -> None:
        """Write what is left, within a second."""
        self._closed = True
        with suppress(queue.Full):
            self._lines.put_nowait("")  # so that it looks
        self._thread.join(_LAST_SECONDS)
        super().close()

    def join(self) -> None:
        """Wait until the thread has ended, when whoever reads went away."""
        self._thread.join()


@contextmanager
def kept(settings: Settings, path: Path | None = None) -> Iterator[None]:
    """Log to a file, or else to standard error, while a program runs. Raises Misuse where it cannot be written."""
    handler = Unhurried(LogFile(path) if path else sys.stderr.fileno(), secrets_of(settings))
    handler.setFormatter(HumanLines() if not path and sys.stderr.isatty() else JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.getLogger("apscheduler.executors").setLevel(logging.CRITICAL)  # what fails is told once, by the clock
    logging.getLogger("twisted").setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """The secrets in force, as they may stand in a text."""
    found = {settings.mail_password}
    with suppress(ValueError):
        password = urlsplit(settings.database_url or "").password or ""
        found |= {password, unquote(password)}
    return tuple(secret for secret in found if len(secret) > 3)
