"""The stage of facts: all that an article reports, each kind by its own module, put together here."""

from collections.abc import Sequence
from datetime import datetime

from pipelines.facts.events import events_of
from pipelines.facts.fact import Actor, Facts, Place, Span
from pipelines.lexicon import Lexicon, Role
from pipelines.passages import Passage
from pipelines.text import Text


def facts_of(
    text: Text, parts: Sequence[Passage], lexicon: Lexicon, published: datetime | None, *, with_events: bool = True
) -> Facts:
    """The facts of an article; its events only where they are asked for."""
    day = published.date() if published else None
    actors, places = [], []
    for part in parts:
        for match, term in part.terms():
            span = Span(part.sentence.where, match.start, match.end)
            name = text.of(span.where)[match.start : match.end]
            if term.role is Role.ACTOR:
                actors.append(Actor(name, span, term.id_on(day)))
            elif term.role is Role.PLACE:
                places.append(Place(name, span, term.id))
    if not with_events:
        return Facts(tuple(places), tuple(actors))
    events = events_of(text, parts, lexicon.events, places=places, actors=actors)
    return Facts(tuple(places), tuple(actors), events=events)
