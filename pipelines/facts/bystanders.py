"""Who is named and takes no part: who says so, who is called upon, who leads or backs others."""

from pipelines import arabic
from pipelines.facts.bystander_words import BystanderWords
from pipelines.facts.names import Names
from pipelines.facts.telling import Telling
from pipelines.parties import Party

_UNDER = arabic.words("تحت قيادة")
_SUPPORT = "بدعم"  # who gives it takes part

_WHO = frozenset(arabic.words("الذي التي الذين"))
_CALL_REACH = 4  # words from the call to who is called upon
_KNOWN_REACH = 5  # words from the verb to whom somebody fights or fights beside
_MEDIATING_REACH = 2
_INQUIRY_REACH = 5  # words from who opens it to the inquiry


def takes_no_part(told: Telling, first: int, names: Names) -> bool:
    """Whether the words around the name of a party say that it is only named."""
    before = told.words[max(0, first - _KNOWN_REACH) : first]
    if names.bystander_signs.isdisjoint(before) and before[-2:] != _UNDER:
        return False  # as nearly all
    words = names.bystanders
    return (
        is_attribute(told, first, words)
        or _is_source(told, first, words)
        or _is_speaker(told, first, words)
        or _is_called(told, first, words)
        or _is_known_for(told, first, words)
        or not words.mediates.isdisjoint(before[-_MEDIATING_REACH:])
        or _is_whose(told, first, words)
        or before[-1] in words.comments
        or (len(before) > 1 and (before[-2] in words.comment or before[-2] in words.belongs))
        or _looks_into(told, first, words)
    )


def flies_by(told: Telling, first: int, words: BystanderWords) -> bool:
    """Whether aircraft are only seen: "وسط تحليق طائرات روسية"."""
    return not words.flies.isdisjoint(told.words[max(0, first - 2) : first])


def is_attribute(told: Telling, first: int, words: BystanderWords) -> bool:
    """Whether a party is only named as who leads or backs another: "المدعومة من قسد". Who fights beside it is more:
    "مدعومة بالفيلق الخامس", "بدعم من الطيران الروسي"."""
    before = told.words[max(0, first - 2) : first]
    if not before or _SUPPORT in before:
        return False
    if before == _UNDER or before[-1] in words.leads:
        return True
    if before[-1] in words.backed:
        return not told.words[first].startswith("ب")
    return before[-1] == "من" and (before[0] in words.backed or before[0] in words.leads)


def _is_source(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "مصادر في الجيش الوطني", "وفق ما أعلن الجيش الروسي"."""
    before = told.words[max(0, first - 3) : first]
    if before[-1:] and before[-1] in ("في", "من", "لدي"):
        return len(before) > 1 and before[-2] in words.sources
    return len(before) > 2 and before[-2] == "ما" and before[-3] in words.according


def _is_speaker(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "قالت وزارة الدفاع السورية"."""
    spoken = first > 0 and told.words[first - 1].removeprefix("و") in words.says
    return spoken and told.words[first] in words.offices


def _is_called(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "طالبت الإدارة الذاتية التحالف الدولي بفتح تحقيق"."""
    near = range(max(0, first - _CALL_REACH), first)
    return any(
        told.words[at].removeprefix("و") in words.calls and told.sentences[at] == told.sentences[first] for at in near
    )


def _is_known_for(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "حزب الله الذي يقاتل إلى جانب قوات النظام"."""
    beside = not words.beside.isdisjoint(told.words[max(0, first - 2) : first])
    return any(
        told.words[at].removeprefix("و") in words.fights
        and (beside or told.words[at - 1] in _WHO)
        and told.sentences[at] == told.sentences[first]
        for at in range(max(1, first - _KNOWN_REACH), first)
    )


def _is_whose(told: Telling, first: int, words: BystanderWords) -> bool:
    """Whether a party is named as whose another one is: "لواء الباقر التابع للحرس الثوري"."""
    if told.words[first - 1] not in words.serves:
        return False
    return any(spot.behind == first - 1 and isinstance(spot.meanings[0], Party) for spot in told.spots)


def _looks_into(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "فتح الأمن العام تحقيقا في الحادثة"."""
    opening = told.words[first - 1].removeprefix("و") in words.opens
    return opening and not words.inquiries.isdisjoint(told.words[first : first + _INQUIRY_REACH])
