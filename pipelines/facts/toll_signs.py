"""What stands near a word for the harm, or near counted people, and says how the two belong together."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.arabic import words
from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Harm, Quantifier
from pipelines.facts.toll_groups import NOMINATIVE, Found, Group, group_at
from pipelines.facts.toll_items import Item
from pipelines.facts.toll_reach import Governor
from pipelines.facts.toll_sums import is_done
from pipelines.facts.toll_words import Word

_COMMAS = frozenset("،,")

# Items.
_DOER_REACH = 2  # between those who did something and those whom they did it to
_PAIR_REACH = 6  # from people to "بين قتيل وجريح"
_AGENT_REACH = 2
_BREAKDOWN_REACH = 4  # بلغ عدد القتلى 31، وفق المرصد: 19 …
_SIDES_REACH = 18  # 31 عنصرا، 19 من الجيش و12 من الفصائل
_RISE_REACH = 5  # ترتفع الحصيلة لاحقا إلى
_NAME_REACH = 12  # القائد في … محمد … ونائبه
_LIFE_REACH = 7  # فقدان 12 مدنيا … لحياتهم

_OF_ONE, _RESULT_REACH = ("ه", "ها"), 2
_OF_THEM = frozenset(("منهم", "منهن", "منهما"))

_ONE_OF_THEM = frozenset(words("أحدهما أحدهم إحداهما إحداهن"))

_NEXT = frozenset((role.ACT, role.VICTIM, role.AGENT))

_NOT_HURT = frozenset((role.AGENT, role.WHOLE))  # people behind these, mostly
_PAIRS = frozenset((role.BETWEEN,))
_PAIRS_AND_VICTIMS = frozenset((role.BETWEEN, role.VICTIM))

# With these what was lost is a life.
_LIVES = frozenset(before + "حيات" + end for before in ("", "ل") for end in ("ه", "ها", "هم", "هما", "هن"))
_LIVES |= {"الحياه", "للحياه"}  # folded


def is_agent(items: Sequence[Item], group: Group) -> bool:
    """Whether those who did it, or whom it was aimed at, are counted: "على يد مسلحين", "استهدف ثلاثة عناصر"."""
    for at in range(max(0, group.first - _AGENT_REACH), group.first):
        if not items[at].roles.isdisjoint(_NOT_HURT):
            return not any(role.ACT in item.roles for item in items[at : group.first])
    return False


def is_of_them(items: Sequence[Item], group: Group) -> bool:
    """Whether some of those counted before are counted: "اثنان منهم بحالة خطرة"."""
    if group.value is None:
        return False
    at = group.behind if group.people is None else group.people - 1
    return group.first < at < len(items) and items[at].folded in _OF_THEM


def taken(items: Sequence[Item], group: Group, governor: Governor, found: Sequence[Found]) -> list[Found]:
    """The figures of people whom a word for the harm governs: of "مقتل وإصابة ثلاثة" one for each harm; "إصابة أحدهما
    خطرة" is one of those who are counted as hurt so already."""
    if len(governor.harms) > 1:
        return [Found(group.uncounted(), harm) for harm in governor.harms]
    again = items[group.first].folded in _ONE_OF_THEM and any(one.harm is governor.harms[0] for one in found)
    return [Found(group, governor.harms[0], subset=again, toll=governor.toll)]


def with_whole(items: Sequence[Item], group: Group, found: Sequence[Found]) -> list[Found] | None:
    """ "ثلاثة منهم … من أصل عشرة قتلوا": the figures with those of whom they are parts, who were hurt as they were."""
    if not found or not _is_whole(items, group):
        return None
    harm, act = found[-1].harm, items[group.behind].word(role.ACT) if group.behind < len(items) else None
    if harm not in (group.harm, act and act.harm) or (group.value or 0) <= (found[-1].group.value or 0):
        return None
    return [*(one._replace(subset=one.subset or one.harm is harm) for one in found), Found(group, harm)]


def _is_whole(items: Sequence[Item], group: Group) -> bool:
    return group.first > 0 and role.WHOLE in items[group.first - 1].roles


def with_those_of_them(items: Sequence[Item], group: Group, behind: int) -> tuple[Group, int]:
    """ "سبعة منهم قاصرون": a number with the people behind "of them", and the index to go on at."""
    at = group.behind + 1
    if group.people is not None or at >= len(items) or not is_of_them(items, group):
        return group, behind
    item = items[at]
    word = item.word(role.PEOPLE)
    if not word or item.mark or item.joined or item.definite or item.prefixed:
        return group, behind
    return replace(group, behind=at + 1, people=at, word=word), at + 1


def begins_breakdown(items: Sequence[Item], at: int, last: Group) -> bool:
    """ "31 عنصرا: 19 من الجيش و12 …", "ثلاثة (رجل وامرأتان)", "31 عنصرا، 19 من الجيش و12 …": the people counted last
    are told one by one."""
    if items[at].mark in _COMMAS and items[at].value:
        return _adds_up_within(items, at, last)
    if items[at].mark not in (":", "("):
        return False
    near = 0 <= at - last.behind <= (_BREAKDOWN_REACH if items[at].mark == ":" else 0)
    return near and last.numbered and (last.value or 0) > (items[at].value or 1)


def _adds_up_within(items: Sequence[Item], at: int, last: Group) -> bool:
    """Whether the numbers from an item on, each of which counts some of a side, are together no more than those counted
    last."""
    if not 0 <= at - last.behind <= _BREAKDOWN_REACH:
        return False
    left, parts = last.value or 0, 0
    for later in range(at, min(at + _SIDES_REACH, len(items) - 1)):
        value = items[later].value
        if value is None:
            continue
        if role.OUT_OF not in items[later + 1].roles or (later > at and not items[later].joined):
            break
        left, parts = left - value, parts + 1
    return left >= 0 and parts > 1


def is_risen(items: Sequence[Item], group: Group, found: Sequence[Found]) -> bool:
    """ "قبل أن ترتفع الحصيلة لاحقا إلى 8 شهداء و14 جريحا": people who are counted as a toll that rose; to that of
    "لترتفع حصيلة العنف إلى 8 قتلى" those before are added."""
    first = group.first
    if first and role.REACHED in items[first - 1].roles:
        near = items[max(0, first - _RISE_REACH) : first]
        return any(role.RISE in item.roles and not item.folded.startswith("ل") for item in near)
    return bool(found) and found[-1].toll and items[first].joined and first == found[-1].group.behind


def is_of_one(items: Sequence[Item], at: int) -> bool:
    """ "ما أدى إلى مقتله": one person told of, whom no number counts."""
    word = items[at].word(role.ACT)
    owned = word is not None and word.definite and items[at].folded.endswith(_OF_ONE)
    return owned and any(role.RESULT in item.roles for item in items[max(0, at - _RESULT_REACH) : at])


def is_verb(items: Sequence[Item], at: int, act: Word) -> bool:
    """Whether a word for the harm is a verb, or a noun with one: "تسعة مسلحين جرى تحييدهم"."""
    return is_done(items, at) or (act.verb and not items[at].prefixed)


def fell(items: Sequence[Item], group: Group) -> bool:
    """ "سقط خمسة من المقاتلين": they are dead, if "بين قتيل وجريح" does not follow."""
    if not group.first or not group.numbered or role.FELL not in items[group.first - 1].roles:
        return False
    others = _PAIRS if group.people is not None else _PAIRS_AND_VICTIMS if is_of_them(items, group) else None
    behind = items[group.behind : group.behind + _PAIR_REACH]
    return others is not None and all(item.roles.isdisjoint(others) for item in behind)


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


def is_whole_pair(items: Sequence[Item], group: Group) -> bool:
    """Whether one of "بين قتيل وجريح" has the other beside it."""
    if items[group.first].joined:
        return items[group.first - 1].word(role.VICTIM) is not None
    return group.behind < len(items) and items[group.behind].joined and role.VICTIM in items[group.behind].roles


def some(group: Group) -> Group:
    """So many as "بين قتيل وجريح" leaves unsaid."""
    return Group(group.first, group.behind, None, Quantifier.VAGUE, least=1)


def lost_life(items: Sequence[Item], at: int, harms: Sequence[Harm]) -> bool:
    """ "فقدان 12 مدنيا لحياتهم": who lost their lives are not missing."""
    return Harm.MISSING in harms and any(item.folded in _LIVES for item in items[at + 1 : at + 1 + _LIFE_REACH])


def behind_name(items: Sequence[Item], group: Group) -> int:
    """Where a person ends who is named before others: "القائد في الفيلق فلان" of "القائد في الفيلق فلان ونائبه"."""
    for at in range(group.behind, min(group.behind + _NAME_REACH, len(items))):
        item = items[at]
        if item.mark or not item.roles.isdisjoint(_NEXT):
            break
        if role.JOINS in item.roles or (item.joined and (item.value is not None or role.PEOPLE in item.roles)):
            return at
    return group.behind
