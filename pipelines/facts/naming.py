"""Which of its names a party is called by, and which names are one."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipelines import arabic
from pipelines.facts.fact import Actor
from pipelines.facts.unknowns import UNKNOWN

# A state that newsrooms call by its name rather than by its army, where they use no coloured words.
BY_COUNTRY = {"israel": "إسرائيل"}
# A party whose full and short names share no word is shown by both, where a text uses both.
_BY_BOTH = {"sdf": "قوات سوريا الديمقراطية (قسد)"}
# Whose short name is a word, too, so that a fuller one is better, even of another of its times.
_BY_FULL = frozenset({"hts"})
# Whose command speaks, as they are called: by their forces, in either spelling.
_STAND_INS = tuple(arabic.fold(name) for name in ("القيادة", "سنتكوم", "هيئة العمليات", "هيئة الأركان", "المضادات"))
_SYRIAN = ("الجيش السوري", "الجيش السوري")
_OUR = "نا"  # ending
_BY_FORCES = {
    "us_forces": ("القوات الأميركية", "القوات الأمريكية"),
    "assad_forces": _SYRIAN,
    "transitional_gov": _SYRIAN,
}
_SPELT = arabic.fold("أمريكي")
# All others rather by their forces, but for one whose guards are told apart from it.
_BY_EITHER = frozenset({"iran_irgc"})
_RATHER_BY_FORCES = 2  # mentions that the country must be ahead

# Said with nearly every name of a party, so that they make no two names alike.
_COMMON = frozenset(arabic.words("قوات سوريا سورية سوري"))
# By these a newsroom shows what it thinks of a state, and keeps to them.
_COLOURED = frozenset(arabic.words("احتلال عدو كيان صهيوني صهيونية محتل"))
# Names for all that a state has, and the one that readers know: "القوات السورية", "الجيش السوري".
_LOOSELY, _ARMY = frozenset(arabic.words("القوات قوات الحكومة")), frozenset(arabic.words("الجيش جيش"))
_WHOLE, _PARTS = frozenset(arabic.words("القوات")), frozenset(arabic.words("البحرية الجوية البرية الخاصة"))
_REGIME = frozenset(arabic.words("النظام نظام النظامية نظامية"))  # who says so keeps to it
_SINCE_2024, _UNTIL_2024, _OF_SYRIA = "transitional_gov", "assad_forces", arabic.words("السورية")
# A part of what a state has, by which it is called where nothing says more: "المدفعية التركية".
_ARMS = frozenset(
    arabic.words("الطيران طيران المدفعية مدفعية المخابرات مخابرات الاستخبارات استخبارات مشاة البحرية بحرية")
)
_FLYING = frozenset(arabic.words("الطيران طيران"))
_OFFICES = frozenset(arabic.words("المخابرات مخابرات الاستخبارات استخبارات مشاة البحرية بحرية"))
_ANY = frozenset(arabic.words("قوة قوات طيران دورية وحدة وحدات طائرات مدفعية عناصر جنود مقاتلين مقاتلون مسلحين مسلحون"))
_TITLE = 2  # mentions that one in the title counts for
_OF_ONE = frozenset(arabic.words("مقاتلا مقاتل مسلحا مسلح عنصرا عنصر"))  # "18 مقاتلا موالين لإيران"
_TOO_FEW = 4  # mentions that such a name is worth less than one of a group
_TWO = 2  # words
_SAME = 2  # mentions that one with the very same words counts for, besides


def best_named(group: Sequence[Actor]) -> Actor:
    """The mention whose name a reader would choose: of a country or of its forces whichever is named more often."""
    told = [actor for actor in group if not actor.aside] or group
    by_country = [actor for actor in told if actor.by_country]
    own = [actor for actor in told if not actor.by_country and not actor.general]
    own = [actor for actor in own if not (_stands_in(actor.name) or _is_ours(actor.name))] or own
    titles = any(actor.span.where == "title" for actor in told)
    if not own and (by_country or not titles) and group[0].id not in BY_COUNTRY:
        own = [actor for actor in group if actor.aside and not actor.by_country and not actor.general]
    titled = any(actor.itself and actor.span.where == "title" for actor in by_country)
    first = min(by_country + own, key=_in_body, default=group[0]).by_country and group[0].id in BY_COUNTRY
    times = len(by_country) + (titled or first)
    named = by_country if _is_called_by_country(group[0].id, times, own) else own or told
    if group[0].id == UNKNOWN:
        return max(named, key=lambda actor: len(actor.name))  # the fullest words for whom nobody names
    chosen = most_agreed(named)
    if named is own and (_first_word(chosen.name) in _ARMS or is_coloured(chosen.name)):
        army = [actor for actor in own if _first_word(actor.name) in _ARMY]
        rather = _first_word(chosen.name) in _OFFICES or (_first_word(chosen.name) in _FLYING and times > len(own))
        whole = army or (by_country if rather else [])
        chosen = most_agreed(whole) if whole else chosen
    return _shown(chosen, group)


def _in_body(actor: Actor) -> tuple[bool, int]:
    return actor.span.where == "title", actor.span.start


def _shown(chosen: Actor, told: Sequence[Actor]) -> Actor:
    """The mention that gives the name, with the name that readers know the party by where it has no such words."""
    if chosen.id in _BY_FORCES and _stands_in(chosen.name):
        return chosen._replace(name=_BY_FORCES[chosen.id][_SPELT in arabic.fold(chosen.name)])
    country, both = BY_COUNTRY.get(chosen.id), _BY_BOTH.get(chosen.id)
    if country and not (chosen.by_country or chosen.general or _is_titled(told)):
        return chosen._replace(name=country)
    if both and not chosen.unit and name_words(both) <= frozenset().union(*(name_words(actor.name) for actor in told)):
        return chosen._replace(name=both)
    return chosen


def _is_titled(told: Sequence[Actor]) -> bool:
    """Whether a state is called by its forces, since the title does or the text says what it thinks of them."""
    return any(is_coloured(actor.name) or (actor.span.where == "title" and is_whole(actor)) for actor in told)


@lru_cache(maxsize=4096)
def _stands_in(name: str) -> bool:
    return arabic.fold(name).startswith(_STAND_INS)


@lru_cache(maxsize=4096)
def _is_ours(name: str) -> bool:
    """Whether a newsroom calls the forces its own: "دفاعاتنا الجوية"."""
    return any(word.endswith(_OUR) for word in arabic.words(name))


def _is_called_by_country(party: str, told: int, own: Sequence[Actor]) -> bool:
    """Whether a state's country is its name, which was told so often, or its forces, whose mentions are `own`."""
    if not told or not own:
        return told > 0
    if party in BY_COUNTRY:
        return told > len(own) or not any(is_coloured(actor.name) for actor in own)
    return told >= len(own) + (1 if party in _BY_EITHER else _RATHER_BY_FORCES)


def most_agreed(mentions: Sequence[Actor]) -> Actor:
    """The mention whose name most of them agree with, those of the title rather: "جيش الاحتلال" says what "طيران
    الاحتلال" and "الجيش الإسرائيلي" say. The first, where several are."""
    if len(mentions) == 1:
        return mentions[0]
    votes: Counter[frozenset[str]] = Counter()
    for actor in mentions:
        votes[name_words(actor.name)] += _TITLE if actor.span.where == "title" else 1
    agreed = {words: _agreed(words, votes) for words in votes}

    def weight(actor: Actor) -> tuple[int, bool]:
        words = name_words(actor.name)
        few = _TOO_FEW if _first_word(actor.name) in _OF_ONE else 0
        return agreed[words] + (actor is mentions[0]) - few, actor.span.where == "title"

    chosen = max(mentions, key=weight)
    if _is_indefinite(chosen.name):
        chosen = max((actor for actor in mentions if not _is_indefinite(actor.name)), key=weight, default=chosen)
    if _is_loose(chosen):
        chosen = max((actor for actor in mentions if _first_word(actor.name) in _ARMY), key=weight, default=chosen)
    if chosen.id in _BY_FULL and len(arabic.words(chosen.name)) == 1:
        chosen = max((actor for actor in mentions if len(arabic.words(actor.name)) > 1), key=weight, default=chosen)
    return max((actor for actor in mentions if _is_fuller(actor.name, chosen.name)), key=weight, default=chosen)


def _is_loose(actor: Actor) -> bool:
    """Whether the Syrian state is named by words for all its forces: "القوات السورية", "قوات الحكومة"."""
    first, *others = arabic.words(actor.name)
    if first not in _LOOSELY or not _REGIME.isdisjoint(others):
        return False
    return actor.id == _SINCE_2024 or (actor.id == _UNTIL_2024 and others == _OF_SYRIA)


def _is_indefinite(name: str) -> bool:
    """Whether a name says "a force" of some state rather than its forces: "قوة إسرائيلية"."""
    words = arabic.words(name)
    return words[0] in _ANY and not any(word.startswith("ال") for word in words)


def _is_fuller(name: str, other: str) -> bool:
    """Whether a name of two words holds another of one and all of its words: "قوات نظام الأسد", "قوات الأسد"."""
    if len(name_words(other)) != 1 or len(name_words(name)) != _TWO:
        return False
    return {word.removeprefix("ال") for word in arabic.words(other)} < {
        word.removeprefix("ال") for word in arabic.words(name)
    }


def _agreed(words: frozenset[str], votes: Counter[frozenset[str]]) -> int:
    """How many mentions have a name that says the same, those with the very same words counted again."""
    return sum(count for others, count in votes.items() if _agree(words, others)) + _SAME * votes[words]


def is_coloured(name: str) -> bool:
    """Whether a name says what a newsroom thinks of a state: "العدو الإسرائيلي"."""
    return not _COLOURED.isdisjoint(name_words(name))


def is_whole(actor: Actor) -> bool:
    """Whether a state that does something is called by all of its forces: "الجيش التركي", "القوات التركية"."""
    if actor.by_country or actor.unit or actor.general or actor.aside or is_coloured(actor.name):
        return False
    first, *others = arabic.words(actor.name)
    return first in _ARMY or (first in _WHOLE and len(others) == 1 and others[0] not in _PARTS)


def same_words(one: str, other: str) -> bool:
    """Whether one of two names holds the other: "أكناف بيت المقدس", "كتائب أكناف بيت المقدس"."""
    return name_words(one) <= name_words(other) or name_words(other) <= name_words(one)


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, without article."""
    words = [word.removeprefix("ال") for word in arabic.words(name)]
    return frozenset(word for word in words if word not in _COMMON) or frozenset(words)


@lru_cache(maxsize=4096)
def _first_word(name: str) -> str:
    return arabic.words(name)[0]


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 >= max(len(one), len(other))
