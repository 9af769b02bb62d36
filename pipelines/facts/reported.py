"""The stage of facts: all that an article reports, each kind by its own module, put together here."""

from collections.abc import Sequence
from datetime import datetime

from pipelines.facts import toll_words, wording
from pipelines.facts.actors import actors_in
from pipelines.facts.casualties import figures_in
from pipelines.facts.days import days_in
from pipelines.facts.events import events_of
from pipelines.facts.fact import Facts
from pipelines.facts.places import places_in
from pipelines.facts.telling import tellings
from pipelines.lexicon import Lexicon
from pipelines.passages import Passage
from pipelines.text import Text


def facts_of(
    text: Text, parts: Sequence[Passage], lexicon: Lexicon, published: datetime | None, *, with_events: bool = True
) -> Facts:
    """The facts of an article; its events only where they are asked for."""
    day = published.date() if published else None
    read, title_and_body = tellings(text, lexicon.names), wording.of(text)
    days = days_in(title_and_body, day)
    found = Facts(
        places=places_in(read, lexicon.names),
        actors=actors_in(read, lexicon.names, day),
        figures=figures_in(*title_and_body, toll_words.default(), days, day),
        days=days,
    )
    return found._replace(events=events_of(text, parts, lexicon.events, found)) if with_events else found
