"""How places and governorates are called in the reader's language: from the lexicon, by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipelines import gazetteer
from pipelines.lexicon_tables import DEFAULT as LEXICON


@dataclass(frozen=True, slots=True)
class Names:
    """Arabic and English names by id, and where governorates lie."""

    places: Mapping[str, tuple[str, str]]
    governorates: Mapping[str, tuple[str, float, float]]  # Arabic name, latitude and longitude of the capital

    def place(self, place_id: str, written: str, *, english: bool) -> str:
        """A place's name: in Arabic as the report writes it, in English as the list has it."""
        arabic, latin = self.places.get(place_id, ("", ""))
        return latin or arabic or written if english else written or arabic

    def governorate(self, admin1: str, *, english: bool) -> str:
        """A governorate's name; empty for none."""
        known = self.governorates.get(admin1)
        return known[0] if known and not english else admin1


@cache
def names() -> Names:
    """The names in the lexicon."""
    entries = gazetteer.read(LEXICON / "places.jsonl")
    governorates = [one for one in entries if one.kind == "governorate"]
    return Names(
        {one.id: (_first(one), one.name_en) for one in entries},
        {one.admin1: (_first(one), one.lat or 0.0, one.lon or 0.0) for one in governorates},
    )


def _first(entry: gazetteer.Entry) -> str:
    return next(iter((*entry.names, *entry.doubtful, *entry.cued, *entry.preposed)))
