"""Read saved HTML pages and print one JSON line a page, in order.

Each line: file, url, kind (article, flash, live, or what the page is instead), language, reason (why it would not
be stored, or null), title, title_prefix, deck (the subtitle), body (paragraphs joined by newlines), published_at
(ISO 8601), published_precision, authors, credits, extractor. A file that cannot be read is answered {"file", "error"},
and the others go on.

examples:
  watira read page.html --url https://example.org/news/1
  watira read --manifest pages.jsonl      rows {"file": "a.html", "url": "https://…"}, files relative to the manifest
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from pipelines import lexicon
from pipelines.article import Article, Page, Rejection
from pipelines.flow import read
from schedules import json_lines, saved_pages
from schedules.settings import SettingsError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Files, or a manifest."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a saved HTML page")
    parser.add_argument("--url", default="", help="the address that FILE was saved from (for a single FILE)")
    parser.add_argument(
        "--manifest", type=Path, metavar="FILE.jsonl", help="JSON Lines naming files and their addresses"
    )


def run(options: argparse.Namespace) -> int:
    """0, or 1 when a page could not be read."""
    if bool(options.files) == bool(options.manifest):
        raise SettingsError("read needs either FILEs or --manifest FILE.jsonl; see watira read --help")
    if options.url and len(options.files) != 1:
        raise SettingsError("--url goes with exactly one FILE; name several in a manifest")
    reader = _Reader()
    return 1 if json_lines.answer(_rows(options), reader.reply, key="file") else 0


def _rows(options: argparse.Namespace) -> Iterator[str]:
    """The pages asked for, as lines of a manifest."""
    if not options.manifest:
        for file in options.files:
            yield json.dumps({"file": str(file), "url": options.url, "path": str(file)})
        return
    try:
        with options.manifest.open(encoding="utf-8", errors="replace") as manifest:
            for line in manifest:
                yield _located(line, options.manifest.parent)
    except OSError as error:
        raise SettingsError(f"{options.manifest} cannot be read: {error.strerror}") from error


def _located(line: str, folder: Path) -> str:
    """A manifest's line with the path of its file, when it is a row at all; a bad line stays as it is, to be
    answered."""
    try:
        row = json.loads(line)
        return json.dumps({**row, "path": str(folder / row["file"])})
    except (ValueError, TypeError, KeyError, RecursionError):
        return line


class _Reader:
    """Reads one page after the other, each as its own source would be read."""

    def __init__(self) -> None:
        self._lexicon = lexicon.default()

    def reply(self, row: json_lines.Row) -> json_lines.Row:
        file = json_lines.text_of(row, "file", required=True)
        url = json_lines.text_of(row, "url")
        result = self._read(_page(row, url), url)
        reading = result.reading
        published = reading.published if reading else None
        return {
            "file": file,
            "url": url or (reading.url if reading else ""),
            "kind": reading.kind if reading else None,
            "language": result.language,
            "reason": None if isinstance(result, Article) else result.reason,
            "title": reading.title if reading else "",
            "title_prefix": reading.title_prefix if reading else "",
            "deck": reading.deck if reading else "",
            "body": reading.body if reading else "",
            "published_at": published.at.isoformat() if published else None,
            "published_precision": published.precision if published else None,
            "authors": list(reading.authors) if reading else [],
            "credits": list(reading.credits) if reading else [],
            "extractor": reading.extractor if reading else "",
        }

    def _read(self, page: Page, url: str) -> Article | Rejection:
        try:
            return read(page, saved_pages.source_of(url), self._lexicon)
        except Exception as error:  # a fault of the program, which costs this page alone
            raise json_lines.BadLine(f"the page cannot be read: {type(error).__name__}: {error}") from error


def _page(row: json_lines.Row, url: str) -> Page:
    try:
        return saved_pages.page(Path(json_lines.text_of(row, "path", required=True)), url)
    except saved_pages.SavedPageError as error:
        raise json_lines.BadLine(str(error)) from error
