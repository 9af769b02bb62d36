"""Outlets and articles as their TOML files describe them.

Fields of an article (`articles/*.toml`):

    key             unique among all outlets
    title, text     paragraphs are separated by an empty line; {weekday} and {yesterday} become the names of the
                    day of publication and of the day before
    prefix          what the outlet puts before the title: عاجل, بالفيديو
    days, clock     days before today, and the time of day in the outlet's zone
    section         a section of outlets.toml
    author, credit  the agency or outlet that the text is credited to stands in a line of its own
    tags, tweet     a post on a social network that is quoted amid the text
    channels        the channels that announce it (default: main)
    edition         "evening": is not there in the morning
    kind            article, flash, video, listing, gone (answers 404) or private (robots.txt forbids it)
    language        ISO code; page_lang: what the page says of its language instead
    outcome         what a right crawl makes of it: a label (escalation, background, related, other) or a rejection
    first_answer    server_error or challenge: what the first request gets instead of the page
    copy_of, copy   the article that it repeats, and how: retitled, vocalised, cut. Without a text of its own it takes
                    the other's (cut: the first `keep_paragraphs`)
    evening         a table with days, clock and, if they change, title and text: the page in the evening edition
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any, Literal

Edition = Literal["morning", "evening"]

_FOLDER = Path(__file__).parent


class ManuscriptError(Exception):
    """A TOML file of the newsroom has a mistake. Names the file, the article and what is wrong."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a site with a front page of its own."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Announcer:
    """A feed or sitemap of an outlet."""

    name: str
    path: str
    format: str  # rss, rdf, atom, sitemap
    query: str = ""  # tracking parameters that it appends to each link


@dataclass(frozen=True, slots=True)
class House:
    """An outlet as written, without an address to reach it at."""

    key: str
    name_ar: str
    name_en: str
    slogan: str
    markup: str  # wordpress, drupal, custom, classic
    address: str  # preferred loopback address
    timezone: str  # IANA name
    channels: tuple[Announcer, ...]
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """The section of that key. Raises StopIteration for a key that the outlet does not have."""
        return next(section for section in self.sections if section.key == key)


@dataclass(frozen=True, slots=True)
class Update:
    """How an article differs in the evening edition. Empty title or paragraphs: as in the morning."""

    days: int
    clock: time
    title: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article as written: its time is relative to today, its text has placeholders."""

    key: str
    outlet: str  # House.key
    number: int  # place in its file, from 1
    title: str
    days: int
    clock: time
    section: str
    outcome: str
    paragraphs: tuple[str, ...] = ()
    prefix: str = ""
    author: str = ""
    credit: str = ""
    tags: tuple[str, ...] = ()
    tweet: str = ""
    channels: tuple[str, ...] = ("main",)
    edition: str = "morning"
    kind: str = "article"
    language: str = "ar"
    page_lang: str = ""
    first_answer: str = ""
    copy_of: str = ""
    copy: str = ""
    keep_paragraphs: int | None = None
    evening: Update | None = field(default=None)


@cache
def houses() -> tuple[House, ...]:
    """The outlets of outlets.toml."""
    tables = tomllib.loads((_FOLDER / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
    return tuple(_house(table) for table in tables)


def _house(table: dict[str, Any]) -> House:
    return House(
        **{
            **table,
            "channels": tuple(Announcer(**channel) for channel in table["channels"]),
            "sections": tuple(Section(**section) for section in table["sections"]),
        }
    )


@cache
def manuscripts() -> tuple[Manuscript, ...]:
    """The articles of all outlets, copies with the text that they repeat. Raises ManuscriptError."""
    return edited([piece for house in houses() for piece in _read(house.key)])


def _read(outlet: str) -> list[Manuscript]:
    file = _FOLDER / "articles" / f"{outlet}.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))["article"]
    return [manuscript(outlet, number, table) for number, table in enumerate(tables, start=1)]


def manuscript(outlet: str, number: int, table: dict[str, Any]) -> Manuscript:
    """One table of a TOML file as a manuscript. Raises ManuscriptError for a field that is missing or unknown."""
    fields = dict(table)
    try:
        evening = _update(fields.pop("evening")) if "evening" in fields else None
        fields |= {name: tuple(fields[name]) for name in ("tags", "channels") if name in fields}
        return Manuscript(
            outlet=outlet,
            number=number,
            clock=time.fromisoformat(fields.pop("clock")),
            paragraphs=_paragraphs(fields.pop("text", "")),
            evening=evening,
            **fields,
        )
    except (KeyError, TypeError, ValueError) as error:
        where = f"articles/{outlet}.toml, article {number} ({table.get('key', 'without key')})"
        raise ManuscriptError(f"{where}: {error}") from error


def _update(table: dict[str, Any]) -> Update:
    fields = dict(table)
    clock = time.fromisoformat(fields.pop("clock"))
    return Update(clock=clock, paragraphs=_paragraphs(fields.pop("text", "")), **fields)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip())


def edited(written: Sequence[Manuscript]) -> tuple[Manuscript, ...]:
    """Articles as they go to press: copies have their text. Raises ManuscriptError for a key twice or missing."""
    by_key: dict[str, Manuscript] = {}
    for piece in written:
        if piece.key in by_key:
            raise ManuscriptError(f"articles/{piece.outlet}.toml: the key {piece.key} is taken by another article")
        by_key[piece.key] = piece
    return tuple(_with_text(piece, by_key) for piece in written)


def _with_text(piece: Manuscript, by_key: dict[str, Manuscript]) -> Manuscript:
    """A copy without a text of its own takes the text of the article that it repeats."""
    if not piece.copy_of or piece.paragraphs:
        return piece
    if piece.copy_of not in by_key:
        raise ManuscriptError(f"articles/{piece.outlet}.toml, {piece.key}: no article {piece.copy_of} to copy")
    return replace(piece, paragraphs=by_key[piece.copy_of].paragraphs[: piece.keep_paragraphs])
