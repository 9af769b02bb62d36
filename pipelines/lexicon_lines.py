"""Where in a lexicon file something stands: tomllib tells no lines, so they are looked up when an error is told."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")


def line_of(text: str, table: str, key: str = "", item: str = "") -> int | None:
    """The number of the line, from 1, of a table, of a key in it, or of an item of the key's list, as exactly as it is
    found; None: nowhere.

    `table` is the name as TOML has it, without quotes; the third table of [[era]] is called era.3.
    """
    lines = text.splitlines()
    section = _section(lines, table)
    if section is None:
        return _inline(lines, table)
    first, behind = section
    at = _key(lines, first, behind, key) if key else None
    if at is None:
        return first or None
    for sought in (f'"{item}"', item) if item else ():  # another item may have the word in it
        for number in range(at, behind):
            if sought in lines[number]:
                return number + 1
    return at + 1


def _section(lines: Sequence[str], table: str) -> tuple[int, int] | None:
    """The lines that belong to a table, as indexes; its header stands before the first."""
    headers = [(number, *header) for number, line in enumerate(lines) for header in _headers(line)]
    ends = [number for number, *_ in headers[1:]] + [len(lines)]
    if not table:
        return 0, headers[0][0] if headers else len(lines)
    seen: dict[str, int] = {}
    for (number, name, is_item), end in zip(headers, ends, strict=False):
        seen[name] = seen.get(name, 0) + 1
        if table == (f"{name}.{seen[name]}" if is_item else name):
            return number + 1, end
    return None


def _headers(line: str) -> list[tuple[str, bool]]:
    """The table that a line begins, if it does, and whether it is an item of a list of tables."""
    match = _HEADER.fullmatch(line)
    if not match or "=" in line.split("#")[0]:
        return []
    name = ".".join(part.strip().strip("\"'") for part in re.split(r"\.(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", match[2]))
    return [(name, match[1] == "[[")]


def _key(lines: Sequence[str], first: int, behind: int, key: str) -> int | None:
    begin = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    return next((number for number in range(first, behind) if begin.match(lines[number])), None)


def _inline(lines: Sequence[str], table: str) -> int | None:
    """The line of a table that stands on a line of its parent: `hama = { … }` below [place]."""
    parent, _, name = table.rpartition(".")
    section = _section(lines, parent) if parent else None
    at = _key(lines, *section, name) if section else None
    return None if at is None else at + 1
