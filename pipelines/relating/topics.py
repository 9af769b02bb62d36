"""What an article is looked for by when others tell of the same event: its most telling words, each with its days.

Two articles are compared when they share two of these; of labelled pairs about one event whose words agree enough, all
do, and of others hardly more than those that speak of one subject.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zlib import crc32

LATEST = timedelta(days=3.5)  # between two reports of one event; pipelines/relating/same_event.py
SHARED = 2  # topics that two articles have in common at least to be compared

WORDS = 16  # of an article that it is looked for by
_PERIOD = 4 * 86_400  # seconds; words are kept apart by such periods, so that a search reads those of its own days


def topics(telling: Iterable[str], at: datetime) -> list[int]:
    """The topics of an article with these telling words that was published then, each a number of 31 bits."""
    period = int(at.timestamp() // _PERIOD)
    return [_number(word, period) for word in telling]


def asked(telling: Iterable[str], at: datetime) -> list[int]:
    """The topics that articles of the same event may have, up to `LATEST` before and after."""
    first, last = (int((at + span).timestamp() // _PERIOD) for span in (-LATEST, LATEST))
    return [_number(word, period) for word in telling for period in range(first, last + 1)]


def _number(word: str, period: int) -> int:
    return crc32(f"{period} {word}".encode()) >> 1
