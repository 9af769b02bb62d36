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
from pipelines.facts.forces import forces
from pipelines.facts.names import Names
from pipelines.facts.telling import Telling, telling, written
from pipelines.parties import Party

# Parties only where they act, which the events say; their harm is told by the figures.
_BYSTANDERS = frozenset({"civilians"})


def actors_of(title: str, body: str, names: Names, on: date | None = None) -> tuple[Actor, ...]:
    """Every mention of a party in an article's clean title and clean body, in the order of the text, the title first.

    `on` is the day of the article: some names meant another party before a certain date. None: they mean today's.
    """
    found = [actor for told in telling(title, body, names) for actor in _in(told, names, on)]
    return tuple(_outermost(sorted(found, key=_order)))


def distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each party and unit once, in the order of the first mentions, without those who only suffer.

    It is named as in the title or else as most often, rather by a name that stands in the text than by its country's.
    """
    groups: dict[object, list[Actor]] = {}
    for actor in actors:
        if actor.id not in _BYSTANDERS:
            groups.setdefault((actor.id, actor.unit), []).append(actor)
    return tuple(_best(group) for group in groups.values())


def _best(group: Sequence[Actor]) -> Actor:
    spellings = Counter(arabic.fold(actor.name) for actor in group)

    def weight(actor: Actor) -> tuple[bool, bool, int]:
        return not actor.by_country, actor.span.where == "title", spellings[arabic.fold(actor.name)]

    return max(group, key=weight)


def _in(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    for spot in told.spots:
        meaning = spot.meanings[0]
        if isinstance(meaning, Party):
            name, span = written(told, spot.first, spot.behind, spot.bare)
            if meaning.deed:
                country = names.countries[names.parties[meaning.id].country]
                yield Actor(country.names[0], span, meaning.id, by_country=True)
            else:
                party = meaning.id_on(on)
                yield Actor(name, span, party, "" if meaning.unit == meaning.id or meaning.changed else meaning.unit)
    yield from forces(told, names)


def _order(actor: Actor) -> tuple[bool, int, int]:
    return actor.span.where != "title", actor.span.start, -actor.span.end


def _outermost(actors: Iterable[Actor]) -> Iterator[Actor]:
    """The actors without those that stand within the words of another."""
    last: Span | None = None
    for actor in actors:
        if last is None or actor.span.where != last.where or actor.span.start >= last.end:
            yield actor
            last = actor.span
