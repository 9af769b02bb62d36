"""Who wrote an article and whose material it is: authors and agency credits, from statements and from the text's own
lines."""

import re
from collections.abc import Iterable, Sequence

from pipelines.arabic import clean, fold, words
from pipelines.article import Source
from pipelines.reading import json_ld
from pipelines.reading.statements import Statements

# Agencies by the spellings that press texts give them. Folded and without dots or spaces between single letters.
_AGENCIES = {
    "رويترز": ("رويترز", "reuters"),
    "فرانس برس": ("فرانس برس", "ا ف ب", "اف ب", "افب", "afp"),
    "أسوشيتد برس": ("اسوشيتد برس", "اسوشييتد برس", "الاسوشيتد برس", "ا ب", "ap"),
    "الأناضول": ("الاناضول", "وكاله الاناضول"),
    "د ب أ": ("د ب ا", "دبا", "الالمانيه", "dpa"),
    "سانا": ("سانا", "sana"),
    "نورث برس": ("نورث برس", "north press"),
    "سبوتنيك": ("سبوتنيك",),
    "تاس": ("تاس",),
    "شينخوا": ("شينخوا",),
    "واس": ("واس",),
    "وام": ("وام",),
    "كونا": ("كونا",),
    "بترا": ("بترا",),
    "أ ش أ": ("ا ش ا",),
    "وفا": ("وفا",),
    "إرنا": ("ارنا",),
    "تسنيم": ("تسنيم",),
    "روسيا اليوم": ("روسيا اليوم",),
    "وكالات": ("وكالات", "الوكالات", "وكالات انباء"),
    "متابعات": ("متابعات",),
    "خاص": ("خاص",),
    "المرصد السوري": ("المرصد السوري", "المرصد السوري لحقوق الانسان"),
}  # fmt: skip
_AGENCY_OF = {spelling: name for name, spellings in _AGENCIES.items() for spelling in spellings}
_PARENTHESES = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]")
_PARTS = re.compile(r"\s*[-–—|/،,+:]\s*|\s+و(?=ال?وكالات)")
_SOURCE_LINE = re.compile(r"^(?:المصدر|المصادر|نقلا عن)\s*:?\s*(.{2,80})$")
_BYLINE = re.compile(
    r"^(?:كتب|كتبت|بقلم|اعداد|تحرير|ترجمه|تقرير|"
    r"تحقيق|مراسل|المراسل|المحرر|اعداد وتحرير|by)\s*[:\-–/]?\s+(?P<name>[^\d.!؟?]{4,60})$"
)
_WITH_COLON = re.compile(r"^[^:]{2,20}[:\-–/]")
_LONGEST_CREDIT_LINE = 80  # characters
_MOST_NAME_WORDS = 6
_NO_NAMES = frozenset(
    {"admin", "administrator", "editor", "author", "desk", "webmaster", "null", "none", "المحرر", "محرر", "الادمن"}
)


def authors(said: Statements, lines: Sequence[str], source: Source, ruled: Sequence[str] = ()) -> tuple[str, ...]:
    """The people (or desks) named as authors, as written, without the site itself; `ruled` first."""
    stated = [
        *ruled,
        *json_ld.strings(_resolved(said)),
        *said.meta.get("author", ()),
        *said.meta.get("article:author", ()),
        *said.items.get("author", ()),
    ]
    names = [name for text in stated for name in _names(text)]
    names += [name for line in _edges(lines) for name in _byline(line)]
    own = {fold(name) for name in (*source.names, said.first("og:site_name")) if name}
    distinct = {" ".join(words(name)): name for name in reversed(names) if fold(name) not in own}
    return tuple(reversed(distinct.values()))


def credits_of(lines: Sequence[str]) -> tuple[str, ...]:
    """The agencies credited in the dateline, in parentheses at either end, or in a line of their own.

    By their usual names.
    """
    found: list[str] = []
    for line in _edges(lines):
        if len(line) <= _LONGEST_CREDIT_LINE:
            source_line = _SOURCE_LINE.match(fold(line))
            found += _agencies(_PARTS.split(source_line[1] if source_line else fold(line)))
    if lines:
        opening = fold(lines[0][:70])
        head = re.split(r"\s[-–—]\s|[:(]|\s-|-\s", opening)
        found += _agencies([part for part in head[:3] if len(part) <= 40] if len(head) > 1 else [])
        found += _agencies(_PARTS.split(opening.split(" ", 1)[0]))
        for edge in (lines[0][:120], lines[-1][-60:]):
            found += _agencies([part for inner in _PARENTHESES.findall(fold(edge)) for part in _PARTS.split(inner)])
    return tuple(dict.fromkeys(found))


def _edges(lines: Sequence[str]) -> list[str]:
    """The first two and last three lines of a text, where newsrooms put names."""
    return [*lines[:2], *lines[max(2, len(lines) - 3) :]]


def _agencies(parts: Iterable[str]) -> list[str]:
    keys = (" ".join(re.findall(r"[^\W_]+", part)) for part in parts)
    return [_AGENCY_OF[key] for key in keys if key in _AGENCY_OF]


def _byline(line: str) -> list[str]:
    """The name in a line that is only a byline: "بقلم: …"."""
    if len(line) > _LONGEST_CREDIT_LINE or not _BYLINE.match(fold(line)):
        return []
    written = line.split(":", 1)[1] if ":" in line else line.split(" ", 1)[1]
    name = clean(written).strip(" -–/:")
    wordy = len(words(name)) > (_MOST_NAME_WORDS if _WITH_COLON.match(line) else 4)
    return [] if wordy or not name else [name]


def _names(text: str) -> list[str]:
    """The names in a stated author field: no addresses, no placeholders."""
    names = (clean(part).strip(" .") for part in re.split(r"\s*[;|]\s*|\s+and\s+", text[:200]))
    return [
        name
        for name in names
        if 2 < len(name) <= 60
        and "http" not in name
        and "@" not in name
        and "/" not in name
        and fold(name) not in _NO_NAMES
    ]


def _resolved(said: Statements) -> object:
    """The author field of JSON-LD; a reference (@id alone) replaced by the object that it names."""
    value = said.article.get("author")
    listed = value if isinstance(value, list) else [value]
    known = {item.get("@id"): item for item in said.objects if isinstance(item.get("@id"), str)}
    return [
        known.get(item.get("@id"), {})
        if isinstance(item, dict) and set(item) == {"@id"} and isinstance(item["@id"], str)
        else item
        for item in listed[:20]
        if isinstance(item, dict | str)
    ]
