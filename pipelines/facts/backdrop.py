"""Sentences that look back ("منذ بدء الحرب", "العام الماضي"): who is named there alone is not in the news."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from pipelines import arabic
from pipelines.arabic import Token
from pipelines.facts.fact import Actor
from pipelines.facts.telling import Telling
from pipelines.framing_words import WORDS
from pipelines.remembered import Question

_LEAD_CHARACTERS = 200  # of the body, which tell the news itself, whatever else they date

_SINCE = "منذ"
# Units of time and months are grammar and the calendar's, and no list for editors.
_LONG = frozenset(arabic.words("سنوات أعوام سنين عام العام أشهر سنة"))
_SPANS = WORDS.spans | frozenset(
    arabic.words(
        "كانون تشرين يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر شباط آذار نيسان أيار "
        "حزيران تموز آب أيلول الأول الثاني"
    )
)
_DURING = frozenset(arabic.words("خلال إبان طوال في"))
_LONG_TIME = arabic.words("لفترة طويلة")
_YEARS = frozenset(arabic.words("عام العام سنة"))
_CENTURIES, _YEAR_LENGTH = "12", 4


def _may_date(word: str) -> bool:
    """Whether a word may say that a sentence looks back."""
    return (
        word.removeprefix("و") == _SINCE
        or word in WORDS.last
        or word in WORDS.habits
        or word in WORDS.reigns
        or word.removeprefix("و") == _LONG_TIME[0]
        or (len(word) == _YEAR_LENGTH and word.isdecimal() and word[0] in _CENTURIES)
    )


_DATES = Question(_may_date)
# A sentence that begins so says how things are.
_STATES = Question(WORDS.states.__contains__)


def looking_back(told: Telling, on: date | None) -> frozenset[int]:
    """The numbers of the sentences that look back, behind the lead. `on` is the day of the article."""
    if told.where == "title":
        return frozenset()
    return frozenset(_sentences(told, on))


def _sentences(told: Telling, on: date | None) -> Iterator[int]:
    back = [index for index in told.noticed.where(_DATES) if _looks_back(told.words, index, on)]
    back += [
        index for index in told.noticed.where(_STATES) if index and told.sentences[index - 1] != told.sentences[index]
    ]
    if back:
        behind = bisect_left(told.tokens, _LEAD_CHARACTERS, key=_start)
        lead = told.sentences[behind - 1] if behind else -1
        yield from (told.sentences[index] for index in back if told.sentences[index] > lead)


def _start(token: Token) -> int:
    return token.start


def _looks_back(words: list[str], index: int, on: date | None) -> bool:
    word, before, following = words[index].removeprefix("و"), words[max(0, index - 1)], words[index + 1 : index + 3]
    if word == _SINCE:
        first, second = [*following, "", ""][:2]
        return first in _LONG or (first in WORDS.beginnings and second in WORDS.wars)
    if word in WORDS.reigns:
        return before in _DURING
    if word in WORDS.last:
        return before in _SPANS
    if word == _LONG_TIME[0]:
        return following[:1] == _LONG_TIME[1:]
    if word.isdecimal():
        return before in _YEARS and (on is None or int(word) < on.year)
    return True


def told_as_past(found: Iterable[Actor], told: Telling, on: date | None) -> Iterator[Actor]:
    """The mentions of a title or a body, those in sentences that look back marked as such."""
    back = looking_back(told, on)
    if not back:
        yield from found
        return
    for actor in found:
        at = bisect_right(told.tokens, actor.span.start, key=_start) - 1
        yield actor._replace(past=True) if told.sentences[at] in back else actor
