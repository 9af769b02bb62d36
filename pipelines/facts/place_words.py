"""The words of `lexicon/place_words.toml`: how much of a place is meant, and what announces one that no list holds."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.lexicon_tables import DEFAULT, read
from pipelines.word_lists import Rules, lists_of


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Folded words, by what they do; the file says it for editors."""

    governorate: frozenset[str]
    town: frozenset[str]
    district: frozenset[str]
    countryside: frozenset[str]
    near: frozenset[str]
    of_several: frozenset[str]
    between: frozenset[str]
    locality: frozenset[str]
    region: frozenset[str]
    airfield: frozenset[str]
    base: frozenset[str]
    oil_gas: frozenset[str]
    crossing: frozenset[str]
    site: frozenset[str]
    areas: frozenset[tuple[str, str]]
    always_named: frozenset[str]
    announces_several: frozenset[str]
    before_places: frozenset[str]
    certain_heads: frozenset[str]
    heads: frozenset[str]
    parts: frozenset[str]
    no_names: frozenset[str]
    called_after: frozenset[str]
    displaced: frozenset[str]
    agreed: frozenset[str]
    governs: frozenset[str]
    serving: frozenset[str]
    asked: frozenset[str]
    seated: frozenset[str]
    remarks: frozenset[str]
    stances: frozenset[str]
    wars: frozenset[str]


_RULES = Rules(
    apart=(
        ("governorate", "town", "district", "countryside", "near"),
        ("locality", "region", "airfield", "base", "oil_gas", "crossing", "site"),
        ("certain_heads", "heads"),
    ),
    pairs=("areas",),
)


def load(folder: Path = DEFAULT) -> PlaceWords:
    """The words of a folder's file; LexiconError where it cannot be used."""
    return lists_of(read(folder / "place_words.toml"), PlaceWords, _RULES)


WORDS = load()  # once in a process, as it starts
