"""How often the spellings of the lexicon's files stand in texts: those that never do may be misspelt, those that stand
everywhere say nothing."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import arabic
from pipelines.inflection import noun_forms, verb_forms
from pipelines.lexicon import DEFAULT
from pipelines.lexicon_lines import line_of
from pipelines.matching import Matcher

# Files that are looked up together: the longest of all their spellings wins. Lists of places are not surveyed: most
# villages are in no news for years.
GROUPS = (
    ("actions", "actors", "country", "negatives"),
    ("telling",),
    ("casualties",),
    ("bystanders",),
    ("forces",),
    ("groups",),
    ("unnamed",),
    ("place_words",),
    ("framing",),
)
# Files whose nouns stand for their usual forms.
_INFLECTED = frozenset({"actions", "telling"})
_VERBS = frozenset({"verbs", "weak_verbs"})
# Lists that hold no spellings.
_CODES = frozenset({"acled", "plover", "may_be", "groups"})

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling as it stands in a file."""

    file: str  # name without .toml
    table: str
    key: str
    text: str


def spellings(group: Group, folder: Path = DEFAULT) -> list[Spelling]:
    """The spellings of some files, in their order."""
    found: list[Spelling] = []
    for file in group:
        content = tomllib.loads((folder / f"{file}.toml").read_text(encoding="utf-8"))
        found += _spellings(file, "", content)
    return found


def _spellings(file: str, table: str, content: Mapping[str, Any]) -> Iterator[Spelling]:
    for key, value in content.items():
        name = f"{table}.{key}".removeprefix(".")
        if isinstance(value, dict):
            yield from _spellings(file, name, value)
        elif isinstance(value, list) and key not in _CODES:
            for number, item in enumerate(value, 1):
                if isinstance(item, str):
                    yield Spelling(file, table, key, item)
                elif isinstance(item, dict):
                    yield from _spellings(file, f"{name}.{number}", item)


def line(spelling: Spelling, folder: Path = DEFAULT) -> int | None:
    """The line in its file on which a spelling stands."""
    text = (folder / f"{spelling.file}.toml").read_text(encoding="utf-8")
    return line_of(text, spelling.table, spelling.key, spelling.text)


class Survey:
    """Counts the texts in which each spelling stands."""

    def __init__(self, folder: Path = DEFAULT) -> None:
        self.spellings = [one for group in GROUPS for one in spellings(group, folder)]
        self.texts = 0
        self._matchers = [Matcher(_forms(spellings(group, folder))) for group in GROUPS]
        self._counts: Counter[Spelling] = Counter()

    def read(self, text: str) -> None:
        """Count the spellings of a text, each once."""
        words = arabic.words(text)
        self.texts += 1
        spots = (spot for matcher in self._matchers for spot in matcher.spot(words))
        self._counts.update({meaning for spot in spots for meaning in spot.meanings})

    def never(self) -> list[Spelling]:
        """The spellings that stand in no text."""
        return [one for one in self.spellings if not self._counts[one]]

    def everywhere(self, share: float) -> list[tuple[Spelling, float]]:
        """The spellings that stand in more than this share of the texts, with their share; words of grammar, which may
        stand anywhere, are left out."""
        rated = [(one, self._counts[one] / max(self.texts, 1)) for one in self.spellings if one.file in GROUPS[0]]
        return [(one, found) for one, found in rated if found > share]


def _forms(listed: Iterable[Spelling]) -> Iterator[tuple[str, Spelling]]:
    for one in listed:
        words = arabic.words(one.text)
        if one.key in _VERBS and len(words) == len(("past", "present")):
            forms = verb_forms(*words)
        else:
            forms = noun_forms(one.text) if one.file in _INFLECTED else [one.text]
        yield from ((form, one) for form in forms)
