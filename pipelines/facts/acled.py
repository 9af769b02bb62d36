"""Incidents in the shape of ACLED's files: columns named as ACLED names them, coded as docs/events.md says.

It is not ACLED's data: nobody has checked the coding, and each row says so. Codes of kinds of parties are those of
ACLED's codebook (1 state forces to 8 external or other forces). What the text does not say stays empty.
"""

from collections.abc import Mapping
from typing import Any

from pipelines.facts.names import Names
from pipelines.parties import Party

PROVENANCE = "Watira: coded by machine from news, unchecked; not ACLED data"

_NAMES = """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
    inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3
    location latitude longitude geo_precision source source_scale notes fatalities tags timestamp provenance
"""
COLUMNS = tuple(_NAMES.split())

# Precision of time: 1 a day, 2 a week, 3 a month. The day of an article that names none is a day of about that week.
_TIME_PRECISION = {"day": 1, "night": 1, "week": 2, "longer": 3, None: 2}
# Precision of the place: 1 the very place, 2 its surroundings, 3 a region.
_GEO_PRECISION = {"site": 1, "area": 2}
_REGION = 3

# ISO 3166-1 numeric, of the countries that ACLED's region Middle East has.
_ISO = {
    "SY": 760, "IQ": 368, "LB": 422, "TR": 792, "IL": 376, "PS": 275, "JO": 400, "IR": 364, "YE": 887, "SA": 682,
    "AE": 784, "QA": 634, "KW": 414, "BH": 48, "OM": 512,
}  # fmt: skip

# ACLED's names of Syria's governorates, where they are not ours.
_ADMIN1 = {
    "Al-Hasakah": "Al Hasakeh",
    "As-Suwayda": "As Sweida",
    "Daraa": "Dara",
    "Deir ez-Zor": "Deir ez Zor",
    "Idlib": "Idleb",
    "Latakia": "Lattakia",
    "Raqqa": "Ar Raqqa",
    "Rif Dimashq": "Rural Damascus",
    "Tartus": "Tartous",
}

_STRATEGIC = "Strategic developments"
_AGAINST_CIVILIANS = "Violence against civilians"
_LONGEST_NOTE = 500  # characters


def row(incident: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """An incident as a row by column; `incident` has the columns of storage's statement `export_incidents`."""
    one, two = _party(incident["actor_from"], names), _party(incident["actor_to"], names)
    return {
        "event_id_cnty": f"WATIRA{incident['id']}",
        "event_date": incident["day"],
        "year": incident["day"].year,
        "time_precision": _TIME_PRECISION[incident["date_precision"]],
        "event_type": incident["acled_event_type"],
        "sub_event_type": incident["acled_type"],
        **_what(incident),
        "actor1": one.acled or one.name_en,
        "inter1": one.inter or None,
        "actor2": two.acled or two.name_en,
        "inter2": two.inter or None,
        "interaction": _interaction(one, two),
        **_where(incident, names),
        "source": "; ".join(incident["told_by"]),
        "notes": _notes(incident),
        "fatalities": incident["killed"] or 0,  # as ACLED: none reported is none coded
        "timestamp": int(incident["told_at"].timestamp()),
        "provenance": PROVENANCE,
    }


def _what(incident: Mapping[str, Any]) -> dict[str, str]:
    kind = incident["acled_event_type"]
    targeted = kind == _AGAINST_CIVILIANS or "civilians" in incident["actors_to"]
    return {
        "disorder_type": kind if kind == _STRATEGIC else "Political violence",
        "civilian_targeting": "Civilian targeting" if targeted else "",
    }


def _where(incident: Mapping[str, Any], names: Names) -> dict[str, Any]:
    code, place = incident["country"], incident["place"] or ""
    country = names.countries.get(code)
    entry = names.entries.get(place)
    return {
        "iso": _ISO.get(code),
        "region": "Middle East" if code in _ISO else "",
        "country": country.name_en if country else code,
        "admin1": _ADMIN1.get(incident["admin1"], incident["admin1"]),
        "admin2": entry.admin2 if entry else "",
        "location": (entry.name_en if entry else "") or place,
        "latitude": incident["lat"],
        "longitude": incident["lon"],
        "geo_precision": _GEO_PRECISION.get(incident["precision"], _REGION),
    }


def _party(key: str | None, names: Names) -> Party:
    """A party by its id; one that the list does not hold has its id as name."""
    if not key:
        return Party("", "")
    return names.parties.get(key) or Party(key, key, name_en=key)


def _interaction(one: Party, two: Party) -> int | None:
    """ACLED's code of who meets whom: both codes, the smaller first; one alone has a 0 behind it."""
    codes = sorted(party.inter for party in (one, two) if party.inter)
    if not codes:
        return None
    return codes[0] * 10 + (codes[1] if len(codes) > 1 else 0)


def _notes(incident: Mapping[str, Any]) -> str:
    """Headline, the words that report it, and where they can be read."""
    told = f"{incident['title']}: {' '.join(str(incident['words']).split())}"
    said = f" [{incident['attribution']}]" if incident["attribution"] else ""
    return f"{told[:_LONGEST_NOTE]}{said} {incident['url']}"
