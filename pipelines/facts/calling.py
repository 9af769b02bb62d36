"""By which of its names a text calls a state that it tells of by adjectives: أميركا, واشنطن, الجيش الأميركي."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipelines.facts.fact import Actor
from pipelines.facts.names import Abroad, Names
from pipelines.facts.naming import BY_COUNTRY, is_whole
from pipelines.facts.telling import Telling, written


def as_called(found: Sequence[Actor], tellings: Sequence[Telling], names: Names) -> Iterator[Actor]:
    """The parties of a text; a state whose strikes it tells of ("غارة أميركية") has the name that the text has for
    it: that of the country, of its army where the country is never written."""
    told_of = any(actor.by_country for actor in found)
    called = _countries(tellings, names) if told_of else {}
    for actor in found:
        own = (called.get(actor.id) or _armies(actor.id, found)) if actor.by_country else None
        yield actor if not own or actor.name in own else actor._replace(name=own.most_common(1)[0][0])


def _armies(party: str, found: Iterable[Actor]) -> Counter[str]:
    """The names of a state's forces as a whole, with how often the text has each; none that judge it."""
    return Counter(one.name for one in found if one.id == party and is_whole(one) and party not in BY_COUNTRY)


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
