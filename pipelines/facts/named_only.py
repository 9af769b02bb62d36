"""Where the name of a party only dates something, says what somebody once was, or is that of a street."""

from pipelines import arabic
from pipelines.facts.names import Name
from pipelines.facts.telling import Telling
from pipelines.matching import Spot

_ENDS = frozenset(arabic.words("سقوط إسقاط انهيار رحيل هروب عهد حقبة زمن حكم انتصار هزيمة"))  # of a government

_SINCE = "منذ"
_TIMES = frozenset(
    arabic.words(
        "ساعات أيام أسبوع أسابيع شهر أشهر عام سنوات يوم أمس الأمس صباح مساء فجر ليل ظهر ساعة يومين شهرين عامين"
    )
)

# "اقتادوهم إلى جهة مجهولة" names no party.
_TOWARDS, _SIDE = (["الي"], ["نحو"], ["باتجاه"]), arabic.fold("جهة")

# Who was with a party once: "قيادي سابق في الجيش الحر".
_FORMER = frozenset(arabic.words("سابق سابقا سابقة سابقين سابقون السابق السابقين"))

_ONCE = [arabic.fold("سابقا")]

_QUARTERS = frozenset(arabic.words("حي بحي لحي شارع بشارع سوق بسوق دوار ساحة بساحة"))  # "الساحة" is none


def is_no_party(told: Telling, spot: Spot[Name]) -> bool:
    """Whether a name means nobody who is there: "منذ سقوط نظام الأسد", "جبهة النصرة سابقا", "حي البدو"."""
    return is_past(told, spot.first) or _is_former_name(told, spot) or _is_quarter(told, spot)


def is_past(told: Telling, first: int) -> bool:
    """Whether a party's name only dates, "منذ سقوط نظام الأسد", where, or whose somebody was once."""
    if not first:
        return False
    before = told.words[max(0, first - 2) : first]
    if not _FORMER.isdisjoint(before) or (before[-1:] in _TOWARDS and told.words[first] == _SIDE):
        return True
    if first > 1 and before[0] == _SINCE and before[1] not in _TIMES:  # "منذ طرد داعش"
        return True
    return not _ENDS.isdisjoint(arabic.stems(told.words[first - 1]))


def _is_former_name(told: Telling, spot: Spot[Name]) -> bool:
    """Whether a party was called so once, or somebody was with it: "هيئة تحرير الشام (جبهة النصرة سابقا)", "من قادة
    أحرار الشرقية سابقا"."""
    return told.words[spot.behind : spot.behind + 1] == _ONCE and told.joined(spot.behind)


def _is_quarter(told: Telling, spot: Spot[Name]) -> bool:
    """Whether a name is that of a quarter or a street: "حي البدو"."""
    before = told.words[spot.first - 1] if spot.first else ""
    return before.removeprefix("و") in _QUARTERS
