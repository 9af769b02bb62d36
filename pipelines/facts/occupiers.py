"""Whom a text means by "الاحتلال" or "العدو" alone: Israel, unless it calls another state so in full."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines import arabic
from pipelines.facts.fact import Actor
from pipelines.facts.names import Abroad, Nation
from pipelines.facts.naming import is_coloured
from pipelines.facts.telling import Telling

_BY_DEFAULT, _COUNTRY = "israel", "IL"
_WITH_BASES = frozenset({"us_forces", "turkey"})  # in Syria, without whom it is meant where Israel is not spoken of
_NAMED = ("اسراييل", "صهيون")  # stems, folded


def as_meant(found: Sequence[Actor], tellings: Sequence[Telling]) -> Iterator[Actor]:
    """The parties of a text; "قوات الاحتلال" are Turkey's where only "الاحتلال التركي" is named besides, and a base
    "الاحتلال" is America's where its forces are and Israel is not spoken of."""
    bare = [actor for actor in found if actor.id == _BY_DEFAULT]
    if not bare or any(_is_named(actor, tellings) for actor in bare):
        yield from found
        return
    others = [actor for actor in found if actor.id != _BY_DEFAULT and is_coloured(actor.name)]
    others = others or [actor for actor in found if actor.id in _WITH_BASES and not _is_israel_named(tellings)]
    party = Counter(actor.id for actor in others).most_common(1)[0][0] if others else _BY_DEFAULT
    for actor in found:
        yield actor._replace(id=party, by_country=False) if actor.id == _BY_DEFAULT != party else actor


def _is_israel_named(tellings: Sequence[Telling]) -> bool:
    meanings = (spot.meanings[0] for told in tellings for spot in told.spots)
    return any(isinstance(meaning, Nation | Abroad) and meaning.country == _COUNTRY for meaning in meanings)


def _is_named(actor: Actor, tellings: Sequence[Telling]) -> bool:
    """Whether a mention says that it is Israel's."""
    text = next(told.text for told in tellings if told.where == actor.span.where)
    words = arabic.fold(text[actor.span.start : actor.span.end])
    return any(stem in words for stem in _NAMED)
