"""Accounts that tell of one event folded into it; what is told of different ones kept apart.

Within a sentence a deed goes on until other parties, places or days are named. Across sentences two accounts are of one
event if nothing they say excludes it (kind, parties, places, days) and something says it: a place, a party, or a word
that points back.
"""

from collections.abc import Sequence

from pipelines.event_words import EventWords
from pipelines.facts.accounts import Account
from pipelines.facts.likeness import rate
from pipelines.facts.roles import parties
from pipelines.facts.told import Told, begun

_LINKS_ON = frozenset({"elaborates", "result"})


def folded(accounts: Sequence[Account], words: EventWords) -> list[Told]:
    """The events that an article's accounts tell of, in the order in which they are first told."""
    events: list[Told] = []
    last: Told | None = None  # the event that was told just now
    for account in accounts:
        into = _event_of(account, events, last, words)
        if into is not None:
            _put(account, into, words)
        elif not account.tally and not _only_accompanies(account):
            into = begun(account)
            events.append(into)
        last = into or last
    return [event for event in events if not all(one.bare and one.background for one in event.accounts)]


def _only_accompanies(account: Account) -> bool:
    """Whether an account tells of what was answered or went on meanwhile, and nothing that makes it an event."""
    if account.link == "reason":
        return not account.places
    named = account.places or parties([account.roles])
    return not (named or (account.link != "while" and (account.figures or account.days)))


def _event_of(account: Account, events: Sequence[Told], last: Told | None, words: EventWords) -> Told | None:
    if last and account.link in _LINKS_ON and last.accounts[-1].order == account.order:
        return last
    rated = [
        (likeness, event is last, number)
        for number, event in enumerate(events)
        if (likeness := rate(account, event, words)) > 0
    ]
    return events[max(rated)[2]] if rated else None


def _put(account: Account, event: Told, words: EventWords) -> None:
    """Fold an account into an event that it tells more of."""
    if event.is_open and (not account.is_open or account.types[0].startswith("strike.")):
        event.types, event.is_open = list(account.types), account.is_open
    elif not account.is_open:
        kinds = list(dict.fromkeys([*event.types, *account.types]))
        event.types = [kind for kind in kinds if not set(words.types[kind].may_be) & set(kinds)]
    event.add(account)
    event.background = event.background and account.background
