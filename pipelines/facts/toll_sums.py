"""Tolls told as numbers of the dead: "عدد القتلى", "ارتفعت حصيلة الضحايا من 27 إلى 30"."""

from collections.abc import Sequence

from pipelines.arabic import words
from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Harm
from pipelines.facts.toll_groups import Found, Group
from pipelines.facts.toll_items import Item
from pipelines.facts.toll_reach import Governor

_REACH = 4  # items between "عدد المدنيين" and "الذين قتلوا"
_RISE_REACH = 2  # from "ارتفع" to the "إلى" of its number
_ALSO = "كما"  # folded
_NUMBERS = frozenset((role.TOLL, role.VAGUE))
_DONE = frozenset(words("تم جرى يتم يجري"))  # with a noun they are a verb: "تم تحييدهم"
_NUMBER_OF = "عدد"  # "عدد من" is a term of its own
_WHO, _THEY = "الذين", "وا"
_TOLL_REACH = 8  # from that number to "عدد القتلى"


def toll_at(items: Sequence[Item], at: int) -> Governor | None:
    """ "عدد القتلى والجرحى": what governs the number that follows; None where no toll is told of."""
    if items[at].roles.isdisjoint(_NUMBERS):
        return None  # as nearly all
    if role.TOLL not in items[at].roles:
        return _of_those_who(items, at + 1) if items[at].folded.endswith(_NUMBER_OF) else None
    harms: list[Harm] = []
    behind = at + 1
    while behind < len(items) and (word := items[behind].word(role.VICTIM)):
        if word.number or not word.harm:
            break
        harms.append(word.harm)
        behind += 1
    return Governor(tuple(harms), behind, verb=True, toll=True) if harms else _of_people(items, at + 1)


def _of_people(items: Sequence[Item], at: int) -> Governor | None:
    """ "عدد المدنيين الذين قتلوا" """
    if at == len(items):
        return None
    if items[at].folded == _WHO:
        return _of_those_who(items, at + 1)
    if not (items[at].definite and items[at].word(role.PEOPLE)):
        return None
    for later in range(at + 1, min(at + 1 + _REACH, len(items))):
        word = items[later].word(role.ACT)
        if word and word.harm and (word.verb or is_done(items, later)):
            return Governor((word.harm,), later + 1, verb=True, toll=True)
    return None


def _of_those_who(items: Sequence[Item], at: int) -> Governor | None:
    """ "عدد من قتلوا", "عدد الذين قتلوا", "عدد من تم تحييدهم" """
    at += at + 1 < len(items) and is_done(items, at + 1)
    word = items[at].word(role.ACT) if at < len(items) else None
    if not (word and word.harm and (is_done(items, at) or (word.verb and items[at].folded.endswith(_THEY)))):
        return None
    return Governor((word.harm,), at + 1, verb=True, toll=True)


def is_done(items: Sequence[Item], at: int) -> bool:
    """ "تم تحييدهم" """
    word = items[at].word(role.ACT)
    return word is not None and word.definite and at > 0 and items[at - 1].folded in _DONE


def risen_at(items: Sequence[Item], at: int) -> tuple[Governor, int] | None:
    """ "ارتفع إلى 14 عدد القتلى": what governs the number that stands before the toll, and the index of the toll."""
    if role.RISE not in items[at].roles:
        return None
    others = at > 0 and items[at - 1].folded == _ALSO  # the toll of others than those told of
    for to in range(at + 1, min(at + 1 + _RISE_REACH, len(items) - 1)):
        if role.REACHED in items[to].roles and items[to + 1].value is not None:
            for later in range(to + 2, min(to + 2 + _TOLL_REACH, len(items))):
                toll = toll_at(items, later)
                if toll:
                    return toll._replace(behind=to + 1, toll=not others), later
    return None


def earlier_toll(items: Sequence[Item], at: int, governor: Governor) -> Found | None:
    """ "ارتفع من 27 إلى 30": the 27 is an earlier state."""
    following = items[at + 1] if at + 1 < len(items) else None
    if not (governor.toll and role.OUT_OF in items[at].roles and following and following.value is not None):
        return None
    return Found(Group(at + 1, at + 2, following.value, numbered=True), governor.harms[0], superseded=True)


def with_outdated(found: Sequence[Found], items: Sequence[Item]) -> list[Found]:
    """The figures of a sentence, marked where a toll that rose has them in it already; in what rose "منذ مطلع العام" is
    more than the news, and they are the news."""
    if any(role.TOTAL in item.roles for item in items):
        return list(found)
    return [one._replace(superseded=True) if _is_outdated(one, found, items) else one for one in found]


def _is_outdated(one: Found, found: Sequence[Found], items: Sequence[Item]) -> bool:
    """Whether a toll that rose stands behind a figure, or before it and "بعد": "ارتفع إلى ستة بعد وفاة جريح"."""
    at, value = one.group.first, one.group.value or 0
    tolls = [later.group for later in found if later.toll and later.harm is one.harm]
    return any(
        (toll.value or 0) > value
        and (toll.first > at or any(role.AFTER_HARM in item.roles for item in items[toll.behind : at]))
        for toll in tolls
    )
