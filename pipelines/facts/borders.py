"""Borders as places: "الحدود السورية التركية", "الحدود مع لبنان", "حدود العراق", "الشريط الحدودي"."""

from collections.abc import Iterator

from pipelines import arabic
from pipelines.facts.fact import Place, Precision
from pipelines.facts.names import Abroad, Name, Nation
from pipelines.facts.telling import Telling, written
from pipelines.remembered import Question

_FARTHEST = 5  # words behind الحدود

_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب")
_BORDERS = {prefix + word: word for word in arabic.words("الحدود حدود") for prefix in _PREFIXES}
_BORDERS |= {prefix + "للحدود": "الحدود" for prefix in ("", "و", "ف")}
_STRIPS = {prefix + "الشريط": "الشريط" for prefix in _PREFIXES}
_MAY_BE = Question(lambda word: word in _BORDERS or word in _STRIPS)
_OF_THE_BORDER = arabic.fold("الحدودي")


def borders(telling: Telling) -> Iterator[Place]:
    """The borders that a text names."""
    for index in telling.noticed.where(_MAY_BE):
        word = telling.words[index]
        if word in _BORDERS:
            yield from _between(telling, index, _BORDERS[word])
        elif word in _STRIPS and telling.words[index + 1 : index + 2] == [_OF_THE_BORDER]:
            yield _border(telling, index, index + 2, _STRIPS[word], "SY")


def _between(telling: Telling, index: int, bare: str) -> Iterator[Place]:
    """The border with or between the countries whose names or adjectives follow."""
    spots = {spot.first: spot for spot in telling.spots if index < spot.first <= index + _FARTHEST}
    behind, codes = index + 1, []
    if behind < len(telling.words) and telling.words[behind] == "مع":
        behind += 1
    while (spot := spots.get(behind)) and telling.joined(behind) and (code := _country(spot.meanings[0])):
        codes.append(code)
        behind = spot.behind
    if codes:
        yield _border(telling, index, behind, bare, next((code for code in codes if code != "SY"), "SY"))


def _country(meaning: Name) -> str:
    if isinstance(meaning, Nation) or (isinstance(meaning, Abroad) and meaning.is_country):
        return meaning.country
    return ""


def _border(telling: Telling, first: int, behind: int, bare: str, country: str) -> Place:
    name, span = written(telling, first, behind, bare)
    return Place(name, span, "", "border", country, precision=Precision.AREA)
