"""How a passage puts what it tells: as somebody's word on it, as known, as about to begin. Words in, answers out.

These are habits of the Arabic press that no list of terms shows: "NAME: words" is a statement, a noun with the article
is known already, and the س of the future before a verb of setting out announces. `older_times` has those of dates.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipelines import arabic
from pipelines.arabic import Token
from pipelines.event_words import EventWords
from pipelines.launching import launches
from pipelines.lexicon import HINT, Role, Term
from pipelines.matching import Match
from pipelines.passages import Passage
from pipelines.remembered import Remembered

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_PLACE, _DOUBTFUL, _STRONG, _WEAK = Role.PLACE, Role.DOUBTFUL, Role.STRONG, Role.WEAK
_ACTOR, _SCENE = Role.ACTOR, Role.SCENE

_LONGEST_SPEAKER = 6  # words before the colon of "NAME: words"
_ASKED = frozenset("؟?")
_QUOTES = frozenset("\"«“”'")
# Who only passes on what happened, before a colon: an agency, a channel, an observer, sources, a flash.
_REPORTERS = frozenset(
    arabic.words(
        "المرصد مرصد وكالة وكالات سانا رويترز فرانس برس الأناضول قناة تلفزيون التلفزيون مراسل مراسلنا مراسلون "
        "مصدر مصادر مسؤول مسؤولون "
        "شهود ناشطون ناشط إعلام الإعلام وسائل صحيفة صحف تقارير عاجل بالفيديو فيديو شاهد بالصور صور الدفاع المدني "
        "الخوذ الجيش جيش التحالف الحشد القيادة العمليات أركان متابعة تحديث حصيلة خاص الصراع الحرب معركة "
        "هيئة العمليات غرفة مديرية الصحة تنسيقية تنسيقيات لجان المقاومة شبكة"
    )
)

_WILL = "س"
_FUTURE = re.compile(
    "س[يتن](?:بدا|بداون|بدؤون|دخل|دخلون|شن|شنون|طلق|طلقون|نطلق|نفذ|نفذون|حرر|حررون|ستعيد|سيطر|حسم|قتحم|هاجم|ضرب|قصف|تحرك|توغل|رسل)"
)
_SETTING_OUT = Remembered(lambda word: word[0] == _WILL and _FUTURE.fullmatch(word) is not None)
_SET_OUT = frozenset(arabic.words("انطلق انطلقت بدأ بدأت بدأنا أطلقنا باشر باشرت باشرنا"))  # it has begun
_AHEAD, _BEFORE = 7, 9  # so many words behind and before the verb of the future, what is announced is named

# What goes on, breaks out or rises is news though it is known.
_GOING_ON = frozenset(
    arabic.words(
        "تجدد تجددت تتجدد استمرار استمرت تستمر تتواصل تواصلت تواصل تصاعد تصاعدت تتصاعد اندلاع اندلعت تندلع "
        "احتدام احتدمت تحتدم "
        "اشتداد اشتدت تشتد اتساع اتسعت تتسع امتداد تمتد تكثيف تكثفت عودة عادت ارتفاع ارتفعت حصيلة دوي تسمع "
        "هزت تهز "
        "طالت تطال أسفرت أدت أوقعت خلفت تركزت تتركز دارت تدور وقعت جاء جاءت نفذ نفذت شن شنت تشن يشن"
    )
)
_AND = "وف"
_GOES_ON = Remembered(lambda word: word in _GOING_ON or (word[0] in _AND and word[1:] in _GOING_ON))
_ALWAYS_NEW = frozenset(
    {"territory", "territory.withdrawal", "buildup", "intercept", "statement.threat", "abduction", "arrest_raid"}
    | {f"{HINT}{kind}" for kind in ("captives", "ground", "raid", "threat", "troops")}
)
_UNDER = frozenset(arabic.words("تحت وتحت"))  # "تحت القصف" is how a town is today
_RELATIVE = frozenset(arabic.words("الذي التي اللذين اللتين الذين"))

_SETS_OUT = frozenset(
    arabic.words(
        "عملية عملياته عملياتها عمليتنا عمليته عمليتها العملية هجوما حملة معركة قوات قواتنا قواته قواتها الجيش "
        "جيشنا جيشه"
    )
)
_MILITARY = frozenset(arabic.words("الدفاع الجيش قوات القوات قواتنا قواته قواتها عسكرية العسكرية ضد جيشه جيشنا"))

# Beside these a country is who is said to have done it.
_ACCUSES = frozenset(
    arabic.words("مسؤولية المسؤولية تحمل يحمل حملت حمل محملا محملة تتهم يتهم اتهمت اتهم متهما متهمة باتهام اتهام")
)

# A town of this weight or more falls where a state shoots something down; unvocalised, it is one word.
_TOWN, _FALLS = 0.8, frozenset(arabic.words("تسقط يسقط سقطت سقط"))

_BEFORE_VERBS = frozenset(
    arabic.words(
        "أن إن قد لقد حيث بينما فيما كما بعدما عندما حين حينما التي الذي الذين إذ ثم منذ لم ما مما بعد أنه أنها إنه "
        "إنها حتى لما"
    )
)

_VICTIMS = frozenset({"harm.killed", "harm.wounded"})
_HIT = "harm.hit"
_NO_FIGHTERS = frozenset({"civilians"})
_TELLING = frozenset({"harm.killed", "statement.threat"})  # what a headline tells with them is no mere statement


def is_statement(title: str, headline: Passage, words: EventWords) -> bool:
    """Whether a headline "NAME: words" gives the words of a speaker, and these tell of no deed. "سوريا: …" says where,
    an agency or unnamed officials only pass on what happened, and an army behind the colon has done something."""
    behind = _speech(title, headline, words)
    if not behind:
        return False
    tokens = [token for token in headline.sentence.tokens if token.start >= behind]
    told = [(match.start, term) for match, term in headline.terms if match.start >= behind]
    if any(token.folded in words.verbs or token.folded in _SET_OUT for token in tokens):
        return False
    if announces(headline) or launches(headline):
        return False
    if any(fights(term) and start == tokens[0].start for start, term in told):
        return False
    return not any(term.id in _TELLING for _, term in told)


def _speech(title: str, headline: Passage, words: EventWords) -> int:
    """Where the words of a speaker begin in a headline "NAME: words"; 0 where it has none. No name holds a verb."""
    colon = title.find(":")
    name = arabic.words(title[:colon]) if colon > 0 and _ASKED.isdisjoint(title[:colon]) else []
    told = (_PLACE, _DOUBTFUL, _STRONG, _WEAK)  # which no speaker's name holds
    where = any(term.role in told and match.start < colon for match, term in headline.terms)
    forms = {form for word in name for form in (word, word.removeprefix("ال"))}
    where = where or not words.verbs.isdisjoint(name) or title[:1] in _QUOTES  # an operation's name
    return 0 if where or not 1 <= len(name) <= _LONGEST_SPEAKER or not _REPORTERS.isdisjoint(forms) else colon + 1


def announces(part: Passage) -> bool:
    """Whether a passage announces action: a verb of the future sets out for action or for a fighting party."""
    tokens = part.sentence.tokens
    ahead = list(_SETTING_OUT.where(part.sentence.words))
    if not ahead:
        return False
    aims = [match.start for match, term in part.terms if term.role in (_STRONG, _WEAK) or fights(term)]
    if not _MILITARY.isdisjoint(part.sentence.words):
        aims += [token.start for token in tokens if token.folded in _SETS_OUT]
    reach = ((tokens[max(0, at - _BEFORE)].start, tokens[min(at + _AHEAD, len(tokens) - 1)].end) for at in ahead)
    return any(first <= aim < behind for first, behind in reach for aim in aims)


def is_known(part: Passage) -> bool:
    """Whether a passage speaks of all its action as known already: by nouns with the article or in a clause of الذي,
    with no victims told and no word that says it goes on or what arms do."""
    acts = [(match, term) for match, term in part.terms if term.role in (_STRONG, _WEAK)]
    if not acts or any(term.id in _VICTIMS for _, term in part.terms):
        return False
    if any(term.id in _ALWAYS_NEW for _, term in acts):
        return False
    tokens, words = part.sentence.tokens, part.sentence.words
    if any(_GOES_ON.of(words)) or any(term.id == _HIT and not _is_relative(part, match) for match, term in part.terms):
        return False
    at = (bisect_left(tokens, match.start, key=_start) for match, _ in acts)
    return all(
        (_is_definite(words[index]) and (not index or words[index - 1] not in _UNDER))
        or (index and words[index - 1] in _RELATIVE)
        for index in at
    )


def _is_relative(part: Passage, match: Match[Term]) -> bool:
    """Whether a word stands behind الذي or the like."""
    at = bisect_left(part.sentence.tokens, match.start, key=_start)
    return at > 0 and part.sentence.words[at - 1] in _RELATIVE


def _is_definite(word: str) -> bool:
    return any(form.startswith("ال") for form in arabic.stems(word))


def fights(term: Term) -> bool:
    """Whether a term is a party that may fight."""
    return term.role is _ACTOR and term.id not in _NO_FIGHTERS


def doing(part: Passage, words: EventWords) -> float:
    """The weight of the foreign names in a passage that do what is told beside a verb of action (تركيا تقصف, شنت القوات
    العراقية): they say who, not where."""
    tokens = part.sentence.tokens
    weight = 0.0
    for match, term in part.terms:
        if term.role is _SCENE:
            first = bisect_left(tokens, match.start, key=_start)
            behind = bisect_left(tokens, match.end, key=_start)
            beside = [tokens[at].folded for at in (first - 1, behind) if 0 <= at < len(tokens)]
            does = behind < len(tokens) and _acts(tokens[behind].folded, words)
            does = does and not (term.weight >= _TOWN and beside[-1] in _FALLS)
            does = does or (first > 0 and _acts(tokens[first - 1].folded, words) and _opens(tokens, first - 1))
            weight += term.weight * (does or not _ACCUSES.isdisjoint(beside))
    return weight


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb opens its clause, so that who does it follows: not in "إسرائيل تقصف جنوب لبنان"."""
    if not at or tokens[at].folded[0] in _AND or tokens[at].start - tokens[at - 1].end > 1:
        return True
    return tokens[at - 1].folded.removeprefix("و") in _BEFORE_VERBS


def _start(token: Token) -> int:
    return token.start


def _acts(word: str, words: EventWords) -> bool:
    """Whether a word is a verb of action, or one that carries another word of action (شن, نفذ)."""
    if word in words.verbs or not words.verbs.isdisjoint(arabic.stems(word)):
        return True
    return any(sign.kind == "light" for spot in words.signs.spot((word,)) for sign in spot.meanings)
