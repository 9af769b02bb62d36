"""Mentions that tell of one event folded into it; what is told of different ones kept apart.

Within a sentence a deed goes on until other parties, places or days are named. Across sentences two accounts are one
event if nothing they say excludes it (kind, parties, places, days) and something says it: a place, a party, or a word
that points back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pipelines.event_words import EventWords
from pipelines.facts.accounts import MUTUAL, Account
from pipelines.facts.fact import Assertion, Day, Figure, Place, Precision
from pipelines.facts.roles import parties

_SAME_SENTENCE = 1  # what stands in one sentence needs no other sign of being one event
_LINKS_ON = frozenset({"elaborates", "result"})

_STRIKES = ("strike", "attack", "explosion", "ied", "suicide", "assassination", "clash", "shelling")
_SHOT_DOWN = "intercept"


@dataclass(slots=True)
class Told:
    """An event with the accounts that tell of it."""

    accounts: list[Account]
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


def folded(accounts: Sequence[Account], words: EventWords) -> list[Told]:
    """The events that an article's accounts tell of, in the order in which they are first told."""
    events: list[Told] = []
    last: Told | None = None  # the event that was told just now
    for account in accounts:
        into = _event_of(account, events, last, words)
        if into is not None:
            _put(account, into, words)
        elif not account.tally and not _only_accompanies(account):
            into = _begun(account)
            events.append(into)
        last = into or last
    return [event for event in events if not all(one.bare and one.background for one in event.accounts)]


def _only_accompanies(account: Account) -> bool:
    """Whether a account tells of what was answered or went on meanwhile, and nothing that makes it an event."""
    if account.link == "reason":
        return not account.places
    named = account.places or parties([account.roles])
    return not (named or (account.link != "while" and (account.figures or account.days)))


def _event_of(account: Account, events: Sequence[Told], last: Told | None, words: EventWords) -> Told | None:
    if last and account.link in _LINKS_ON and last.accounts[-1].order == account.order:
        return last
    rated = [(rate, number) for number, event in enumerate(events) if (rate := _rate(account, event, words)) > 0]
    return events[max(rated)[1]] if rated else None


def _rate(account: Account, event: Told, words: EventWords) -> int:
    """How much says that a account tells of an event; 0: nothing does, or something excludes it."""
    last = event.accounts[-1]
    beside = last.order == account.order
    if not _kinds_fit(account, event, words, beside=beside):
        return 0
    if _days_differ(account, event) or _parties_differ(account, event, words) or _places_differ(account, event, beside):
        return 0
    if account.background != event.background and not _recalls(account, event):
        return 0
    near = account.points_back and account.order - last.order <= 1
    signs = 2 * _same_place(account, event) + _same_parties(account, event, words) + 2 * near
    signs += _SAME_SENTENCE * beside + _same_figures(account, event)
    signs += _follows_title(account, event) + (account.types[0] == event.types[0] and account.points_back)
    return signs


def _kinds_fit(account: Account, event: Told, words: EventWords, *, beside: bool) -> bool:
    kind = account.types[0]
    if kind in event.types or event.types[0] in account.types:
        return True
    if event.types[0] in words.types[kind].may_be or kind in words.types[event.types[0]].may_be:
        return True
    if _SHOT_DOWN in (kind, event.types[0]):
        near = beside or _same_site(account, event) or related(set(account.roles.hit), set(event.doers), words)
        return near and any(one.startswith("strike") for one in (kind, event.types[0]))
    if account.is_open or event.is_open:
        if "shelling.mutual" in (kind, event.types[0]):
            return account.points_back
        return _kinetic(kind) and _kinetic(event.types[0])
    return False


def _kinetic(kind: str) -> bool:
    return kind.startswith(_STRIKES)


def _days_differ(account: Account, event: Told) -> bool:
    if not account.days or not event.days:
        return False
    return not any(one.first <= other.last and other.first <= one.last for one in account.days for other in event.days)


def _parties_differ(account: Account, event: Told, words: EventWords) -> bool:
    if MUTUAL.intersection(account.types) and MUTUAL.intersection(event.types):
        both = _parties(account)
        return bool(both and event.parties) and not related(both, event.parties, words)
    pairs = (account.roles.doers, event.doers), (account.roles.hit, event.hit)
    if _answers(account, event):
        pairs = (account.roles.doers, event.hit), (account.roles.hit, event.doers)
    return any(one and other and not related(set(one), set(other), words) for one, other in pairs)


def _answers(account: Account, event: Told) -> bool:
    """Whether an account tells that what an event struck with was shot down: it is done to who did that."""
    return account.types[0] == _SHOT_DOWN != event.types[0]


def _parties(account: Account) -> set[str]:
    return {*account.roles.doers, *account.roles.hit, *account.roles.sides}


def related(one: set[str], other: set[str], words: EventWords) -> bool:
    """Whether two sets share a party, or hold parties that are named for one another."""
    return bool(one & other) or any(group & one and group & other for group in words.related)


def _exact(places: Iterable[Place]) -> set[str]:
    return {place.id or place.name for place in places if place.precision is Precision.SITE and place.kind not in _WIDE}


_WIDE = frozenset({"governorate", "region", "country", "district", "river", "road"})


def _places_differ(account: Account, event: Told, beside: bool) -> bool:
    if not account.places or not event.places:
        return False
    here, there = _exact(account.places), _exact(event.places)
    if here and there:
        return not here & there and not (beside and account.link in ("and", "cause", "elaborates"))
    wide, other = {place.admin1 for place in account.places}, {place.admin1 for place in event.places}
    return not wide & other and "" not in wide | other


def _same_place(account: Account, event: Told) -> bool:
    ids = {place.id or place.name for place in event.places}
    if any((place.id or place.name) in ids for place in account.places):
        return True
    admin = {place.admin1 for place in event.places if place.admin1}
    return any(place.admin1 in admin for place in account.places)


def _same_site(account: Account, event: Told) -> bool:
    return bool(_exact(account.places) & _exact(event.places))


def _recalls(account: Account, event: Told) -> bool:
    """Whether an account that is told as background, or beside it, may be of an event that is told the other way."""
    if account.link == "reason" or _same_figures(account, event):
        return True
    return _same_site(account, event) and not account.figures


def _same_parties(account: Account, event: Told, words: EventWords) -> int:
    named = (account.roles.doers, event.doers), (account.roles.hit, event.hit)
    if MUTUAL.intersection(account.types):
        named = ((list(_parties(account)), list(event.parties)),) * 2
    return sum(related(set(one), set(other), words) for one, other in named if one and other)


def _same_figures(account: Account, event: Told) -> int:
    told = {(one.harm, one.count) for known in event.accounts for one in known.figures if one.count}
    return int(any((one.harm, one.count) in told for one in account.figures))


def _follows_title(account: Account, event: Told) -> int:
    """The first sentence that tells of an event tells more of what the headline says."""
    return int(event.accounts[0].order == 0 and len(event.accounts) == 1 and account.order > 0)


def _begun(account: Account) -> Told:
    event = Told([], list(account.types), account.is_open, background=account.background)
    _add(account, event)
    return event


def _put(account: Account, event: Told, words: EventWords) -> None:
    """Fold a account into an event that it tells more of."""
    if event.is_open and (not account.is_open or account.types[0].startswith("strike.")):
        event.types, event.is_open = list(account.types), account.is_open
    elif not account.is_open:
        kinds = list(dict.fromkeys([*event.types, *account.types]))
        event.types = [kind for kind in kinds if not set(words.types[kind].may_be) & set(kinds)]
    _add(account, event)
    event.background = event.background and account.background


def _add(account: Account, event: Told) -> None:
    if not _answers(account, event):
        _add_parties(account, event)
    event.accounts.append(account)
    known = {place.id or place.name for place in event.places}
    event.places += [place for place in account.places if (place.id or place.name) not in known]
    if account.days and (not event.days or _length(account.days) < _length(event.days)):
        event.days = list(account.days)


def _length(days: Sequence[Day]) -> timedelta:
    """How long a time some days are: the shorter, the more exactly it is told."""
    return max(day.last for day in days) - min(day.first for day in days)


def _add_parties(account: Account, event: Told) -> None:
    for listed, more in (
        (event.doers, account.roles.doers),
        (event.hit, account.roles.hit),
        (event.sides, account.roles.sides),
    ):
        listed += [party for party in more if party not in listed]


def figures(event: Told) -> list[Figure]:
    """The figures of an event, each once though the title, the lead and the body tell it."""
    made: dict[tuple[object, ...], Figure] = {}
    for account in event.accounts:
        for figure in account.figures:
            key = (figure.harm, figure.count, figure.least, figure.most, figure.hypothetical, figure.subset)
            known = made.get(key)
            made[key] = figure if known is None else _fuller(known, figure)
    return list(made.values())


def _fuller(one: Figure, other: Figure) -> Figure:
    return one if one.category or not other.category else replace(other)


def assertion(event: Told) -> Assertion:
    """How firmly an event is told: as the account that tells most of it."""
    return max(event.accounts, key=weight).saying.assertion


def weight(account: Account) -> int:
    """How much a account tells; the title tells least, since the text tells it again."""
    where = 2 * bool(account.places) + 2 * bool(_exact(account.places))
    who = bool(account.roles.doers) + bool(account.roles.hit)
    when = bool(account.days) + 2 * (account.order > 0) + 3 * (not account.background)
    return where + who + when + bool(account.figures)
