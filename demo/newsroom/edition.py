"""What an outlet has on its site on a given day, in a given edition: manuscripts with dates, texts and addresses."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from demo.newsroom import almanac
from demo.newsroom.desk import Edition, House, Manuscript, Section, manuscripts

# WordPress cuts slugs at 200 bytes of their percent-encoded form (utf8_uri_encode), between characters.
_LONGEST_SLUG = 200
_BETWEEN_WORDS = re.compile(r"[^\w\u064b-\u0652]+")  # tashkeel stays, as WordPress keeps it
_CARD = 28  # words: about two lines
_ID_EPOCH = 730_000  # proleptic ordinal of a day in 1999: keeps article numbers at six or seven digits


@dataclass(frozen=True, slots=True)
class Story:
    """An article on its site."""

    manuscript: Manuscript
    number: int  # the site's own number for it; another one each day
    path: str  # with query, percent-encoded; stable for a day
    title: str
    paragraphs: tuple[str, ...]
    section: Section
    credit_line: str  # the line under the text that says where it is from, or ""
    published: datetime  # aware, in the outlet's zone
    updated: datetime  # aware, in the outlet's zone; equal to `published` if nothing changed

    @property
    def headline(self) -> str:
        """The title with the prefix that the outlet puts before it."""
        prefix = self.manuscript.prefix
        return f"{prefix} | {self.title}" if prefix else self.title

    @property
    def summary(self) -> str:
        """The first words of the text, as sites put them on cards and into meta tags."""
        words = " ".join(self.paragraphs).split()
        return " ".join(words[:_CARD]) + ("…" if len(words) > _CARD else "")

    @property
    def lang(self) -> str:
        """What the page says of its language, rightly or wrongly."""
        return self.manuscript.page_lang or self.manuscript.language

    @property
    def direction(self) -> str:
        """The direction of the page's script."""
        return "ltr" if self.manuscript.language == "en" else "rtl"


@lru_cache(maxsize=64)
def on_site(house: House, today: date, edition: Edition) -> tuple[Story, ...]:
    """All pages of an outlet that some channel announces, newest first."""
    written = (piece for piece in manuscripts() if piece.outlet == house.key)
    stories = [story(piece, house, today, edition) for piece in written if _is_out(piece, edition)]
    return tuple(sorted(stories, key=lambda one: (one.published, one.number), reverse=True))


def _is_out(piece: Manuscript, edition: Edition) -> bool:
    return edition == "evening" or piece.edition == "morning"


def story(piece: Manuscript, house: House, today: date, edition: Edition) -> Story:
    """A manuscript as it stands on the site."""
    published = _at(house, today, piece.days, piece.clock)
    updated, title, paragraphs = published, piece.title, piece.paragraphs
    if piece.evening and edition == "evening":
        updated = _at(house, today, piece.evening.days, piece.evening.clock)
        title, paragraphs = piece.evening.title or title, piece.evening.paragraphs or paragraphs
    words = almanac.phrases(published.date())
    number = (today.toordinal() - _ID_EPOCH) * 100 + piece.number
    return Story(
        manuscript=piece,
        number=number,
        path=_path(house, replace(piece, title=piece.title.format_map(words)), number, published),
        title=title.format_map(words),
        paragraphs=tuple(paragraph.format_map(words) for paragraph in paragraphs),
        section=house.section(piece.section),
        credit_line=_credit_line(house, piece.credit),
        published=published,
        updated=updated,
    )


def _credit_line(house: House, credit: str) -> str:
    """Papers put the agency in brackets, online outlets name the source."""
    if not credit:
        return ""
    return f"({credit})" if house.markup == "drupal" else f"المصدر: {credit}"


def _at(house: House, today: date, days: int, clock: time) -> datetime:
    return datetime.combine(today - timedelta(days=days), clock, ZoneInfo(house.timezone))


def _path(house: House, piece: Manuscript, number: int, published: datetime) -> str:
    """The address as the outlet's publishing system would form it."""
    match house.markup:
        case "wordpress":
            return _wordpress_path(piece, published)
        case "drupal":
            return f"/ar/node/{number}"
        case "custom":
            return f"/news/{number}/{slug(piece.title)}"
        case _:
            return f"/news.asp?id={number}"


def _wordpress_path(piece: Manuscript, published: datetime) -> str:
    folder = {"video": "video", "listing": "tag", "private": "private"}.get(piece.kind, f"{published:%Y/%m/%d}")
    return f"/{folder}/{slug(piece.title).lower()}/"


def slug(title: str) -> str:
    """A title as part of an address: percent-encoded words joined by hyphens, at most 200 bytes."""
    encoded = ""
    for letter in _BETWEEN_WORDS.sub("-", title).strip("-"):
        piece = quote(letter)
        if len(encoded) + len(piece) > _LONGEST_SLUG:
            break
        encoded += piece
    return encoded.strip("-")


def section_path(house: House, section: Section) -> str:
    """The address of a section's front page."""
    shapes = {
        "wordpress": "/category/{}/",
        "drupal": "/ar/section/{}",
        "custom": "/{}",
        "classic": "/section.asp?id={}",
    }
    return shapes[house.markup].format(section.key)
