"""An event with all that tells of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pipelines.facts.accounts import Account
from pipelines.facts.fact import Day, Figure, Place, Precision

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_SITE = Precision.SITE

SHOT_DOWN = "intercept"

# What has no point of its own: an event there may as well be anywhere in it.
_WIDE = frozenset({"governorate", "region", "country", "district", "river", "road"})


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
    named: set[str] = field(default_factory=set)  # these places, by id or name
    points: set[str] = field(default_factory=set)  # those of them that are points
    days: list[Day] = field(default_factory=list)
    background: bool = False

    @property
    def parties(self) -> set[str]:
        """All who take part."""
        return {*self.doers, *self.hit, *self.sides}

    @property
    def figures(self) -> list[Figure]:
        """The figures of all its accounts."""
        return list(dict.fromkeys(figure for account in self.accounts for figure in account.figures))

    @property
    def main(self) -> Account:
        """The account that tells most of it."""
        return max(self.accounts, key=_weight)

    def add(self, account: Account) -> None:
        """Take in what an account tells."""
        only_named = account.link == "reason" and not account.places  # "in answer to an attack on their bases"
        if not answers(account, self) and not only_named:
            self._add_parties(account)
        self.accounts.append(account)
        fresh = [place for place in account.places if (place.id or place.name) not in self.named]
        if fresh:
            self.places += fresh
            self.named.update([place.id or place.name for place in fresh])
            self.points |= exact(fresh)
        if account.days and (not self.days or _length(account.days) < _length(self.days)):
            self.days = list(account.days)

    def _add_parties(self, account: Account) -> None:
        told = account.roles
        for listed, more in ((self.doers, told.doers), (self.hit, told.hit), (self.sides, told.sides)):
            if more:
                listed += [party for party in more if party not in listed]


def begun(account: Account) -> Told:
    """The event that an account is the first to tell of."""
    event = Told([], list(account.types), account.is_open, background=account.background)
    event.add(account)
    return event


def answers(account: Account, event: Told) -> bool:
    """Whether an account tells that what an event struck with was shot down: it is done to who did that."""
    return account.types[0] == SHOT_DOWN != event.types[0]


def exact(places: Iterable[Place]) -> set[str]:
    """The places among these that are points."""
    return {place.id or place.name for place in places if place.precision is _SITE and place.kind not in _WIDE}


def _length(days: Sequence[Day]) -> timedelta:
    """How long a time some days are: the shorter, the more exactly it is told."""
    return max(day.last for day in days) - min(day.first for day in days)


def _weight(account: Account) -> int:
    """How much an account tells; the title tells least, since the text tells it again."""
    where = 2 + 2 * bool(exact(account.places)) if account.places else 0
    who = bool(account.roles.doers) + bool(account.roles.hit)
    when = bool(account.days) + 2 * (account.order > 0) + 3 * (not account.background)
    return where + who + when + bool(account.figures)
