"""Tolls told as numbers of the dead: "عدد القتلى", "ارتفعت حصيلة الضحايا من 27 إلى 30"."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.facts.fact import Harm
from pipelines.facts.toll_groups import Found, Group
from pipelines.facts.toll_items import Item
from pipelines.facts.toll_reach import Governor
from pipelines.facts.toll_words import Role

_REACH = 4  # items between "عدد المدنيين" and "الذين قتلوا"


def toll_at(items: Sequence[Item], at: int) -> Governor | None:
    """ "عدد القتلى والجرحى": what governs the number that follows; None where no toll is told of."""
    if Role.TOLL not in items[at].roles:
        return None
    harms: list[Harm] = []
    behind = at + 1
    while behind < len(items) and (word := items[behind].word(Role.VICTIM)):
        if word.number or not word.harm:
            break
        harms.append(word.harm)
        behind += 1
    return Governor(tuple(harms), behind, verb=True, toll=True) if harms else _of_people(items, at + 1)


def _of_people(items: Sequence[Item], at: int) -> Governor | None:
    """ "عدد المدنيين الذين قتلوا" """
    if at == len(items) or not (items[at].definite and items[at].word(Role.PEOPLE)):
        return None
    for later in range(at + 1, min(at + 1 + _REACH, len(items))):
        word = items[later].word(Role.ACT)
        if word and word.harm and word.verb:
            return Governor((word.harm,), later + 1, verb=True, toll=True)
    return None


def earlier_toll(items: Sequence[Item], at: int, governor: Governor) -> Found | None:
    """ "ارتفع من 27 إلى 30": the 27 is an earlier state."""
    following = items[at + 1] if at + 1 < len(items) else None
    if not (governor.toll and Role.OUT_OF in items[at].roles and following and following.value is not None):
        return None
    return Found(Group(at + 1, at + 2, following.value, numbered=True), governor.harms[0], superseded=True)


def with_outdated(found: Sequence[Found]) -> list[Found]:
    """The figures of a sentence, marked where a toll that rose has them in it already."""
    return [replace(one, superseded=True) if _is_outdated(one, found) else one for one in found]


def _is_outdated(one: Found, found: Sequence[Found]) -> bool:
    tolls = [later.group for later in found if later.toll and later.harm is one.harm]
    return any(toll.first > one.group.first and (toll.value or 0) > (one.group.value or 0) for toll in tolls)
