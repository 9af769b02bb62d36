"""The words that numbers are made of, folded, with what each adds."""

from enum import IntEnum, auto

from pipelines.arabic import fold


class Kind(IntEnum):
    """What a word of a number does."""

    UNIT = auto()  # 1 to 9
    BOUND = auto()  # 1 and 2 as they stand before "ten" only
    TEN = auto()  # 10, and the second half of 11 to 19
    TENS = auto()
    HUNDRED = auto()  # 100, and what 3 to 9 are multiplied with
    HUNDREDS = auto()
    THOUSAND = auto()
    THOUSANDS = auto()  # 2,000 by itself, but "12 ألفا" is 12,000
    MILLION = auto()
    SHARE = auto()  # a half or a quarter, of a million
    FIGURES = auto()


def _table() -> dict[str, tuple[Kind, int]]:
    words = {
        "صفر": (Kind.UNIT, 0),
        "أحد إحدى": (Kind.BOUND, 1),
        "اثنا اثني اثنتا اثنتي": (Kind.BOUND, 2),
        "واحد واحدة واحدا": (Kind.UNIT, 1),
        "اثنان اثنين اثنتان اثنتين إثنان إثنين": (Kind.UNIT, 2),
        "ثلاث ثلاثة ثلاثا": (Kind.UNIT, 3),
        "أربع أربعة أربعا": (Kind.UNIT, 4),
        "خمس خمسة خمسا": (Kind.UNIT, 5),
        "ست ستة ستا": (Kind.UNIT, 6),
        "سبع سبعة سبعا": (Kind.UNIT, 7),
        "ثماني ثمانية ثمان ثمانيا": (Kind.UNIT, 8),
        "تسع تسعة تسعا": (Kind.UNIT, 9),
        "عشر عشرة عشرا": (Kind.TEN, 10),
        "مئة مائة": (Kind.HUNDRED, 100),
        "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي": (Kind.HUNDREDS, 200),
        "ألف آلاف": (Kind.THOUSAND, 1000),
        "ألفان ألفين ألفا ألفي": (Kind.THOUSANDS, 2000),
        "نصف": (Kind.SHARE, 2),
        "ربع": (Kind.SHARE, 4),
        "مليون مليونا ملايين": (Kind.MILLION, 1_000_000),
    }
    tens = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
    words |= {f"{stem}ون {stem}ين": (Kind.TENS, 10 * number) for number, stem in enumerate(tens, 2)}
    hundreds = ("ثلاث ثلث ثلاثة", "أربع أربعة", "خمس خمسة", "ست ستة", "سبع سبعة", "ثمان ثماني ثمانية", "تسع تسعة")
    for number, heads in enumerate(hundreds, 3):
        spellings = " ".join(stem + hundred for stem in heads.split() for hundred in ("مئة", "مائة"))
        words[spellings] = (Kind.HUNDREDS, 100 * number)
    return {fold(word): part for spellings, part in words.items() for word in spellings.split()}


WORDS = _table()
ORDINALS = frozenset(
    fold(stem + ending)
    for stem in ("حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
    for ending in ("", "ة")
)
