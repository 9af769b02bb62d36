"""People counted in a sentence: "نحو عشرين مدنيا", "ضابطان", "5 من عناصر", "عشرات", "آخر"."""

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.facts.fact import Harm, Quantifier
from pipelines.facts.toll_items import Item
from pipelines.facts.toll_words import Role, Word

# A quantifier may stand so many items behind the people that it belongs to: "عشرون مقاتلا موالين لها على الأقل".
_FAR_QUANTIFIER = 4

# More people were never hurt at once in what the news tells; years and amounts of money are larger.
_MOST = 5_000_000

_OR = "او"  # folded
_FORCES = frozenset(
    ("الفصايل", "الفصيل", "الكتيبه", "اللواء", "فصايل", "كتايب", "وحدات")
)  # folded; "12 من الفصائل" are people

NOMINATIVE = "ون"  # the ending of subjects, never of objects

_PEOPLE = (Role.PEOPLE, Role.VICTIM, Role.OTHER, Role.OUT_OF)
_DESCRIBING = {Role.OTHER, Role.PEOPLE}
_MANY_ENDINGS = ("ين", "ون")  # of the sound masculine plural, which only people have


class Group(NamedTuple):
    """People counted, as far as the words themselves say."""

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
        return self._replace(value=None, quantifier=Quantifier.VAGUE, most=self.value, least=None)


class Found(NamedTuple):
    """A figure of a sentence, before it is known how it relates to others."""

    group: Group
    harm: Harm
    subset: bool = False
    superseded: bool = False
    echo: bool = False  # "مقتله": it counts if nothing else counts that person
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
        low = items[at + 1].value
        return found and found._replace(quantifier=Quantifier.RANGE, least=low, most=found.value), behind
    vague = item.word(Role.VAGUE)
    if vague and not quantifier:
        return _vague(items, index, at, vague)
    if item.folded in _ONE_OF and at + 1 < len(items) and _is_many(items[at + 1]):
        word = items[at + 1].word(Role.PEOPLE) or items[at + 1].word(Role.VICTIM)
        return _finished(items, Group(index, at + 2, 1, people=at + 1, word=word, partitive=True, numbered=True))
    return _named(items, index, at, quantifier)


_ONE_OF = frozenset(prefix + word for word in ("احد", "احدي") for prefix in ("", "و", "ب", "ل", "وب", "ول"))


def _quantified(items: Sequence[Item], at: int) -> tuple[int, Word | None]:
    quantifier = None
    while at < len(items) and (word := items[at].word(Role.BEFORE)):
        quantifier, at = word, at + 1
    return at, quantifier


def _is_range(items: Sequence[Item], at: int) -> bool:
    """بين خمسة وعشرة"""
    return (
        at + 2 < len(items)
        and Role.BETWEEN in items[at].roles
        and items[at + 1].value is not None
        and items[at + 2].value is not None
        and items[at + 2].joined
    )


def _is_many(item: Item) -> bool:
    return any(word.role in (Role.PEOPLE, Role.VICTIM) and not word.number for word in item.words)


def _numbered(items: Sequence[Item], first: int, at: int, quantifier: Word | None) -> tuple[Group | None, int]:
    value = items[at].value
    if value is None or value > _MOST or (at and Role.NUMBERED in items[at - 1].roles) or _is_year(items, at):
        return None, at + 1
    group = _bounded(Group(first, at + 1, value, numbered=True), quantifier)
    if at + 2 < len(items) and _spans(items[at + 1]) and items[at + 2].value is not None:
        value = items[at + 2].value
        group = group._replace(value=value, least=group.value, most=value, quantifier=Quantifier.RANGE, behind=at + 3)
    elif at + 1 < len(items) and items[at + 1].value is not None and items[at + 1].mark == "-":
        value = items[at + 1].value
        group = group._replace(value=value, least=group.value, most=value, quantifier=Quantifier.RANGE, behind=at + 2)
    return _of_people(items, group)


def _spans(item: Item) -> bool:
    """ "إلى" or "أو" between the numbers of a range."""
    return Role.REACHED in item.roles or item.folded == _OR


def _is_year(items: Sequence[Item], at: int) -> bool:
    before = items[at - 1].roles if at else frozenset()
    behind = items[at + 1].roles if at + 1 < len(items) else frozenset()
    year = 1900 <= (items[at].value or 0) <= 2100
    return year and (bool({Role.YEARS, Role.MONTH} & before) or behind.isdisjoint(_PEOPLE))


def _bounded(group: Group, word: Word | None) -> Group:
    if not word or group.value is None:
        return group
    if word.limit:
        return group._replace(quantifier=word.quantifier, most=group.value)
    least = group.value if word.quantifier is Quantifier.AT_LEAST else None
    return group._replace(quantifier=word.quantifier, least=least)


def _vague(items: Sequence[Item], first: int, at: int, vague: Word) -> tuple[Group | None, int]:
    group = Group(first, at + 1, None, Quantifier.VAGUE, least=vague.least, numbered=True)
    return _of_people(items, group)


def _of_people(items: Sequence[Item], group: Group) -> tuple[Group | None, int]:
    """A number with the people behind it, or as a bare one; None where it counts something else."""
    at = group.behind
    while at < len(items) and (word := items[at].word(Role.BEHIND)):
        group, at = _bounded(group, word), at + 1
    group = group._replace(behind=at)
    partitive = at < len(items) and Role.OUT_OF in items[at].roles and not items[at].mark
    noun = at + 1 if partitive else at
    if noun == len(items) or items[noun].mark or (items[noun].joined and not partitive):
        return group, group.behind
    if partitive and noun + 1 < len(items) and not items[noun].roles and items[noun + 1].word(Role.PEOPLE):
        noun += 1
    item = items[noun]
    word = item.word(Role.PEOPLE) or item.word(Role.VICTIM) or item.word(Role.OTHER)
    if word and not (item.prefixed and not partitive):
        part = word.role if partitive and item.definite else None
        return _finished(items, group._replace(behind=noun + 1, people=noun, word=word, partitive=partitive, part=part))
    force = partitive and item.folded in _FORCES
    if {Role.THING, Role.UNIT, Role.MONTH} & item.roles and not (word or force or item.prefixed):
        return None, noun + 1
    unknown = not item.roles and not partitive
    return group._replace(unknown=unknown, partitive=partitive), group.behind


def _named(items: Sequence[Item], first: int, at: int, quantifier: Word | None) -> tuple[Group | None, int]:
    """People without a number before them: one, two, or many."""
    item = items[at]
    word = item.word(Role.VICTIM) or item.word(Role.PEOPLE) or item.word(Role.OTHER)
    if not word or quantifier:
        return None, max(at, first + 1)
    definite = item.definite or word.definite
    count = word.number or None
    object_ = count == 1 and not definite and item.folded.endswith("ا")
    group = Group(first, at + 1, count, people=at, word=word, definite=definite, object=object_)
    following = items[at + 1] if at + 1 < len(items) else None
    if word.rank and following and following.value is not None and not following.joined:
        return None, at + 2  # "اللواء 137"
    if following and following.value in (1, 2) and not following.joined and not following.mark:
        number = following.value
        return _finished(items, group._replace(behind=at + 2, value=number, numbered=True))
    if count is None:
        group = group._replace(quantifier=Quantifier.VAGUE, least=2)
    return _finished(items, group)


def _finished(items: Sequence[Item], group: Group) -> tuple[Group, int]:
    """A group with what belongs to it behind the people: "others", adjectives, a rank, a number with the article, "at
    least"."""
    group = _ranked(items, group._replace(behind=_behind_adjectives(items, group.behind)))
    at = group.behind
    if at + 1 < len(items) and Role.OUT_OF in items[at].roles and items[at + 1].definite:
        group = group._replace(part=Role.VICTIM if items[at + 1].word(Role.VICTIM) else group.part)
    if group.definite and group.value is None:
        for later in range(at, min(at + 3, len(items))):
            item = items[later]
            if item.value is not None and item.definite and not item.joined:
                return group._replace(
                    value=item.value, quantifier=Quantifier.EXACT, least=None, numbered=True, definite=False
                ), later + 1
    for later in range(at, min(at + _FAR_QUANTIFIER, len(items))):
        word = items[later].word(Role.BEHIND)
        if word and group.numbered:
            return _bounded(group, word), at
        if items[later].value is not None or items[later].roles & {Role.ACT, Role.PEOPLE, Role.VICTIM}:
            break
    return group, at


def _behind_adjectives(items: Sequence[Item], at: int) -> int:
    """Behind the words for people that only describe those before: خمسة عناصر مسلحين, ثلاثة جنود آخرين."""
    ending = NOMINATIVE if items[at - 1].folded.endswith(NOMINATIVE) else ""
    while at < len(items):
        item = items[at]
        if item.mark or item.joined or item.prefixed or not item.roles & _DESCRIBING or Role.SUBSET in item.roles:
            break
        if not item.folded.endswith(ending):
            break  # "اغتال مسلحون ضابطا"
        at += 1
    return at


def _ranked(items: Sequence[Item], group: Group) -> Group:
    """ضابطان برتبة عميد"""
    at = group.behind
    if at + 1 < len(items) and Role.OF_RANK in items[at].roles:
        return group._replace(behind=at + 2, rank=at + 1)
    rank = group.people if group.word and group.word.rank else None
    return group._replace(rank=rank)


def is_plural_of_people(item: Item) -> bool:
    """Whether a word that no list has must name people by its ending."""
    return not item.roles and len(item.folded) > 5 and item.folded.endswith(_MANY_ENDINGS)
