"""The words of `lexicon/groups.toml`: what tells the name of an armed group that no list holds."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.lexicon_tables import DEFAULT, read
from pipelines.word_lists import lists_of


@dataclass(frozen=True, slots=True)
class GroupWords:
    """Folded words, by what they do; the file says it for editors."""

    heads: frozenset[str]
    loose: frozenset[str]
    construct: frozenset[str]
    after_places: frozenset[str]
    quotable: frozenset[str]
    numbered: frozenset[str]
    ordinals: frozenset[str]
    first_parts: frozenset[str]
    sides: frozenset[str]
    arms: frozenset[str]
    ordinary: frozenset[str]
    calling: frozenset[str]


def load(folder: Path = DEFAULT) -> GroupWords:
    """The words of a folder's file; LexiconError where it cannot be used."""
    return lists_of(read(folder / "groups.toml"), GroupWords)


WORDS = load()  # once in a process, as it starts
