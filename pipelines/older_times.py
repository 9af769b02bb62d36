"""Whether a passage dates what it tells to an older time: by a year, a month or "years ago"."""

import re
from collections.abc import Sequence

from pipelines import arabic
from pipelines.arabic import Token
from pipelines.date_words import MONTH_WORDS, OWN_MONTH_WORDS
from pipelines.framing_words import WORDS
from pipelines.remembered import Question, Remembered
from pipelines.text import Sentence

_AND = "وف"
_FAR_BACK = 5  # so many words before a year, "since" makes it no date of what is told
_YEAR_LENGTH, _CENTURIES = 4, "12"
_LOOKED_BACK = 10  # words
_SINCE = frozenset(arabic.words("منذ مذ بحلول حتى"))

_THE_WORD = frozenset(arabic.words("شهر الشهر"))
_WITHIN = frozenset(arabic.words("في خلال طوال"))
# What says when something of these days happened: "مساء", "أمس", "الاثنين".
_TIMES = frozenset(
    arabic.words(
        "أمس اليوم الليلة فجر صباح ظهر عصر مساء ليل ليلة "
        "الفجر الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت"
    )
)
_SAYS_WHEN = Remembered(lambda word: word in _TIMES or (word[0] in _AND and word[1:] in _TIMES))
_YEAR_WORDS = WORDS.year_words | {"في"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"[0-3]?\d")

# "قبل 11 عاما", "قبل عشر سنوات", "قبل سنوات"
_AGO = frozenset(arabic.words("قبل مرور بمرور لمرور"))
_YEARS = frozenset(arabic.words("عام عاما عامين أعوام سنة سنتين سنوات لسنوات أعواما عقد عقدين عقود"))
_AFTER, _ON = "بعد", ("علي", "من")  # "بعد عام على"; folded
_SINCE_THEN = "علي"
_LONG = frozenset(arabic.words("سنوات لسنوات أعواما"))
# Before years that are a date or a number.
_COUNTED = frozenset(
    arabic.words("منذ في بعد قبل من خلال مدى أول بضع عدة إلى حتى كل ثلاث أربع خمس ست سبع ثماني تسع عشر")
)
_ALL_ALONG = frozenset(arabic.words("طوال طيلة مدى"))
_LASTING = frozenset(arabic.words("حصار الحصار حصاره حصارها طوق الطوق تطويقه تطويقها القتال"))  # what ends today
_BETWEEN_AGO = 2  # so many words may stand between the two


def recalled(sentence: Sentence, year: int | None) -> Token | None:
    """The word by which a passage dates what it tells to an older time: a year (before `year`, that of the article,
    where it is known) without a day of the month, a month without one, or years ago. None: it does not."""
    for index in sentence.answering(_DATES):
        if index or sentence.words[0] in _YEARS:
            words = sentence.words[max(0, index - _LOOKED_BACK) : index + 1]
            following, then = (*sentence.words[index + 1 : index + 3], "", "")[:2]
            last = len(words) - 1
            old = _is_ago(words, last, following, then) if words[-1] in _YEARS else _is_old_year(words, last, year)
            if old or _is_whole_month(sentence.words, index):
                return sentence.tokens[index]
    return None


# Whether a word may be a year, or count years.
_DATES = Question(
    lambda word: word in _YEARS or word in OWN_MONTH_WORDS or (len(word) == _YEAR_LENGTH and word[0] in _CENTURIES)
)


def _is_whole_month(words: Sequence[str], index: int) -> bool:
    """Whether a month is named without a day ("in April"), by which the press counts, or means an older deed. Where the
    passage tells of this morning, too, the month is that of something else."""
    if words[index] not in OWN_MONTH_WORDS:
        return False
    behind = next((word for word in words[index + 1 :] if word not in MONTH_WORDS), "")
    if _YEAR.fullmatch(behind):
        return False  # the year says more
    before = index - 1
    before -= before > 0 and words[before] in _THE_WORD
    if words[before] not in _WITHIN or not _SINCE.isdisjoint(words[max(0, before - _FAR_BACK) : before]):
        return False
    return not any(_SAYS_WHEN.of(words))


def _is_old_year(words: Sequence[str], index: int, year: int | None) -> bool:
    if not _YEAR.fullmatch(words[index]) or (year is not None and int(words[index]) >= year):
        return False
    before = index - 1
    while before > 0 and words[before] in MONTH_WORDS:
        before -= 1
    dated = before < index - 1 or words[before] in MONTH_WORDS
    if dated and _DAY.fullmatch(words[before]):
        return False
    if not dated and arabic.stems(words[before])[-1] not in _YEAR_WORDS and words[before] not in _YEAR_WORDS:
        return False
    return _SINCE.isdisjoint(words[max(0, before - _FAR_BACK) : index])


def _is_ago(words: Sequence[str], index: int, following: str, then: str) -> bool:
    if not _SINCE.isdisjoint(words[:index]):
        return False
    if following in _ON and _AFTER in words[max(0, index - 1 - _BETWEEN_AGO) : index]:
        return then not in _LASTING
    if (
        words[index] in _LONG and words[max(0, index - 1)] not in _COUNTED and not words[index - 1].isdigit()
    ):  # "قصفت سنوات", "لسنوات"
        return True
    if not _ALL_ALONG.isdisjoint(words[max(0, index - 1 - _BETWEEN_AGO) : index]):
        return True
    if following == _SINCE_THEN and index <= _BETWEEN_AGO:  # "أربعون عاما على": at the head of its sentence
        return True
    return not _AGO.isdisjoint(words[max(0, index - 1 - _BETWEEN_AGO) : index])
