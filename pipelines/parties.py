"""The parties of `lexicon/actors.toml`: read for tagging, which knows them all, and for the lists of actors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipelines.lexicon_tables import Table

_INTER = (1, 2, 3, 4, 5, 6, 7, 8)  # ACLED's codes of kinds of parties


@dataclass(frozen=True, slots=True)
class Party:
    """A table of parties: a party, a unit of one, or names of one whose meaning changed."""

    id: str  # the tag
    unit: str  # key of its table where that is a unit of the party, else the id
    names: tuple[str, ...] = ()
    syrian: bool = False  # it exists in Syria alone
    silent: bool = False  # speaks or is an operation, and does nothing in an event
    deed: bool = False  # what the party has or does
    general: bool = False  # words for a kind of fighters
    changed: date | None = None  # before this day the names meant `earlier`
    earlier: str = ""
    name_en: str = ""
    also_en: tuple[str, ...] = ()  # what else English calls it
    acled: str = ""  # name in ACLED
    inter: int = 0  # ACLED's code of the kind; 0: of the party that it is a unit of
    country: str = ""  # ISO 3166-1 alpha-2

    def id_on(self, day: date | None) -> str:
        """The id that the names had on a day; today's where the day is not known."""
        return self.earlier if self.changed and day and day < self.changed else self.id


def parties(root: Table) -> Iterator[Party]:
    """The parties of the file; LexiconError where a table cannot be used."""
    known = set()
    for table in root.tables("actor"):
        party = _party(table)
        known.add(party.id)
        yield party
    for table in root.tables("era"):
        before, since = table.identifier("before"), table.identifier("since")
        for key, party_id in (("before", before), ("since", since)):
            if party_id not in known:
                raise table.error(key, f"there is no [actor.{party_id}]; known are {', '.join(sorted(known))}")
        names = tuple(table.words("names", required=True))
        yield Party(since, since, names, table.flag("syrian"), changed=table.day("changed"), earlier=before)


def others(root: Table) -> list[str]:
    """Names that mean none of the parties."""
    if not root.has("other"):
        return []
    table = root.table("other")
    names = table.words("names", required=True)
    table.finish()
    return names


def _party(table: Table) -> Party:
    tag = table.identifier("tag", table.key)
    return Party(
        id=tag,
        unit=tag if table.flag("alias") else table.key,
        names=tuple(table.words("names", required=True)),
        syrian=table.flag("syrian"),
        silent=table.flag("silent"),
        deed=table.flag("deed"),
        general=table.flag("general"),
        name_en=table.optional("name_en"),
        also_en=tuple(table.words("also_en")),
        acled=table.optional("acled"),
        inter=table.one_of("inter", _INTER),
        country=table.optional("country"),
    )
