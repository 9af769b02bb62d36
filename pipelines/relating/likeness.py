"""What a text speaks of: its words, each weighted by how rare it is in the news.

How rare a word is says frequencies.json, counted over some hundred Arabic news texts by benchmarks/count_words.py. A
word that is not in it is rarer than those that are. Names and figures are rare, so they decide; what all war reporting
shares (قصف، قوات، مدينة) weighs little.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from pipelines import arabic
from pipelines.fingerprint import own_words

Profile = Mapping[str, float]  # weight by word; the squares add up to 1

_FREQUENCIES = Path(__file__).with_name("frequencies.json")
_TITLE_COUNTS = 2  # a word of the title counts as so many


@lru_cache(maxsize=64)  # the texts that are being stored or compared
def profile(title: str, body: str) -> Profile:
    """The words of an article in their shortest forms, with their weights; empty for a text without words."""
    counts = Counter(map(_shortest, own_words(body)))
    for form in map(_shortest, arabic.words(title)):
        counts[form] += _TITLE_COUNTS
    weights = {form: _damped(count) * _rarity(form) for form, count in counts.items()}
    length = math.sqrt(math.fsum([weight * weight for weight in weights.values()]))
    return {form: weight / length for form, weight in weights.items()} if length else {}


@lru_cache(maxsize=30_000)
def rarity(word: str) -> float:
    """As `_rarity`, of a folded word in its shortest form."""
    return _rarity(_shortest(word))


@lru_cache(maxsize=30_000)
def _shortest(word: str) -> str:
    return arabic.stems(word)[-1]


@cache
def _damped(count: int) -> float:
    """The tenth time that a text says a word tells less than the first."""
    return 1 + math.log(count)


@lru_cache(maxsize=30_000)
def _rarity(form: str) -> float:
    """The logarithm of one in how many texts has the word: 0 for a word in all of them."""
    texts, counts = _frequencies()
    return math.log((texts + 1) / (counts.get(form, 0) + 1))


@lru_cache(maxsize=1)
def _frequencies() -> tuple[int, Mapping[str, int]]:
    table = json.loads(_FREQUENCIES.read_text(encoding="utf-8"))
    return int(table["texts"]), table["counts"]
