"""The stage of facts: all that an article reports, each kind by its own module, put together here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipelines.facts.actors import actors_of
from pipelines.facts.casualties import figures_of
from pipelines.facts.days import days_of
from pipelines.facts.events import events_of
from pipelines.facts.fact import Facts
from pipelines.facts.places import places_of
from pipelines.lexicon import Lexicon
from pipelines.passages import Passage
from pipelines.text import Text


def facts_of(
    text: Text, parts: Sequence[Passage], lexicon: Lexicon, published: datetime | None, *, with_events: bool = True
) -> Facts:
    """The facts of an article; its events only where they are asked for."""
    day = published.date() if published else None
    found = Facts(
        places=places_of(text.title, text.body, lexicon.names),
        actors=actors_of(text.title, text.body, lexicon.names, day),
        figures=figures_of(text.title, text.body),
        days=days_of(text.title, text.body, day),
    )
    return replace(found, events=events_of(text, parts, lexicon.events, found)) if with_events else found
