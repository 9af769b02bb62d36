"""The documents that are made from a database: `docs/questions.md` with answers, `docs/database.md` with the views.

`python -m tests.schedules.questions` writes both anew.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from psycopg import Connection

from schedules import dictionary
from schedules.install import PROJECT
from storage import reader
from storage.session import session
from storage.views import described
from tests.schedules.demo_database import DAY, fill

QUESTIONS = PROJECT / "docs" / "questions.md"
DATABASE = PROJECT / "docs" / "database.md"

_MARK = "<!-- made by `watira db describe --markdown` -->\n"
_ASKED = re.compile(r"(?P<query>```sql\n(?P<sql>.*?)```\n\n)(?P<answer>.*?)(?=\n\n##|\s*\Z)", re.S)


def questions(text: str) -> list[tuple[str, str]]:
    """The queries of the document, each with the answer that stands below it."""
    return [(match["sql"], match["answer"].strip()) for match in _ASKED.finditer(text)]


def answer(connection: Connection, statement: str) -> str:
    """What a query answers, as a table; days by their distance from that of the newsroom."""
    cursor = connection.execute(statement.encode())
    names = [column.name for column in cursor.description or ()]
    rows = [[_cell(value) for value in row] for row in cursor]
    return "\n".join(f"| {' | '.join(row)} |" for row in [names, ["---"] * len(names), *rows])


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        utc = value.astimezone(UTC)
        return f"{_day(utc.date())} {utc:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, (Decimal, float)):
        return f"{float(value):g}"
    return str(value).replace("|", "\\|")


def _day(day: date) -> str:
    distance = (DAY - day).days
    return f"D-{distance}" if distance else "D"


def answered(connection: Connection, text: str) -> str:
    """The document with the answers that the database gives."""
    return _ASKED.sub(lambda match: match["query"] + answer(connection, match["sql"]), text)


def tables(connection: Connection, text: str) -> str:
    """The document on the views with the tables that the database's comments make."""
    return text.partition(_MARK)[0] + _MARK + "\n" + dictionary.as_markdown(described(connection))


@contextmanager
def filled(home: Path) -> Iterator[Connection]:
    """A connection to a database that holds the newsroom, with a reader's rights."""
    with session(home) as opened:
        fill(opened.connection)
        reader.grant(opened.connection)
        opened.connection.execute(b"set role watira_reader")
        yield opened.connection


def main() -> None:
    """Write both documents."""
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder)) as connection:
        QUESTIONS.write_text(answered(connection, QUESTIONS.read_text(encoding="utf-8")), encoding="utf-8")
        DATABASE.write_text(tables(connection, DATABASE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
