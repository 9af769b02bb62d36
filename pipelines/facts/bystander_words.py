"""The words of `lexicon/bystanders.toml`: they say beside a party's name that it takes no part."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import chain

from pipelines import arabic
from pipelines.lexicon_tables import Table

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
    words = BystanderWords(**{field.name: frozenset(_words(root, field.name)) for field in fields(BystanderWords)})
    root.finish()
    return words


def signs_of(words: BystanderWords) -> frozenset[str]:
    """The words that stand before the name of a party, with and without "and"."""
    listed = set(chain.from_iterable(getattr(words, name) for name in _BEFORE))
    return frozenset(listed | {f"{_JOINT}{word}" for word in listed})


def _words(root: Table, name: str) -> Iterable[str]:
    if not root.has(name):
        return
    table = root.table(name)
    for item in table.words("words", required=True):
        folded = arabic.words(item)
        if len(folded) != 1:
            raise table.error("words", f"“{item}” should be a single word", item)
        yield folded[0]
    table.finish()
