"""A few numbers that stand for a text; texts that share passages share some of them, and so copies are looked for.

Winnowing (Schleimer, Wilkerson and Aiken 2003): each row of seven words has a number, and of every 18 rows on end
the smallest one is kept. Whatever surrounds it, a passage of 24 words that two texts share has a number that both
keep: so a text that was cut, or stands within a round-up, is found like one that was retitled, which signatures of
whole texts (MinHash) do not give. Rows of common words alone have no number: a stock phrase makes no candidate.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from zlib import crc32

from pipelines.relating.likeness import rarity

_ROW = 7  # words: longer than most stock phrases
_WINDOW = 18  # rows, of which one is kept at least
MOST = 48  # numbers that are kept: the smallest ones
_COMMON = 1.6  # a row in which no word is rarer than this (in one of five texts) is a stock phrase
_SHARED = 0.1  # of the numbers that could be shared; copies share a third of them and more
_NEARLY_ALL = 0.8  # of the numbers: of two texts that differ in a figure here and there fewer are the same
_ENOUGH = 3  # numbers: some sixty words
FEW = 11  # numbers from which on one in common is too little: more than 1 / _SHARED


def sketch(words: Sequence[str]) -> list[int]:
    """The numbers of a text, ascending, each of 31 bits; `words` are as `pipelines.compare.text_words` gives them."""
    numbers = list(_numbers(words))
    kept = {min(numbers[start : start + _WINDOW]) for start in range(max(1, len(numbers) - _WINDOW + 1)) if numbers}
    return sorted(kept)[:MOST]


def may_be_copies(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two texts with these numbers share enough of them to be compared."""
    shared, comparable = _shared(one, other)
    return shared >= max(1, _SHARED * comparable)


def are_copies(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two texts with these numbers are copies, as far as that can be told where one of the texts is gone; where
    it is in doubt, they are not."""
    shared, comparable = _shared(one, other)
    return shared >= max(_ENOUGH, _NEARLY_ALL * comparable)


def _shared(one: Sequence[int], other: Sequence[int]) -> tuple[int, int]:
    """How many numbers two texts share, and how many they could; both are ascending."""
    if not one or not other:
        return 0, 0
    reach = min(sketch[-1] if len(sketch) == MOST else 1 << 31 for sketch in (one, other))
    comparable = min(bisect_right(one, reach), bisect_right(other, reach))
    return len({*one} & {*other}), comparable


def _numbers(words: Sequence[str]) -> Iterator[int]:
    """The numbers of the rows of a text, those left out that say nothing."""
    text, count = " ".join(words).encode(), len(words)
    starts = [0, *accumulate(len(word) + 1 for word in text.split(b" "))]
    last_rare = list(accumulate((index if rarity(word) >= _COMMON else -1 for index, word in enumerate(words)), max))
    for start in range(max(min(count, 1), count - _ROW + 1)):
        behind = min(start + _ROW, count)
        if last_rare[behind - 1] >= start:
            yield crc32(text[starts[start] : starts[behind] - 1]) >> 1
