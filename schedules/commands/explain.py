"""Show why a page was read as it was: what it was taken for, which titles and times it states and which won, where its
text was found, what was left out and why, and the evidence for its label. For citing it, also where, when and how it
was fetched, the SHA-256 of its bytes, and the readings that were made of them.

The page is a saved file, or what is stored: by the number of an article or by an address that was fetched, also one
that became no article. Nothing is fetched.

examples:
  watira explain 1042
  watira explain https://example.org/news/1
  watira explain page.html --url https://example.org/news/1 --html why.html
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from psycopg import Connection

from pipelines import lexicon
from pipelines.article import Page, Source
from pipelines.errors import Explained, Misuse
from schedules import explanation, explanation_views, jobs, json_lines, provenance, saved_pages, settings, terminal
from storage.citations import ReadingMade, article_at, readings_made
from storage.raw import RawPageError, page_at, page_of_article
from storage.session import session


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to explain, and how to show it."""
    parser.add_argument("page", metavar="FILE|ID|URL", help="a saved page, an article's number, or an address")
    parser.add_argument("--url", default="", help="the address that FILE was saved from")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page for the browser instead")
    parser.add_argument("--json", action="store_true", help="one JSON object instead")


def run(options: argparse.Namespace) -> int:
    """0, or an error that says what is not there."""
    setting = settings.load()
    page, source, made = _page(options, setting)
    told = explanation.explain(page, source, lexicon.default(), setting.zone)
    cited = [provenance.origin(page, setting.zone), provenance.readings(made, setting.zone)]
    told = replace(told, sections=(*(part for part in cited if part.rows), *told.sections))
    if options.html:
        _write(options.html, explanation_views.as_html(told))
    elif options.json:
        json_lines.write(explanation_views.as_json(told))
    else:
        print(explanation_views.as_text(told))
    return 0


_Found = tuple[Page, Source, Sequence[ReadingMade]]


def _page(options: argparse.Namespace, setting: settings.Settings) -> _Found:
    """The page asked for, the source whose rules and zone it is read by, and what was read of it before. Raises Misuse
    and Explained."""
    file = Path(options.page)
    if file.is_file():
        return saved_pages.page(file, options.url), saved_pages.source_of(options.url), ()
    if options.url:
        raise Misuse(f"--url goes with a saved page, and there is no file {options.page}")
    if not options.page.isdecimal() and not options.page.startswith(("http://", "https://")):
        raise Misuse(f"{options.page!r} is no file here, no number and no address beginning with http:// or https://")
    with session(setting.home, setting.database_url) as opened:
        try:
            key, page, made = _stored(opened.connection, options.page)
        except RawPageError as error:
            raise Explained(f"{error}; watira search finds what is, a saved page can be named as FILE") from error
    return page, jobs.load_sources(setting).get(key) or Source(key, "", "", page.url), made


def _stored(connection: Connection, asked: str) -> tuple[str, Page, Sequence[ReadingMade]]:
    """The key of the source, the page, and the readings of what is stored. Raises RawPageError."""
    if asked.isdecimal():
        article_id: int | None = int(asked)
        key, page = page_of_article(connection, int(asked))
    else:
        article_id = article_at(connection, asked)
        key, page = page_at(connection, asked)
    return key, page, readings_made(connection, article_id) if article_id else ()


def _write(file: Path, html: str) -> None:
    try:
        file.write_text(html, encoding="utf-8")
    except OSError as error:
        raise Misuse(f"{file} cannot be written: {error.strerror}") from error
    terminal.say(f"written to {file}")
