"""Who is named and takes no part: who says so, who is called upon, who leads or backs others."""

from collections.abc import Sequence

from pipelines import arabic
from pipelines.facts.telling import Telling
from pipelines.parties import Party

# Who leads or backs others takes no part by that.
ATTRIBUTE = frozenset(arabic.words("بقيادة بدعم برعاية بإشراف المدعومة المدعوم المدعومين مدعومة مدعومين مدعوم"))
_BACKED = frozenset(arabic.words("المدعومة المدعوم المدعومين مدعومة مدعومين مدعوم مدعوما"))
_SUPPORT = "بدعم"
_UNDER = arabic.words("تحت قيادة")

_SOURCES = frozenset(arabic.words("مصادر مصدر"))
_ACCORDING = frozenset(arabic.words("وفق ووفق بحسب وبحسب حسب وحسب"))

# A government or a ministry that only says something is a source.
_OFFICES = frozenset(arabic.words("وزارة الحكومة حكومة سلطات السلطات"))
_SAID = frozenset(
    arabic.words(
        "قالت أعلنت أكدت ذكرت أفادت أوضحت اتهمت نفت أدانت طالبت دعت حملت حذرت نددت تقول تعلن تؤكد تتهم تنفي تدين كشفت"
    )
)
# Who is called upon is asked for something, whoever asks.
_CALLED = frozenset(arabic.words("طالب طالبت يطالب تطالب ناشد ناشدت حث حثت دعا دعت يدعو تدعو"))
_CALL_REACH = 4  # words from the call to who is called upon
# What somebody is known for is no news: "الذي يقاتل إلى جانب قوات النظام".
_WHO = frozenset(arabic.words("الذي التي الذين"))
_FIGHTING = frozenset(arabic.words("يقاتل تقاتل يقاتلون يحارب تحارب يحاربون"))
_BESIDE = frozenset(arabic.words("جانب جوار"))
_KNOWN_REACH = 5  # words from the verb to whom somebody fights or fights beside
_MEDIATING = frozenset(arabic.words("بوساطة وبوساطة وساطة"))
_MEDIATING_REACH = 2
# Who says nothing of it: "لم يعلق الجيش الإسرائيلي", "لم يصدر تعليق من التحالف".
_COMMENTING, _COMMENT = frozenset(arabic.words("يعلق تعلق يعقب تعقب")), "تعليق"
# Who only looks into it: "فتح الأمن العام تحقيقا".
_OPENING = frozenset(arabic.words("فتح فتحت باشر باشرت يحقق تحقق"))
_INQUIRY, _INQUIRY_REACH = frozenset(arabic.words("تحقيق تحقيقا تحقيقات التحقيق التحقيقات")), 5
_BELONGING = frozenset(arabic.words("منتسبا ينتسب منتسب"))  # "كان منتسبا إلى الأمن الداخلي"
_SERVING = frozenset(arabic.words("التابع التابعة التابعين التابعون"))
_FLYING = frozenset(arabic.words("تحليق بتحليق حلقت وحلقت تحلق وتحلق حلق"))
_LEADING = ATTRIBUTE | {_UNDER[0]}
_SIGNS = (
    _LEADING
    | _MEDIATING
    | _SOURCES
    | _ACCORDING
    | _COMMENTING
    | _BELONGING
    | _SERVING
    | {_COMMENT}
    | {f"{joint}{word}" for word in _SAID | _CALLED | _FIGHTING | _OPENING for joint in ("", "و")}
)


def takes_no_part(told: Telling, first: int) -> bool:
    """Whether the words around the name of a party say that it is only named."""
    before = told.words[max(0, first - _KNOWN_REACH) : first]
    if _SIGNS.isdisjoint(before):
        return False  # as nearly all
    return (
        is_attribute(told, first)
        or _is_source(told, first)
        or _is_speaker(told, first)
        or _is_called(told, first)
        or _is_known_for(told, first)
        or _is_mediator(before)
        or _is_whose(told, first)
        or _is_silent(before)
        or (before[-2:-1] != [] and before[-2] in _BELONGING)
        or _looks_into(told, first)
    )


def flies_by(told: Telling, first: int) -> bool:
    """Whether aircraft are only seen: "وسط تحليق طائرات روسية"."""
    return not _FLYING.isdisjoint(told.words[max(0, first - 2) : first])


def is_attribute(told: Telling, first: int) -> bool:
    """Whether a party is only named as who leads or backs another: "المدعومة من قسد". Who fights beside it is more:
    "مدعومة بالفيلق الخامس", "بدعم من الطيران الروسي"."""
    before = told.words[max(0, first - 2) : first]
    if _LEADING.isdisjoint(before) or _SUPPORT in before:
        return False
    if before == _UNDER:
        return True
    beside = before[-1] in _BACKED and told.words[first].startswith("ب")
    return (before[-1] in ATTRIBUTE and not beside) or (before[-1] == "من" and before[0] in ATTRIBUTE)


def _is_source(told: Telling, first: int) -> bool:
    """ "مصادر في الجيش الوطني", "وفق ما أعلن الجيش الروسي"."""
    before = told.words[max(0, first - 3) : first]
    if before[-1:] and before[-1] in ("في", "من", "لدي"):
        return len(before) > 1 and before[-2] in _SOURCES
    return len(before) > 2 and before[-2] == "ما" and before[-3] in _ACCORDING


def _is_speaker(told: Telling, first: int) -> bool:
    """ "قالت وزارة الدفاع السورية"."""
    spoken = first > 0 and told.words[first - 1].removeprefix("و") in _SAID
    return spoken and told.words[first] in _OFFICES


def _is_called(told: Telling, first: int) -> bool:
    """ "طالبت الإدارة الذاتية التحالف الدولي بفتح تحقيق"."""
    near = range(max(0, first - _CALL_REACH), first)
    return any(
        told.words[at].removeprefix("و") in _CALLED and told.sentences[at] == told.sentences[first] for at in near
    )


def _is_known_for(told: Telling, first: int) -> bool:
    """ "حزب الله الذي يقاتل إلى جانب قوات النظام"."""
    words, beside = told.words, not _BESIDE.isdisjoint(told.words[max(0, first - 2) : first])
    return any(
        words[at].removeprefix("و") in _FIGHTING
        and (beside or words[at - 1] in _WHO)
        and told.sentences[at] == told.sentences[first]
        for at in range(max(1, first - _KNOWN_REACH), first)
    )


def _is_mediator(before: Sequence[str]) -> bool:
    """ "بوساطة قوات التحالف"."""
    return not _MEDIATING.isdisjoint(before[-_MEDIATING_REACH:])


def _is_whose(told: Telling, first: int) -> bool:
    """Whether a party is named as whose another one is: "لواء الباقر التابع للحرس الثوري"."""
    if told.words[first - 1] not in _SERVING:
        return False
    return any(spot.behind == first - 1 and isinstance(spot.meanings[0], Party) for spot in told.spots)


def _is_silent(before: Sequence[str]) -> bool:
    """ "لم يعلق الجيش الإسرائيلي", "لم يصدر تعليق من التحالف الدولي"."""
    return before[-1] in _COMMENTING or before[-2:-1] == [_COMMENT]


def _looks_into(told: Telling, first: int) -> bool:
    """ "فتح الأمن العام تحقيقا في الحادثة"."""
    opening = told.words[first - 1].removeprefix("و") in _OPENING
    return opening and not _INQUIRY.isdisjoint(told.words[first : first + _INQUIRY_REACH])
