"""Facts in a line each, for a person."""

from collections.abc import Iterator, Mapping
from typing import Any

_FLAGS = ("hypothetical", "background", "subset", "superseded")


def reported(facts: Mapping[str, Any]) -> Iterator[str]:
    """What an article reports, as stored or as `watira tag` answers it, a line for each event, figure, place and
    party."""
    yield from map(event, facts.get("events", ()))
    yield from (figure(one["harm"], one) for one in facts.get("figures", ()))
    yield from (f"place {place(one)}" for one in facts.get("places", ()))
    yield from (f"party {one['name']} = {one['id']}" for one in facts.get("actors", ()))


def event(one: Mapping[str, Any]) -> str:
    """An event: its kind, who did it to whom, with what, where, when, and what is to be known of the telling."""
    parts = [
        "/".join((one["type"], *one.get("also", ()))),
        _who(one),
        _listed("with", one.get("weapons")),
        _listed("on", one.get("targets")),
        _listed("at", [_name(place) for place in one.get("places", ())]),
        _when(one),
        "" if one["assertion"] == "asserted" else one["assertion"],
        f"by {one['attribution']}" if one.get("attribution") else "",
        "background" if one.get("background") else "",
    ]
    return ", ".join(part for part in parts if part)


def figure(harm: str, one: Mapping[str, Any]) -> str:
    """A figure: how many, how meant, who, and what it is besides."""
    count = one.get("count")
    told = "some" if count is None else str(count)
    quantifier = "" if one["quantifier"] in ("exact", "vague") else one["quantifier"].replace("_", " ")
    flags = [flag for flag in _FLAGS if one.get(flag)]
    return " ".join(part for part in (harm, quantifier, told, one.get("category"), *flags) if part)


def place(one: Mapping[str, Any]) -> str:
    """A place: as written, its id, and how exactly it is known."""
    where = f"{one['lat']:.3f}, {one['lon']:.3f}" if one.get("lat") is not None else ""
    known = ", ".join(part for part in (one.get("id"), one.get("admin1") or one.get("country"), where) if part)
    return f"{one['name']} = {known} ({one['precision']})"


def _who(one: Mapping[str, Any]) -> str:
    doers, hit = " and ".join(one.get("actors_from", ())), " and ".join(one.get("actors_to", ()))
    if doers and doers == hit:
        return f"between {doers}"
    return f"{doers or 'somebody'} → {hit or '?'}" if doers or hit else ""


def _listed(word: str, names: Any) -> str:
    return f"{word} {', '.join(names)}" if names else ""


def _name(place: Any) -> str:
    """A place as an event names it: by its key where it is stored, as a whole in an answer."""
    return str(place) if isinstance(place, str) else str(place["id"] or place["name"])


def _when(one: Mapping[str, Any]) -> str:
    first, last = one.get("date_from"), one.get("date_to")
    if not first:
        return ""
    return str(first) if first == last else f"{first} to {last}"
