"""The words of `lexicon/forces.toml`: they tell of parties, by forces, arms and deeds, that no name is given for."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.lexicon_tables import DEFAULT, read
from pipelines.word_lists import Rules, lists_of


@dataclass(frozen=True, slots=True)
class ForceWords:
    """Folded words, by what they do; the file says it for editors."""

    forces: frozenset[str]
    anybodys: frozenset[str]
    soldiers: frozenset[str]
    counted: frozenset[str]
    one_soldier: frozenset[str]
    backing: frozenset[str]
    between: frozenset[str]
    arms: frozenset[str]
    happenings: frozenset[str]
    grounds: frozenset[str]
    strongholds: frozenset[str]
    ministries: frozenset[tuple[str, str]]
    own: frozenset[str]
    people: frozenset[str]
    announcing: frozenset[str]
    warplanes: frozenset[tuple[str, str]]
    defences: frozenset[str]
    in_the_air: frozenset[str]
    colleges: frozenset[str]
    acting: frozenset[str]
    only_said: frozenset[str]
    planning: frozenset[str]
    planned: frozenset[str]
    accuses: frozenset[str]
    responsibility: frozenset[str]
    duties: frozenset[str]
    no_charges: frozenset[str]
    no_deeds: frozenset[str]
    leads: frozenset[str]


_RULES = Rules(pairs=("ministries", "warplanes"), apart=(("arms", "happenings"),))


def load(folder: Path = DEFAULT) -> ForceWords:
    """The words of a folder's file; LexiconError where it cannot be used."""
    return lists_of(read(folder / "forces.toml"), ForceWords, _RULES)


WORDS = load()  # once in a process, as it starts

FORCES = WORDS.forces  # with the adjective of a country they name its forces
HAPPENINGS = WORDS.happenings  # which name nobody: "غارات سورية"
DEEDS = WORDS.arms | HAPPENINGS  # with the adjective they name the country
GROUNDS = WORDS.grounds  # named to say where: of itself no part in the news
