"""Rows as comma-separated values that spreadsheets open right."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from schedules.exporting.values import cell

# Without it spreadsheets on Windows read Arabic as Windows-1252, and LibreOffice asks.
_MARK = "\ufeff".encode()


def write(
    columns: Sequence[str], batches: Iterable[Iterable[Sequence[Any]]], out: BinaryIO, *, mark: bool = True
) -> None:
    """A line of names, then a line a row, as RFC 4180 has them; `mark` puts the mark of UTF-8 first."""
    if mark:
        out.write(_MARK)
    out.write(_lines([columns]))
    for rows in batches:
        out.write(_lines([cell(value) for value in row] for row in rows))


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
