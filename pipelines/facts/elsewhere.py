"""Sentences that play in another country alone ("بغارة في بيروت"): who is named only there is not in the news."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from pipelines import arabic
from pipelines.arabic import Token
from pipelines.facts.fact import Actor
from pipelines.facts.names import Abroad, Known, Name, Nation
from pipelines.facts.telling import Telling
from pipelines.matching import Spot

_LEAD_CHARACTERS = 200  # of the body, which tell the news itself, wherever it plays
_WITHIN = frozenset(arabic.words("في وفي داخل جنوبي شمالي شرقي غربي جنوب شمال شرق غرب قرب"))
_FROM = "من"  # "انطلقت من داخل الأراضي العراقية"


def without_others(found: Iterable[Actor], told: Telling) -> Iterator[Actor]:
    """The mentions of parties in a title or a body, those of sentences about another country marked as aside."""
    elsewhere = _sentences(told)
    for actor in found:
        at = bisect_right(told.tokens, actor.span.start, key=token_start) - 1 if elsewhere else 0
        yield actor._replace(aside=True) if elsewhere and told.sentences[at] in elsewhere else actor


def _sentences(told: Telling) -> frozenset[int]:
    """The numbers of the sentences about another country, behind the lead."""
    firsts = [spot.first for spot in told.spots if isinstance(spot.meanings[0], Abroad) and _is_elsewhere(told, spot)]
    if not firsts or told.where == "title":
        return frozenset()
    behind = bisect_left(told.tokens, _LEAD_CHARACTERS, key=token_start)
    lead = told.sentences[behind - 1] if behind else -1
    return frozenset(told.sentences[first] for first in firsts if told.sentences[first] > lead)


def _is_elsewhere(told: Telling, spot: Spot[Name]) -> bool:
    meaning, first = spot.meanings[0], spot.first
    if not isinstance(meaning, Abroad) or not (meaning.is_seat or meaning.is_country) or first <= 1:
        return False
    if told.words[first - 1] not in _WITHIN or told.words[first - 2] == _FROM:
        return False
    number = told.sentences[first]
    return not any(told.sentences[one.first] == number and _is_syrian(one) for one in told.spots)


def _is_syrian(spot: Spot[Name]) -> bool:
    return any(
        isinstance(one, Known) or (isinstance(one, Abroad | Nation) and one.country == "SY") for one in spot.meanings
    )


def token_start(token: Token) -> int:
    """Where a word stands, for looking it up by that."""
    return token.start
