"""Whether an account may be of an event that was told before, and how much speaks for it."""

from collections.abc import Collection

from pipelines.event_words import EventWords
from pipelines.facts.accounts import MUTUAL, Account
from pipelines.facts.told import SHOT_DOWN, Told, answers, exact

_SAME_SENTENCE = 1  # what stands in one sentence needs no other sign of being one event
_EARLIER = frozenset({"reason", "hours"})  # links to another event than the one that the sentence tells of
_STRIKES = ("strike", "attack", "explosion", "ied", "suicide", "assassination", "clash", "shelling")


def rate(account: Account, event: Told, words: EventWords) -> int:
    """How much says that an account tells of an event; 0: nothing does, or something excludes it."""
    last = event.accounts[-1]
    beside = last.order == account.order
    if beside and account.link in _EARLIER:
        return 0
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
    if SHOT_DOWN in (kind, event.types[0]):
        near = beside or _same_site(account, event) or related(account.roles.hit, event.doers, words)
        return near and any(one.startswith("strike") for one in (kind, *event.types))
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
    if _is_mutual(account) and not MUTUAL.isdisjoint(event.types):
        both = _parties(account)
        return bool(both and event.parties) and not related(both, event.parties, words)
    doers, hit = (event.hit, event.doers) if answers(account, event) else (event.doers, event.hit)
    return _are_others(account.roles.doers, doers, words) or _are_others(account.roles.hit, hit, words)


def _are_others(one: Collection[str], other: Collection[str], words: EventWords) -> bool:
    """Whether both collections name parties, and none that may be the same."""
    return bool(one and other) and not related(one, other, words)


def _parties(account: Account) -> set[str]:
    return {*account.roles.doers, *account.roles.hit, *account.roles.sides}


def related(one: Collection[str], other: Collection[str], words: EventWords) -> bool:
    """Whether two collections share a party, or hold parties that are named for one another."""
    if not set(one).isdisjoint(other):
        return True
    return any(not group.isdisjoint(one) and not group.isdisjoint(other) for group in words.related)


def _places_differ(account: Account, event: Told, beside: bool) -> bool:
    if not account.places or not event.places:
        return False
    here = exact(account.places)
    there = event.points
    if here and there:
        return here.isdisjoint(there) and not (beside and account.link in ("and", "cause", "elaborates"))
    wide, other = {place.admin1 for place in account.places}, {place.admin1 for place in event.places}
    return not wide & other and "" not in wide | other


def _is_named(account: Account, event: Told) -> bool:
    """Whether an account names a place of an event."""
    return any((place.id or place.name) in event.named for place in account.places)


def _same_place(account: Account, event: Told) -> bool:
    if not account.places or not event.places:
        return False
    if _is_named(account, event):
        return True
    admin = {place.admin1 for place in event.places if place.admin1}
    return any(place.admin1 in admin for place in account.places)


def _same_site(account: Account, event: Told) -> bool:
    return bool(account.places and event.points) and not event.points.isdisjoint(exact(account.places))


def _recalls(account: Account, event: Told) -> bool:
    """Whether an account that is told as background, or beside it, may be of an event that is told the other way."""
    if account.link == "reason":
        return not account.places or _is_named(account, event)
    if _same_figures(account, event):
        return True
    return _same_site(account, event) and not account.figures


def _same_parties(account: Account, event: Told, words: EventWords) -> int:
    if _is_mutual(account):
        return 2 * _are_same(_parties(account), event.parties, words)
    told = account.roles
    return _are_same(told.doers, event.doers, words) + _are_same(told.hit, event.hit, words)


def _are_same(one: Collection[str], other: Collection[str], words: EventWords) -> bool:
    """Whether both collections name parties, and some that may be the same."""
    return bool(one and other) and related(one, other, words)


def _is_mutual(account: Account) -> bool:
    return not MUTUAL.isdisjoint(account.types)


def _same_figures(account: Account, event: Told) -> int:
    if not account.figures:
        return 0
    told = {(one.harm, one.count) for known in event.accounts for one in known.figures if one.count}
    return int(any((one.harm, one.count) in told for one in account.figures))


def _follows_title(account: Account, event: Told) -> int:
    """The first sentence that tells of an event tells more of what the headline says."""
    return int(event.accounts[0].order == 0 and len(event.accounts) == 1 and account.order > 0)
