"""The words that say when: days, parts of the day, weeks and months, and what turns them to the past or the future."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache

from pipelines.arabic import fold
from pipelines.date_words import MONTH_NUMBERS, WEEKDAY_NUMBERS
from pipelines.matching import Matcher


class Kind(IntEnum):  # whose hash is the interpreter's own
    """What a word adds to an expression of time."""

    PART = auto()  # of the day
    WEEKDAY = auto()
    MONTH = auto()
    OFFSET = auto()  # days from the day of publication
    PERIOD = auto()  # week, month, year
    TURN = auto()  # last, next, this
    AGO = auto()  # before a number and a unit
    UNIT = auto()  # behind a number
    SINCE = auto()
    ORDINAL = auto()  # of a day of the month
    NOT_TODAY = auto()  # behind "اليوم": "on the second day", "the same day"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a spelling means: which of its fields is set depends on the kind."""

    kind: Kind
    name: str = ""  # of a part, a period, a turn
    number: int = 0  # of a weekday (Monday is 0), of a month, of days in a unit
    first: int = 0  # days from publication
    last: int = 0
    part: str = ""


# "ليلة الثلاثاء" may be the night before Tuesday; "ليل الثلاثاء" is the one that follows it.
EVE = "eve"

_PARTS = {
    "dawn": "فجر فجرا",
    "morning": "صباح صباحا ضحى",
    "noon": "ظهر ظهرا ظهيرة",
    "afternoon": "عصر عصرا",
    "evening": "مساء مساءا",
    "night": "ليل ليلا",
    EVE: "ليلة",
}
_OFFSETS = {
    (0, 0): ("اليوم", "هذا اليوم", "الآن", "قبل قليل", "منذ قليل", "قبل ساعة", "قبل دقائق"),
    (-1, -1): ("أمس", "الأمس", "البارحة", "يوم أمس", "قبل يوم", "يوم الأمس"),
    (-2, -2): ("أول أمس", "أول من أمس", "أمس الأول", "قبل يومين", "أول البارحة"),
    (1, 1): ("غدا", "يوم غد", "الغد"),
    (-1, 0): (
        "قبل ساعات", "الساعات الماضية", "الساعات القليلة الماضية", "الساعات الأخيرة", "24 ساعة الماضية",
        "الساعات ال24 الماضية", "الساعات ال 24 الماضية", "ال24 ساعة الماضية", "ال 24 ساعة الماضية", "قبل ساعتين",
        "الساعات الفائتة", "منذ ساعات", "ساعات ماضية", "الساعات القليلة الفائتة", "آخر 24 ساعة",
    ),
    (-2, 0): ("اليومين الماضيين", "الساعات ال48 الماضية", "48 ساعة الماضية", "منذ يومين", "اليومين الأخيرين"),
    (-7, 0): ("الأيام الماضية", "الأيام القليلة الماضية", "الأيام الأخيرة", "قبل أيام", "منذ أيام", "الأيام الفائتة"),
    (-7, -7): ("قبل أسبوع",),
    (-14, -14): ("قبل أسبوعين",),
    (-31, -28): ("قبل شهر",),
    (-62, -59): ("قبل شهرين",),
    (-366, -365): ("قبل عام", "قبل سنة"),
}  # fmt: skip
_PERIODS = {"week": "الأسبوع", "month": "الشهر", "year": "العام السنة عام سنة"}
_TURNS = {
    "last": "الماضي الماضية الفائت الفائتة المنصرم المنصرمة المنقضي",
    "next": "المقبل المقبلة القادم القادمة",
    "this": "الجاري الجارية الحالي الحالية",
}
_UNITS = {
    "ساعات": 0, "ساعة": 0, "أيام": 1, "يوما": 1, "أسابيع": 7, "أسبوعا": 7, "أشهر": 30, "شهور": 30, "شهرا": 30,
    "سنوات": 365, "أعوام": 365, "عاما": 365, "سنة": 365,
}  # fmt: skip
_NOT_TODAY = (
    "التالي", "نفسه", "ذاته", "الذي", "السابق", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن",
    "التاسع", "العاشر", "الأول", "الأخير", "العالمي", "الدولي", "الوطني", "المذكور", "الموالي",
)  # fmt: skip
# Words that belong to an expression and change nothing in it.
STEPS = frozenset(
    map(fold, ("يوم", "من", "في", "الموافق", "بتاريخ", "شهر", "هذا", "مطلع", "بداية", "بدء", "منتصف", "أواخر", "أوائل"))
)


_ORDINALS = ("الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")


def _ordinals() -> Iterator[tuple[str, int]]:
    """The days of a month in words: الأول, الحادي عشر, الخامس والعشرين."""
    yield from (("الأول", 1), ("العاشر", 10), ("العشرين", 20), ("الثلاثين", 30))
    for number, word in enumerate(("الحادي", *_ORDINALS), 1):
        if number > 1:
            yield word, number
        yield f"{word} عشر", 10 + number
        yield f"{word} والعشرين", 20 + number
    yield "الحادي والثلاثين", 31


def _entries() -> Iterator[tuple[str, Cue]]:
    yield from ((word, Cue(Kind.PART, name)) for name, words in _PARTS.items() for word in words.split())
    yield from ((word, Cue(Kind.WEEKDAY, number=number)) for word, number in WEEKDAY_NUMBERS.items())
    yield from (
        (word, Cue(Kind.MONTH, number=number)) for word, number in MONTH_NUMBERS.items() if not word[0].isascii()
    )
    for (first, last), phrases in _OFFSETS.items():
        yield from ((phrase, Cue(Kind.OFFSET, first=first, last=last)) for phrase in phrases)
    for phrase in ("الليلة الماضية", "الليلة الفائتة"):
        yield phrase, Cue(Kind.OFFSET, first=-1, last=0, part="night")
    yield from ((word, Cue(Kind.PERIOD, name)) for name, words in _PERIODS.items() for word in words.split())
    yield from ((word, Cue(Kind.TURN, name)) for name, words in _TURNS.items() for word in words.split())
    yield from ((word, Cue(Kind.UNIT, number=days)) for word, days in _UNITS.items())
    yield from ((word, Cue(Kind.NOT_TODAY)) for word in _NOT_TODAY)
    yield from ((word, Cue(Kind.ORDINAL, number=number)) for word, number in _ordinals())
    yield "قبل", Cue(Kind.AGO)
    yield "منذ", Cue(Kind.SINCE)


@lru_cache(maxsize=1)
def matcher() -> Matcher[Cue]:
    """All of them, arranged for lookup; built once in a process."""
    return Matcher(_entries())
