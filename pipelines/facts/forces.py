"""Parties that no list holds: the forces of a country, and itself where it acts."""

from collections.abc import Iterator, Sequence
from datetime import date

from pipelines import arabic
from pipelines.facts.fact import Actor, Span
from pipelines.facts.flights import flies_by
from pipelines.facts.force_words import DEEDS, FORCES, GROUNDS, HAPPENINGS, WORDS
from pipelines.facts.names import Abroad, Names, Nation
from pipelines.facts.states import acts_itself, is_state
from pipelines.facts.telling import Telling, is_adjective
from pipelines.parties import Party

_HEADS = FORCES | DEEDS | GROUNDS | WORDS.soldiers | WORDS.backing
_GUARD, _BORDERS = "حرس", "حدود"  # "حرس الحدود التركي"; elsewhere borders are a place
_SERVICE = "جهاز"  # "جهاز الاستخبارات التركي": the adjective is the service's
_OF_SYRIA = Nation("SY")
_COUNTRY = "سوريا"  # the adjective سورية is spelt like the country, but not with alef
SYRIAN_STATE = "الجيش السوري"  # the name in the list whose meaning changed with the government
_FEMININE = ("ه", "ات")  # endings, as folded; what ends so has an adjective in ة
_FARTHEST = 3
_MADE = arabic.words("الصنع")  # "صواريخ روسية الصنع"


def forces(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    """The parties that a text names by words of forces, of origin or of deeds."""
    last, acted = None, False
    for spot in told.spots:
        meaning = spot.meanings[0]
        acts = isinstance(meaning, Abroad) and is_state(meaning) and acts_itself(told, spot, last, names, acted=acted)
        syrian = len(spot.meanings) > 1 or isinstance(meaning, Nation)
        if syrian and _OF_SYRIA in spot.meanings:  # سورية is the country, too
            yield from _syrian(told, spot.first, spot.behind, names, on)
        elif isinstance(meaning, Nation):
            yield from _by_adjective(told, spot.first, spot.behind, meaning.country, names)
        elif acts and isinstance(meaning, Abroad):
            yield _by_country(told, spot.first, spot.behind, meaning.country, names)
        last, acted = spot, acts or isinstance(meaning, Party)


def _by_adjective(told: Telling, first: int, behind: int, country: str, names: Names) -> Iterator[Actor]:
    head = _head(told, first)
    if head is None or told.words[behind : behind + 1] == _MADE:
        return
    index, word = head
    party = names.countries[country].actor
    start, end = start_of(told, index, word), told.tokens[behind - 1].end
    name = told.text[start:end]
    if told.words[first].startswith("و"):  # "القوات الحكومية والإيرانية": two parties, of which this is the second
        name = f"{told.text[start : told.tokens[index].end]} {told.text[told.tokens[first].start + 1 : end]}"
        start = told.tokens[first].start
    elif told.words[index].removesuffix(word).endswith("لل"):  # "للبحرية": its article is in it
        name = f"ال{name}"
    span = Span(told.where, start, end)
    if word in FORCES or (word in WORDS.soldiers and word not in WORDS.one_soldier) or word == _SERVICE:
        yield Actor(name, span, party, general=word in WORDS.soldiers)
    else:
        aside = word in GROUNDS or flies_by(told, index, behind, names.bystanders)
        yield Actor(names.countries[country].names[0], span, party, by_country=True, aside=aside)


def _syrian(told: Telling, first: int, behind: int, names: Names, on: date | None) -> Iterator[Actor]:
    """Forces and aircraft of the Syrian state, which was another one before its government fell."""
    of_one = first > 0 and told.words[first - 1] in WORDS.counted  # "62 جنديا سوريا"
    head = None if told.words[first].endswith(_COUNTRY) and not of_one else _head(told, first)
    state = names.party_named(SYRIAN_STATE) if head else None
    if head and state and head[1] not in GROUNDS and head[1] not in WORDS.anybodys:
        start, end = start_of(told, *head), told.tokens[behind - 1].end
        name = SYRIAN_STATE if head[1] in HAPPENINGS or of_one else told.text[start:end]
        yield Actor(
            name, Span(told.where, start, end), state.id_on(on), general=head[1] in DEEDS or head[1] in WORDS.soldiers
        )


def _head(told: Telling, first: int) -> tuple[int, str] | None:
    """The word of forces or deeds before an adjective: its index and its form without proclitics and article."""
    for index in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        if not told.joined(index + 1):
            return None
        forms = arabic.stems(told.words[index])
        head = next((form for form in forms if form in _HEADS), None)
        if head:
            alone = told.words[index] in (head, f"ال{head}")  # not "الكتيبة بغارة تركية"
            further = (
                alone
                and told.joined(index)
                and next((form for form in arabic.stems(told.words[index - 1]) if _goes_before(form)), None)
            )
            found = (index - 1, further) if further else (index, head)
            if found[1].endswith(_FEMININE) and not told.words[first].endswith(_FEMININE[0]):
                return None  # وزير المخابرات الإسرائيلي: the adjective is the minister's
            return found
        between = any(form in WORDS.between for form in forms) or _is_guarded(told, index, forms)
        joint = told.words[first].startswith("و") and is_adjective(told, index)  # "طائرات أميركية وسعودية"
        if not between and not joint:
            return None
    return None


def _goes_before(form: str) -> bool:
    """Whether a word begins the name of forces that another word of forces goes on with."""
    return form in FORCES or form in GROUNDS or form == _SERVICE


def _is_guarded(told: Telling, index: int, forms: Sequence[str]) -> bool:
    """Whether a word is the borders of "حرس الحدود"."""
    return _BORDERS in forms and index > 0 and _GUARD in arabic.stems(told.words[index - 1])


def start_of(told: Telling, index: int, head: str) -> int:
    """The offset of a word without its proclitics, its article kept."""
    token = told.tokens[index]
    cut = len(token.folded) - len(head)
    if token.folded[:cut].endswith("ال"):
        cut -= 2
    return token.start + cut if token.end - token.start == len(token.folded) else token.start


def _by_country(told: Telling, first: int, behind: int, country: str, names: Names) -> Actor:
    """A country that acts, by its name where the text has that, not its seat's."""
    named, party = names.countries[country].names, names.countries[country].actor
    span = Span(told.where, told.tokens[first].start, told.tokens[behind - 1].end)
    written = told.text[span.start : span.end]
    is_seat = told.words[first].removeprefix("و") not in {arabic.words(name)[0] for name in named}
    return Actor(named[0] if is_seat else written.removeprefix("و"), span, party, by_country=True, itself=True)
