"""People before a verb that tells what befell them: خمسة ضباط قتلوا."""

from collections.abc import Sequence

from pipelines.arabic import words
from pipelines.facts import toll_roles as role
from pipelines.facts.toll_groups import Group
from pipelines.facts.toll_items import Item

# How many items may stand between people and the verb behind them …
_REACH = 8
_UNKNOWN_REACH = 3  # … where no list has the word for the people

# Endings of verbs, and of حتفهم and مصرعهما, for several people and for two; two may also be spoken of as several.
_PLURALS = ("وا", "ن", "هم")
_DUALS = ("ا", "هما", "هم")
_SAME_IN_ALL = ("ضحيتها", "ضحيته")
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
    return before is None or bool(first.mark) or not before.roles.isdisjoint(_ENDING)


def is_told_of(items: Sequence[Item], at: int, people: Sequence[Group]) -> bool:
    """Whether the verb at an item fits the people before it; behind "على" and the like قتل is no verb."""
    last, verb, before = people[-1], items[at].folded, items[at - 1]
    reach = _REACH if last.people is not None or last.partitive else _UNKNOWN_REACH
    is_noun = before.folded in _PREPOSITIONS and before.word(role.BEHIND) is None
    several = len(people) > 1 and verb.endswith(_THEY)
    return at - last.behind <= reach and not is_noun and (several or _agrees(last, verb))


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
