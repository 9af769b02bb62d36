"""What an article means: its label and tags, and the facts that it reports. Text in, values out; the same for a page
just fetched, a text given by hand, and a stored text that is read again."""

from dataclasses import dataclass
from datetime import datetime

from pipelines import text
from pipelines.article import Label, Stated, Tagging
from pipelines.facts.fact import Facts
from pipelines.facts.reported import facts_of
from pipelines.lexicon import Lexicon
from pipelines.passages import passages
from pipelines.relevance import tag
from pipelines.zones import zone_of

# Articles about another subject are not searched for events: what happens there is no escalation.
EVENTFUL = frozenset({Label.ESCALATION, Label.BACKGROUND})


@dataclass(frozen=True, slots=True)
class Understanding:
    """What an article is about and what it reports."""

    tagging: Tagging
    facts: Facts


def local(published: Stated | None, timezone: str) -> datetime | None:
    """The time of publication as its newsroom's clock shows it."""
    return published.at.astimezone(zone_of(timezone)) if published else None


def understand(title: str, body: str, lexicon: Lexicon, published: datetime | None = None) -> Understanding:
    """Understand a clean title and body. `published` is the time of the article in the zone of its newsroom: names that
    changed hands and "yesterday" go by its day. None: names mean today's parties, and relative days stay unknown."""
    words = text.read(title, body)
    parts = passages(words, lexicon)
    tagging = tag(words, parts, lexicon, published.date() if published else None)
    facts = facts_of(words, parts, lexicon, published, with_events=tagging.label in EVENTFUL)
    return Understanding(tagging, facts)
