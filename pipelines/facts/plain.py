"""Facts as plain values, for JSON: whole ones for readers, and short ones to be stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.event_words import EventType
from pipelines.facts import participants, places
from pipelines.facts.fact import Actor, Day, Event, Facts, Figure, Harm, Place, Span

Plain = dict[str, Any]

_MOST_PEOPLE = 100_000_000  # a larger figure is a misreading, or a hoax


def answer(facts: Facts, types: Mapping[str, EventType]) -> Plain:
    """What `watira tag` answers of an article's facts."""
    by_harm = {str(harm): [of_figure(figure) for figure in facts.figures if figure.harm is harm] for harm in Harm}
    return {
        "events": [of_event(event, types) for event in facts.events],
        **by_harm,
        "places": [of_place(place) for place in places.distinct(facts.places)],
        "actors": [of_actor(actor) for actor in participants.distinct(facts.actors)],
    }


def of_event(event: Event, types: Mapping[str, EventType]) -> Plain:
    """An event with its codes in other schemes, its places and its figures."""
    coding = types[event.type]
    return {
        "type": event.type,
        "also": list(event.also),
        "acled": list(coding.acled_of(event.actors_from)),
        "plover": list(coding.plover),
        **_of_day(event.when),
        "actors_from": list(event.actors_from),
        "actors_to": list(event.actors_to),
        "weapons": list(event.weapons),
        "targets": list(event.targets),
        "places": [of_place(place) for place in event.places],
        "figures": [{"harm": figure.harm, **of_figure(figure)} for figure in event.figures],
        "attribution": event.attribution,
        "assertion": event.assertion,
        "background": event.background,
        "span": of_span(event.span),
    }


def _of_day(day: Day | None) -> Plain:
    return {
        "date_from": day.first.isoformat() if day else None,
        "date_to": day.last.isoformat() if day else None,
        "part": day.part if day else "",
        "date_doubtful": day.doubtful if day else False,
    }


def of_figure(figure: Figure) -> Plain:
    """A figure; which harm it counts is said by where it stands."""
    return {
        "count": figure.count,
        "quantifier": figure.quantifier,
        "least": figure.least,
        "most": figure.most,
        "category": figure.category,
        "who": figure.who,
        "rank": figure.rank,
        "hypothetical": figure.hypothetical,
        "background": figure.background,
        "subset": figure.subset,
        "superseded": figure.superseded,
        "attribution": figure.attribution,
        "span": of_span(figure.span),
    }


def of_place(place: Place) -> Plain:
    """A place."""
    return {
        "name": place.name,
        "id": place.id,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.name.lower(),
        "precision_km": place.precision_km,
        "candidates": list(place.candidates),
        "span": of_span(place.span),
    }


def of_actor(actor: Actor) -> Plain:
    """A party."""
    return {"name": actor.name, "id": actor.id, "unit": actor.unit, "span": of_span(actor.span)}


def of_span(span: Span) -> Plain:
    """Where something stands."""
    return {"where": span.where, "start": span.start, "end": span.end}


def stored(facts: Facts, types: Mapping[str, EventType]) -> dict[str, list[Plain]]:
    """The facts of an article as they are stored: each place and party once, figures with the number of their event,
    what is empty or false left out."""
    held = [(number, figure) for number, event in enumerate(facts.events) for figure in event.figures]
    rows = {
        "events": [_stored_event(number, event, types) for number, event in enumerate(facts.events)],
        "figures": [
            {**of_figure(figure), "harm": figure.harm, "event": _holder(figure, held)}
            for figure in facts.figures
            if _is_believable(figure)
        ],
        "places": [
            {**of_place(place), "mentions": _times(place, facts.places)} for place in places.distinct(facts.places)
        ],
        "actors": [
            {**of_actor(actor), "mentions": _times(actor, facts.actors)}
            for actor in participants.distinct(facts.actors)
        ],
    }
    return {kind: [_short(row) for row in listed] for kind, listed in rows.items() if listed}


def _stored_event(number: int, event: Event, types: Mapping[str, EventType]) -> Plain:
    whole = of_event(event, types)
    main = event.places[0] if event.places else None
    coding = types[event.type]
    acled = coding.acled_of(event.actors_from)
    del whole["figures"], whole["acled"], whole["plover"]
    return whole | {
        "number": number,
        "acled_type": acled[0] if acled else "",
        "acled_sub_type": acled[1] if acled else "",
        "plover": "/".join(coding.plover),
        "place": _place_key(main) if main else "",
        "places": [_place_key(place) for place in event.places],
        "admin1": main.admin1 if main else "",
        "country": main.country if main else "",
        "lat": main.lat if main else None,
        "lon": main.lon if main else None,
        "precision": main.precision.name.lower() if main else "",
        "precision_km": main.precision_km if main else None,
    }


def _place_key(place: Place) -> str:
    """What an event names a place by: its id; its name where the list does not hold it."""
    return place.id or place.name


def _is_believable(figure: Figure) -> bool:
    return all(number is None or number <= _MOST_PEOPLE for number in (figure.count, figure.least, figure.most))


def _holder(figure: Figure, held: Sequence[tuple[int, Figure]]) -> int | None:
    """The number of the event that a figure belongs to."""
    return next((number for number, one in held if one == figure), None)


def _times(fact: Place | Actor, facts: Sequence[Place] | Sequence[Actor]) -> int:
    return sum((one.id or one.name) == (fact.id or fact.name) for one in facts)


def _short(row: Plain) -> Plain:
    """A row without what is empty, and with its span as where, start, end."""
    span = row.pop("span")
    kept = {key: value for key, value in row.items() if not _is_empty(value)}
    return {**kept, **span}


def _is_empty(value: object) -> bool:
    """Whether a value says nothing; 0 says something."""
    return value is None or value is False or value in ("", [])
