"""What an article tells, in a few hundred bytes: enough to say whether another one tells of the same event.

Its 96 most telling words with their weights, and the places and weekdays that its beginning names, each as a number.
Whether it is made for `watira compare` or read from the database, it is the same to the bit. Against the cosine of all
words the one of these is 0.01 smaller as a rule.
"""

import math
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import mul
from zlib import crc32

from pipelines import arabic
from pipelines.date_words import WEEKDAY_NUMBERS
from pipelines.facts import names
from pipelines.facts.fact import Place, Precision
from pipelines.facts.places import places_of
from pipelines.relating.likeness import Profile, profile

_WORDS = 96
_WORD_BITS, _WEIGHT_BITS = 24, 8
_GREATEST = (1 << _WEIGHT_BITS) - 1  # stands for the weight
_HEAVIEST = 0.5  # and more
_MOST_NAMED = 255  # places, and their governorates

# The days of the week by their bits.
_DAYS = [frozenset(day for day in range(7) if bits >> day & 1) for bits in range(128)]

_LEAD_CHARACTERS = 400  # of the body; behind them stands what went before


@dataclass(frozen=True, slots=True)
class Outline:
    """What an article tells."""

    words: Mapping[int, int]  # weight by number; the number's low byte is 0
    length: float  # of the vector that the weights make
    places: frozenset[int]  # towns and sites: of the title, or else of the lead; a governorate says too little
    regions: frozenset[int]  # the governorates that they lie in
    days: frozenset[int]  # of the week, of title and lead


@lru_cache(maxsize=512)
def outline(title: str, body: str) -> Outline:
    """The outline of an article's clean title and body."""
    return unpacked(packed(title, body))


def packed(title: str, body: str) -> bytes:
    """An outline as it is stored: numbers of four bytes, little-endian. The first one holds how many places and regions
    follow, and the days; each of the others is one of them, or a word's with its weight in the low byte, the heaviest
    first."""
    opening = body[:_LEAD_CHARACTERS]
    chosen = _where(title, opening)
    places = sorted({crc32((place.id or arabic.fold(place.name)).encode()) for place in chosen})[:_MOST_NAMED]
    regions = sorted({crc32((place.admin1 or place.country).encode()) for place in chosen})[:_MOST_NAMED]
    days = sum(1 << day for day in _weekdays(f"{title}\n{opening}"))
    head = len(places) | len(regions) << 8 | days << 16
    numbers = [head, *places, *regions, *_weighed(profile(title, body))]
    return struct.pack(f"<{len(numbers)}I", *numbers)


@lru_cache(maxsize=1024)  # what is told much is compared with each that comes; 8 kB each
def unpacked(data: bytes) -> Outline:
    """The outline that was packed so."""
    head, words, weights = _parts(data)
    places, regions = head & 255, head >> 8 & 255
    named = struct.unpack_from(f"<{places + regions}I", data, 4)
    return Outline(
        dict(zip(words, weights, strict=True)),
        math.hypot(*weights),
        frozenset(named[:places]),
        frozenset(named[places:]),
        _DAYS[head >> 16 & 127],
    )


def likeness_to(one: Outline, data: bytes) -> float:
    """The likeness of an outline and a packed one, in half the time that it takes to unpack that and compare them."""
    _, words, weights = _parts(data)
    product = _product(one.words, words, weights)
    return min(1.0, product / (one.length * math.hypot(*weights))) if product else 0.0


def _parts(data: bytes) -> tuple[int, tuple[int, ...], bytes]:
    """The first number of a packed outline, the numbers of the words, and their weights."""
    head = int.from_bytes(data[:4], "little")
    numbers = bytearray(data[4 * (1 + (head & 255) + (head >> 8 & 255)) :])
    weights = bytes(numbers[::4])
    numbers[::4] = bytes(len(weights))  # the words alone; slices and `zip` are many times as fast as a loop
    return head, struct.unpack(f"<{len(weights)}I", numbers), weights


def likeness(one: Outline, other: Outline) -> float:
    """How much two articles speak of the same, as a cosine: 0 (no word shared) to 1 (the same words)."""
    product = _product(one.words, other.words, other.words.values())
    return min(1.0, product / (one.length * other.length)) if product else 0.0


def _product(one: Mapping[int, int], words: Iterable[int], weights: Iterable[int]) -> int:
    """The inner product of two vectors, the second one's words and weights given apart. No step of it is Python's."""
    return sum(map(mul, map(one.get, words, repeat(0)), weights))


def _where(title: str, opening: str) -> list[Place]:
    """The mentions of towns and sites that say where it happened."""
    named = [place for place in places_of(title, opening, names.default()) if place.precision <= Precision.AREA]
    return [place for place in named if place.span.where == "title"] or named


def _weekdays(text: str) -> set[int]:
    forms = (form for word in arabic.words(text) for form in arabic.stems(word))
    return {WEEKDAY_NUMBERS[form] for form in forms if form in WEEKDAY_NUMBERS}


def _weighed(words: Profile) -> Iterator[int]:
    """The most telling words, the first one that bears a number, each with its weight."""
    told: dict[int, int] = {}
    for word in most_telling(words, _WORDS):
        weight = min(_GREATEST, round(words[word] * _GREATEST / _HEAVIEST))
        told.setdefault(crc32(word.encode()) >> 32 - _WORD_BITS, weight)
    return (word << _WEIGHT_BITS | weight for word, weight in told.items() if weight)


def most_telling(words: Profile, count: int) -> list[str]:
    """So many words that weigh most."""
    return sorted(words, key=lambda word: (-words[word], word))[:count]
