"""Those who fight for another party and are named by it: "مجموعات مسلحة تابعة لإيران", "فصائل موالية لقوات النظام"."""

from collections.abc import Iterator
from datetime import date

from pipelines import arabic
from pipelines.facts.fact import Actor, Span
from pipelines.facts.forces import SYRIAN_STATE, start_of
from pipelines.facts.names import Abroad, Known, Mask, Name, Names, Nation
from pipelines.facts.telling import Telling
from pipelines.facts.unknowns import UNKNOWN
from pipelines.facts.unnamed_words import WORDS
from pipelines.matching import Spot
from pipelines.parties import Party
from pipelines.remembered import Question

_CAPITAL = "damascus"
_FARTHEST = 3
_REACH = 6  # words from a party to those who are said to fight for it
_ITS = Question(WORDS.bound.__contains__)

# The government itself, and those who serve it without being its forces.
_MINISTRY, _DEFENCE = arabic.fold("لوزارة"), arabic.words("الدفاع")
_GOVERNMENT = Question(frozenset((_MINISTRY, *arabic.words("للحكومة للسلطة"))).__contains__)

# The party that fights for a party or country: its id, and its unit.
_OF_COUNTRIES = {"IR": ("iran_militias", ""), "TR": ("snae", "")}
_LOYALISTS = ("assad_forces", "loyalists")
_OF_PARTIES = {
    "assad_forces": _LOYALISTS,
    "transitional_gov": ("transitional_gov", "allied_factions"),
    "hts": ("rebels", ""),
}


def proxies(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    """Those who fight for the parties and countries that a text names."""
    before = 0  # index behind the party before: its own words are no head
    for spot in told.spots:
        meaning = spot.meanings[0]
        index = spot.first - (told.words[spot.first] not in WORDS.serving)  # a name may begin so: "التابعة للنظام"
        if index >= 0 and told.words[index] == "من":
            index -= 1
        serving = index > 0 and told.words[index] in WORDS.serving and _are_anothers(told, index, meaning)
        if index > 0 and (serving or told.words[index] in WORDS.loyal):
            found = _of(meaning, names, on)
            head = _head(told, index, before) if found else None
            if found and head:
                start, end = start_of(told, *head), told.tokens[spot.behind - 1].end
                yield Actor(told.text[start:end], Span(told.where, start, end), *found, general=True)
        if isinstance(meaning, Party) and not meaning.general and meaning.id != UNKNOWN:
            before = spot.behind
    yield from _of_those_before(told, names, on)
    yield from _of_government(told, names, on)


def _are_anothers(told: Telling, index: int, meaning: object) -> bool:
    """Whether those who are "تابعة" to a place or to the old government are not its own forces: "مجموعات مسلحة تابعة
    للنظام"."""
    if isinstance(meaning, Abroad | Known):
        return True
    head = _head(told, index, 0) if isinstance(meaning, Party) and meaning.id == _LOYALISTS[0] else None
    return head is not None and head[1] in WORDS.factions


def _of_government(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    """ "فصائل تابعة لوزارة الدفاع", "فصائل موالية للحكومة"."""
    for index in told.noticed.where(_GOVERNMENT):
        behind = index + 1
        ministry = told.words[index] == _MINISTRY
        if ministry and told.words[behind : behind + 1] != _DEFENCE:
            continue
        serving = told.words[index - 1] in WORDS.serving or told.words[index - 1] in WORDS.loyal
        head = _head(told, index - 1, 0) if index > 1 and serving and told.joined(index) else None
        found = _of_state(names, on)
        if found and head and head[1] in WORDS.factions:
            start, end = start_of(told, *head), told.tokens[index + ministry].end
            yield Actor(told.text[start:end], Span(told.where, start, end), *found, general=True)


def _of_those_before(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    """Those who fight for the party named before them: "الجيش التركي والفصائل الموالية له"."""
    for index in told.noticed.where(_ITS):
        if index and told.words[index - 1] in WORDS.loyal and told.joined(index):
            before = [spot for spot in told.spots if spot.behind <= index - 1 and _is_near(told, spot, index)]
            before = [spot for spot in before if not (_is_mask(spot) or _is_syrian(spot))]
            head = _head(told, index - 1, before[-1].behind if before else 0)
            found = next((one for one in (_of(spot.meanings[0], names, on) for spot in reversed(before)) if one), None)
            if head and told.words[head[0] - 1] in WORDS.states and told.words[head[0]].startswith("و"):
                found = _of_state(names, on)
            if head and found:
                start, end = start_of(told, *head), told.tokens[index - 1].end
                yield Actor(told.text[start:end], Span(told.where, start, end), *found, general=True)


def _is_mask(spot: Spot[Name]) -> bool:
    return isinstance(spot.meanings[0], Mask)


def _is_syrian(spot: Spot[Name]) -> bool:
    """Whether a word says whose the fighters are, and not for whom they fight: "فصائل سورية موالية لها"."""
    return any(isinstance(meaning, Nation) and meaning.country == "SY" for meaning in spot.meanings)


def _is_near(told: Telling, spot: Spot[Name], index: int) -> bool:
    return told.sentences[spot.first] == told.sentences[index] and index - spot.behind <= _REACH


def _of(meaning: object, names: Names, on: date | None) -> tuple[str, str] | None:
    if isinstance(meaning, Party):
        party = _on(meaning, on)
        if party in _OF_PARTIES:
            return _OF_PARTIES[party]
        return _OF_COUNTRIES.get(names.parties[meaning.id].country)
    if isinstance(meaning, Abroad) and (meaning.is_country or meaning.is_seat):
        return _OF_COUNTRIES.get(meaning.country)
    if isinstance(meaning, Nation):
        return _OF_COUNTRIES.get(meaning.country)
    if isinstance(meaning, Known) and meaning.entry.id == _CAPITAL:
        return _of_state(names, on)
    return None


def _of_state(names: Names, on: date | None) -> tuple[str, str] | None:
    state = names.party_named(SYRIAN_STATE)
    return _OF_PARTIES[_on(state, on)] if state else None


def _on(party: Party, day: date | None) -> str:
    """Who a name meant on a day; where the day is not known, the government that had proxies."""
    return party.id_on(day) if day else party.earlier or party.id


def _head(told: Telling, index: int, least: int) -> tuple[int, str] | None:
    """The noun of fighters before a word of loyalty, not before `least`: its index and its bare form."""
    for back in range(index - 1, max(least, index - 1 - _FARTHEST) - 1, -1):
        if not told.joined(back + 1):
            return None
        form = next((form for form in arabic.stems(told.words[back]) if form in WORDS.fighters), None)
        if form:
            return back, form
    return None
