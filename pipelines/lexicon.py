"""The words that tagging knows: read from the TOML files beside this module, checked, and arranged for lookup.

Which file holds what, and how a line is written, stands at the head of each file. Everything is folded while it is
read, so no file needs two spellings that differ in tashkeel, hamza, ta marbuta or alef maqsura.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pipelines import arabic, event_words, gazetteer
from pipelines.event_words import EventType, EventWords
from pipelines.facts import names
from pipelines.facts.names import Names
from pipelines.inflection import noun_forms, verb_forms
from pipelines.lexicon_tables import DEFAULT, LexiconError, Table, read
from pipelines.matching import Matcher
from pipelines.parties import others, parties

__all__ = ["DEFAULT", "HINT", "Lexicon", "LexiconError", "Role", "Term", "default", "load"]

HINT = "hint."  # so begin the ids of terms that tell of fighting and name no event

_UNTAGGED = ("cue", "manner", "scene", "mask", "harm")  # roles whose ids are no tags
_STATE = 1  # ACLED's code of the state's forces
_INSIDE = 2.0  # weight of "in Syria", against 1 for "Syria"


class Role(StrEnum):
    """What a term does for the judgement."""

    PLACE = "place"  # surely in Syria
    DOUBTFUL = "doubtful"  # in Syria if the article says so elsewhere
    PEOPLE = "people"  # Syrians, who may be anywhere
    ACTOR = "actor"
    STRONG = "strong"  # military action by itself
    WEAK = "weak"  # military action in company
    WEAPON = "weapon"
    HARM = "harm"
    CUE = "cue"  # another subject
    MANNER = "manner"  # the fighting, but as opinion, reaction, tally or anniversary
    SCENE = "scene"  # another country
    MASK = "mask"  # only looks like a term


@dataclass(frozen=True, slots=True)
class Term:
    """What a spelling means."""

    id: str
    role: Role
    weight: float = 1.0
    syrian: bool = False  # an actor that exists in Syria alone
    changed: date | None = None  # before this date the spelling meant `earlier`
    earlier: str = ""

    def __hash__(self) -> int:
        return hash(self.id)  # as those of a spelling are asked for by the hundred

    def id_on(self, day: date | None) -> str:
        """The id that the spelling had on a day; today's where the day is not known."""
        return self.earlier if self.changed and day and day < self.changed else self.id


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All terms, arranged for lookup. Frozen; can be sent to another process."""

    matcher: Matcher[Term]
    ids: frozenset[str]  # every tag that can be given
    events: EventWords
    names: Names  # of places and parties


_Entry = tuple[str, Term]


def load(folder: Path = DEFAULT, own: Path | None = None) -> Lexicon:
    """The lexicon of a folder's places, actors, actions and negatives; LexiconError where a file cannot be used.

    `own` is a user's list of places, which facts know as well; labels do not rest on it.
    """
    actions = _Actions()
    readers = {"country": _country, "actors": _actors, "actions": actions.entries, "negatives": _negatives}
    entries: list[_Entry] = []
    for name, entries_of in readers.items():
        root = read(folder / f"{name}.toml")
        entries += entries_of(root)
        root.finish()
    scenes = frozenset(arabic.fold(name) for name, term in entries if term.role is Role.SCENE)
    entries[:0] = _places(gazetteer.read(folder / "places.jsonl"), scenes)
    tags = {term.id for _, term in entries if term.role not in _UNTAGGED and not term.id.startswith(HINT)}
    ids = frozenset(tags | {term.earlier for _, term in entries if term.earlier})
    known = frozenset(term.id for _, term in entries if term.role is Role.ACTOR)
    imported = gazetteer.read(own, imported=True) if own and own.exists() else ()
    named = names.load(folder, imported)
    words = _event_words(read(folder / "telling.toml"), actions, known, named)
    return Lexicon(Matcher(entries), ids, words, named)


def _event_words(root: Table, actions: "_Actions", parties: frozenset[str], named: Names) -> EventWords:
    signs = Matcher(event_words.signs_of(root, parties))
    related = event_words.related_of(root, parties)
    root.finish()
    states = frozenset(party.id for party in named.parties.values() if party.inter == _STATE)
    types = {key: replace(kind, states=states) for key, kind in actions.types.items()}
    return EventWords(types, actions.by_weapon, event_words.folded_verbs(actions.verbs), signs, related)


class _Own:
    """What this process was told of the user's own data."""

    places: Path | None = None


def add_places(path: Path | None) -> None:
    """Have `default` know a user's list of places as well, from now on in this process."""
    _Own.places = path


def own_places() -> Path | None:
    """The user's list of places that `default` knows."""
    return _Own.places


def default() -> Lexicon:
    """The lexicon that comes with the program, with the user's places; read once in a process."""
    return _of(_Own.places)


@lru_cache(maxsize=1)
def _of(own: Path | None) -> Lexicon:
    return load(own=own)


def _country(root: Table) -> Iterator[_Entry]:
    term = Term(root.identifier("id"), Role.PLACE)
    yield from ((name, term) for name in root.words("names", required=True))
    yield from ((name, Term(term.id, Role.PLACE, _INSIDE)) for name in root.words("inside"))
    yield from ((name, Term(term.id, Role.PEOPLE)) for name in root.words("people"))


def _places(places: Iterable[gazetteer.Entry], scenes: frozenset[str]) -> Iterator[_Entry]:
    """A word such as "north of" makes a place of a name, but not of one that a town abroad is better known by, with ال
    or without."""
    for place in places:
        sure, doubtful = Term(place.id, Role.PLACE), Term(place.id, Role.DOUBTFUL)
        yield from ((form, sure) for name in place.names for form in gazetteer.spellings(name))
        own = [name for name in place.cued if scenes.isdisjoint((arabic.fold(name), arabic.fold(f"ال{name}")))]
        yield from ((form, doubtful) for name in place.doubtful for form in gazetteer.spellings(name))
        yield from ((f"{cue} {name}", sure) for name in own for cue in gazetteer.CUES)
        yield from ((f"{word}{name}", sure) for name in place.preposed for word in gazetteer.PREPOSITIONS)


def _actors(root: Table) -> Iterator[_Entry]:
    for party in parties(root):
        term = Term(party.id, Role.ACTOR, syrian=party.syrian, changed=party.changed, earlier=party.earlier)
        yield from ((name, term) for name in party.names)
    others(root)


@dataclass(slots=True)
class _Actions:
    """The reader of actions.toml: terms, and how the kinds of event are coded."""

    types: dict[str, EventType] = field(default_factory=dict)
    by_weapon: dict[str, str] = field(default_factory=dict)
    verbs: list[tuple[str, str]] = field(default_factory=list)

    def entries(self, root: Table) -> Iterator[_Entry]:
        """The terms of the file; the rest is there once all of them were taken."""
        for table in root.tables("event"):
            self.types[table.key] = event_words.event_type(table)
            forms = [*self._forms(table, "strong", "verbs", Term(table.key, Role.STRONG))]
            forms += self._forms(table, "weak", "weak_verbs", Term(table.key, Role.WEAK))
            if not forms:
                raise table.error("strong", "is missing or empty; give words under strong, weak, verbs or weak_verbs")
            yield from forms
        for table in root.tables("hint"):
            yield from self._hints(table)
        for table in root.tables("weapon"):
            term = Term(table.key, Role.WEAPON)
            kind = event_words.weapon_event(table, self.types)
            self.by_weapon |= {table.key: kind} if kind else {}
            yield from ((form, term) for word in table.words("words", required=True) for form in noun_forms(word))
        for table in root.tables("harm"):
            weight = table.weight("weight") if table.has("weight") else 1.0
            yield from self._forms(table, "words", "verbs", Term(f"harm.{table.key}", Role.HARM, weight))

    def _hints(self, table: Table) -> Iterator[_Entry]:
        """What tells of fighting and of no kind of event: its verbs are none of `verbs`."""
        for role, nouns, verbs in ((Role.STRONG, "strong", "verbs"), (Role.WEAK, "weak", "weak_verbs")):
            term = Term(f"{HINT}{table.key}", role)
            yield from ((form, term) for noun in table.words(nouns) for form in noun_forms(noun))
            yield from ((form, term) for past, present in table.verbs(verbs) for form in verb_forms(past, present))

    def _forms(self, table: Table, nouns: str, verbs: str, term: Term) -> Iterator[_Entry]:
        yield from ((form, term) for noun in table.words(nouns) for form in noun_forms(noun))
        pairs = table.verbs(verbs)
        self.verbs += pairs if term.role is not Role.HARM else []
        yield from ((form, term) for past, present in pairs for form in verb_forms(past, present))


def _negatives(root: Table) -> Iterator[_Entry]:
    for table in root.tables("cue"):
        role = Role.MANNER if table.flag("manner") else Role.CUE
        term = Term(f"cue.{table.key}", role, table.weight("weight"))
        yield from ((word, term) for word in table.words("words", required=True))
        yield from ((form, term) for past, present in table.verbs("verbs") for form in verb_forms(past, present))
    for table in root.tables("scene"):
        term = Term(f"scene.{table.key}", Role.SCENE, table.weight("weight"))
        yield from ((name, term) for name in table.words("names", required=True))
    mask = root.table("mask")
    yield from ((phrase, Term("mask", Role.MASK)) for phrase in mask.words("words"))
    mask.finish()
