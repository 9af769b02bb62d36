"""Articles from elsewhere: what a line of an archive says, as what extraction would have found in a page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from pipelines.arabic import clean, spaced
from pipelines.article import Kind, Precision, Reading, Source, Stated
from pipelines.reading.credits import credits_of
from pipelines.reading.title_prefixes import split_prefix
from pipelines.urls import canonical
from schedules.json_lines import BadLine, Row, text_of

_DAY_CHARACTERS = len("2026-11-25")
_FLASH_WORDS = 30  # a text of fewer is one or two sentences
_SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Imported:
    """An article as a line gives it."""

    reading: Reading
    source: Source
    fetched_at: datetime  # when it was fetched or published; now where the line does not say


def imported(row: Row, *, now: datetime, known: Mapping[str, Source] | None = None) -> Imported:
    """The article of a line. Raises BadLine for one that is none.

    `known`: the sources that the database knows by key; days in the text are read in the zone of theirs.
    """
    url = _url(row)
    _refuse_cut(row)
    body = spaced(clean(text_of(row, "body")))
    prefix, title = split_prefix(clean(text_of(row, "title", required=True)))
    if not body and not title:
        raise BadLine("'title' and 'body' are both empty")
    published = _to_the_day(row, stated(row, "published_at"))
    fetched = stated(row, "fetched_at") or stated(row, "first_seen_at")
    lines = body.splitlines()
    reading = Reading(
        url=url,
        kind=Kind.FLASH if len(body.split()) < _FLASH_WORDS else Kind.ARTICLE,
        title=title,
        title_prefix=prefix,
        deck=clean(text_of(row, "deck")),
        body=body,
        published=published,
        modified=stated(row, "modified_at"),
        authors=_texts(row, "authors"),
        credits=_texts(row, "credits") or credits_of(lines),
        extractor="import",
    )
    seen = fetched or published
    source = _source(row, url)
    return Imported(reading, (known or {}).get(source.key, source), min(seen.at, now) if seen else now)


def stated(row: Row, key: str) -> Stated | None:
    """A time of a line, ISO 8601; a day alone, or a time without a zone, is read in UTC. Raises BadLine for another."""
    text = text_of(row, key).strip()
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
        precision = Precision.DAY if len(text) <= _DAY_CHARACTERS else Precision.MINUTE
        aware = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise BadLine(f"{key!r} must be ISO 8601, not {text!r}") from error
    return Stated(aware, precision, "import", at.tzinfo is None)


def _refuse_cut(row: Row) -> None:
    """Raises BadLine for an article of an export that has only the beginning of its text."""
    if "excerpt" in row and "body" not in row:
        raise BadLine("has only the beginning of the text: export it with --full-text")


def _to_the_day(row: Row, published: Stated | None) -> Stated | None:
    """The time, known to the day alone where the line says so."""
    is_day = published and row.get("published_precision") == Precision.DAY
    return replace(published, precision=Precision.DAY) if published and is_day else published


def _url(row: Row) -> str:
    url = canonical(text_of(row, "url", required=True).strip())
    if urlsplit(url).scheme not in _SCHEMES or not urlsplit(url).hostname:
        raise BadLine(f"'url' must be a web address, not {row['url']!r}")
    return url


def _source(row: Row, url: str) -> Source:
    """The source that the line names, or else the host of its address."""
    parts = urlsplit(url)
    key = text_of(row, "source").strip() or str(parts.hostname).removeprefix("www.")
    return Source(key, "", "", f"{parts.scheme}://{parts.netloc}/")


def _texts(row: Row, key: str) -> tuple[str, ...]:
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadLine(f"{key!r} must be a list of texts")
    return tuple(clean(one) for one in value)
