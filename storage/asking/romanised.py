"""Names of places and parties as English writes them, however it does: Deir ez-Zor, Deir Ezzor, Dayr az-Zawr.

English has no one spelling for Arabic: vowels, doubled letters and the article differ. Names are alike here when their
consonants are, and the most alike are taken.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from pipelines import gazetteer
from pipelines.arabic import words
from pipelines.facts.names import Names

_ARTICLES = frozenset(words("al ar as ash at ad an az el er es esh et ed en ez the"))
_SOUNDS = (("ou", "u"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"))
_LETTERS = str.maketrans("qcpvx", "kkbfk", "aeiouyw")
_DOUBLED = re.compile(r"(.)\1+")
_FEWEST_CONSONANTS = 2
_EACH_CONSONANT = 0.05  # the more of them agree, the less the vowels have to
_RANKS = {0: 0.2, 1: 0.1}

# Words that the list has behind a name, for showing.
_ASIDE = re.compile(r"\(.*?\)")

# What it is, behind the name of a place: who asks for Conoco means the gas field, unless a place is called just that.
_WHAT_IT_IS = re.compile(
    r"\s+(?:(?:military|naval|air|oil|gas|oil/gas)\s+)*"
    r"(?:airbase|airport|airstrip|base|field|crossing|prison|dam|camp|refinery)\b.*",
    re.IGNORECASE,
)
_SHORTENED_RANK = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an English name means."""

    kind: str  # place, country, actor
    id: str
    names: tuple[str, ...]  # in Arabic
    rank: int = 0  # of those that are alike the lowest are meant


class English:
    """All English names, arranged for lookup."""

    def __init__(self, names: Names) -> None:
        self._plain: dict[str, list[Meaning]] = defaultdict(list)
        self._bones: dict[str, dict[str, None]] = defaultdict(dict)
        for name, meaning in _meanings(names):
            key = _plain(words(name))
            self._plain[key].append(meaning)
            self._bones[_bones(key)][key] = None

    def find(self, name: Sequence[str], likeness: float, kinds: Sequence[str] = ()) -> list[Meaning]:
        """What folded words in Latin letters may mean, the best; empty where nothing is so much alike (0 to 1)."""
        if not all(word.isascii() for word in name):
            return []
        key = _plain(name)
        found = self._of(key, kinds)
        if found or len(_bones(key)) < _FEWEST_CONSONANTS or not key.isalpha():
            return found
        alike = [(SequenceMatcher(None, key, other).ratio(), other) for other in self._bones.get(_bones(key), ())]
        alike = [(ratio + self._weight(other), other) for ratio, other in alike if self._of(other, kinds)]
        best = max((ratio for ratio, _ in alike), default=0.0)
        if best < likeness - _EACH_CONSONANT * (len(_bones(key)) - _FEWEST_CONSONANTS):
            return []
        return [one for ratio, other in alike if ratio == best for one in self._of(other, kinds)]

    def _weight(self, key: str) -> float:
        """Governorates and districts are meant rather than villages."""
        return _RANKS.get(min(one.rank for one in self._plain[key]), 0.0)

    def _of(self, key: str, kinds: Sequence[str]) -> list[Meaning]:
        found = [one for one in self._plain.get(key, ()) if not kinds or one.kind in kinds]
        first = min((one.rank for one in found), default=0)
        return [one for one in dict.fromkeys(found) if one.rank == first]


@lru_cache(maxsize=2)
def english(names: Names) -> English:
    """The English names of a lexicon, arranged once."""
    return English(names)


def _meanings(names: Names) -> Iterator[tuple[str, Meaning]]:
    for party in names.parties.values():
        kind = Meaning("actor", party.unit, party.names)
        yield from ((name, kind) for name in {party.name_en, party.unit.replace("_", " "), *party.also_en} if name)
    for country in names.countries.values():
        yield country.name_en, Meaning("country", country.code.lower(), country.names)
        yield country.name_en, Meaning("actor", country.actor, country.names)
    for entry in names.entries.values():
        rank = {"governorate": 0, "district": 1}.get(entry.kind, 2)
        cued = [f"{cue} {name}" for name in entry.cued for cue in gazetteer.CUES]  # the name alone is a common word
        place = Meaning("place", entry.id, (*entry.names, *entry.doubtful, *cued), rank)
        spelled = {*_ASIDE.sub("", entry.name_en).split("/"), entry.id.replace("-", " "), *entry.also_en}
        yield from ((name, place) for name in spelled if words(name))
        shortened = _WHAT_IT_IS.sub("", _ASIDE.sub("", entry.name_en).strip())
        if shortened not in spelled and words(shortened):
            yield shortened, replace(place, rank=_SHORTENED_RANK)


def _plain(name: Sequence[str]) -> str:
    """A name without articles and blanks."""
    return "".join([word for word in name if word not in _ARTICLES] or name)


def _bones(plain: str) -> str:
    """The consonants of a name, as far as spellings agree on them."""
    for letters, sound in _SOUNDS:
        plain = plain.replace(letters, sound)
    return _DOUBLED.sub(r"\1", plain.translate(_LETTERS)).rstrip("h")
