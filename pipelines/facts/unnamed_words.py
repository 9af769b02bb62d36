"""The words of `lexicon/unnamed.toml`: armed people whom a text calls by no name of theirs."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.lexicon_tables import DEFAULT, read
from pipelines.word_lists import Rules, lists_of


@dataclass(frozen=True, slots=True)
class UnnamedWords:
    """Folded words, by what they do; the file says it for editors."""

    bands: frozenset[str]
    armed: frozenset[str]
    gunmen: frozenset[str]
    smugglers: frozenset[str]
    fighters: frozenset[str]
    loyal: frozenset[str]
    serving: frozenset[str]
    bound: frozenset[str]
    factions: frozenset[str]
    states: frozenset[str]
    unknown: frozenset[str]
    acts: frozenset[str]
    people: frozenset[str]
    parties: frozenset[str]
    presumed: frozenset[str]
    attackers: frozenset[str]
    hands: frozenset[str]
    coming: frozenset[str]
    described: frozenset[str]
    whose: frozenset[str]
    owned: frozenset[str]
    claims: frozenset[str]


_RULES = Rules(apart=(("bands", "gunmen"),))


def load(folder: Path = DEFAULT) -> UnnamedWords:
    """The words of a folder's file; LexiconError where it cannot be used."""
    return lists_of(read(folder / "unnamed.toml"), UnnamedWords, _RULES)


WORDS = load()  # once in a process, as it starts
