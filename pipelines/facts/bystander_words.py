"""The words of `lexicon/bystanders.toml`: they say beside a party's name that it takes no part."""

from dataclasses import dataclass
from itertools import chain

from pipelines.lexicon_tables import Table
from pipelines.word_lists import lists_of

_JOINT = "و"


@dataclass(frozen=True, slots=True)
class BystanderWords:
    """Folded words, by what they do; the file says it for editors."""

    leads: frozenset[str]
    backed: frozenset[str]
    sources: frozenset[str]
    according: frozenset[str]
    offices: frozenset[str]
    says: frozenset[str]
    calls: frozenset[str]
    fights: frozenset[str]
    beside: frozenset[str]
    mediates: frozenset[str]
    comments: frozenset[str]
    comment: frozenset[str]
    opens: frozenset[str]
    inquiries: frozenset[str]
    belongs: frozenset[str]
    serves: frozenset[str]
    flies: frozenset[str]


# Where none of these stands before a party's name, nothing else has to be looked for.
_BEFORE = (
    "leads", "backed", "sources", "according", "says", "calls", "fights", "mediates", "comments", "comment", "opens",
    "belongs", "serves",
)  # fmt: skip


def bystander_words(root: Table) -> BystanderWords:
    """The words of the file; LexiconError where it cannot be used."""
    return lists_of(root, BystanderWords)


def signs_of(words: BystanderWords) -> frozenset[str]:
    """The words that stand before the name of a party, with and without "and"."""
    listed = set(chain.from_iterable(getattr(words, name) for name in _BEFORE))
    return frozenset(listed | {f"{_JOINT}{word}" for word in listed})
