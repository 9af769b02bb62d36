"""Synthetic news with what it is looked for by, made by several processes and kept in a folder for the next time.

To make a million articles takes hours; so from some number on they are those made before under other names: with other
numbers for their passages and for the words that few articles share, and the same for those that many do.
"""

import pickle
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.newswire import Item, Wire
from pipelines.relating import outline
from pipelines.relating.topics import topics
from storage.compared import of_text

PART = 2_000  # articles
_PROCESSES = 2
_FEW = 12  # articles of a part in which a word is one that few share
_KEPT_CHARACTERS = 200  # of the body of one under other names, which nobody compares


class Made(NamedTuple):
    """An article, and what it is looked for by."""

    item: Item
    keys: Sequence[int]
    topics: Sequence[int]
    outline: bytes


class Archive:
    """Parts of `PART` articles; the first `real` ones are written each for itself."""

    def __init__(self, folder: Path, real: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._real = folder, real
        with ProcessPoolExecutor(_PROCESSES) as pool:
            for _ in pool.map(_make, [folder] * real, range(real)):
                pass
        self._shared = self._shared_by_many()

    def part(self, number: int) -> Iterator[Made]:
        """The articles of a part."""
        variant, real = divmod(number, self._real)
        for made in _read(self._folder, real):
            yield self._renamed(made, variant) if variant else made

    def _shared_by_many(self) -> frozenset[int]:
        """The topics and the words of outlines that many articles have."""
        counts = Counter[int]()
        for number in range(self._real):
            for made in _read(self._folder, number):
                counts.update([*made.topics, *(word >> 8 for word in _words(made.outline))])
        return frozenset(number for number, count in counts.items() if count > _FEW)

    def _renamed(self, made: Made, variant: int) -> Made:
        mask = variant * 0x2545F49 & 0x7FFFFFFF
        item = replace(made.item, url=f"{made.item.url}/{variant}", body=made.item.body[:_KEPT_CHARACTERS])
        words = [word if word >> 8 in self._shared else word ^ (mask & 0xFFFFFF) << 8 for word in _words(made.outline)]
        return Made(
            item,
            sorted(key ^ mask for key in made.keys),
            [topic if topic in self._shared else topic ^ mask for topic in made.topics],
            made.outline[:4] + struct.pack(f"<{len(words)}I", *words),
        )


def _words(packed: bytes) -> tuple[int, ...]:
    """The words of an outline without places."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)[1:]


def _read(folder: Path, number: int) -> list[Made]:
    return [Made(*row) for row in pickle.loads((folder / f"{number}.pickle").read_bytes())]


def _make(folder: Path, number: int) -> None:
    path = folder / f"{number}.pickle"
    if not path.exists():
        outline.places_of = lambda *_: ()  # no place of these texts is known, and looking for them takes half the time
        wire = Wire.part(number)
        unfinished = path.with_suffix(".new")
        unfinished.write_bytes(pickle.dumps([tuple(_made(wire.next())) for _ in range(PART)]))
        unfinished.rename(path)


def _made(item: Item) -> Made:
    understood = of_text(item.title, item.body)
    return Made(item, understood.keys, topics(understood.telling, item.at), understood.outline)
