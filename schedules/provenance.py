"""Where a page is from, so that it can be cited: addresses, time, answer, the hash of its bytes, and what was read."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from pipelines.article import Page
from schedules.explanation import Row, Section
from storage.citations import ReadingMade

# Answers have some twenty headers; a site that sends hundreds is not told whole.
_MOST_HEADERS = 40
_LONGEST = 200  # characters of a header


def origin(page: Page, zone: tzinfo) -> Section:
    """Where, when and how the page was fetched, and what its bytes are known by."""
    rows = [
        Row("asked for", page.asked_for),
        Row("answered at", page.url),
        Row("fetched", f"{_told(page.fetched_at, zone)}, HTTP {page.status}"),
        Row("announced by", page.link.channel if page.link else ""),
        Row("bytes", f"{len(page.body):,}"),
        Row("SHA-256", hashlib.sha256(page.body).hexdigest(), "of the bytes as they came, before decoding"),
        *_headers(page),
    ]
    return Section("where it is from", tuple(row for row in rows if row.text))


def readings(made: Sequence[ReadingMade], zone: tzinfo) -> Section:
    """The texts that the article has and had, and earlier readings of them."""
    return Section("readings made of it", tuple(_reading(one, zone) for one in made))


def _headers(page: Page) -> Iterator[Row]:
    names: Iterable[str] = sorted(page.headers)
    for number, name in enumerate(names):
        if number == _MOST_HEADERS:
            yield Row("header", f"and {len(page.headers) - number} more", won=False)
            return
        yield Row(f"header {name}", str(page.headers[name])[:_LONGEST])


def _reading(one: ReadingMade, zone: tzinfo) -> Row:
    rules = f"rules {one.rules}" if one.rules else "rules not noted"
    until = f", until {_told(one.replaced_at, zone)}" if one.replaced_at else ""
    if one.made_at is None:
        text = f"read otherwise{until}: {', '.join(one.changed)}"
        return Row(f"text {one.revision}, earlier", text, "; ".join(filter(None, [rules, one.label])), won=False)
    page = f"bytes {one.page_sha256}" if one.page_sha256 else "no bytes kept"
    stored = f"stored {_told(one.made_at, zone)}{until}"
    return Row(f"text {one.revision}", stored, f"{one.label}; {rules}; {page}", won=one.replaced_at is None)


def _told(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %z}"
