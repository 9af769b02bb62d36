"""Write rows of a view to a file, for R, a spreadsheet, a map or another Watira; however many rows there are.

The formats:
  csv      for spreadsheets and R: UTF-8 with its mark (--no-mark leaves it out), times in UTC, lists joined by "; ", an
           apostrophe before texts that a spreadsheet would take for a formula
  jsonl    an object a line; with --full-text the rows of `articles` are what `watira import` takes
  parquet  for R, Python, DuckDB: with types; needs --output
  geojson  points for QGIS: views events, mentions and places; precision_km tells how exact a point is
  acled    the events as incidents, one for each story, kind and place, in the columns of ACLED's files, as CSV; coded
           by machine, no data of ACLED (docs/events.md)

Texts are cut to their beginnings (column excerpt) unless you ask for --full-text: they belong to their authors.
`watira db describe` tells the views and their columns.

--where takes one condition in SQL on the columns of the view. It runs in a transaction that can only read, as
watira_reader where that role was made (`watira db grant-reader`), for at most --timeout seconds a part.

examples:
  watira export --view events --since 2026-11-01 --output events.csv
  watira export --view events --format geojson --where "killed_min > 5 and admin1 = 'Idlib'" --output events.geojson
  watira export --format jsonl --full-text --output articles.jsonl
  watira export --format acled --output incidents.csv
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from psycopg import Connection

from pipelines import lexicon
from pipelines.errors import Misuse
from pipelines.facts import acled
from schedules import settings, terminal
from schedules.exporting import objects, tables
from schedules.json_lines import NoInput
from schedules.option_values import count, day, start_of
from storage.export import Rows, Table, Wanted, exported, incidents
from storage.session import session
from storage.views import VIEWS

_FORMATS = ("csv", "jsonl", "parquet", "geojson", "acled")
_OF_INSTANTS = "_at"  # how columns end that hold instants; the others hold days
_TELL_EVERY_S = 5.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which rows, in which form, to where."""
    add = parser.add_argument
    add("--format", choices=_FORMATS, default="csv", help="csv (default), jsonl, parquet, geojson, acled")
    add("--view", choices=VIEWS, metavar="VIEW", help=f"one of {', '.join(VIEWS)} (default articles)")
    add("--since", type=day, metavar="DATE", help="rows of this day or later, by the view's own time")
    add("--where", default="", metavar="SQL", help="one condition on the columns of the view")
    add("--full-text", action="store_true", help="the whole texts of articles, not their beginnings")
    add("--output", type=Path, metavar="FILE", help="write FILE, whole or not at all; default: standard output")
    add("--no-mark", action="store_true", help="csv: without the mark of UTF-8 at the beginning")
    add("--timeout", type=count, default=60, metavar="SECONDS", help="for each part of the rows (default 60)")


def run(options: argparse.Namespace) -> int:
    """0; what cannot be written leaves no file."""
    setting = settings.load()
    wanted = _wanted(options, setting)
    with session(setting.home, setting.database_url) as opened, _target(options.output, options.format) as out:
        counted = _Count()
        _WRITERS[options.format](opened.connection, wanted, out, counted, options)
    terminal.say(f"{counted.rows:,} rows{f' written to {options.output}' if options.output else ''}")
    return 0


def _wanted(options: argparse.Namespace, setting: settings.Settings) -> Wanted:
    """What the options ask for. Raises `Misuse` where they do not go together."""
    view = options.view or ("events" if options.format in ("acled", "geojson") else "articles")
    if options.format == "acled" and view != "events":
        raise Misuse("--format acled is made of the view events: leave --view out")
    times = VIEWS[view].times
    if options.since and not times:
        raise Misuse(f"the rows of the view {view} have no time: leave --since out")
    since: date | datetime | None = options.since
    if options.since and times[0].endswith(_OF_INSTANTS):
        since = start_of(options.since, setting.zone)
    return Wanted(view, since, options.where, options.full_text, options.timeout)


@contextmanager
def _target(file: Path | None, kind: str) -> Iterator[BinaryIO]:
    """Where the rows go; a file is written aside and has its name once it is whole."""
    if file is None:
        if kind == "parquet":
            raise Misuse("parquet is not for a terminal or a pipe: name a file with --output")
        if sys.stdout is None:
            raise NoInput("standard output is closed: name a file with --output")
        yield sys.stdout.buffer
        return
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as out:
            yield out
        aside.replace(file)
    except OSError as error:
        raise Misuse(f"{file} cannot be written: {error.strerror}") from error
    finally:
        aside.unlink(missing_ok=True)


class _Count:
    """How many rows came by, told now and then."""

    def __init__(self) -> None:
        self.rows = 0
        self._told_at = monotonic()

    def of(self, batches: Iterator[Rows]) -> Iterator[Rows]:
        """The batches, counted."""
        for rows in batches:
            yield rows
            self.rows += len(rows)
            if monotonic() - self._told_at >= _TELL_EVERY_S:
                self._told_at = monotonic()
                terminal.say(f"{self.rows:,} rows …")


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _csv(connection: Connection, wanted: Wanted, out: BinaryIO, counted: _Count, options: argparse.Namespace) -> None:
    with exported(connection, wanted) as table:
        tables.write(_names(table), counted.of(table.batches), out, mark=not options.no_mark)


def _jsonl(connection: Connection, wanted: Wanted, out: BinaryIO, counted: _Count, _: argparse.Namespace) -> None:
    with exported(connection, wanted) as table:
        objects.write_lines(_names(table), counted.of(table.batches), out)


def _geojson(connection: Connection, wanted: Wanted, out: BinaryIO, counted: _Count, _: argparse.Namespace) -> None:
    with exported(connection, wanted) as table:
        if not {*objects.POINT} <= {*_names(table)}:
            raise Misuse(f"the view {wanted.view} has no points: take events, mentions or places")
        objects.write_features(_names(table), counted.of(table.batches), out)


def _parquet(connection: Connection, wanted: Wanted, out: BinaryIO, counted: _Count, _: argparse.Namespace) -> None:
    from schedules.exporting import parquet  # here, since the library is large

    with exported(connection, wanted) as table:
        parquet.write(table.columns, counted.of(table.batches), out)


def _acled(connection: Connection, wanted: Wanted, out: BinaryIO, counted: _Count, options: argparse.Namespace) -> None:
    names = lexicon.default().names
    with incidents(connection, wanted) as found:
        rows = (acled.row(incident, names) for incident in found)
        batches = ([tuple(row.get(name) for name in acled.COLUMNS)] for row in rows)
        tables.write(acled.COLUMNS, counted.of(batches), out, mark=not options.no_mark)


_Writer = Callable[[Connection, Wanted, BinaryIO, _Count, argparse.Namespace], None]
_WRITERS: dict[str, _Writer] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "geojson": _geojson,
    "acled": _acled,
}
