"""Files of the lexicon that are lists of words, each a table with nothing but `words`: read, checked and folded.

Rules of grammar ask them about every word of a text, so a process reads them once, as it starts, and they are plain
sets from then on. A file that cannot be used ends the start with its line. What belongs into a list its file says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import NamedTuple, TypeVar

from pipelines import arabic
from pipelines.lexicon_tables import Table

T = TypeVar("T")


class Rules(NamedTuple):
    """What is asked of lists beyond single words; they are called by their names."""

    pairs: tuple[str, ...] = ()  # lists of two words each
    apart: tuple[tuple[str, ...], ...] = ()  # of these lists a word stands in one only
    begins: Mapping[str, str] = {}  # what each word of a list begins with


_ANY = Rules()


def lists_of(root: Table, kind: type[T], rules: Rules = _ANY) -> T:
    """A frozen dataclass of sets of folded words, each out of the table that is called as its field; LexiconError where
    the file cannot be used."""
    taken: dict[tuple[object, str], str] = {}
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    lists = kind(**{name: frozenset(_words(root, name, rules, taken)) for name in names})
    root.finish()
    return lists


def by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Pairs of words, arranged for lookup by the first of them."""
    listed = list(pairs)
    return {first: frozenset(second for head, second in listed if head == first) for first, _ in listed}


def _words(
    root: Table, name: str, rules: Rules, taken: dict[tuple[object, str], str]
) -> Iterator[str | tuple[str, ...]]:
    """The folded words of a list. `taken` is where those of the lists before it stand."""
    if not root.has(name):
        return
    table, begins = root.table(name), rules.begins.get(name, "")
    count, said = (2, "two words") if name in rules.pairs else (1, "a single word")
    apart: object = next((group for group in rules.apart if name in group), name)
    for item in table.words("words", required=True):
        folded = arabic.words(item)
        if len(folded) != count:
            raise table.error("words", f"“{item}” should be {said}", item)
        if not folded[0].startswith(begins):
            raise table.error("words", f"“{item}” should begin with {begins}", item)
        key = apart, " ".join(folded)
        if key in taken:
            raise table.error("words", f"“{item}” stands in [{taken[key]}] already; leave one out", item)
        taken[key] = name
        yield folded[0] if count == 1 else tuple(folded)
    table.finish()
