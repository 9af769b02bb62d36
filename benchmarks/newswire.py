"""Synthetic Arabic news with the overlap that real news has: stories, stock phrases, copies that were dressed anew.

No sentence means anything. Common words are those of pipelines/relating/frequencies.json with their frequencies; names
are made of syllables; phrases of common words return in all texts, as those of real reporting do.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random

from benchmarks.made_words import SYLLABLES, common_words

OUTLETS = 60
FIRST = datetime(2026, 10, 26, tzinfo=UTC)

_DAYS = 30
_TOLD = (1, 1, 1, 2, 2, 3, 5, 9)  # reports of one story
_NAMES = 120_000
_PHRASES = 600
_SPELLING = str.maketrans({"ا": "أ", "ه": "ة", "ي": "ى"})


@dataclass(frozen=True, slots=True)
class Item:
    """A synthetic article."""

    source: str
    url: str
    title: str
    body: str
    at: datetime
    dress: str = ""  # how a copy was dressed; empty: none


@dataclass(frozen=True, slots=True)
class _Story:
    """What the reports of an event share."""

    at: datetime
    names: tuple[str, ...]
    left: int  # reports to come


class Wire:
    """All that is published, in no order of time."""

    def __init__(self, random: Random) -> None:
        self._random, self._number, self._path = random, 0, ""
        self._words, self._weights = _vocabulary()
        self._names = ["".join(random.choices(SYLLABLES, k=random.randint(3, 5))) for _ in range(_NAMES)]
        self._phrases = [self._common(random.randint(4, 9)) for _ in range(_PHRASES)]
        self._story = _Story(FIRST, (), 0)

    @classmethod
    def part(cls, number: int) -> "Wire":
        """One of many that share names and phrases, and tell of events of their own."""
        wire = cls(Random(1))
        wire._random, wire._path = Random(f"part {number}"), f"{number}/"
        return wire

    def next(self) -> Item:
        """The next article."""
        random = self._random
        if not self._story.left:
            at = FIRST + timedelta(days=random.random() * _DAYS)
            self._story = _Story(at, tuple(random.choices(self._names, k=7)), random.choice(_TOLD))
        self._story = replace(self._story, left=self._story.left - 1)
        self._number += 1
        source = f"outlet{random.randrange(OUTLETS)}"
        body = "\n".join(self._sentence(index) for index in range(max(2, int(random.lognormvariate(2.3, 0.6)))))
        at = self._story.at + timedelta(hours=random.expovariate(0.1))
        return Item(source, f"https://{source}.example/{self._path}{self._number}", self._sentence(1)[:60], body, at)

    def _sentence(self, index: int) -> str:
        random = self._random
        words = self._common(random.randint(8, 22))
        own = [self._names[int(_NAMES * random.random() ** 2)] for _ in range(2)]  # words that are rare, and no names
        for name in (*own, *random.choices(self._story.names, k=random.randint(1, 3))):
            words.insert(random.randrange(len(words)), name)
        if random.random() < 0.35:
            words += random.choice(self._phrases)
        if index == 0 or random.random() < 0.3:
            words.insert(random.randrange(4, len(words) - 3), str(random.randint(2, 90)))
        return " ".join(words) + "."

    def _common(self, count: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=count)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[list[str], list[float]]:
    counts = common_words()
    return list(counts), list(accumulate(count**1.5 for count in counts.values()))


def dressed(item: Item, random: Random, path: str) -> Item:
    """A copy of an article (or, as `toll`, its update) at another outlet, some hours later."""
    dress = random.choice(list(_DRESSES))
    body = _DRESSES[dress](item.body, random)
    source = f"outlet{random.randrange(OUTLETS)}"
    at = item.at + timedelta(hours=random.uniform(0.1, 40))
    return Item(source, f"https://{source}.example/{path}", f"{item.title} من جديد", body, at, dress)


def _cut(body: str, random: Random) -> str:  # noqa: ARG001 - each way of dressing takes both
    words = body.split(" ")
    return " ".join(words[: max(25, len(words) // 3)])


def _respelled(body: str, random: Random) -> str:
    words = [word.translate(_SPELLING) if random.random() < 0.5 else word for word in body.split(" ")]
    return " ".join(words)


def _edited(body: str, random: Random) -> str:
    """One word of twenty is left out or said otherwise."""
    words = body.split(" ")
    for _ in range(max(1, len(words) // 20)):
        words[random.randrange(len(words))] = random.choice(("", "أيضا", "هناك", "لاحقا"))
    return " ".join(word for word in words if word)


def _embedded(body: str, random: Random) -> str:
    """Between two other texts, each as long."""
    around = Wire(random) if not _AROUND else _AROUND[0]
    _AROUND[:] = [around]
    return "\n".join((around.next().body, body, around.next().body))


def _toll(body: str, random: Random) -> str:
    """Other figures in the same words."""
    words = body.split(" ")
    return " ".join(str(int(word) + random.randint(1, 9)) if word.isdigit() else word for word in words)


_AROUND: list[Wire] = []
_DRESSES: dict[str, Callable[[str, Random], str]] = {
    "retitled": lambda body, _: body,
    "respelled": _respelled,
    "edited": _edited,
    "cut": _cut,
    "embedded": _embedded,
    "toll": _toll,
}
