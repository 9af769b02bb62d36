"""How much two texts speak of the same: the cosine of their words, each weighted by how rare it is in the news.

How rare a word is says frequencies.json, counted over some hundred Arabic news texts by benchmarks/count_words.py. A
word that is not in it is rarer than those that are. Names and figures are rare, so they decide; what all war reporting
shares (قصف، قوات، مدينة) weighs little.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pipelines import arabic
from pipelines.fingerprint import own_words

Profile = Mapping[str, float]  # weight by word; the squares add up to 1

_FREQUENCIES = Path(__file__).with_name("frequencies.json")
_TITLE_COUNTS = 2  # a word of the title counts as so many


@lru_cache(maxsize=4096)  # the articles of a few days, which new ones are compared with
def profile(title: str, body: str) -> Profile:
    """The words of an article in their shortest forms, with their weights; empty for a text without words."""
    counts = Counter(_forms(own_words(body)))
    for form in _forms(arabic.words(title)):
        counts[form] += _TITLE_COUNTS
    weights = {form: (1 + math.log(count)) * _rarity(form) for form, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {form: weight / length for form, weight in weights.items()} if length else {}


def cosine(one: Profile, other: Profile) -> float:
    """0 (no word shared) to 1 (the same words)."""
    few, many = sorted((one, other), key=len)
    return min(1.0, sum(weight * many[form] for form, weight in few.items() if form in many))


def _forms(words: Iterable[str]) -> list[str]:
    return [arabic.stems(word)[-1] for word in words]


@lru_cache(maxsize=200_000)
def rarity(word: str) -> float:
    """As `_rarity`, of a folded word in its shortest form."""
    return _rarity(arabic.stems(word)[-1])


def _rarity(form: str) -> float:
    """The logarithm of one in how many texts has the word: 0 for a word in all of them."""
    texts, counts = _frequencies()
    return math.log((texts + 1) / (counts.get(form, 0) + 1))


@lru_cache(maxsize=1)
def _frequencies() -> tuple[int, Mapping[str, int]]:
    table = json.loads(_FREQUENCIES.read_text(encoding="utf-8"))
    return int(table["texts"]), table["counts"]
