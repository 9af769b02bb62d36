"""Every SQL statement by its name, read once from the `.sql` files beside this module.

A file of `queries/` holds any number of statements, each with a name, a sentence on what it does, and the statement:

    -- name: article_by_url
    -- The article stored at a canonical address.
    select * from article where url = %(url)s;

Names are unique across all files, so a name found in code is found in one place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, LiteralString

from psycopg import Connection

QUERIES = Path(__file__).parent / "queries"

_HEAD = re.compile(r"^--[ \t]*name:[ \t]*(?P<name>.*?)[ \t]*$", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COMMENT = re.compile(r"^[ \t]*--.*$", re.MULTILINE)


class QueryError(Exception):
    """A file of SQL statements is not as it must be, or a statement is asked for that no file has."""


def query(name: str) -> LiteralString:
    """The statement of this name. Raises `QueryError` for an unknown name.

    Its text comes from our own files, never from input, so it is typed as psycopg asks for: a literal.
    """
    try:
        return load(QUERIES)[name]
    except KeyError:
        raise QueryError(f"no statement is named {name!r} in {QUERIES}/*.sql") from None


def for_each(
    connection: Connection, statement: LiteralString, rows: Sequence[Mapping[str, object]]
) -> list[tuple[Any, ...]]:
    """Run a statement for each of the rows, without waiting for each one's answer; what they return, in their order."""
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows, returning=True)
        return [row for result in cursor.results() if result.description for row in result]


@cache
def load(folder: Path) -> dict[str, str]:
    """All statements of a folder's `.sql` files by name. Raises `QueryError`, naming the file and the statement."""
    return _collect((path, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql")))


def _collect(files: Iterable[tuple[Path, str]]) -> dict[str, str]:
    """The statements of several files together; a name given twice is an error."""
    found: dict[str, tuple[Path, str]] = {}
    for path, text in files:
        for name, statement in _statements(path, text):
            if name in found:
                raise QueryError(f"{path}: {name} is already the name of a statement in {found[name][0]}")
            found[name] = (path, statement)
    return {name: statement for name, (_, statement) in found.items()}


def _statements(path: Path, text: str) -> Iterator[tuple[str, str]]:
    """Each name of one file with the text between its head and the next one, the comments left out."""
    heads = list(_HEAD.finditer(text))
    if _COMMENT.sub("", text[: heads[0].start()] if heads else text).strip():
        raise QueryError(f"{path}: a statement stands before the first '-- name: …' line")
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        yield _checked(path, head["name"], text[head.end() : end])


def _checked(path: Path, name: str, text: str) -> tuple[str, str]:
    """The name and its statement, without comments and closing semicolon."""
    if not _NAME.fullmatch(name):
        raise QueryError(f"{path}: {name!r} is no name; use small letters, digits and underscores")
    if not text.lstrip().startswith("--"):
        raise QueryError(f"{path}: {name} needs a sentence on what it does, in a comment below its name")
    statement = _COMMENT.sub("", text).strip().removesuffix(";").rstrip()
    if not statement:
        raise QueryError(f"{path}: {name} has no statement")
    return name, statement
