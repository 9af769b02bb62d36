"""The words before a place's name that say how much of it is meant: محافظة, مدينة, ريف, محيط, شرقي …"""

from enum import IntEnum
from typing import NamedTuple

from pipelines import arabic
from pipelines.facts.place_words import WORDS
from pipelines.facts.telling import Telling
from pipelines.remembered import Remembered


class Extent(IntEnum):
    """How much of a place is meant."""

    UNSAID = 0
    TOWN = 1
    DISTRICT = 2
    NEAR = 3  # around it, or a side of it, or where its wounded are nursed
    COUNTRYSIDE = 4
    GOVERNORATE = 5


# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_UNSAID = Extent.UNSAID


class Cue(NamedTuple):
    """What the words before a name say."""

    extent: Extent = Extent.UNSAID
    nearest: Extent = Extent.UNSAID  # what the word next to the name says of it: TOWN in "محيط قرية X"
    several: bool = False  # it announces several names: قرى, بلدات, مناطق
    preposition: bool = False  # في, إلى, نحو … before it all
    first: int = 0  # index of the first word of it


_WORDS = {
    Extent.GOVERNORATE: WORDS.governorate,
    Extent.TOWN: WORDS.town,
    Extent.DISTRICT: WORDS.district,
    Extent.COUNTRYSIDE: WORDS.countryside,
    Extent.NEAR: WORDS.near,
}
_EXTENTS = {word: extent for extent, words in _WORDS.items() for word in words}

# Words between a cue and the name that change nothing: "بالقرب من", "كل من", "مركز مدينة".
_TRANSPARENT = WORDS.between | frozenset(arabic.words("من كل كلا كلتا وسط داخل"))
_PREPOSITIONS = frozenset(
    arabic.words("في من إلى الى على نحو باتجاه تجاه عند عبر بين فوق داخل خارج قبالة صوب لدى وسط حتى")
)
_INSEPARABLE = frozenset("بل")

_SEVERAL = WORDS.of_several | frozenset(arabic.words("كل"))
_IS_OF_SEVERAL = Remembered(lambda word: not _SEVERAL.isdisjoint(arabic.stems(word)))

# The constructor of a named tuple takes half of the time of making one.
_NEW = tuple.__new__

_SHORT = 3  # letters
_FARTHEST = 6  # so many words before the name are looked at


def cue_before(telling: Telling, first: int, bare: str) -> Cue:
    """What the words before a name say of it. `bare` is the name's first word without proclitics."""
    extent, nearest, start, several = _UNSAID, _UNSAID, first, False
    prefix = telling.words[first][: len(telling.words[first]) - len(bare)]
    index, farthest = first, max(0, first - _FARTHEST)
    while index > farthest and telling.joined(index):
        word = telling.words[index - 1]
        said = _SAID[word]
        if said is None and word not in _TRANSPARENT:
            break
        index -= 1
        if said is not None:
            extent, nearest, start = max(extent, said), nearest or said, index
            several = several or _IS_OF_SEVERAL[word]
            if word[0] in "وف" and word not in _EXTENTS:
                break
    preposition = _has_preposition(telling, start, prefix if start == first else "")
    return _NEW(Cue, (extent, nearest, several, preposition, start))


def _extent_of(word: str) -> Extent | None:
    """What a folded word says, its proclitics taken off; None: nothing."""
    said = _EXTENTS.get(word)
    if said is None and len(word) == _SHORT and word[0] in "وبل":
        said = _EXTENTS.get(word[1:])  # وحي, before which proclitics are not seen through elsewhere
    if said is None:
        for form in arabic.stems(word)[1:]:
            said = _EXTENTS.get(form)
            if said is not None:
                return said
    return said


_SAID = Remembered(_extent_of)


def _has_preposition(telling: Telling, start: int, prefix: str) -> bool:
    if prefix.endswith(("ب", "ل")):
        return True
    word = telling.words[start]
    if not prefix and word not in _EXTENTS and word[:1] in _INSEPARABLE and _SAID[word] is not None:
        return True
    return start > 0 and telling.joined(start) and telling.words[start - 1].removeprefix("و") in _PREPOSITIONS
