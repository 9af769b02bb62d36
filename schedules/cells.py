"""Cells of a table for spreadsheets."""

import csv
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

# What a spreadsheet takes for the beginning of a formula, full-width forms included (OWASP, "CSV injection").
_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n]")
_BYTE_ORDER_MARK = "\ufeff"  # Excel takes a file without it for another encoding than UTF-8


def defused(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if _FORMULA.match(text) else text


def write(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table as CSV (RFC 4180) on standard output; None is an empty cell."""
    if not sys.stdout.isatty():
        sys.stdout.write(_BYTE_ORDER_MARK)
    table = csv.writer(sys.stdout)
    table.writerow(head)
    table.writerows([defused(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
