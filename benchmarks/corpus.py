"""A made-up archive of Arabic news for searching: words as frequent as in real texts, days in order, facts on some.

No sentence means anything. The word of rank r comes with a frequency of about 1/r (Zipf); the first ranks are the
common words of pipelines/relating/frequencies.json, with and without article and proclitics, the others are made of
syllables.
Each week has names of its own that come again and again in it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.made_words import SYLLABLES, common_words
from pipelines import lexicon
from pipelines.arabic import fold, stems
from storage.asking.terms import quoted

OUTLETS = 90
A_DAY = 2_500  # articles
FIRST = datetime(2025, 10, 20, tzinfo=UTC)

_TYPES = 400_000  # different words
_DRESSES = ("", "", "ال", "ال", "و", "ب", "ل", "وال", "بال")
_NAMES_A_WEEK = 60
_HEADLINE = 9  # words
_LABELS = ("other",) * 14 + ("related",) * 3 + ("background",) + ("escalation",) * 2

COLUMNS = (
    "source, url, kind, title, title_prefix, body, authors, credits, published_at, published_precision, published_from,"
    " published_zone_assumed, language, extractor, label, score, tags, evidence, fingerprint, first_seen_at,"
    " revised_at, fetched_at, title_folded, search, facts, deck"
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by rank, and the lexemes of each, quoted."""

    words: Sequence[str]
    lexemes: Sequence[tuple[str, ...]]

    def ranks(self, random: Random, count: int) -> list[int]:
        """Ranks, the first ones more often."""
        size, chance = len(self.words), random.random
        return [int(size ** chance()) - 1 for _ in range(count)]


def vocabulary() -> Vocabulary:
    """The words; the same each time."""
    random = Random(7)
    counts = common_words()
    common = sorted(counts, key=lambda word: -counts[word])
    words = [random.choice(_DRESSES if len(word) > 2 else ("",)) + word for word in common]
    while len(words) < _TYPES:
        words.append(random.choice(_DRESSES) + "".join(random.choices(SYLLABLES, k=random.randint(2, 4))))
    return Vocabulary(words, [tuple(quoted(form) for form in stems(fold(word))) for word in words])


@dataclass(frozen=True, slots=True)
class Facts:
    """What made-up articles may report."""

    places: Sequence[tuple[str, str]]  # id and governorate
    actors: Sequence[str]
    types: Sequence[str]

    @classmethod
    def listed(cls) -> "Facts":
        """All that the lexicon knows."""
        known = lexicon.default()
        places = [(entry.id, entry.admin1) for entry in known.names.entries.values()]
        return cls(places, sorted({party.id for party in known.names.parties.values()}), sorted(known.events.types))

    def some(self, random: Random) -> dict[str, Any]:
        """What one article reports."""
        places = [self.places[int(len(self.places) ** random.random()) - 1] for _ in range(random.randint(1, 6))]
        return {
            "events": [{"type": random.choice(self.types)} for _ in range(random.randint(1, 3))],
            "figures": [
                {"harm": harm, "count": int(200 ** random.random())}
                for harm in ("killed", "wounded")
                if random.random() < 0.5
            ],
            "places": [{"id": one, "admin1": admin1, "country": "SY"} for one, admin1 in places],
            "actors": [{"id": actor} for actor in random.sample(self.actors, random.randint(1, 3))],
        }


def articles(first: int, behind: int, known: Vocabulary, facts: Facts) -> Iterator[list[Any]]:
    """The rows of some articles, by number, as COPY takes them into the columns named above."""
    random, week, own = Random(first), -1, list[int]()
    for number in range(first, behind):
        if number // (A_DAY * 7) != week:
            week = number // (A_DAY * 7)
            own = Random(week).sample(range(20_000, _TYPES), _NAMES_A_WEEK)
        at = FIRST + timedelta(days=(number + random.random() * A_DAY / 2) / A_DAY)
        length = min(2_000, max(20, int(random.lognormvariate(5.3, 0.6))))
        ranks = known.ranks(random, length + _HEADLINE)
        for _ in range(length // 25):
            ranks[int(len(ranks) * random.random())] = own[int(_NAMES_A_WEEK * random.random() ** 2)]
        yield _row(number, at, ranks, random, known, facts)


def _row(number: int, at: datetime, ranks: list[int], random: Random, known: Vocabulary, facts: Facts) -> list[Any]:
    words = [known.words[rank] for rank in ranks]
    label = random.choice(_LABELS)
    told = facts.some(random) if label in ("escalation", "background") else {}
    tags = [place["id"] for place in told["places"]] if told else []
    title = " ".join(words[:_HEADLINE])
    source = f"outlet{int(OUTLETS * random.random() ** 2)}"
    stated = [at, "minute", "bench", False, "ar", "", label, 0.5, tags, "[]", random.randbytes(32), at, at, at]
    body = _body(words[_HEADLINE:], random)
    url = f"https://{source}.example/{number}"
    index = _index(ranks, known)
    return [source, url, "article", title, "", body, [], [], *stated, fold(title), index, json.dumps(told), ""]


def _body(words: list[str], random: Random) -> str:
    """Sentences of some length."""
    parts: list[str] = []
    position = 0
    while position < len(words):
        length = random.randint(8, 25)
        parts.append(" ".join(words[position : position + length]) + ".")
        position += length
    return "\n".join(parts)


def _index(ranks: Sequence[int], known: Vocabulary) -> str:
    """The literal of the tsvector, as storage.searchable.indexed makes it."""
    places: dict[str, str] = {}
    lexemes = known.lexemes
    for rank, place in zip(ranks, _PLACES, strict=False):
        for lexeme in lexemes[rank]:
            if lexeme in places:
                places[lexeme] += place
            else:
                places[lexeme] = place
    return " ".join([f"{lexeme}:{found[1:]}" for lexeme, found in places.items()])


_PLACES = [f",{at}A" if at <= _HEADLINE else f",{at + 1}D" for at in range(1, 3_000)]
