"""People before a verb that tells what befell them: خمسة ضباط قتلوا."""

from collections.abc import Sequence

from pipelines.arabic import words
from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Harm
from pipelines.facts.toll_groups import Found, Group
from pipelines.facts.toll_items import Item
from pipelines.facts.toll_signs import is_of_them

# How many items may stand between people and the verb behind them …
_REACH = 8
_UNKNOWN_REACH = 3  # … where no list has the word for the people

# Endings of verbs, and of حتفهم and مصرعهما, for several people and for two; two may also be spoken of as several.
_PLURALS = ("وا", "ن", "هم")
_DUALS = ("ا", "هما", "هم")
_SAME_IN_ALL = ("ضحيتها", "ضحيته")
_THAT = "ان"  # folded
_THEY = "وا"  # the ending of a verb whose people stand before it
_ENDING = frozenset((role.ENDS, role.OPENING, role.TIME, role.LIGHT))  # before the first words of a clause
_PREPOSITIONS = frozenset(words("على في عن من إلى بعد قبل عقب جريمة حادثة عملية قضية"))


def may_be_subject(items: Sequence[Item], group: Group, *, going_on: bool) -> bool:
    """Whether a verb behind may tell of these people; without a number they begin a clause, or go on a list."""
    first = items[group.first]
    if group.definite or first.prefixed:
        return False
    if group.numbered or group.object or (going_on and first.joined):
        return True  # "نعت ضابطا قتل": an indefinite noun's verb describes it
    before = items[group.first - 1] if group.first else None
    if before is None or first.mark or not before.roles.isdisjoint(_ENDING):
        return True
    return role.SUBSET in before.roles and group.value is not None


def kept(items: Sequence[Item], people: list[Group], parting: int, group: Group) -> tuple[list[Group], int]:
    """People of whom a word behind may tell: with those before, as part of them, or in their place; and the index
    from which on they are part of the others, 0 if none is."""
    if people and _is_part(items, group):
        return [*people, group], parting or len(people)
    return ([*people, group], parting) if people and items[group.first].joined else ([group], 0)


def _is_part(items: Sequence[Item], group: Group) -> bool:
    """ "18 عاملا، سبعة منهم قاصرون", "بينهم سبعة" """
    return (group.first > 0 and role.SUBSET in items[group.first - 1].roles) or is_of_them(items, group)


def told_of(
    items: Sequence[Item], at: int, people: Sequence[Group], parting: int, harm: Harm, *, verb: bool
) -> list[Found]:
    """Those of whom the word at an item tells, none where it is a verb that does not fit them. `parting` is as above; a
    part is told of alone where no comma ends it: "بينهم أربعة قتلوا"; not where the whole begins what is told: "إن 22
    مدنيا بينهم أربعة أطفال قتلوا"."""
    parting = parting or len(people)
    behind, whole, parts = people[-1].behind, people[:parting], people[parting:]
    begins = whole[0].first == 0 or items[whole[0].first - 1].folded == _THAT
    goes_on = parts and not begins and not any(item.mark for item in items[behind : at + 1])
    if goes_on and (not verb or _tells_of(items, at, parts, behind)):
        whole, parts = parts, []
    elif verb and not _tells_of(items, at, whole, behind):
        return []
    return [*(Found(one, harm) for one in whole), *(Found(one, harm, subset=True) for one in parts)]


def _tells_of(items: Sequence[Item], at: int, people: Sequence[Group], behind: int) -> bool:
    """Whether the verb at an item fits people that end before an item; behind "على" and the like قتل is no verb."""
    last, verb, before = people[-1], items[at].folded, items[at - 1]
    reach = _REACH if last.people is not None or last.partitive else _UNKNOWN_REACH
    is_noun = before.folded in _PREPOSITIONS and before.word(role.BEHIND) is None
    several = len(people) > 1 and verb.endswith(_THEY)
    return at - behind <= reach and not is_noun and (several or _agrees(last, verb))


def _agrees(group: Group, verb: str) -> bool:
    """Whether a verb behind people, folded, has their number: ثلاثة قتلوا, اثنان قتلا, جندي قتل."""
    if group.value == 1:
        return not verb.endswith(_PLURALS)
    if group.value == 2:
        return verb.endswith(_DUALS)
    return verb.endswith(_PLURALS) or verb in _SAME_IN_ALL


def is_object(items: Sequence[Item], group: Group) -> bool:
    """Whether people right behind a verb are those whom it tells of."""
    first = items[group.first]
    return not first.joined and not first.prefixed and (group.people is not None or not group.unknown)
