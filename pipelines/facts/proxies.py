"""Those who fight for another party and are named by it: "مجموعات مسلحة تابعة لإيران", "فصائل موالية لقوات النظام"."""

from collections.abc import Iterator

from pipelines import arabic
from pipelines.facts.fact import Actor, Span
from pipelines.facts.forces import start_of
from pipelines.facts.names import Abroad, Known, Names
from pipelines.facts.telling import Telling
from pipelines.parties import Party

_PROXIES = frozenset(
    arabic.words("ميليشيات مليشيات ميليشيا مليشيا فصائل مجموعات جماعات مسلحين مسلحون مقاتلين مقاتلون قوات عناصر لجان")
)
_LOYAL = frozenset(
    arabic.words(
        "موالية الموالية موالين الموالين موالون مدعومة المدعومة مدعومين المدعومين مرتبطة المرتبطة حليفة الحليفة "
        "رديفة الرديفة مساندة المساندة متحالفة المتحالفة تدعمها تدعمهم يدعمها يدعمهم تدعمه مدعومون المدعومون"
    )
)
_SERVING = frozenset(arabic.words("تابعة التابعة"))  # said of a party's own forces, too; of a country only its proxies
_CAPITAL = "damascus"
_FARTHEST = 3

# The party that fights for a party or country: its id, and its unit.
_OF_COUNTRIES = {"IR": ("iran_militias", ""), "TR": ("snae", "")}
_OF_SYRIA = ("assad_forces", "loyalists")


def proxies(told: Telling, names: Names) -> Iterator[Actor]:
    """Those who fight for the parties and countries that a text names."""
    before = 0  # index behind the party before: its own words are no head
    for spot in told.spots:
        meaning = spot.meanings[0]
        index = spot.first - 1 if spot.first and told.words[spot.first - 1] != "من" else spot.first - 2
        serving = isinstance(meaning, Abroad) and index > 0 and told.words[index] in _SERVING
        if index > 0 and (serving or told.words[index] in _LOYAL):
            found = _of(meaning, names)
            head = _head(told, index, before) if found else None
            if found and head:
                start, end = start_of(told, *head), told.tokens[spot.behind - 1].end
                yield Actor(told.text[start:end], Span(told.where, start, end), *found, general=True)
        if isinstance(meaning, Party) and not meaning.general:
            before = spot.behind


def _of(meaning: object, names: Names) -> tuple[str, str] | None:
    if isinstance(meaning, Party):
        if meaning.id == _OF_SYRIA[0] or meaning.earlier == _OF_SYRIA[0]:
            return _OF_SYRIA
        return _OF_COUNTRIES.get(names.parties[meaning.id].country)
    if isinstance(meaning, Abroad) and (meaning.is_country or meaning.is_seat):
        return _OF_COUNTRIES.get(meaning.country)
    return _OF_SYRIA if isinstance(meaning, Known) and meaning.entry.id == _CAPITAL else None


def _head(told: Telling, index: int, least: int) -> tuple[int, str] | None:
    """The noun of fighters before a word of loyalty, not before `least`: its index and its bare form."""
    for back in range(index - 1, max(least, index - 1 - _FARTHEST) - 1, -1):
        if not told.joined(back + 1):
            return None
        form = next((form for form in arabic.stems(told.words[back]) if form in _PROXIES), None)
        if form:
            return back, form
    return None
