"""The words of `lexicon/bystanders.toml`: they say beside a party's name that it takes no part."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from pipelines.lexicon_tables import Table
from pipelines.word_lists import lists_of

_JOINT = "و"


@dataclass(frozen=True, slots=True)
class BystanderWords:
    """Folded words, by what they do; the file says it for editors."""

    leads: frozenset[str]
    backed: frozenset[str]
    tied: frozenset[str]
    ties: frozenset[str]
    denying: frozenset[str]
    held: frozenset[str]
    holding: frozenset[str]
    sources: frozenset[str]
    according: frozenset[str]
    by: frozenset[str]
    offices: frozenset[str]
    says: frozenset[str]
    calls: frozenset[str]
    fights: frozenset[str]
    beside: frozenset[str]
    mediates: frozenset[str]
    enters: frozenset[str]
    mediator: frozenset[str]
    comments: frozenset[str]
    comment: frozenset[str]
    opens: frozenset[str]
    inquiries: frozenset[str]
    belongs: frozenset[str]
    serves: frozenset[str]
    within: frozenset[str]
    flies: frozenset[str]
    drops: frozenset[str]
    reacts: frozenset[str]
    speaks: frozenset[str]
    titles: frozenset[str]
    own: frozenset[str]
    aims: frozenset[str]
    allied: frozenset[str]
    plans: frozenset[str]
    was: frozenset[str]
    sends: frozenset[str]


# Where none of these stands before a party's name, nothing else has to be looked for.
_BEFORE = (
    "leads", "backed", "sources", "according", "says", "calls", "fights", "mediates", "comments", "comment", "opens",
    "belongs", "serves", "reacts", "speaks", "aims", "plans", "was", "sends", "enters",
    "allied", "tied", "ties", "held",
)  # fmt: skip

# These may stand some words before it, so that many words are compared with them.
_FAR = ("calls", "plans", "was", "sends")


def bystander_words(root: Table) -> BystanderWords:
    """The words of the file; LexiconError where it cannot be used."""
    listed = lists_of(root, BystanderWords)
    return replace(listed, **{name: _joined(getattr(listed, name)) for name in _FAR})


def _joined(words: Iterable[str]) -> frozenset[str]:
    """Words, with and without "and"."""
    return frozenset(word for one in words for word in (one, f"{_JOINT}{one}"))


def signs_of(words: BystanderWords) -> frozenset[str]:
    """The words that stand before the name of a party, with and without "and"."""
    listed = set(chain.from_iterable(getattr(words, name) for name in _BEFORE))
    return _joined(listed)
