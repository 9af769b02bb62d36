"""Who is named and takes no part: who says so, who is called upon, who leads or backs others."""

from pipelines import arabic, numbers
from pipelines.facts.bystander_words import BystanderWords
from pipelines.facts.names import Abroad, Names
from pipelines.facts.telling import Telling, is_adjective
from pipelines.parties import Party

_UNDER = arabic.words("تحت قيادة")
_FLAG = frozenset(arabic.words("راية لواء مظلة"))
_ONE_OF, _KINDS = frozenset(arabic.words("أحد إحدى")), frozenset(arabic.words("فصائل مكونات تشكيلات ألوية كتائب"))
_UNDER_ONE = frozenset(arabic.words("في تحت ضمن إلى"))
_SUPPORT = "بدعم"  # who gives it takes part

_WHO = frozenset(arabic.words("الذي التي الذين"))
_CALL_REACH = 12  # words from the call to who is called upon
_KNOWN_REACH = 5  # words from the verb to whom somebody fights or fights beside
_LONGEST_REACH, _NEAR_REACH = 12, 7  # words before a name in which a call, and anything else, may stand
_MEDIATING_REACH, _MEDIATOR_REACH = 2, 10
_INQUIRY_REACH = 5  # words from who opens it to the inquiry
_TITLES_REACH = 5  # words of somebody's title before whom he speaks for
_OWN_REACH = 8  # words from the party to its own people
_PLAN_REACH, _WAS_REACH, _SENT_REACH, _TIED_REACH, _HELD_REACH = 7, 5, 6, 3, 6
_APART, _FROM = frozenset("لب"), "عن"  # prepositions that stand alone before a name in quotation marks; "لم يصدر عن"
_AT = frozenset(arabic.words("على ضد"))
_WAS = frozenset(arabic.words("كان كانت كانوا وكان وكانت وكانوا"))
_TO = frozenset(arabic.words("إلى لصالح"))
_NUMBERED_WORDS, _NUMBERED = 2, frozenset(arabic.words("الفرقة اللواء الفوج"))
_BRIGADE = "لواء"  # begins with no "for"
_HARMS = frozenset(arabic.words("قتل قتلت اعتقل اعتقلت أعلن أعلنت أسر أسرت أحصى وثق سجل فقد فقدت"))
_NOT, _ANSWERS = "لم", frozenset(arabic.words("ترد يرد"))  # "ولم ترد قسد على طلب للتعليق"
_AGAINST_IT = "ضد"
_AGAINST = frozenset(arabic.words("ضد على عن من مع في إلى بين"))


def takes_no_part(told: Telling, first: int, names: Names) -> bool:
    """Whether the words around the name of a party say that it is only named, or those around the one that it is joined
    to: "ضد القوات الأميركية وقوات التحالف"."""
    if _takes_no_part(told, first, names):
        return True
    if not told.words[first].startswith("و") or not told.joined(first):
        return False
    before = next((spot for spot in told.spots if spot.behind == first), None)
    side = before is not None and isinstance(before.meanings[0], Party | Abroad)
    return side and before is not None and _takes_no_part(told, before.first, names)


def _takes_no_part(told: Telling, first: int, names: Names) -> bool:
    words = names.bystanders
    if first and told.words[first - 1] in _APART:  # ل«الفيلق الخامس»
        first -= 1
    before = told.words[max(0, first - _LONGEST_REACH) : first]
    if not before:
        return False
    if (before[-1] in words.within and _is_whose(told, first, words)) or _has_it_for_one(told, first):
        return True
    if before[-1] in _ANSWERS and before[-2:-1] and before[-2].removeprefix("و") == _NOT:
        return True
    near = before[-_NEAR_REACH:]
    if names.bystander_signs.isdisjoint(near) and words.calls.isdisjoint(before) and near[-2:] != _UNDER:
        return False  # as nearly all
    return (
        is_attribute(told, first, words)
        or _is_source(told, first, words)
        or _is_speaker(told, first, words)
        or _is_called(told, first, words)
        or _is_known_for(told, first, words)
        or not words.mediates.isdisjoint(before[-_MEDIATING_REACH:])
        or _is_whose(told, first, words)
        or before[-1] in words.comments
        or (before[-1] == _FROM and before[-2:-1] and before[-2] in words.comments)
        or (len(before) > 1 and (before[-2] in words.comment or before[-2] in words.belongs))
        or _looks_into(told, first, words)
        or _enters(told, first, words)
        or _reacts(told, first, words)
        or _is_spoken_for(told, first, words)
        or _is_tied(told, first, words)
        or _is_held(told, first, words)
        or _is_aim(told, first, words)
        or _is_planned(told, first, words)
        or _was_once(told, first, names)
        or _is_sent(told, first, words)
    )


def _has_it_for_one(told: Telling, first: int) -> bool:
    """ "جيش العزة، أحد فصائل الجيش الحر"."""
    at = first - (told.words[first] not in _KINDS)
    return at > 0 and told.words[at] in _KINDS and told.words[at - 1] in _ONE_OF


def _enters(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "وتدخل اللواء الثامن وسيطا"."""
    entering = told.words[first - 1].removeprefix("و") in words.enters
    return entering and not words.mediator.isdisjoint(told.words[first : first + _MEDIATOR_REACH])


def is_attribute(told: Telling, first: int, words: BystanderWords) -> bool:
    """Whether a party is only named as who leads or backs another: "المدعومة من قسد". Who fights beside it is more:
    "مدعومة بالفيلق الخامس", "بدعم من الطيران الروسي"."""
    if first > 1 and told.words[first - 2] in words.backed and is_adjective(told, first - 1):
        return True  # "الذراع السورية لحزب العمال"
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
    if before[-1:] and before[-1] in words.by:
        return True
    return len(before) > 2 and before[-2] == "ما" and before[-3] in words.according


def _is_speaker(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "قالت وزارة الدفاع السورية"."""
    spoken = first > 0 and told.words[first - 1].removeprefix("و") in words.says
    return spoken and told.words[first] in words.offices


def _is_called(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "طالبت الإدارة الذاتية التحالف الدولي بفتح تحقيق"."""
    return _near(told, first, _CALL_REACH, words.calls) >= 0


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
    """Whether a party is named as whose another one is: "لواء الباقر التابع للحرس الثوري", "المنضوية في الغرفة"."""
    before = told.words[first - 1]
    if before in _FLAG and first > 1 and told.words[first - 2] == _UNDER[0]:
        first, before = first - 1, told.words[first - 2]  # "المنضوي تحت راية الجيش الحر"
    if before in _UNDER_ONE and first > 1 and told.words[first - 2] in words.serves:
        first, before = first - 1, told.words[first - 2]
    if before not in words.serves and before not in words.within:
        return False
    if before in words.within and first > _NUMBERED_WORDS and told.words[first - 1 - _NUMBERED_WORDS] in _NUMBERED:
        return True  # "الفرقة 54 في الجيش السوري"
    whole = (spot.meanings[0] for spot in told.spots if spot.behind == first - 1)
    return any(isinstance(one, Party) and (before in words.serves or one.unit != one.id) for one in whole)


def _looks_into(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "فتح الأمن العام تحقيقا في الحادثة"."""
    opening = told.words[first - 1].removeprefix("و") in words.opens
    return opening and not words.inquiries.isdisjoint(told.words[first : first + _INQUIRY_REACH])


def _reacts(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "ونددت حماس بالغارة", "نفى حزب الله"."""
    return told.joined(first) and told.words[first - 1].removeprefix("و") in words.reacts


def _is_spoken_for(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "قال قيادي في أحرار الشام", "وندد الأمين العام لحزب الله"."""
    at = first - 1
    while at > 0 and first - at <= _TITLES_REACH and told.words[at] in words.titles:
        at -= 1
    verb = told.words[at].removeprefix("و")
    if at == first - 1 or not (verb in words.speaks or verb in words.reacts):
        return False
    return words.own.isdisjoint(told.words[first : first + _OWN_REACH])


def _is_aim(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "لمحاربة داعش", "الحرب على داعش", "مخاوف من عودة داعش"."""
    at = first - 1
    if told.words[at] in _AGAINST:
        at -= 1
        if told.words[at] in words.allied and told.words[first - 1] == _AGAINST_IT:
            return True  # "التحالف الدولي ضد داعش"
    return at >= 0 and told.words[at].removeprefix("و") in words.aims


def _near(told: Telling, first: int, reach: int, wanted: frozenset[str]) -> int:
    """The index of the nearest of some words in the sentence before a name; -1: there is none."""
    if wanted.isdisjoint(told.words[max(0, first - reach) : first]):
        return -1
    for at in range(first - 1, max(-1, first - 1 - reach), -1):
        if told.sentences[at] != told.sentences[first]:
            return -1
        if told.words[at] in wanted:
            return at
    return -1


def _is_tied(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "المرتبط بالأمن العسكري", "نفى أي صلة للمقاتلين بالنظام"; who acts "على صلة بداعش" is more."""
    if not told.words[first].startswith("ب"):
        return False
    if told.words[first - 1] in words.tied:
        return True
    at = _near(told, first, _TIED_REACH, words.ties)
    return at > 0 and told.words[at - 1] in words.denying


def _is_held(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "سجن يضم محتجزين من داعش"."""
    before = told.words[max(0, first - _HELD_REACH) : first]
    of_them = before[-1] == "من" and before[-2:-1] != [] and before[-2] in words.held
    return of_them and not words.holding.isdisjoint(before)


def _has_for(word: str) -> bool:
    return word.startswith("ل") and not word.startswith(_BRIGADE)


def _is_planned(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "على التخطيط لهجمات ضد القوات الأميركية": a deed that is none yet."""
    aimed = told.words[first - 1] in _AT or _has_for(told.words[first])
    return aimed and _near(told, first, _PLAN_REACH, words.plans) >= 0


def _was_once(told: Telling, first: int, names: Names) -> bool:
    """ "كان قبل التسوية قياديا في الجيش الحر", "مبنى كانت تستخدمه الميليشيات"; not "كان الجيش قتل قياديا في داعش"."""
    at = _near(told, first, _WAS_REACH, names.bystanders.was)
    was = _near(told, at, _WAS_REACH, _WAS) if at > 0 else -1
    if was < 0 or numbers.may_begin(told.words[at - 1]):
        return False
    return not any(word in names.deeds or word in _HARMS for word in told.words[was + 1 : at])


def _is_sent(told: Telling, first: int, words: BystanderWords) -> bool:
    """ "صواريخ مرسلة إلى حزب الله": whom arms were meant for."""
    towards = told.words[first - 1] in _TO or _has_for(told.words[first])
    return towards and _near(told, first, _SENT_REACH, words.sends) >= 0
