"""The events that an article reports: what happened, who did it to whom, with what, where, when, with how many harmed,
and according to whom. docs/events.md has the rules."""

from collections.abc import Sequence
from datetime import timedelta

from pipelines.event_words import EventWords
from pipelines.facts.accounts import accounts
from pipelines.facts.fact import Assertion, Day, Event, Facts, Place
from pipelines.facts.folding import folded
from pipelines.facts.likeness import related
from pipelines.facts.marks import Found
from pipelines.facts.sayers import Saying
from pipelines.facts.told import Told
from pipelines.passages import Passage
from pipelines.text import Text

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_ASSERTED, _REPORTED, _CLAIMED = Assertion.ASSERTED, Assertion.REPORTED, Assertion.CLAIMED

_CIVILIANS = "civilians"
_ONE_SIDED = frozenset({"buildup"})  # done by a party for itself

_DAY_BEFORE = timedelta(days=1)  # "some hours before" a day may be the day before


def events_of(
    text: Text,
    parts: Sequence[Passage],
    words: EventWords,
    facts: Facts,
) -> tuple[Event, ...]:
    """The events of an article, in the order in which they are first told. `facts` are its places, actors, figures and
    days."""
    told = accounts(text, parts, Found(facts), words)
    events = folded(told, words)
    return tuple(_event(event, events, words) for event in events)


def _event(event: Told, others: Sequence[Told], words: EventWords) -> Event:
    main = event.main
    doers, hit = _parties(event, words)
    weapons = dict.fromkeys(weapon for account in event.accounts for weapon in account.weapons)
    targets = dict.fromkeys(target for account in event.accounts for target in account.roles.targets)
    sayer = next((one.saying for one in (main, *event.accounts) if one.saying.who), main.saying)
    return Event(
        type=event.types[0],
        span=main.span,
        when=_when(event, others),
        actors_from=doers,
        actors_to=hit,
        weapons=tuple(weapons),
        targets=tuple(targets),
        places=_ordered(event.places),
        figures=tuple(event.figures),
        attribution=sayer.who,
        assertion=_assertion(event, main.saying.assertion, sayer),
        background=event.background or all(account.background for account in event.accounts),
        also=tuple(event.types[1:]),
    )


def _parties(event: Told, words: EventWords) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who did it to whom. In an exchange the one side that is not named in a direction is the other one; without any
    direction both did and suffered it."""
    doers, hit = list(event.doers), [party for party in event.hit if party != _CIVILIANS]
    if event.types[0] in _ONE_SIDED:
        return tuple(dict.fromkeys((*doers, *event.sides, *hit))), ()
    if not doers and not hit:
        return tuple(event.sides), tuple(event.sides)
    for one, other in ((doers, hit), (hit, doers)):
        if not one:
            one += [side for side in event.sides if not related([side], other, words)]
    if not hit and _CIVILIANS in event.hit:  # beside fighters they are in the figures; alone they are who was struck
        hit = [_CIVILIANS]
    return tuple(doers), tuple(party for party in hit if party not in doers)


def _assertion(event: Told, firm: Assertion, sayer: Saying) -> Assertion:
    """As its fullest account says (`firm`); what a party says of its own deed is a claim."""
    kind = sayer.assertion if firm is _ASSERTED else firm
    if kind is _REPORTED and set(sayer.parties) & set(event.doers):
        return _CLAIMED
    return kind


def _ordered(places: Sequence[Place]) -> tuple[Place, ...]:
    """The most exact first; a country only where nothing smaller is told."""
    if len(places) < 2:
        return tuple(places)
    smaller = [place for place in places if place.kind != "country"] or places
    return tuple(sorted(smaller, key=_vagueness))


def _vagueness(place: Place) -> tuple[bool, int, bool]:
    """How little a place says: a river of several governorates less than any in one."""
    rank = place.kind in ("governorate", "region")
    return bool(place.id) and not place.admin1 and place.kind == "site", place.precision, rank


def _when(event: Told, others: Sequence[Told]) -> Day | None:
    """The day told; "some hours before" another event counts from the day of that one."""
    for account in event.accounts:
        if account.link == "hours":
            dated = [one for one in others if one is not event and one.days and one.accounts[0].order <= account.order]
            if dated:
                after = dated[-1].days[0]
                return after._replace(first=after.first - _DAY_BEFORE, last=after.last, part="")
    return _joined(event.days) if event.days else None


def _joined(days: Sequence[Day]) -> Day:
    """Days that are told side by side (ليل الاثنين وفجر الثلاثاء) are one range."""
    first, last = min(days, key=lambda day: day.first), max(days, key=lambda day: day.last)
    parts = {day.part for day in days}
    return days[0]._replace(
        first=first.first,
        last=last.last,
        part=days[0].part if len(parts) == 1 else "",
        doubtful=any(day.doubtful for day in days),
    )
