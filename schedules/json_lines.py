"""JSON Lines in and out: one answer for each line of input, in its order, also for a line that is no good."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TextIO

from pipelines.errors import Misuse

Row = dict[str, Any]


class NoInput(Misuse):
    """There is nowhere to read from, or to write to."""


class BadLine(Exception):
    """A line of input cannot be used; the text says why."""


def answer(lines: Iterable[str], reply: Callable[[Row], Row], out: TextIO | None = None, *, key: str = "id") -> int:
    """Write `reply(row)` for each line; a bad one is answered {`key`, "error"}. Answers the number of bad lines."""
    bad = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row: Row = {}
        try:
            row = row_of(line)
            result = reply(row)
        except BadLine as error:
            bad += 1
            result = {key: row.get(key), "error": f"line {number}: {error}"}
        write(result, out)
    return bad


def write(row: Mapping[str, Any], out: TextIO | None = None) -> None:
    """One JSON object on one line, Arabic as it is; a lone surrogate, which UTF-8 cannot carry, becomes U+FFFD."""
    text = json.dumps(row, ensure_ascii=False)
    target = out or sys.stdout
    if target is None:
        raise NoInput("standard output is closed: there is nowhere to write the answers to")
    target.write(text.encode("utf-8", "replace").decode() + "\n")
    target.flush()


def text_of(row: Row, key: str, *, required: bool = False) -> str:
    """A text of the row; missing or null is empty. Raises BadLine where it is no text, or missing though required."""
    value = row.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise BadLine(f"{key!r} must be a text" if key in row else f"{key!r} is missing")
    return value


def standard_input() -> Iterator[str]:
    """The lines of standard input, with bytes that are not UTF-8 replaced; says what is awaited when a person is
    typing."""
    if sys.stdin is None:
        raise NoInput("standard input is closed: give the texts as JSON Lines, one object a line")
    if sys.stdin.isatty():
        print("watira: reading JSON Lines from the keyboard; end with Ctrl-D.", file=sys.stderr)
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace")


def row_of(line: str) -> Row:
    """The object of a line. Raises BadLine where it is none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        raise BadLine(f"is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadLine('is not a JSON object such as {"id": 1, "text": "…"}')
    return row
