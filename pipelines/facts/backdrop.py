"""Sentences that look back ("منذ بدء الحرب", "العام الماضي"): who is named there alone is not in the news."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from pipelines import arabic
from pipelines.arabic import Token
from pipelines.date_words import MONTH_WORDS
from pipelines.facts.fact import Actor
from pipelines.facts.names import Abroad, Known, Name, Nation
from pipelines.facts.telling import Telling
from pipelines.framing_words import WORDS
from pipelines.matching import Spot
from pipelines.remembered import Question

_LEAD_CHARACTERS = 200  # of the body, which tell the news itself, whatever else they date

_SINCE = "منذ"
# Units of time and months are grammar and the calendar's, and no list for editors.
_LONG = frozenset(arabic.words("سنوات أعوام سنين عام العام أشهر سنة"))
_SPANS = WORDS.spans | MONTH_WORDS
_DURING = frozenset(arabic.words("خلال إبان طوال في"))
_ONCE, _THAT = frozenset(arabic.words("سبق")), arabic.fold("أن")
_BEFORE = frozenset(arabic.words("السابق"))  # "في السابق"
_AFTER, _FROM = "بعد", "من"  # "بعد شهر من هجوم"
_MONTHS = frozenset(arabic.words("شهر شهرين أشهر عام عامين سنوات أعوام سنة أسابيع"))
_OF_WAR = ["الحرب"]
_YEARS_OF = frozenset(arabic.words("سنوات أعوام"))  # "خلال سنوات الحرب"
_LONG_TIME = arabic.words("لفترة طويلة")
_YEARS = MONTH_WORDS | frozenset(arabic.words("عام العام سنة مطلع أواخر أوائل منتصف نهاية بداية صيف ربيع خريف شتاء"))
_CENTURIES, _YEAR_LENGTH = "12", 4


def _may_date(word: str) -> bool:
    """Whether a word may say that a sentence looks back."""
    return (
        word.removeprefix("و") == _SINCE
        or word in WORDS.last
        or word in WORDS.habits
        or word in WORDS.reigns
        or word.removeprefix("و") == _LONG_TIME[0]
        or word.removeprefix("و") in _ONCE
        or word in _BEFORE
        or word in _MONTHS
        or (len(word) == _YEAR_LENGTH and word.isdecimal() and word[0] in _CENTURIES)
    )


_DATES = Question(_may_date)
_WITHIN = frozenset(arabic.words("في وفي داخل جنوبي شمالي شرقي غربي جنوب شمال شرق غرب قرب"))
# A sentence that begins so says how things are.
_STATES = Question(WORDS.states.__contains__)


def looking_back(told: Telling, on: date | None) -> frozenset[int]:
    """The numbers of the sentences that look back, behind the lead. `on` is the day of the article."""
    if told.where == "title":
        return frozenset()
    return frozenset(_sentences(told, on))


def _sentences(told: Telling, on: date | None) -> Iterator[int]:
    back = [index for index in told.noticed.where(_DATES) if _looks_back(told.words, index, on)]
    back += [spot.first for spot in told.spots if isinstance(spot.meanings[0], Abroad) and _is_elsewhere(told, spot)]
    if back:
        behind = bisect_left(told.tokens, _LEAD_CHARACTERS, key=token_start)
        lead = told.sentences[behind - 1] if behind else -1
        yield from (told.sentences[index] for index in back if told.sentences[index] > lead)
    states = told.noticed.where(_STATES)
    yield from (told.sentences[at] for at in states if at and told.sentences[at - 1] != told.sentences[at])


def _is_elsewhere(told: Telling, spot: Spot[Name]) -> bool:
    """Whether a sentence plays in another country alone: "بغارة في بيروت"."""
    meaning, first = spot.meanings[0], spot.first
    if not isinstance(meaning, Abroad) or not (meaning.is_seat or meaning.is_country) or first <= 1:
        return False
    if told.words[first - 1] not in _WITHIN or told.words[first - 2] == _FROM:
        return False  # "انطلقت من داخل الأراضي العراقية"
    number = told.sentences[first]
    return not any(told.sentences[one.first] == number and _is_syrian(one) for one in told.spots)


def _is_syrian(spot: Spot[Name]) -> bool:
    return any(
        isinstance(one, Known) or (isinstance(one, Abroad | Nation) and one.country == "SY") for one in spot.meanings
    )


def token_start(token: Token) -> int:
    """Where a word stands, for looking it up by that."""
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
    if word in _MONTHS:
        after = before.removeprefix("و") == _AFTER and following[:1] == [_FROM]
        return after or (word in _YEARS_OF and (before in _DURING or following[:1] == _OF_WAR))
    if word in _ONCE:
        return following[:1] == [_THAT]
    if word in _BEFORE:
        return before == "في"
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
        at = bisect_right(told.tokens, actor.span.start, key=token_start) - 1
        yield actor._replace(past=True) if told.sentences[at] in back else actor
