"""The names of places and parties, arranged for lookup: one matcher finds both, so neither reads the other's words.

A place within a party's name (تحرير الشام, مجلس منبج العسكري) is not met, nor a party within a place's (قاعدة التحالف).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from pipelines import arabic, gazetteer
from pipelines.facts.bystander_words import BystanderWords, bystander_words, signs_of
from pipelines.gazetteer import Entry
from pipelines.inflection import noun_forms, verb_forms
from pipelines.lexicon_tables import DEFAULT, Table, read
from pipelines.matching import Matcher
from pipelines.parties import Party, others, parties

_FILES = ("countries", "actors", "negatives", "actions", "bystanders")


class Sureness(IntEnum):
    """What a spelling needs to count as the name of its place."""

    SURE = 0
    DOUBTFUL = 1  # company in the text
    CUED = 2  # a word before it that says what it is
    IMPORTED = 3  # that, or its governorate in the sentence: nobody chose the names of a user's list


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the list."""

    entry: Entry
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class Abroad:
    """A country, or a place in one that is not Syria."""

    country: str  # ISO 3166-1 alpha-2
    is_country: bool = False
    is_seat: bool = False  # of its government, for which the name may stand
    sureness: Sureness = Sureness.SURE


@dataclass(frozen=True, slots=True)
class Nation:
    """The adjective of a country."""

    country: str


@dataclass(frozen=True, slots=True)
class Mask:
    """Words that only look like a name."""


Name = Known | Abroad | Nation | Party | Mask


@dataclass(frozen=True, slots=True)
class Country:
    """What the lexicon says of a country."""

    code: str
    name_en: str
    names: tuple[str, ...]
    actor: str  # id of the party that its forces are


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """All names. Not changed once built; can be sent to another process."""

    matcher: Matcher[Name]
    countries: dict[str, Country]
    entries: dict[str, Entry]  # by id
    parties: dict[str, Party]  # by id, and units by theirs
    deeds: frozenset[str]  # verbs of military action, folded, in their forms
    fighting: frozenset[str]  # these, and the nouns for it, for arms and for harm to people
    bystanders: BystanderWords
    bystander_signs: frozenset[str]

    def party_named(self, name: str) -> Party | None:
        """The party that a name means; None where it is no name of one."""
        return _party_named(self.matcher, name)


@lru_cache(maxsize=4096)
def _party_named(matcher: Matcher[Name], name: str) -> Party | None:
    spots = matcher.spot(arabic.words(name))
    meaning = spots[0].meanings[0] if spots else None
    return meaning if isinstance(meaning, Party) else None


def load(folder: Path = DEFAULT, imported: Iterable[Entry] = ()) -> Names:
    """The names of a folder's lexicon and of a user's own list; LexiconError where a file cannot be used."""
    entries = [*gazetteer.read(folder / "places.jsonl"), *imported]
    roots = {name: read(folder / f"{name}.toml") for name in _FILES}
    terms: list[tuple[str, Name]] = []
    countries: dict[str, Country] = {}
    for table in roots["countries"].tables("country"):
        country = Country(
            table.key.upper(), table.text("name_en"), tuple(table.words("names")), table.optional("actor", table.key)
        )
        countries[country.code] = country
        terms += _abroad(table, country)
    listed = list(parties(roots["actors"]))
    terms += [(name, Mask() if party.silent else party) for party in listed for name in party.names]
    terms += [(name, Mask()) for name in others(roots["actors"])]
    taken = {_key(name) for name, _ in terms}
    terms[:0] = _places(entries, taken)
    terms += [(phrase, Mask()) for phrase in roots["negatives"].table("mask").words("words")]
    units = {party.unit: party for party in reversed(listed) if not party.changed}
    around = bystander_words(roots["bystanders"])
    by_id = {entry.id: entry for entry in entries}
    deeds, fighting = _of_arms(roots["actions"])
    return Names(Matcher(terms), countries, by_id, units, deeds, fighting, around, signs_of(around))


@lru_cache(maxsize=1)
def default() -> Names:
    """The names that come with the program, read once in a process."""
    return load()


def _places(entries: Iterable[Entry], taken: set[str]) -> Iterator[tuple[str, Name]]:
    """The places; without the imported names that are in the list that comes with Watira, or `taken` by others."""
    shipped: set[tuple[str, str]] = set()
    for entry in entries:
        if entry.imported:
            known = Known(entry, Sureness.IMPORTED)
            forms = (form for name in entry.names for form in gazetteer.spellings(name))
            free = ((form, _key(form)) for form in forms)
            yield from ((form, known) for form, key in free if key not in taken and (key, entry.admin1) not in shipped)
            continue
        taken.update(map(_key, entry.names))
        shipped.update((_key(name), entry.admin1) for name in (*entry.names, *entry.doubtful, *entry.cued))
        for sureness, names in zip(Sureness, (entry.names, entry.doubtful, entry.cued), strict=False):
            known = Known(entry, sureness)
            yield from ((form, known) for name in names for form in gazetteer.spellings(name))


def _of_arms(root: Table) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of the verbs that say military action, and with them those of the single nouns for it, for arms and
    for harm to people, without ال."""
    verbs: list[str] = []
    nouns: list[str] = []
    for table in root.tables("event"):
        table.rest("acled", "acled_by_state", "plover", "open", "may_be")
        nouns += (*table.words("strong"), *table.words("weak"))
        for past, present in (*table.verbs("verbs"), *table.verbs("weak_verbs")):
            verbs += verb_forms(past, present)
    for kind in ("weapon", "harm"):
        for table in root.tables(kind):
            nouns += table.words("words")
            table.rest("verbs", "event", "weight")
    forms = (form for noun in nouns if " " not in noun for form in noun_forms(noun))
    return frozenset(verbs), frozenset((*verbs, *(arabic.fold(form).removeprefix("ال") for form in forms)))


def _key(name: str) -> str:
    """A name as it is compared with those of another list: without spaces and ال."""
    return "".join(word.removeprefix("ال") for word in arabic.words(name))


def _abroad(table: Table, country: Country) -> Iterator[tuple[str, Name]]:
    yield from ((name, Abroad(country.code, is_country=True)) for name in country.names)
    yield from ((name, Abroad(country.code, is_seat=True)) for name in table.words("seats"))
    yield from ((name, Abroad(country.code)) for name in table.words("cities"))
    yield from ((name, Abroad(country.code, sureness=Sureness.DOUBTFUL)) for name in table.words("doubtful"))
    for adjective in table.words("nationality"):
        yield from (
            (adjective + ending, Nation(country.code)) for ending in ("", "ة", "ين", "ون", "ان", "تين", "تان", "ا")
        )
