"""How two texts stand to each other: version, duplicate, update, same_story or unrelated; with the reason.

  version     the same outlet's text again, changed: at the same address, or re-issued without a new fact
  duplicate   the same text: respelled, retitled, cut, with another credit, or standing in a longer one
  update      nearly the same text with other figures, days or places: a corrected toll, or a daily form filled in anew
  same_story  another text about the same event
  unrelated   anything else

The same functions decide for `watira compare` and in the store. docs/copies.md tells where the numbers come from.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from pipelines import arabic
from pipelines.fingerprint import own_words
from pipelines.lexicon import Lexicon
from pipelines.relating.alignment import Substitution, align
from pipelines.relating.discrepancies import Discrepancy, Kind, discrepancies
from pipelines.relating.outline import outline
from pipelines.relating.same_event import same_event

_SHINGLE = 4  # words
_COPIED = 0.6  # of the shorter text's shingles stand in the longer one: measured 0.70 and more for copies, 0.49 else
_SHORTEST_PART = 20  # words; a shorter text that stands in a much longer one may be a stock sentence
_MUCH_LONGER = 2  # times
_RETITLED = 0.6  # of the words of two titles that were not written apart from each other are the same
_SHORTEST_BODY = 8  # words; with fewer, the title belongs to the text


class Relation(StrEnum):
    """What one text is to another."""

    VERSION = "version"
    DUPLICATE = "duplicate"
    UPDATE = "update"
    SAME_STORY = "same_story"
    UNRELATED = "unrelated"

    @property
    def copied(self) -> bool:
        """Whether one of the two is counted as a copy of the other."""
        return self in (Relation.VERSION, Relation.DUPLICATE)


@dataclass(frozen=True, slots=True)
class Text:
    """An article as far as it is compared with others."""

    title: str  # clean
    body: str  # clean
    published_at: datetime | None = None
    source: str = ""  # key; empty: not known
    url: str = ""  # canonical; empty: not known


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts stand to each other."""

    relation: Relation
    reason: str
    similarity: float  # 0 to 1: what part of the shorter text stands in the other; for same_story and unrelated, cosine
    differences: tuple[Discrepancy, ...] = ()  # the facts that they tell otherwise, where the texts are nearly the same

    @property
    def same_event(self) -> bool:
        """Whether both tell of one event; an update does, unless it differs in day or place."""
        if self.relation is Relation.UPDATE:
            return all(each.kind is Kind.FIGURE for each in self.differences)
        return self.relation is not Relation.UNRELATED


def compare(one: Text, other: Text, lexicon: Lexicon) -> Comparison:
    """Compare two texts; which of them comes first plays no part."""
    one, other = sorted((one, other), key=_order)
    copied = _as_copies(one, other, lexicon)
    if copied:
        return copied
    here, there = outline(one.title, one.body), outline(other.title, other.body)
    told = same_event(here, one.published_at, there, other.published_at)
    return Comparison(Relation.SAME_STORY if told.same else Relation.UNRELATED, told.reason, told.likeness)


def compare_copies(one: Text, other: Text, lexicon: Lexicon) -> Comparison | None:
    """As `compare`, for version, duplicate and update alone, which is much faster; None: neither of them."""
    one, other = sorted((one, other), key=_order)
    return _as_copies(one, other, lexicon)


def same_article(one: Text, other: Text) -> bool:
    """Whether two texts that a channel calls by one name are one article, changed or not: nearly the same text. A name
    alone proves nothing, as some channels give all articles the same."""
    return containment(text_words(one.title, one.body), text_words(other.title, other.body)) >= _COPIED


def _order(text: Text) -> tuple[float, int, str, str, str, str]:
    """The earlier one first, so that reasons tell what became of what; then any order that is always the same."""
    at = text.published_at.timestamp() if text.published_at else math.inf
    return at, len(text.body), text.body, text.title, text.source, text.url


def _as_copies(one: Text, other: Text, lexicon: Lexicon) -> Comparison | None:
    here, there = text_words(one.title, one.body), text_words(other.title, other.body)
    same_address = bool(one.url) and one.url == other.url
    if here == there:
        return Comparison(Relation.DUPLICATE, "the same words", 1.0)
    contained = containment(here, there)
    if contained < _COPIED or _is_stock_sentence(here, there):
        return Comparison(Relation.VERSION, "another text at the same address", contained) if same_address else None
    differences = _differences(one, other, here, there, lexicon)
    if same_address:
        return Comparison(Relation.VERSION, _told(contained, differences), contained, differences)
    if differences:
        return Comparison(Relation.UPDATE, _told(contained, differences), contained, differences)
    relation = Relation.VERSION if one.source and one.source == other.source else Relation.DUPLICATE
    return Comparison(relation, _told(contained, ()), contained)


def _differences(
    one: Text, other: Text, here: tuple[str, ...], there: tuple[str, ...], lexicon: Lexicon
) -> tuple[Discrepancy, ...]:
    found = [*align(here, there).substitutions, *_titles(arabic.words(one.title), arabic.words(other.title))]
    return tuple(dict.fromkeys(discrepancies(found, lexicon)))


def _titles(one: list[str], other: list[str]) -> tuple[Substitution, ...]:
    """What two titles say otherwise, if one was made from the other: a copy has a title of its own as a rule."""
    if len({*one} & {*other}) < _RETITLED * max(len(one), len(other)):
        return ()
    framed = [["<", "<", "<", *words, ">", ">", ">"] for words in (one, other)]  # so that their ends are runs, too
    return align(*framed).substitutions


def _told(contained: float, differences: tuple[Discrepancy, ...]) -> str:
    told = f"{contained:.0%} of the shorter text stands in the other"
    return f"{told}, but: {'; '.join(map(str, differences[:5]))}" if differences else told


def _is_stock_sentence(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    few, many = sorted((len(here), len(there)))
    return few < _SHORTEST_PART and many > _MUCH_LONGER * few


@lru_cache(maxsize=512)
def text_words(title: str, body: str) -> tuple[str, ...]:
    """The folded words that a text is compared by: without credits and lines of the page."""
    words = own_words(body) or tuple(arabic.words(body))
    return words if len(words) >= _SHORTEST_BODY else (*arabic.words(title), *words)


def containment(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """What part of the shorter text's shingles (rows of four words) stands in the longer one: 0 to 1."""
    few, many = sorted((shingles(one), shingles(other)), key=len)
    return len(few & many) / len(few) if few else 0.0


@lru_cache(maxsize=512)
def shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The rows of four words of a text; the text itself if it is shorter."""
    rows = zip(*(words[start:] for start in range(_SHINGLE)), strict=False)
    return frozenset(rows) or frozenset({words} if words else ())
