"""How far a word for harm reaches, and which counted people it governs."""

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Harm
from pipelines.facts.toll_groups import NOMINATIVE, Group, group_at
from pipelines.facts.toll_items import Item

# How many items may stand between a word for the harm and the people.
_NOUN_REACH = 4  # behind a noun: مقتل وفق المرصد خمسة
_VERB_REACH = 12  # behind a verb: قتل … في بلدة … ثلاثة أطفال
_BARE_REACH = 1  # before people without a number: إصابة أمس مدني
_SUBJECT_REACH = 6  # the same, behind a verb: أصيب في القصف مدني
_OBJECT_REACH = 8  # قتلت … في المدينة رجلا
_LIST_REACH = 6  # between the people of a list: خمسة جنود من قوات النظام وثلاثة مدنيين
_BARE_LIST_REACH = 3
_AGAINST, _SET_AGAINST = "مقابل", 14  # قتل 31 من قوات النظام، بحسب مصدر في …، مقابل ستة من الفصائل
_PART_REACH = 5  # خمسة عناصر للنظام واثنان من الحزب
_CLOSE_REACH = 3  # behind "خسر" and its like, where only the subject may stand: خسرت القوات المهاجمة سبعة جنود
_DOER_REACH = 2  # between those who did something and those whom they did it to
_PAIR_REACH = 6  # from people to "بين قتيل وجريح"
_TOLL_REACH = 14  # عدد القتلى … إلى 30
_AGENT_REACH = 2
_BREAKDOWN_REACH = 4  # بلغ عدد القتلى 31، وفق المرصد: 19 …
_LIFE_REACH = 7  # فقدان 12 مدنيا … لحياتهم

_OF_ONE, _RESULT_REACH = ("ه", "ها"), 2
_OF_THEM = frozenset(("منهم", "منهن", "منهما"))

# With these what was lost is a life.
_LIVES = frozenset(before + "حيات" + end for before in ("", "ل") for end in ("ه", "ها", "هم", "هما", "هن"))
_LIVES |= {"الحياه", "للحياه"}  # folded

_WITHIN = frozenset(("فيه", "فيها", "فيهما", "به", "بها"))  # قتل فيها جندي
_PRONOUNS, _SHORTEST_OWNED = ("ها", "هم", "هما"), 4
_ARTICLES = ("ال", "لل", "وال", "بال", "فال", "كال")  # folded
_MANY_ENDINGS = ("ين", "ون")  # of the sound masculine plural, which only people have
_OTHERS = frozenset((role.PEOPLE, role.THING))


class Governor(NamedTuple):
    """The word for the harm that governs what is read; none where `harms` is empty."""

    harms: tuple[Harm, ...] = ()
    behind: int = 0  # index of the item behind it, or behind the last people that it took
    verb: bool = False
    close: bool = False
    took: bool = False
    toll: bool = False  # "the number of the dead"


def is_agent(items: Sequence[Item], group: Group) -> bool:
    """Whether those who did it, or whom it was aimed at, are counted: "على يد مسلحين", "استهدف ثلاثة عناصر"."""
    for at in range(max(0, group.first - _AGENT_REACH), group.first):
        if role.AGENT in items[at].roles:
            return not any(role.ACT in item.roles for item in items[at : group.first])
    return False


def is_of_them(items: Sequence[Item], group: Group) -> bool:
    """Whether some of those counted before are counted: "اثنان منهم بحالة خطرة"."""
    bare = group.people is None and group.value is not None
    return bare and group.behind < len(items) and items[group.behind].folded in _OF_THEM


def begins_breakdown(items: Sequence[Item], at: int, last: Group) -> bool:
    """ "31 عنصرا: 19 من الجيش و12 …", "ثلاثة (رجل وامرأتان)": the people counted last are told one by one."""
    if items[at].mark not in (":", "("):
        return False
    near = 0 <= at - last.behind <= (_BREAKDOWN_REACH if items[at].mark == ":" else 0)
    return near and last.numbered and (last.value or 0) > (items[at].value or 1)


def is_of_one(items: Sequence[Item], at: int) -> bool:
    """ "ما أدى إلى مقتله": one person told of, whom no number counts."""
    word = items[at].word(role.ACT)
    owned = word is not None and word.definite and items[at].folded.endswith(_OF_ONE)
    return owned and any(role.RESULT in item.roles for item in items[max(0, at - _RESULT_REACH) : at])


def governs(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """Whether the people counted suffered what the governor says."""
    if not governor.harms:
        return False
    first, gap = items[group.first], group.first - governor.behind
    if governor.took:
        return _is_listed(governor, items, group)
    if governor.toll:
        return gap <= _TOLL_REACH and group.numbered and group.value is not None and not group.unknown
    if first.prefixed and not group.numbered:
        return False
    if group.people is None:
        if governor.verb and group.partitive and 1 < gap <= _SUBJECT_REACH:  # "قتل في الهجوم 12 من داعش"
            between = items[governor.behind : group.first]
            return not governor.close and not any(map(_bars, between)) and _ends(between[-1])
        gap -= role.JOINS in items[group.first - 1].roles  # "قتل مع أربعة من مرافقيه"
        closed = governor.close and not _goes_on(governor, items, group)
        return not gap and not closed and _is_bare_right(governor, items, group)
    if not group.numbered:
        return _reaches_unnumbered(governor, items, group)
    if governor.close:
        return gap <= _CLOSE_REACH and all(map(_ends, items[governor.behind : group.first]))
    return gap <= (_VERB_REACH if governor.verb else _NOUN_REACH)


def _is_listed(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """Whether people are joined to those already taken."""
    first, gap = items[group.first], group.first - governor.behind
    joins = role.JOINS in items[group.first - 1].roles
    reach = _SET_AGAINST if items[group.first - 1].folded == _AGAINST else _LIST_REACH + joins
    if not (first.joined or joins) or gap > reach or first.prefixed:
        return False
    if any(role.ACT in item.roles for item in items[governor.behind : group.first]):
        return False
    if group.people is None:
        return (gap <= _PART_REACH * group.partitive or joins) and (
            group.partitive or names_people(items, group) or (joins and not group.unknown)
        )
    return (group.numbered or gap <= _BARE_LIST_REACH) and not group.definite


def _goes_on(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """ "أودى بحياة 25 شخصا وأصاب 63": a number that ends the sentence or its part, behind people of whom others are."""
    ends = group.behind == len(items) or bool(items[group.behind].mark)
    people = any(role.PEOPLE in item.roles for item in items[: governor.behind])
    return governor.harms[0] is Harm.WOUNDED and items[governor.behind - 1].joined and ends and people


def _is_bare_right(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """A number alone stands right behind the harm: "مقتل 3 وإصابة 5"."""
    if not group.unknown or governor.harms[0] is Harm.KILLED:
        return True
    behind = items[group.behind]
    return not behind.folded.endswith(("ات", "ه")) and not behind.prefixed


def names_people(items: Sequence[Item], group: Group) -> bool:
    """Whether a word that no list has, behind a number, must name people by its ending."""
    return group.behind < len(items) and _is_plural_of_people(items[group.behind])


def _is_plural_of_people(item: Item) -> bool:
    """Whether a word that no list has must name people by its ending."""
    return not item.roles and len(item.folded) > 5 and item.folded.endswith(_MANY_ENDINGS)


def _reaches_unnumbered(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """People without a number: one, two or an unsaid many."""
    gap = group.first - governor.behind
    if group.definite:
        return gap == 0 and group.value is not None
    if gap == 0:
        return True
    if governor.close or group.value is None or items[group.first].prefixed:
        return False
    between = items[governor.behind : group.first]
    if any(_bars(item) for item in between):
        return False
    if governor.verb and group.object:
        return gap <= _OBJECT_REACH
    return gap <= (_SUBJECT_REACH if governor.verb else _BARE_REACH) and _ends(between[-1])


def _bars(item: Item) -> bool:
    """Whether a word between a verb and a person takes the person for itself."""
    others = not item.definite and not item.roles.isdisjoint(_OTHERS)
    return role.AGENT in item.roles or bool(item.mark) or others


def _ends(item: Item) -> bool:
    """Whether what describes people cannot belong to a word: it has the article or a pronoun, or tells a time."""
    owned = len(item.folded) > _SHORTEST_OWNED and item.folded.endswith(_PRONOUNS)
    owned = owned or item.folded in _WITHIN
    return role.TIME in item.roles or item.definite or owned or item.folded.startswith(_ARTICLES)


def fell(items: Sequence[Item], group: Group) -> bool:
    """ "سقط خمسة من المقاتلين": they are dead, if "بين قتيل وجريح" does not follow."""
    if not group.first or not group.numbered or group.people is None:
        return False
    behind = items[group.behind : group.behind + _PAIR_REACH]
    return role.FELL in items[group.first - 1].roles and not any(role.BETWEEN in item.roles for item in behind)


def did_it(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """ "اغتال مسلحون مجهولون ضابطا": those behind the verb did it, and the others are told of."""
    name = items[group.people].folded if group.people is not None else ""
    if not governor.verb or governor.took or group.numbered or not name.endswith(NOMINATIVE):
        return False
    for at in range(group.behind, min(group.behind + _DOER_REACH, len(items))):
        if items[at].joined or items[at].prefixed or items[at].mark:
            return False
        later, _ = group_at(items, at)
        if later and later.people is not None:
            return True
    return False


def is_pair(items: Sequence[Item], group: Group) -> bool:
    """ "بين قتيل وجريح" counts nobody by itself."""
    near = items[max(0, group.first - 2) : group.first]
    return not group.numbered and any(role.BETWEEN in item.roles for item in near)


def lost_life(items: Sequence[Item], at: int, harms: Sequence[Harm]) -> bool:
    """ "فقدان 12 مدنيا لحياتهم": who lost their lives are not missing."""
    return Harm.MISSING in harms and any(item.folded in _LIVES for item in items[at + 1 : at + 1 + _LIFE_REACH])
