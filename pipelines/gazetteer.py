"""The list of places: read from `lexicon/places.jsonl` or a user's list of the same form, and checked line by line."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from pipelines import arabic
from pipelines.lexicon_tables import LexiconError

KINDS = (
    "governorate", "region", "district", "subdistrict", "locality", "airfield", "base", "naval_base", "oil_gas",
    "crossing", "site",
)  # fmt: skip

GOVERNORATES = (
    "Al-Hasakah", "Aleppo", "As-Suwayda", "Damascus", "Daraa", "Deir ez-Zor", "Hama", "Homs", "Idlib", "Latakia",
    "Quneitra", "Raqqa", "Rif Dimashq", "Tartus",
)  # fmt: skip

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_WORDS = 6
_SPELLINGS = ("names", "doubtful", "cued", "preposed")

# Words before a place's name that say that it is one; the lexicon puts them before names that are words, too.
CUES = ("مدينة", "بلدة", "قرية", "ناحية", "منطقة", "محافظة", "ريف", "محيط", "شرق", "شرقي", "غربي", "شمالي", "جنوبي")

# As they stand before a name: "ب" is a part of its first word.
PREPOSITIONS = ("في ", "على ", "وسط ", "ب")

# First words of compound names that newsrooms also write without the space: كفرنبل, تلرفعت, ديرالزور. Those that begin
# hardly any other word are also parted where the list joins them: with ة as a word of its own, with ت joined.
_JOINED_HEADS = frozenset(arabic.words("كفر معرة معرت معر تل دير أبو أم عين خان بيت"))
_PARTED_HEADS = {"كفر": ("كفر",), "معرت": ("معرت", "معره"), "معر": ("معر", "معره")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the list."""

    id: str
    kind: str
    admin1: str  # empty: a region or river of several
    admin2: str = ""
    lat: float | None = None  # degrees, WGS 84
    lon: float | None = None
    precision_km: float | None = None  # it lies within so many kilometres of the point
    source: str = "names"  # who gives the point
    name_en: str = ""
    also_en: tuple[str, ...] = ()  # what else English calls it
    names: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    cued: tuple[str, ...] = ()
    preposed: tuple[str, ...] = ()  # of those in `doubtful`: sure behind في, على or ب, which the other meaning has not
    imported: bool = False  # from a user's list, of which nobody chose the names


_KEYS = frozenset(field.name for field in fields(Entry)) - {"imported"}


def read(path: Path, *, imported: bool = False) -> tuple[Entry, ...]:
    """The places of a file; LexiconError with file, line and key where it cannot be used.

    `imported`: it is a user's list. A file that has not changed is parsed once in a process.
    """
    try:
        state = path.stat()
        return _read(path, imported, (state.st_mtime_ns, state.st_size))
    except OSError as error:
        raise LexiconError(
            f"{path.name}: cannot be read ({error.strerror}); it should stand in {path.parent}"
        ) from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path.name}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


@lru_cache(maxsize=4)
def _read(path: Path, imported: bool, _state: tuple[int, int]) -> tuple[Entry, ...]:
    text = path.read_text(encoding="utf-8")
    return tuple(_unrepeated(path.name, _entries(path.name, text, imported=imported)))


def _entries(file: str, text: str, *, imported: bool) -> Iterator[tuple[int, Entry]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield number, entry(json.loads(line), imported=imported)
            except ValueError as error:
                raise LexiconError(f"{file}: line {number}: {error}") from error


def _unrepeated(file: str, entries: Iterable[tuple[int, Entry]]) -> Iterator[Entry]:
    seen: set[str] = set()
    for number, item in entries:
        if item.id in seen:
            raise LexiconError(f"{file}: line {number}: the id {item.id} stands there twice; an id means one place")
        seen.add(item.id)
        yield item


def entry(row: object, *, imported: bool = False) -> Entry:
    """A place from what JSON gave; ValueError says what is wrong."""
    if not isinstance(row, dict):
        raise ValueError('should be an object: {"id": …, "kind": …, "admin1": …, "names": […]}')  # noqa: TRY004
    unknown = next((key for key in row if key not in _KEYS), None)
    if unknown is not None:
        raise ValueError(f"key `{unknown}` is not known; known keys are {', '.join(sorted(_KEYS))}")
    point, spelled = _point(row), _spellings(row)
    return Entry(
        id=_matching(row, "id", _ID.fullmatch, "an id in lower-case Latin letters, such as deir-ez-zor"),
        kind=_matching(row, "kind", KINDS.__contains__, f"one of {', '.join(KINDS)}"),
        admin1=_governorate(row),
        admin2=_text(row, "admin2"),
        source=_text(row, "source") or "names",
        name_en=_text(row, "name_en"),
        also_en=_words(row, "also_en"),
        lat=point.get("lat"),
        lon=point.get("lon"),
        precision_km=point.get("precision_km"),
        names=spelled["names"],
        doubtful=spelled["doubtful"],
        cued=spelled["cued"],
        preposed=spelled["preposed"],
        imported=imported,
    )


def _governorate(row: dict[str, object]) -> str:
    if "admin1" not in row and row.get("kind") in ("region", "site"):
        return ""
    return _matching(row, "admin1", GOVERNORATES.__contains__, f"one of {', '.join(GOVERNORATES)}")


def _matching(row: dict[str, object], key: str, fits: object, right: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not callable(fits) or not fits(value):
        raise ValueError(f"key `{key}`: should be {right}")
    return value


def _text(row: dict[str, object], key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"key `{key}`: should be a text in quotes")  # noqa: TRY004
    return value


def _point(row: dict[str, object]) -> dict[str, float]:
    bounds = {"lat": (32.0, 37.6), "lon": (35.4, 42.6), "precision_km": (0.0, 500.0)}  # Syria, with its neighbours' rim
    values: dict[str, float] = {}
    for key, (least, most) in bounds.items():
        value = row.get(key)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ValueError(f"key `{key}`: should be a number from {least:g} to {most:g}")
        values[key] = float(value)
    if {"lat", "lon"} & set(values) and len(values) < len(bounds):
        raise ValueError("lat, lon and precision_km should all be given, or neither lat nor lon")
    return values


def _spellings(row: dict[str, object]) -> dict[str, tuple[str, ...]]:
    found = {key: _words(row, key) for key in _SPELLINGS}
    every = [name for names in found.values() for name in names]
    if not every:
        raise ValueError("key `names`: is missing or empty; give at least one spelling under names, doubtful or cued")
    repeated = next((name for names in found.values() for name in names if names.count(name) > 1), None)
    if repeated:
        raise ValueError(f"“{repeated}” stands there twice; leave one out")
    return found


def _words(row: dict[str, object], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f'key `{key}`: should be a list of spellings in quotes, such as ["دير الزور", "ديرالزور"]')
    for item in value:
        if not 1 <= len(item.split()) <= _MOST_WORDS or not any(map(str.isalnum, item)):
            raise ValueError(f"key `{key}`: “{item}” should have one to {_MOST_WORDS} words")
    return tuple(value)


def spellings(name: str) -> list[str]:
    """A name, and the same with or without the space behind كفر, تل, دير and the like."""
    first, *rest = arabic.words(name)
    if rest and first in _JOINED_HEADS:
        return [name, " ".join([first + rest[0], *rest[1:]])]
    head = next((head for head in _PARTED_HEADS if first.startswith(head) and len(first) >= len(head) + 3), None)
    return [name, *(" ".join([part, first[len(head) :], *rest]) for part in _PARTED_HEADS[head])] if head else [name]
