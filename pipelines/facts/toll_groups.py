"""People counted in a sentence: "نحو عشرين مدنيا", "ضابطان", "5 من عناصر", "عشرات", "آخر"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipelines.arabic import words
from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Harm, Quantifier
from pipelines.facts.toll_items import Item, is_last
from pipelines.facts.toll_roles import Role
from pipelines.facts.toll_words import Word

# A quantifier may stand so many items behind the people that it belongs to: "عشرون مقاتلا موالين لها على الأقل".
_FAR_QUANTIFIER = 4

# More people were never hurt at once in what the news tells; years and amounts of money are larger.
_MOST, _OR = 5_000_000, "او"  # folded
# Folded; "12 من الفصائل" and "خمسة من عائلة واحدة" are people.
_FORCES = frozenset(words("الفصائل الفصيل الكتيبة اللواء فصائل كتائب وحدات عائلة العائلة أسرة الأسرة"))

NOMINATIVE = "ون"  # the ending of subjects, never of objects

_PEOPLE = frozenset((role.PEOPLE, role.VICTIM, role.OTHER, role.OUT_OF))
_DESCRIBING = frozenset((role.OTHER, role.PEOPLE))
_DATING, _THINGS = frozenset((role.YEARS, role.MONTH)), frozenset((role.THING, role.UNIT, role.MONTH))
_OTHERS = frozenset((role.ACT, role.PEOPLE, role.VICTIM))  # behind these a quantifier is not theirs who stand before


@dataclass(slots=True)
class Group:
    """People counted, as far as the words themselves say. It changes only while it is read here, word by word."""

    first: int  # index of its first item
    behind: int
    value: int | None
    quantifier: Quantifier = Quantifier.EXACT
    least: int | None = None
    most: int | None = None
    people: int | None = None  # index of the item that names the people; None: a bare number
    word: Word | None = None  # its meaning
    rank: int | None = None  # index of the item that names their rank
    unknown: bool = False  # a word stands behind the number that may name people or things
    partitive: bool = False  # "of" stands between number and people
    numbered: bool = False  # a number or "tens of" stands there
    definite: bool = False
    part: Role | None = None  # of people told of before: perhaps ("ثلاثة من المدنيين") or surely ("عشرة من القتلى")
    object: bool = False  # "رجلا": one person, by its ending the object of a verb

    @property
    def harm(self) -> Harm | None:
        """What happened to them, where their name says it: قتلى, جرحى."""
        return self.word.harm if self.word else None

    def uncounted(self) -> "Group":
        """So many killed or wounded: how many of each is not told."""
        return replace(self, value=None, quantifier=Quantifier.VAGUE, most=self.value, least=None)


class Found(NamedTuple):
    """A figure of a sentence, before it is known how it relates to others."""

    group: Group
    harm: Harm
    subset: bool = False
    superseded: bool = False
    echo: bool = False  # "مقتله", "بين قتيل وجريح": it counts if nothing else counts them
    toll: bool = False  # the number of the dead, as told now


def group_at(items: Sequence[Item], index: int) -> tuple[Group | None, int]:
    """The group that begins at an item, if any, and the index to go on at."""
    at, quantifier = _quantified(items, index)
    if at == len(items):
        return None, at
    item = items[at]
    if item.value is not None and not item.definite:
        return _numbered(items, index, at, quantifier)
    if _is_range(items, at):
        found, behind = _numbered(items, index, at + 2, quantifier)
        if found:
            found.quantifier, found.least, found.most = Quantifier.RANGE, items[at + 1].value, found.value
        return found, behind
    vague = item.word(role.VAGUE)
    if vague and not quantifier:
        group = Group(index, at + 1, None, Quantifier.VAGUE, least=vague.least, numbered=True)
        return _of_people(items, group)
    if item.folded in _ONE_OF and at + 1 < len(items) and _is_many(items[at + 1]):
        word = items[at + 1].word(role.PEOPLE) or items[at + 1].word(role.VICTIM)
        return _finished(items, Group(index, at + 2, 1, people=at + 1, word=word, partitive=True, numbered=True))
    return _named(items, index, at, quantifier)


_ONE_OF = frozenset(prefix + word for word in ("احد", "احدي") for prefix in ("", "و", "ب", "ل", "وب", "ول"))


def _quantified(items: Sequence[Item], at: int) -> tuple[int, Word | None]:
    quantifier = None
    while at < len(items) and (word := items[at].word(role.BEFORE)):
        quantifier, at = word, at + 1
    return at, quantifier


def _is_range(items: Sequence[Item], at: int) -> bool:
    """بين خمسة وعشرة"""
    if role.BETWEEN not in items[at].roles or at + 2 >= len(items):
        return False
    return items[at + 1].value is not None and items[at + 2].value is not None and items[at + 2].joined


def _is_many(item: Item) -> bool:
    return any(word.role in (role.PEOPLE, role.VICTIM) and not word.number for word in item.words)


def _numbered(items: Sequence[Item], first: int, at: int, quantifier: Word | None) -> tuple[Group | None, int]:
    value = items[at].value
    if value is None or value > _MOST or (at and role.NUMBERED in items[at - 1].roles) or _is_year(items, at):
        return None, at + 1
    group = Group(first, at + 1, value, numbered=True)
    _bound(group, quantifier)
    if at + 2 < len(items) and _spans(items[at + 1]) and items[at + 2].value is not None:
        _range(group, items[at + 2].value, at + 3)
    elif at + 1 < len(items) and items[at + 1].value is not None and items[at + 1].mark == "-":
        _range(group, items[at + 1].value, at + 2)
    return _of_people(items, group)


def _range(group: Group, most: int | None, behind: int) -> None:
    """The number was the least of a range."""
    group.least, group.value, group.most = group.value, most, most
    group.quantifier, group.behind = Quantifier.RANGE, behind


def _spans(item: Item) -> bool:
    """ "إلى" or "أو" between the numbers of a range."""
    return role.REACHED in item.roles or item.folded == _OR


def _is_year(items: Sequence[Item], at: int) -> bool:
    before = items[at - 1].roles if at else frozenset()
    behind = items[at + 1].roles if at + 1 < len(items) else frozenset()
    year = 1900 <= (items[at].value or 0) <= 2100
    return year and (not before.isdisjoint(_DATING) or behind.isdisjoint(_PEOPLE))


def _bound(group: Group, word: Word | None) -> None:
    """A quantifier says how its number is meant."""
    if not word or group.value is None:
        return
    group.quantifier = word.quantifier
    if word.limit:
        group.most = group.value
    else:
        group.least = group.value if word.quantifier is Quantifier.AT_LEAST else None


def _of_people(items: Sequence[Item], group: Group) -> tuple[Group | None, int]:
    """A number with the people behind it, or as a bare one; None where it counts something else."""
    at = group.behind
    while at < len(items) and (word := items[at].word(role.BEHIND)):
        _bound(group, word)
        at += 1
    group.behind = at
    partitive = at < len(items) and role.OUT_OF in items[at].roles and not items[at].mark
    noun = at + 1 if partitive else at
    if noun == len(items) or items[noun].mark or (items[noun].joined and not partitive):
        return group, group.behind
    if partitive and noun + 1 < len(items) and not items[noun].roles and items[noun + 1].word(role.PEOPLE):
        noun += 1
    item = items[noun]
    word = item.word(role.PEOPLE) or item.word(role.VICTIM) or item.word(role.OTHER)
    if word and not (item.prefixed and not partitive):
        group.behind, group.people, group.word = noun + 1, noun, word
        group.partitive, group.part = partitive, word.role if partitive and item.definite else None
        return _finished(items, group)
    force = partitive and item.folded in _FORCES
    if not item.roles.isdisjoint(_THINGS) and not (word or force or item.prefixed):
        return None, noun + 1
    group.unknown, group.partitive = not item.roles and not partitive, partitive
    return group, group.behind


def _named(items: Sequence[Item], first: int, at: int, quantifier: Word | None) -> tuple[Group | None, int]:
    """People without a number before them: one, two, or many."""
    item = items[at]
    word = item.word(role.VICTIM) or item.person() or item.word(role.OTHER)
    if not word or quantifier or is_last(items, at):
        return None, max(at, first + 1)
    definite = item.definite or word.definite
    count = word.number or None
    object_ = count == 1 and not definite and item.folded.endswith("ا")
    group = Group(first, at + 1, count, people=at, word=word, definite=definite, object=object_)
    following = items[at + 1] if at + 1 < len(items) else None
    if word.rank and following and following.value is not None and not following.joined:
        return None, at + 2  # "اللواء 137"
    if following and following.value in (1, 2) and not following.joined and not following.mark:
        group.behind, group.value, group.numbered = at + 2, following.value, True
    elif count is None:
        group.quantifier, group.least = Quantifier.VAGUE, 2
    return _finished(items, group)


def _finished(items: Sequence[Item], group: Group) -> tuple[Group, int]:
    """A group with what belongs to it behind the people: "others", adjectives, rank, number, "at least"."""
    group.behind = _behind_adjectives(items, group.behind)
    _rank(items, group)
    at = group.behind
    if at + 1 < len(items) and role.OUT_OF in items[at].roles and items[at + 1].definite:
        group.part = role.VICTIM if items[at + 1].word(role.VICTIM) else group.part
    if group.definite and group.value is None:
        for later in range(at, min(at + 3, len(items))):
            item = items[later]
            if item.value is not None and item.definite and not item.joined:
                group.value, group.quantifier, group.least = item.value, Quantifier.EXACT, None
                group.numbered, group.definite = True, False
                return group, later + 1
    for later in range(at, min(at + _FAR_QUANTIFIER, len(items))):
        word = items[later].word(role.BEHIND)
        if word and group.numbered:
            _bound(group, word)
            break
        if items[later].value is not None or not items[later].roles.isdisjoint(_OTHERS):
            break
    return group, at


def _behind_adjectives(items: Sequence[Item], at: int) -> int:
    """Behind the words for people that only describe those before: خمسة عناصر مسلحين, ثلاثة جنود آخرين."""
    ending = NOMINATIVE if items[at - 1].folded.endswith(NOMINATIVE) else ""
    while at < len(items):
        item = items[at]
        if item.mark or item.joined or item.prefixed or item.roles.isdisjoint(_DESCRIBING) or role.SUBSET in item.roles:
            break
        if not item.folded.endswith(ending):
            break  # "اغتال مسلحون ضابطا"
        at += 1
    return at


def _rank(items: Sequence[Item], group: Group) -> None:
    """ضابطان برتبة عميد"""
    at = group.behind
    if at + 1 < len(items) and role.OF_RANK in items[at].roles:
        group.behind, group.rank = at + 2, at + 1
    elif group.word and group.word.rank:
        group.rank = group.people
