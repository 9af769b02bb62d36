"""Borders as places: "الحدود السورية التركية", "الحدود مع لبنان", "حدود العراق", "الشريط الحدودي"."""

from collections.abc import Iterator

from pipelines import arabic
from pipelines.facts.fact import Place, Precision
from pipelines.facts.names import Abroad, Nation
from pipelines.facts.telling import Telling, written

_BORDERS = frozenset(arabic.words("الحدود حدود للحدود"))
_STRIP = tuple(arabic.words("الشريط الحدودي"))


def borders(telling: Telling) -> Iterator[Place]:
    """The borders that a text names."""
    countries = {spot.first: spot for spot in telling.spots if isinstance(spot.meanings[0], Nation | Abroad)}
    for index, word in enumerate(telling.words):
        bare = next((form for form in arabic.stems(word) if form in _BORDERS), None) if "حدود" in word else None
        if word.endswith(_STRIP[0][2:]) and tuple(telling.words[index + 1 : index + 2]) == _STRIP[1:]:
            yield _border(telling, index, index + 2, "الشريط" if word.endswith("الشريط") else word, "SY")
        if bare is None:
            continue
        behind, codes = index + 1, []
        if behind < len(telling.words) and telling.words[behind] == "مع":
            behind += 1
        while (spot := countries.get(behind)) and telling.joined(behind):
            meaning = spot.meanings[0]
            if not isinstance(meaning, Nation) and not getattr(meaning, "is_country", False):
                break
            codes.append(meaning.country)  # type: ignore[union-attr]
            behind = spot.behind
        if codes:
            yield _border(telling, index, behind, bare, next((code for code in codes if code != "SY"), "SY"))


def _border(telling: Telling, first: int, behind: int, bare: str, country: str) -> Place:
    name, span = written(telling, first, behind, bare)
    return Place(name, span, "", "border", country, precision=Precision.AREA)
