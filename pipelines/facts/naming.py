"""Which of its names a party is called by, and which names are one."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipelines import arabic
from pipelines.facts.fact import Actor

# Said with nearly every name of a party, so that they make no two names alike.
_COMMON = frozenset(arabic.words("قوات سوريا سورية سوري"))
# By these a newsroom shows what it thinks of a state, and keeps to them.
_COLOURED = frozenset(arabic.words("احتلال عدو كيان صهيوني صهيونية محتل"))
_TITLE = 2  # mentions that one in the title counts for
_OF_ONE = frozenset(arabic.words("مقاتلا مقاتل مسلحا مسلح عنصرا عنصر"))  # "18 مقاتلا موالين لإيران"
_TOO_FEW = 4  # mentions that such a name is worth less than one of a group
_SAME = 2  # mentions that one with the very same words counts for, besides


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
    words = name_words(chosen.name)
    fuller = [
        actor
        for actor in mentions
        if len(words) == 1 and len(name_words(actor.name)) == 2 and words < name_words(actor.name)
    ]
    return max(fuller, key=weight, default=chosen)


def _agreed(words: frozenset[str], votes: Counter[frozenset[str]]) -> int:
    """How many mentions have a name that says the same, those with the very same words counted again."""
    return sum(count for others, count in votes.items() if _agree(words, others)) + _SAME * votes[words]


def is_coloured(name: str) -> bool:
    """Whether a name says what a newsroom thinks of a state: "العدو الإسرائيلي"."""
    return not _COLOURED.isdisjoint(name_words(name))


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
