"""Which of its names a party is called by, and which names are one."""

from collections.abc import Sequence
from functools import lru_cache

from pipelines import arabic
from pipelines.facts.fact import Actor

# Said with nearly every name of a party, so that they make no two names alike.
_COMMON = frozenset(arabic.words("قوات سوريا سورية سوري"))
_TITLE = 2  # mentions that one in the title counts for
_OF_ONE = frozenset(arabic.words("مقاتلا مقاتل مسلحا مسلح عنصرا عنصر"))  # "18 مقاتلا موالين لإيران"
_TOO_FEW = 4  # mentions that such a name is worth less than one of a group
_SAME = 2  # mentions that one with the very same words counts for, besides


def most_agreed(mentions: Sequence[Actor]) -> Actor:
    """The mention whose name most of them agree with, those of the title rather: "جيش الاحتلال" says what "طيران
    الاحتلال" and "الجيش الإسرائيلي" say. The first, where several are."""
    held = [(actor, name_words(actor.name), _TITLE if actor.span.where == "title" else 1) for actor in mentions]

    def weight(one: tuple[Actor, frozenset[str], int]) -> tuple[int, int]:
        actor, words, votes = one
        agreed = sum(voices for _, others, voices in held if _agree(words, others))
        same = sum(voices for _, others, voices in held if words == others)
        of_one = arabic.words(actor.name)[0] in _OF_ONE
        return agreed + _SAME * same + (actor is mentions[0]) - _TOO_FEW * of_one, votes

    return max(held, key=weight)[0]


def same_words(one: str, other: str) -> bool:
    """Whether one of two names holds the other: "أكناف بيت المقدس", "كتائب أكناف بيت المقدس"."""
    return name_words(one) <= name_words(other) or name_words(other) <= name_words(one)


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, without article."""
    words = [word.removeprefix("ال") for word in arabic.words(name)]
    return frozenset(word for word in words if word not in _COMMON) or frozenset(words)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 >= max(len(one), len(other))
