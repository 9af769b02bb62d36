"""Which of the parties that an article names take part in the news, each once, by the name that readers know."""

from collections.abc import Collection, Iterable, Sequence, Set

from pipelines.facts.fact import Actor
from pipelines.facts.naming import best_named, same_words
from pipelines.facts.unknowns import UNKNOWN, is_of_people

_GROUPS = "other_group"  # armed groups that no list holds

# What is called Iranian in Syria is mostly its militias': where they are named, its "sites" are theirs.
_HELD_BY = {"iran_irgc": "iran_militias"}

# Parties of so many groups that words for them all mean more than those that are named, too.
_OF_ALL_KINDS = frozenset({"rebels", "druze_factions"})

# A state and the coalition that it leads.
_LEADER = {"us_forces": "coalition"}

COALITIONS = frozenset(_LEADER.values())

# Parties only where they act, which the events say; their harm is told by the figures.
_BYSTANDERS = frozenset({"civilians"})


def distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each party and unit once, in the order of the first mentions, without those who only suffer.

    docs/places.md says who is left out and which of a party's names is taken.
    """
    same: dict[object, list[Actor]] = {}
    for actor in actors:
        if actor.id not in _BYSTANDERS:
            same.setdefault(_identity(actor, same), []).append(actor)
    named = {group[0].id for group in same.values()}
    with_units = {group[0].id for group in same.values() if group[0].unit}
    in_general = {
        group[0].id
        for group in same.values()
        if not group[0].unit and all(one.general for one in group) and not all(one.aside for one in group)
    } - _OF_ALL_KINDS
    taking = [
        group
        for group in same.values()
        if not _is_aside(group, named, with_units) or (group[0].unit and group[0].id in in_general)
    ]
    leading = {group[0].id for group in taking if not all(_is_deed(one) for one in group)}
    return tuple(best_named(group) for group in taking if not _is_led(group, leading))


def _is_deed(actor: Actor) -> bool:
    return actor.by_country and not (actor.itself or actor.aside)


def _is_led(group: Sequence[Actor], leading: Set[str]) -> bool:
    """Whether a state is told by its strikes alone, which are those of the coalition that it leads."""
    party = group[0].id
    if party in COALITIONS and all(one.general for one in group):
        return any(_LEADER.get(one) == party for one in leading)
    return _LEADER.get(party) in leading and party not in leading


def _identity(actor: Actor, met: Iterable[object]) -> object:
    """What tells parties apart: those without a name of their own in the lexicon by their words, with those met."""
    if actor.id == UNKNOWN:
        return (actor.id, is_of_people(actor))
    if actor.id == _GROUPS and actor.general:
        return (actor.id, "")  # armed people whom nobody names
    if actor.id == _GROUPS:
        return next((one for one in met if isinstance(one, str) and same_words(one, actor.name)), actor.name)
    return (actor.id, actor.unit)


def _is_aside(group: Sequence[Actor], named: Collection[str], with_units: Set[str]) -> bool:
    """Whether a party takes no part in the news: its mentions say only where or with whom something happens, or only
    what kind of fighters a unit is that is named, too. What the title names counts."""
    actor = group[0]
    if not actor.unit and actor.id in with_units - _OF_ALL_KINDS and all(one.general for one in group):
        return True
    placing = all(one.aside for one in group)
    if any(one.span.where == "title" for one in group):
        return placing and (_HELD_BY.get(actor.id) in named or (actor.id in with_units and not actor.unit))
    return placing
