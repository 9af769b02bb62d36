"""Mentions that tell of one event folded into it; what is told of different ones kept apart.

Within a sentence a deed goes on until other parties, places or days are named. Across sentences two mentions are one
event if nothing they say excludes it (kind, parties, places, days) and something says it: a place, a party, or a word
that points back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.event_words import EventWords
from pipelines.facts.fact import Assertion, Day, Figure, Place, Precision
from pipelines.facts.mentions import MUTUAL, Mention
from pipelines.facts.roles import parties

_SAME_SENTENCE = 1  # what stands in one sentence needs no other sign of being one event
_LINKS_ON = frozenset({"elaborates", "result"})

_STRIKES = ("strike", "attack", "ied", "suicide", "assassination", "clash", "shelling")
_SHOT_DOWN = "intercept"


@dataclass(slots=True)
class Told:
    """An event with the mentions that tell of it."""

    mentions: list[Mention]
    types: list[str]
    is_open: bool
    doers: list[str] = field(default_factory=list)
    hit: list[str] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    background: bool = False

    @property
    def parties(self) -> set[str]:
        """All who take part."""
        return {*self.doers, *self.hit, *self.sides}


def folded(mentions: Sequence[Mention], words: EventWords) -> list[Told]:
    """The events that an article's mentions tell of, in the order in which they are first told."""
    events: list[Told] = []
    last: Told | None = None  # the event that was told just now
    for mention in mentions:
        into = _event_of(mention, events, last, words)
        if into is not None:
            _put(mention, into, words)
        elif not mention.tally and not _only_accompanies(mention):
            into = _begun(mention)
            events.append(into)
        last = into or last
    return [event for event in events if not all(one.bare and one.background for one in event.mentions)]


def _only_accompanies(mention: Mention) -> bool:
    """Whether a mention tells of what was answered or went on meanwhile, and nothing that makes it an event."""
    if mention.link == "while":
        return not mention.places and not parties([mention.roles])
    return mention.link == "reason" and not mention.places


def _event_of(mention: Mention, events: Sequence[Told], last: Told | None, words: EventWords) -> Told | None:
    if last and mention.link in _LINKS_ON and last.mentions[-1].order == mention.order:
        return last
    rated = [(rate, number) for number, event in enumerate(events) if (rate := _rate(mention, event, words)) > 0]
    return events[max(rated)[1]] if rated else None


def _rate(mention: Mention, event: Told, words: EventWords) -> int:
    """How much says that a mention tells of an event; 0: nothing does, or something excludes it."""
    last = event.mentions[-1]
    beside = last.order == mention.order
    if not _kinds_fit(mention, event, words, beside=beside):
        return 0
    if _days_differ(mention, event) or _parties_differ(mention, event, words) or _places_differ(mention, event, beside):
        return 0
    if mention.background != event.background and not (mention.link == "reason" or _same_site(mention, event)):
        return 0
    near = mention.points_back and mention.order - last.order <= 1
    signs = 2 * _same_place(mention, event) + _same_parties(mention, event, words) + 2 * near
    signs += _SAME_SENTENCE * beside + _same_figures(mention, event)
    signs += _follows_title(mention, event) + (mention.types[0] == event.types[0] and mention.points_back)
    return signs


def _kinds_fit(mention: Mention, event: Told, words: EventWords, *, beside: bool) -> bool:
    kind = mention.types[0]
    if kind in event.types or event.types[0] in mention.types:
        return True
    if event.types[0] in words.types[kind].may_be or kind in words.types[event.types[0]].may_be:
        return True
    if _SHOT_DOWN in (kind, event.types[0]):
        near = beside or _same_site(mention, event)
        return near and any(one.startswith("strike") for one in (kind, event.types[0]))
    if mention.is_open or event.is_open:
        if "shelling.mutual" in (kind, event.types[0]):
            return mention.points_back
        return _kinetic(kind) and _kinetic(event.types[0])
    return False


def _kinetic(kind: str) -> bool:
    return kind.startswith(_STRIKES)


def _days_differ(mention: Mention, event: Told) -> bool:
    if not mention.days or not event.days:
        return False
    return not any(one.first <= other.last and other.first <= one.last for one in mention.days for other in event.days)


def _parties_differ(mention: Mention, event: Told, words: EventWords) -> bool:
    if MUTUAL.intersection(mention.types) and MUTUAL.intersection(event.types):
        both = _parties(mention)
        return bool(both and event.parties) and not related(both, event.parties, words)
    return any(
        one and other and not related(set(one), set(other), words)
        for one, other in ((mention.roles.doers, event.doers), (mention.roles.hit, event.hit))
    )


def _parties(mention: Mention) -> set[str]:
    return {*mention.roles.doers, *mention.roles.hit, *mention.roles.sides}


def related(one: set[str], other: set[str], words: EventWords) -> bool:
    """Whether two sets share a party, or hold parties that are named for one another."""
    return bool(one & other) or any(group & one and group & other for group in words.related)


def _exact(places: Iterable[Place]) -> set[str]:
    return {place.id or place.name for place in places if place.precision is Precision.SITE and place.kind not in _WIDE}


_WIDE = frozenset({"governorate", "region", "country", "district", "river", "road"})


def _places_differ(mention: Mention, event: Told, beside: bool) -> bool:
    if not mention.places or not event.places:
        return False
    here, there = _exact(mention.places), _exact(event.places)
    if here and there:
        return not here & there and not (beside and mention.link in ("and", "cause", "elaborates"))
    wide, other = {place.admin1 for place in mention.places}, {place.admin1 for place in event.places}
    return not wide & other and "" not in wide | other


def _same_place(mention: Mention, event: Told) -> bool:
    ids = {place.id or place.name for place in event.places}
    if any((place.id or place.name) in ids for place in mention.places):
        return True
    admin = {place.admin1 for place in event.places if place.admin1}
    return any(place.admin1 in admin for place in mention.places)


def _same_site(mention: Mention, event: Told) -> bool:
    return bool(_exact(mention.places) & _exact(event.places))


def _same_parties(mention: Mention, event: Told, words: EventWords) -> int:
    named = (mention.roles.doers, event.doers), (mention.roles.hit, event.hit)
    if MUTUAL.intersection(mention.types):
        named = ((list(_parties(mention)), list(event.parties)),) * 2
    return sum(related(set(one), set(other), words) for one, other in named if one and other)


def _same_figures(mention: Mention, event: Told) -> int:
    told = {(one.harm, one.count) for known in event.mentions for one in known.figures if one.count}
    return int(any((one.harm, one.count) in told for one in mention.figures))


def _follows_title(mention: Mention, event: Told) -> int:
    """The first sentence that tells of an event tells more of what the headline says."""
    return int(event.mentions[0].order == 0 and len(event.mentions) == 1 and mention.order > 0)


def _begun(mention: Mention) -> Told:
    event = Told([], list(mention.types), mention.is_open, background=mention.background)
    _add(mention, event)
    return event


def _put(mention: Mention, event: Told, words: EventWords) -> None:
    """Fold a mention into an event that it tells more of."""
    if event.is_open and (not mention.is_open or mention.types[0].startswith("strike.")):
        event.types, event.is_open = list(mention.types), mention.is_open
    elif not mention.is_open:
        kinds = list(dict.fromkeys([*event.types, *mention.types]))
        event.types = [kind for kind in kinds if not set(words.types[kind].may_be) & set(kinds)]
    _add(mention, event)
    event.background = event.background and mention.background


def _add(mention: Mention, event: Told) -> None:
    event.mentions.append(mention)
    for listed, more in (
        (event.doers, mention.roles.doers),
        (event.hit, mention.roles.hit),
        (event.sides, mention.roles.sides),
    ):
        listed += [party for party in more if party not in listed]
    known = {place.id or place.name for place in event.places}
    event.places += [place for place in mention.places if (place.id or place.name) not in known]
    if not event.days:
        event.days = list(mention.days)


def figures(event: Told) -> list[Figure]:
    """The figures of an event, each once though the title, the lead and the body tell it."""
    made: dict[tuple[object, ...], Figure] = {}
    for mention in event.mentions:
        for figure in mention.figures:
            key = (figure.harm, figure.count, figure.least, figure.most, figure.hypothetical, figure.subset)
            known = made.get(key)
            made[key] = figure if known is None else _fuller(known, figure)
    return list(made.values())


def _fuller(one: Figure, other: Figure) -> Figure:
    return one if one.category or not other.category else replace(other)


def assertion(event: Told) -> Assertion:
    """How firmly an event is told: as the mention that tells most of it."""
    return max(event.mentions, key=weight).saying.assertion


def weight(mention: Mention) -> int:
    """How much a mention tells; the title tells least, since the text tells it again."""
    where = 2 * bool(mention.places) + 2 * bool(_exact(mention.places))
    who = bool(mention.roles.doers) + bool(mention.roles.hit)
    when = bool(mention.days) + 2 * (mention.order > 0) + 3 * (not mention.background)
    return where + who + when + bool(mention.figures)
