"""Take in articles from elsewhere, an archive or another crawler: FILE.jsonl, one article a line.

A line is {"url", "title", "body", "published_at", "source"}; only url and title must be there, and it may have deck,
authors, credits, modified_at and fetched_at as well. Times are ISO 8601. `source` is a key of the catalogue, or any
other name: it is noted, disabled, and never crawled. Without it the host of the address is the source. What
`watira export --format jsonl --full-text` writes of view articles can be read; numbers, labels, stories are made anew.

Each article takes the way of a crawled one: language, tags, copies, versions, stories. It counts as first seen when
it was fetched or published, so old articles are in no digest. Where the same address has a text that was fetched
later, that one stays.

Stop it at any time: what was stored stays, and the same command passes over it quickly. A bad line is told, with its
number, and the others go on.

examples:
  watira import archive.jsonl
  watira import archive.jsonl --json    answers each line: {line, url, outcome, id, duplicate_of}, or {line, error}
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import Connection

from pipelines import lexicon
from pipelines.article import Rejection
from pipelines.flow import article_of
from schedules import json_lines, settings, terminal
from schedules.importing import Imported, imported
from schedules.rereading.progress import live
from storage.articles import UnstorableError, is_stored, save_imported
from storage.session import session
from storage.sources import add, registered

_MOST_TOLD = 20  # bad lines that are shown; the others are counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and what to answer."""
    parser.add_argument("file", type=Path, metavar="FILE.jsonl", help="the articles, one JSON object a line")
    parser.add_argument("--json", action="store_true", help="answer a JSON line for each")


def run(options: argparse.Namespace) -> int:
    """0, or 1 when a line could not be used."""
    setting = settings.load()
    total = sum(1 for _ in _lines(options.file))
    with session(setting.home, setting.database_url) as opened:
        command = _Command(opened.connection, as_json=options.json)
        with live(total, "lines", "importing") as on_read:
            for number, line in enumerate(_lines(options.file), start=1):
                command.take(number, line)
                on_read()
    return command.tell()


def _lines(file: Path) -> Iterator[str]:
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            yield from opened
    except OSError as error:
        raise settings.SettingsError(f"{file} cannot be read: {error.strerror}") from error


class _Command:
    """One call of the command."""

    def __init__(self, connection: Connection, *, as_json: bool) -> None:
        self._connection, self._as_json = connection, as_json
        self._terms = lexicon.default()
        self._sources = registered(connection)
        self._outcomes: Counter[str] = Counter()

    def take(self, number: int, line: str) -> None:
        """Store the article of a line, and answer."""
        if not line.strip():
            return
        try:
            answer = self._stored(imported(json_lines.row_of(line), now=datetime.now(UTC), known=self._sources))
        except json_lines.BadLine as error:
            answer = {"error": str(error)}
        except (UnstorableError, psycopg.DataError, psycopg.IntegrityError) as error:
            answer = {"error": " ".join(str(error).split())}
        self._outcomes[str(answer.get("outcome", "bad"))] += 1
        if self._as_json:
            json_lines.write({"line": number, **answer})
        elif "error" in answer and self._outcomes["bad"] <= _MOST_TOLD:
            terminal.say(f"line {number}: {answer['error']}")

    def _stored(self, given: Imported) -> json_lines.Row:
        reading = given.reading
        if is_stored(self._connection, reading):
            return {"url": reading.url, "outcome": "unchanged"}
        article = article_of(reading, given.source, self._terms)
        if isinstance(article, Rejection):
            return {"url": reading.url, "outcome": article.reason}
        if given.source.key not in self._sources:
            add(self._connection, given.source.key, given.source.home)
            self._sources = registered(self._connection)
        saved = save_imported(self._connection, article, fetched_at=given.fetched_at, now=datetime.now(UTC))
        return {
            "url": reading.url,
            "outcome": saved.outcome,
            "id": saved.article_id or None,
            "duplicate_of": saved.duplicate_of,
        }

    def tell(self) -> int:
        """Say what came of all lines; the exit code."""
        told = [f"{count:,} {outcome}" for outcome, count in self._outcomes.most_common()]
        terminal.say(", ".join(told) if told else "the file has no lines.")
        return 1 if self._outcomes["bad"] else 0
