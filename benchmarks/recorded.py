"""Pages saved in a folder, and what a person says is right for them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PAGE_NAMES = ("*.html", "*.htm")
MANIFEST = "manifest.jsonl"


class NoPages(Exception):
    """A folder or file is not as it must be; the text says how."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A saved page."""

    file: str
    url: str  # "": not known
    site: str
    body: bytes
    is_article: bool | None  # an article in Arabic; None: the manifest does not say


@dataclass(frozen=True, slots=True)
class Gold:
    """What is right for a page."""

    title: str  # as on the page, prefixes included
    text: str  # the paragraphs, a line each
    published: str  # ISO 8601: a day, a clock time, or an instant with its zone; "": not known


def pages(folder: Path) -> tuple[Recorded, ...]:
    """The pages of a folder, by file name. Raises `NoPages`.

    `manifest.jsonl` in it, if there is one, gives {"file", "url", "site", "kind", "language"} of each; all but the file
    may be missing.
    """
    files = sorted(file for name in PAGE_NAMES for file in folder.glob(name))
    if not files:
        raise NoPages(f"{folder} holds no saved pages ({', '.join(PAGE_NAMES)})")
    manifest = folder / MANIFEST
    rows = {row["file"]: row for row in _rows(manifest)} if manifest.exists() else {}
    return tuple(_recorded(file, rows.get(file.name, {})) for file in files)


def gold(file: Path) -> dict[str, Gold]:
    """What is right, by page: rows {"file", "title", "paragraphs": […], "published"}. Raises `NoPages`."""
    return {
        row["file"]: Gold(row["title"], "\n".join(row["paragraphs"]), row.get("published") or "") for row in _rows(file)
    }


def described(found: Sequence[Recorded]) -> str:
    """What was read, such as "85 recorded pages of 15 sites, 134 kB on average"."""
    sites, size = len({page.site for page in found}), sum(len(page.body) for page in found)
    return f"{len(found)} recorded pages of {sites} sites, {size / len(found) / 1000:.0f} kB on average"


def _rows(file: Path) -> Iterator[Mapping[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise NoPages(f"{file} cannot be read: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
                row["file"]
            except (ValueError, TypeError, KeyError) as error:
                raise NoPages(f"{file}, line {number}: is no JSON object with a file in it") from error
            yield row


def _recorded(file: Path, row: Mapping[str, Any]) -> Recorded:
    url = row.get("url") or ""
    told = "kind" in row and "language" in row
    return Recorded(
        file=file.name,
        url=url,
        site=row.get("site") or urlsplit(url).hostname or "one site",
        body=file.read_bytes(),
        is_article=(row["kind"] == "article" and row["language"] == "ar") if told else None,
    )
