"""How a passage puts what it tells: as somebody's word on it, as long past, as about to begin. Words in, answers out.

These are habits of the Arabic press that no list of terms shows: "NAME: words" is a statement, a year without a day is
an older one, and the س of the future before a verb of setting out announces.
"""

import re
from collections.abc import Callable, Sequence

from pipelines import arabic
from pipelines.arabic import Token

_FAR_BACK = 2  # so many words before a year, "since" makes it no date of what is told
_SINCE = frozenset(arabic.words("منذ مذ بحلول حتى"))

_MONTHS = frozenset(
    arabic.words(
        "يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر "
        "شباط آذار نيسان أيار حزيران تموز آب أيلول جانفي فيفري أفريل جوان جويلية أوت "
        "كانون تشرين الأول الثاني"
    )
)
_YEAR_WORDS = frozenset(arabic.words("عام العام سنة في أواخر أوائل مطلع نهاية بداية منتصف ربيع صيف خريف شتاء"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"[0-3]?\d")

# "قبل 11 عاما", "قبل عشر سنوات", "قبل سنوات"
_AGO, _YEARS = "قبل", frozenset(arabic.words("عام عاما عامين أعوام سنة سنتين سنوات عقد عقدين عقود"))
_BETWEEN_AGO = 2  # so many words may stand between the two

_LONGEST_SPEAKER = 6  # words before the colon of "NAME: words"
# Who only passes on what happened, before a colon: an agency, a channel, an observer, sources, a flash.
_REPORTERS = frozenset(
    arabic.words(
        "المرصد مرصد وكالة وكالات سانا رويترز فرانس برس الأناضول قناة تلفزيون التلفزيون مراسل مراسلنا مراسلون مصدر مصادر مسؤول مسؤولون "
        "شهود ناشطون ناشط إعلام الإعلام وسائل صحيفة صحف تقارير عاجل بالفيديو فيديو شاهد بالصور صور الدفاع المدني "
        "الخوذ الجيش جيش التحالف الحشد القيادة العمليات أركان متابعة تحديث حصيلة خاص الصراع الحرب معركة"
    )
)

_FUTURE = re.compile(
    "س[يتن](?:بدا|بداون|بدؤون|دخل|دخلون|شن|شنون|طلق|طلقون|نطلق|نفذ|نفذون|حرر|حررون|ستعيد|سيطر|حسم|قتحم|هاجم|ضرب|قصف|تحرك|توغل|رسل)"
)
_AHEAD = 8  # so many words behind the verb of the future, what is announced is named


def recalled(tokens: Sequence[Token], year: int | None) -> Token | None:
    """The word by which a passage dates what it tells to an older time: a year (before `year`, that of the article, where
    it is known) without a day of the month, or years ago. None: it does not."""
    words = [token.folded for token in tokens]
    told = (index for index in range(1, len(words)) if _is_old_year(words, index, year) or _is_ago(words, index))
    return next((tokens[index] for index in told), None)


def _is_old_year(words: Sequence[str], index: int, year: int | None) -> bool:
    if not _YEAR.fullmatch(words[index]) or (year is not None and int(words[index]) >= year):
        return False
    before = index - 1
    while before > 0 and words[before] in _MONTHS:
        before -= 1
    dated = before < index - 1 or words[before] in _MONTHS
    if dated and _DAY.fullmatch(words[before]):
        return False
    if not dated and arabic.stems(words[before])[-1] not in _YEAR_WORDS and words[before] not in _YEAR_WORDS:
        return False
    return _SINCE.isdisjoint(words[max(0, before - _FAR_BACK) : index])


def _is_ago(words: Sequence[str], index: int) -> bool:
    if words[index] not in _YEARS or not _SINCE.isdisjoint(words[max(0, index - 10) : index]):
        return False
    return _AGO in words[max(0, index - 1 - _BETWEEN_AGO) : index]


def speaker_of(title: str, is_scene: Callable[[int], bool]) -> int:
    """Where the words of a speaker begin in a headline "NAME: words"; 0 where it has none.

    `is_scene` says whether the name up to an offset is that of a place ("سوريا: …" says where, not who).
    """
    colon = title.find(":")
    name = arabic.words(title[:colon]) if colon > 0 else []
    if not 1 <= len(name) <= _LONGEST_SPEAKER or not _REPORTERS.isdisjoint(name) or is_scene(colon):
        return 0
    return colon + 1


def announces(tokens: Sequence[Token], aims: Sequence[int]) -> bool:
    """Whether a verb of the future sets out for one of the `aims`, offsets of words of action and of fighting parties."""
    for index, token in enumerate(tokens):
        if _FUTURE.fullmatch(token.folded):
            ahead = tokens[index : index + _AHEAD]
            around = tokens[max(0, index - 3)].start
            if any(around <= aim < ahead[-1].end for aim in aims):
                return True
    return False
