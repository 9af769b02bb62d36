"""By which of its names a text calls a country that it tells of by adjectives: أميركا or الولايات المتحدة."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipelines.facts.fact import Actor
from pipelines.facts.names import Abroad, Names
from pipelines.facts.telling import Telling, written


def as_called(found: Sequence[Actor], tellings: Sequence[Telling], names: Names) -> Iterator[Actor]:
    """The parties of a text; a country whose strikes it tells of ("غارة أميركية") has the name that the text has for
    it, where it has one."""
    told_of = any(actor.by_country for actor in found)
    called = _countries(tellings, names) if told_of else {}
    for actor in found:
        others = called.get(actor.id) if actor.by_country else None
        yield actor if not others or actor.name in others else actor._replace(name=others.most_common(1)[0][0])


def _countries(tellings: Iterable[Telling], names: Names) -> dict[str, Counter[str]]:
    """The names of countries, acting or not, by their parties; how often the text has each."""
    called: dict[str, Counter[str]] = {}
    for told in tellings:
        for spot in told.spots:
            meaning = spot.meanings[0]
            if isinstance(meaning, Abroad) and meaning.is_country:
                name, _ = written(told, *spot[1:])
                called.setdefault(names.countries[meaning.country].actor, Counter())[name] += 1
    return called
