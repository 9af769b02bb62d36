"""The words of `lexicon/framing.toml`: they say how a sentence puts what it tells."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.lexicon_tables import DEFAULT, read
from pipelines.word_lists import Rules, lists_of


@dataclass(frozen=True, slots=True)
class FramingWords:
    """Folded words, by what they do; the file says it for editors."""

    reporters: frozenset[str]
    offices: frozenset[str]
    own_forces: frozenset[str]
    begun: frozenset[str]
    setting_out: frozenset[str]
    announced: frozenset[str]
    military: frozenset[str]
    going_on: frozenset[str]
    accuses: frozenset[str]
    launches: frozenset[str]
    year_words: frozenset[str]
    saying: frozenset[tuple[str, str]]


_RULES = Rules(pairs=("saying",), begins={"setting_out": "سي"})


def load(folder: Path = DEFAULT) -> FramingWords:
    """The words of a folder's file; LexiconError where it cannot be used."""
    return lists_of(read(folder / "framing.toml"), FramingWords, _RULES)


WORDS = load()  # once in a process, as it starts
