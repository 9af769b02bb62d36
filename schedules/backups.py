"""`watira db backup` and `watira db restore`, as a person calls them."""

import argparse
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg

from pipelines.errors import Misuse
from schedules import terminal
from schedules.settings import Settings
from storage import queue
from storage.backups import dumping, restoring
from storage.connect import connect
from storage.errors import DatabaseError
from storage.queue import Outcome
from storage.server import serving

_FIRST_SECONDS, _LINE_SECONDS = 2.0, 10.0  # until the first line on progress, and between two


class Progress:
    """Tells how far it has come, once that takes long."""

    def __init__(self) -> None:
        self._next = monotonic() + _FIRST_SECONDS
        self._doing, self._bytes = "", 0

    def begins(self, doing: str) -> None:
        """Another part of the work begins."""
        self._doing, self._bytes = doing, 0

    def __call__(self, more: int) -> None:
        """So many bytes more are done."""
        self._bytes += more
        if monotonic() >= self._next:
            self._next = monotonic() + _LINE_SECONDS
            terminal.say(f"{self._doing}: {self._bytes / 1e6:,.0f} MB")


def back_up(setting: Settings, options: argparse.Namespace) -> int:
    """0 when the file is whole; that it was made, or not, is recorded for `watira doctor` and `watira status`."""
    file, progress = _file(options), Progress()
    progress.begins("written, before it is pressed")
    with serving(setting.home, setting.database_url) as conninfo, _recorded(conninfo) as figures:
        made = dumping.back_up(
            conninfo,
            file,
            embedded=setting.database_url is None,
            force=options.force,
            now=datetime.now(UTC),
            on=progress,
        )
        figures |= {"file": file.name, "bytes": file.stat().st_size}
    size = file.stat().st_size / 1e6
    print(f"{file}: {made.rows['public.article']:,} articles, {made.rows['public.page']:,} pages, {size:,.1f} MB")
    return 0


@contextmanager
def _recorded(conninfo: str) -> Iterator[dict[str, Any]]:
    """Keep what became of a backup, with the figures that are put into what is yielded."""
    started, figures, outcome, why = datetime.now(UTC), dict[str, Any](), Outcome.FAILED, "it was broken off"
    try:
        yield figures
        outcome, why = Outcome.DONE, ""
    except Exception as error:
        why = str(error)
        raise
    finally:
        run = queue.Run(
            0, queue.BACKUP, "", socket.gethostname(), os.getpid(), started, datetime.now(UTC), outcome, why, figures
        )
        with suppress(psycopg.Error, DatabaseError), connect(conninfo) as connection:
            queue.record(connection, run)


def restore(setting: Settings, options: argparse.Namespace) -> int:
    """0 when the database holds what the backup does."""
    file, progress = _file(options), Progress()
    with serving(setting.home, setting.database_url) as conninfo:
        order = restoring.Order(
            file,
            embedded=setting.database_url is None,
            replace=options.replace,
            now=datetime.now(UTC),
            on=progress,
            tell=progress.begins,
        )
        done = restoring.restore(conninfo, order)
    rows = done.manifest.rows
    print(f"restored as of {done.manifest.made_at[:16]} UTC: {rows['public.article']:,} articles")
    if done.migrations:
        print(f"brought up to date: {', '.join(done.migrations)}")
    if done.forgotten:
        print(f"forgotten again, since it was forgotten after the backup: {done.forgotten}")
    if done.kept:
        print(f"what was there before is the database {done.kept}; when it is not wanted any more:")
        print(f"  watira db psql -- -c 'drop database \"{done.kept}\"'")
    if done.reader:
        print("watira_reader reads it as before; for logins of your own call watira db grant-reader --to NAME again")
    return 0


def _file(options: argparse.Namespace) -> Path:
    """The one file that is named."""
    if len(options.names) != 1:
        raise Misuse(f"name one file: watira db {options.action} FILE")
    return Path(options.names[0])


# What `watira db` does with a file, by the word for it.
ACTIONS = {"backup": back_up, "restore": restore}
