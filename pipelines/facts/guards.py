"""Forces at Syria's borders that are named without their country: the neighbour's that the text speaks of."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines import arabic
from pipelines.facts.fact import Actor
from pipelines.facts.force_words import FORCES
from pipelines.facts.names import Abroad, Names, Nation
from pipelines.facts.telling import Telling, written
from pipelines.remembered import Question

_GUARDS = tuple(arabic.words("حرس الحدود"))
# Names that the forces of one country have.
_ROYAL = {tuple(arabic.words("سلاح الجو الملكي")): "JO", tuple(arabic.words("الجيش العربي")): "JO"}
_SYRIAN = frozenset({"assad_forces", "transitional_gov"})
_NEIGHBOURS = frozenset({"IQ", "JO", "LB", "TR"})
_WHOSE = frozenset(arabic.words("في التابع التابعة"))


def guards(told: Telling, tellings: Sequence[Telling], found: Sequence[Actor], names: Names) -> Iterator[Actor]:
    """Border guards, of the neighbour whose forces or towns the article names most often, unless it names Syria's own
    forces, which has guards, too; an army and an air force called as no other's are, beside its other names."""
    met = told.noticed.where(_OPENS)
    named = _neighbours(tellings, found, names) if met else []
    own = any(actor.id in _SYRIAN for actor in found)
    for index in met:
        for words in (_GUARDS, *_ROYAL):
            behind = index + len(words)
            country = next(iter(named), "") if words == _GUARDS else _ROYAL[words]
            is_name = (_OPENS[told.words[index]], *told.words[index + 1 : behind]) == words
            if not is_name or country not in named or (own and words == _GUARDS):
                continue
            besides = words == _GUARDS or any(one.id == names.countries[country].actor for one in found)
            if besides and not _is_told_whose(told, behind):
                first, bare = _with_forces(told, index) if words == _GUARDS else (index, words[0])
                name, span = written(told, first, behind, bare)
                yield Actor(name, span, names.countries[country].actor)


def _opens(word: str) -> str:
    """The first word of such a name that a word is, without proclitics; empty: none."""
    return next((form for form in arabic.stems(word) if form in _FIRST), "")


_FIRST = frozenset(name[0] for name in (_GUARDS, *_ROYAL))
_OPENS = Question(_opens)


def _with_forces(told: Telling, index: int) -> tuple[int, str]:
    """Where the name of guards begins, and its first word: "قوات حرس الحدود"."""
    head = next((form for form in arabic.stems(told.words[index - 1]) if form in FORCES), "") if index else ""
    return (index - 1, head) if head and told.joined(index) else (index, _GUARDS[0])


def _is_told_whose(told: Telling, behind: int) -> bool:
    """Whether what follows says it: "حرس الحدود التركي", "الجيش العربي السوري", "حرس الحدود في الجيش السوري"."""
    if behind < len(told.words) and told.words[behind] in _WHOSE:
        return True
    return any(spot.first == behind and isinstance(spot.meanings[0], Nation | Abroad) for spot in told.spots)


def _neighbours(tellings: Sequence[Telling], found: Sequence[Actor], names: Names) -> list[str]:
    """Syria's neighbours whose forces or towns a text names, the most named first; a border alone has two sides."""
    own = {names.countries[country].actor: country for country in _NEIGHBOURS}
    counted = Counter(own[actor.id] for actor in found if actor.id in own)
    meanings = (spot.meanings[0] for told in tellings for spot in told.spots)
    counted += Counter(one.country for one in meanings if isinstance(one, Abroad) and not one.is_country)
    return [country for country, _ in counted.most_common() if country in _NEIGHBOURS]
