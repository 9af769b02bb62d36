"""How far a word for harm reaches, and which counted people it governs."""

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.arabic import words
from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Harm
from pipelines.facts.toll_groups import Group
from pipelines.facts.toll_items import Item
from pipelines.facts.toll_words import DYING, MARKED

# How many items may stand between a word for the harm and the people.
_NOUN_REACH = 4  # behind a noun: مقتل وفق المرصد خمسة
_VERB_REACH = 12  # behind a verb: قتل … في بلدة … ثلاثة أطفال
_BARE_REACH = 1  # before people without a number: إصابة أمس مدني
_SUBJECT_REACH = 6  # the same, behind a verb: أصيب في القصف مدني
_OBJECT_REACH = 8  # قتلت … في المدينة رجلا
_LIST_REACH = 6  # between the people of a list: خمسة جنود من قوات النظام وثلاثة مدنيين
_BARE_LIST_REACH = 3
_AGAINST, _SET_AGAINST = "مقابل", 18  # قتل 31 من قوات النظام، بحسب مصدر في …، مقابل ستة من الفصائل
_CLAUSE_REACH, _CAUSES = 18, frozenset(words("في جراء إثر نتيجة بقصف بغارة بلغم بانفجار برصاص"))
_PART_REACH = 5  # خمسة عناصر للنظام واثنان من الحزب
_CLOSE_REACH = 3  # behind "خسر" and its like, where only the subject may stand: خسرت القوات المهاجمة سبعة جنود
_TOLL_REACH = 14  # عدد القتلى … إلى 30

_WITHIN = frozenset(("فيه", "فيها", "فيهما", "به", "بها"))  # قتل فيها جندي
_IN, _ON = "في", "علي"  # folded
_HUNDRED = frozenset(words("المئة المائة"))  # "15 في المئة"
# What a person who is named is; how many words a name has; and who is known by another.
_TITLES = frozenset(words("زعيم قائد قيادي القيادي القائد أمير مسؤول"))
_NAME_WORDS = range(2, 5)
_RELATIVES = frozenset(
    words("ابن ابنة نجل شقيق شقيقة زوجة زوج والد والدة عم خال صهر حفيد قريب مرافق سائق حارس مساعد نائب أحد")
)
_BEHIND_COUNTED = frozenset((role.SUBSET, role.BEHIND))
_PRONOUNS, _SHORTEST_OWNED = ("ها", "هم", "هما"), 4
_ARTICLES = ("ال", "لل", "وال", "بال", "فال", "كال")  # folded
_MANY_ENDINGS = ("ين", "ون")  # of the sound masculine plural, which only people have
_OTHERS = frozenset((role.PEOPLE, role.THING))
_TIMES = frozenset((role.TIME, role.FRESH))
_NOT_HURT = frozenset((role.AGENT, role.WHOLE))  # people behind these


class Governor(NamedTuple):
    """The word for the harm that governs what is read; none where `harms` is empty."""

    harms: tuple[Harm, ...] = ()
    behind: int = 0  # index of the item behind it, or behind the last people that it took
    verb: bool = False
    needs: str = ""  # what it needs behind it: toll_words.CLOSE and the like
    took: bool = False
    toll: bool = False  # "the number of the dead"


# Numbers above ten stand before a singular, of nations as of others.
_FEW, _OF_A_NATION, _SHORTEST_NATION = 10, "يا", 4


def governs(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """Whether the people counted suffered what the governor says."""
    if not governor.harms:
        return False
    first, gap = items[group.first], group.first - governor.behind
    if governor.took:
        return _is_listed(governor, items, group)
    if governor.toll:
        return gap <= _TOLL_REACH and group.numbered and group.value is not None and not group.unknown
    if governor.needs == MARKED:
        return _is_marked(governor, items, group)
    if first.prefixed and not group.numbered:
        return False
    if group.people is None:
        return _governs_number(governor, items, group)
    if not group.numbered:
        return _reaches_unnumbered(governor, items, group)
    if governor.needs:
        finished = governor.needs == DYING and items[group.first - 1].folded == _ON  # "قضت وحدات من الجيش على ثمانية"
        return gap <= _VERB_REACH if finished else gap <= _CLOSE_REACH and _stands_by(governor, items, group)
    return gap <= (_VERB_REACH if governor.verb else _NOUN_REACH)


def _governs_number(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """Whether those are governed whom a number alone counts."""
    gap = group.first - governor.behind
    if governor.needs == DYING:
        return _died(governor, items, group)
    if governor.verb and group.partitive and 1 < gap <= _SUBJECT_REACH:  # "قتل في الهجوم 12 من داعش"
        between = items[governor.behind : group.first]
        return not governor.needs and not any(map(_bars, between)) and _ends(between[-1])
    gap -= role.JOINS in items[group.first - 1].roles  # "قتل مع أربعة من مرافقيه"
    closed = governor.needs and not _goes_on(governor, items, group)
    return not gap and not closed and _is_bare_right(governor, items, group)


def _is_marked(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """ "أودى الكمين بستة جنود", "أودت غارة بسبعة من الفصيل"; one person or two need the "ب"."""
    gap = group.first - governor.behind
    if not group.numbered:
        return gap <= _VERB_REACH and items[group.first].prefixed and not group.definite
    if group.people is None and not group.partitive:
        return gap <= _CLOSE_REACH and not group.unknown
    return gap <= _VERB_REACH


def _stands_by(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """Whether only its subject stands between a verb and the people, or where they died: "قضى في الغارة خمسة جنود"."""
    between = items[governor.behind : group.first]
    if between and not _ends(between[-1]):
        return False
    return all(_ends(item) or (governor.needs == DYING and item.folded == _IN) for item in between)


def _died(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """ "قضى فيها 20 من القوات", "قضى تسعة بينهم طفل": years and other things that are spent have a noun behind them."""
    if group.unknown or group.first - governor.behind > _CLOSE_REACH or not _stands_by(governor, items, group):
        return False
    if group.behind == len(items):
        return True
    following = items[group.behind]
    if group.partitive:
        owner = items[group.behind + 1] if group.behind + 1 < len(items) else following
        return owner.folded.startswith(_ARTICLES) and role.NUMBERED not in owner.roles
    return bool(following.mark) or not following.roles.isdisjoint(_BEHIND_COUNTED) or following.folded == _IN


def _is_listed(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """Whether people are joined to those already taken."""
    first, gap = items[group.first], group.first - governor.behind
    joins = role.JOINS in items[group.first - 1].roles
    reach = _SET_AGAINST if items[group.first - 1].folded == _AGAINST else _LIST_REACH + joins
    if _begins_clause(items, group):
        reach = _CLAUSE_REACH
    if not (first.joined or joins) or gap > reach or first.prefixed:
        return False
    if any(role.ACT in item.roles for item in items[governor.behind : group.first]):
        return False
    if group.people is None and _is_elsewhere(governor, items, group):
        return True
    if group.people is None:
        return (gap <= _PART_REACH * group.partitive or joins) and (
            group.partitive or names_people(items, group) or (joins and not group.unknown)
        )
    return (group.numbered or gap <= (reach if reach == _CLAUSE_REACH else _BARE_LIST_REACH)) and not group.definite


def _is_elsewhere(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """ "قتل ثلاثة مدنيين في إدلب وخمسة في حلب": a number alone goes on with those of another place."""
    at = group.behind
    within = (
        at + 1 < len(items) and items[at].folded == _IN and not items[at].mark and items[at + 1].folded not in _HUNDRED
    )
    return within and any(item.folded == _IN for item in items[governor.behind : group.first])


def _begins_clause(items: Sequence[Item], group: Group) -> bool:
    """ "قتل طفلان في غارة على …، وامرأة في قصف على …": its own cause makes a clause without a verb."""
    at = group.behind
    while at < len(items) and items[at].joined and role.PEOPLE in items[at].roles:
        at += 1  # "وامرأة وطفلها"
    caused = at < len(items) and items[at].folded in _CAUSES
    return bool(items[group.first].mark) and items[group.first].joined and caused


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
    """Whether a word that no list has, behind a number, must name people by its ending: "16 عراقيا"."""
    if group.behind == len(items):
        return False
    item, many = items[group.behind], (group.value or 0) > _FEW
    nation = many and not item.roles and item.folded.endswith(_OF_A_NATION) and len(item.folded) > _SHORTEST_NATION
    return nation or _is_plural_of_people(item)


def _is_plural_of_people(item: Item) -> bool:
    """Whether a word that no list has must name people by its ending."""
    return not item.roles and len(item.folded) > 5 and item.folded.endswith(_MANY_ENDINGS)


def _reaches_unnumbered(governor: Governor, items: Sequence[Item], group: Group) -> bool:
    """People without a number: one, two or an unsaid many."""
    gap = group.first - governor.behind
    if group.definite:
        within = gap == 1 and items[governor.behind].folded in _WITHIN  # "قتل فيه القائد"
        return (gap == 0 or within) and group.value is not None
    if gap == 0:
        return True
    if governor.needs or group.value is None or items[group.first].prefixed:
        return False
    between = items[governor.behind : group.first]
    if not governor.verb and _is_title(items[group.first], between):
        return True
    if governor.verb and group.object:
        between = [item for item in between if role.THING not in item.roles]  # "قتلت قذيفة رجلا"
        return gap <= _OBJECT_REACH and not any(map(_bars, between))
    if any(map(_bars, between)):
        return False
    return gap <= (_SUBJECT_REACH if governor.verb else _BARE_REACH) and _ends(between[-1])


def _is_title(item: Item, name: Sequence[Item]) -> bool:
    """Whether a word says what somebody is whose name stands before it: "مقتل فلان الفلاني قائد الكتيبة", and not whose
    brother: the words of a name have no meaning here."""
    named = len(name) in _NAME_WORDS and not any(one.roles or one.mark or one.joined or one.prefixed for one in name)
    return named and item.folded in _TITLES and name[0].folded not in _RELATIVES


def _bars(item: Item) -> bool:
    """Whether a word between a verb and a person takes the person for itself."""
    others = not item.definite and not item.roles.isdisjoint(_OTHERS)
    return not item.roles.isdisjoint(_NOT_HURT) or bool(item.mark) or others


def _ends(item: Item) -> bool:
    """Whether what describes people cannot belong to a word: it has the article or a pronoun, or tells a time."""
    owned = len(item.folded) > _SHORTEST_OWNED and item.folded.endswith(_PRONOUNS)
    owned = owned or item.folded in _WITHIN
    timed = not item.roles.isdisjoint(_TIMES)
    return timed or item.definite or owned or item.folded.startswith(_ARTICLES)
