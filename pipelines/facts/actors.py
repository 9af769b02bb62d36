"""Which parties an article names: each mention with its span, by the meaning that the name had on the article's day.

Parties that the lexicon lists are found by their names; the forces of any country by words of forces with its adjective
(القوات العراقية, طائرات تركية), so that an army that nobody listed is found too; countries where they act themselves
("إسرائيل تقصف"); and parties that the text leaves unknown ("طائرات مجهولة يرجح أنها أمريكية").
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipelines import arabic
from pipelines.facts.fact import Actor, Span
from pipelines.facts.forces import DEEDS, FORCES, forces
from pipelines.facts.names import Abroad, Known, Name, Names, Nation, Sureness
from pipelines.facts.telling import Telling, telling, written
from pipelines.parties import Party

_ARMY = "الجيش"
_SHORT = {_ARMY: "الجيش السوري", "النظام": "النظام السوري"}  # with the name in full that the list holds

_ENDS = frozenset(arabic.words("سقوط إسقاط انهيار رحيل هروب عهد حقبة زمن حكم"))  # of a government

# Parties only where they act, which the events say; their harm is told by the figures.
_BYSTANDERS = frozenset({"civilians"})


def actors_of(title: str, body: str, names: Names, on: date | None = None) -> tuple[Actor, ...]:
    """Every mention of a party in an article's clean title and clean body, in the order of the text, the title first.

    `on` is the day of the article: some names meant another party before a certain date. None: they mean today's.
    """
    tellings = telling(title, body, names)
    found = [actor for told in tellings for actor in _in(told, names, on)]
    found += _short(tellings, names, found, on)
    return tuple(_outermost(sorted(found, key=_order)))


def distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each party and unit once, in the order of the first mentions, without those who only suffer.

    It is named as in the title or else as most often, rather by a name that stands in the text than by its country's.
    Left out is what the body says once, in passing, of a country's bases or strikes.
    """
    groups: dict[object, list[Actor]] = {}
    for actor in actors:
        if actor.id not in _BYSTANDERS:
            groups.setdefault((actor.id, actor.unit), []).append(actor)
    return tuple(_best(group) for group in groups.values() if not _is_aside(group))


def _is_aside(group: Sequence[Actor]) -> bool:
    """Whether a party is told by what it has or does alone, once, and not in the title."""
    return len(group) == 1 and group[0].by_country and group[0].span.where != "title"


def _best(group: Sequence[Actor]) -> Actor:
    spellings = Counter(arabic.fold(actor.name) for actor in group)

    def weight(actor: Actor) -> tuple[bool, bool, int]:
        return not actor.by_country, actor.span.where == "title", spellings[arabic.fold(actor.name)]

    return max(group, key=weight)


def _in(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    for spot in told.spots:
        meaning = spot.meanings[0]
        if isinstance(meaning, Party) and not _is_past(told, spot.first):
            name, span = written(told, spot.first, spot.behind, spot.bare)
            if meaning.deed:
                country = names.countries[names.parties[meaning.id].country]
                yield Actor(country.names[0], span, meaning.id, by_country=True)
            else:
                party = meaning.id_on(on)
                yield Actor(name, span, party, "" if meaning.unit == meaning.id or meaning.changed else meaning.unit)
    yield from forces(told, names)


def _short(tellings: Iterable[Telling], names: Names, found: Sequence[Actor], on: date | None) -> Iterator[Actor]:
    """الجيش and النظام alone, where an article about Syria names no army and no government in full."""
    tellings = tuple(tellings)
    if not any(_is_syrian(spot.meanings[0]) for told in tellings for spot in told.spots):
        return
    parties = {actor.id for actor in found}
    for word, listed in _SHORT.items():
        full = names.party_named(listed)
        party = full.id_on(on) if full else ""
        army = word == _ARMY and any(_ARMY in arabic.words(actor.name) for actor in found)
        if party and not army and party not in parties:
            yield from (actor for told in tellings for actor in _alone(told, word, party))


def _is_syrian(name: Name) -> bool:
    known = isinstance(name, Known) and name.sureness is Sureness.SURE
    return known or (isinstance(name, Abroad | Nation) and name.country == "SY")


def _alone(told: Telling, word: str, party: str) -> Iterator[Actor]:
    for index, written_word in enumerate(told.words):
        if word in written_word and word in arabic.stems(written_word) and _acts(told, index):
            name, span = written(told, index, index + 1, word)
            yield Actor(name, span, party)


def _acts(told: Telling, index: int) -> bool:
    """Whether a word such as النظام names a party: in a title, or behind its forces, and without a word with ال behind
    it, as in الجيش اللبناني and النظام الغذائي."""
    behind = index + 1
    if behind < len(told.words) and told.joined(behind) and told.words[behind].startswith("ال"):
        return False
    before = arabic.stems(told.words[index - 1]) if index else ()
    return told.where == "title" or any(form in FORCES or form in DEEDS for form in before)


def _is_past(told: Telling, first: int) -> bool:
    """Whether a party's name only dates: "منذ سقوط نظام الأسد"."""
    return first > 0 and any(form in _ENDS for form in arabic.stems(told.words[first - 1]))


def _order(actor: Actor) -> tuple[bool, int, int]:
    return actor.span.where != "title", actor.span.start, -actor.span.end


def _outermost(actors: Iterable[Actor]) -> Iterator[Actor]:
    """The actors without those that stand within the words of another."""
    last: Span | None = None
    for actor in actors:
        if last is None or actor.span.where != last.where or actor.span.start >= last.end:
            yield actor
            last = actor.span
