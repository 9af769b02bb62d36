"""Whom a text means by "الاحتلال" or "العدو" alone: Israel, unless it calls another state so in full."""

from collections.abc import Iterator, Sequence

from pipelines import arabic
from pipelines.facts.fact import Actor
from pipelines.facts.names import Abroad, Known, Nation
from pipelines.facts.naming import is_coloured
from pipelines.facts.telling import Telling

_BY_DEFAULT, _COUNTRY, _BESIDE_IT = "israel", "IL", "Quneitra"  # whose ground it enters
_OTHERS = frozenset({"turkey", "us_forces", "russia"})
_AMERICA, _BASES = "us_forces", frozenset(arabic.words("قاعدة قواعد"))
_NAMED = ("اسراييل", "صهيون")  # stems, folded


def as_meant(found: Sequence[Actor], tellings: Sequence[Telling]) -> Iterator[Actor]:
    """The parties of a text. "قوات الاحتلال" are Turkey's behind "الاحتلال التركي" where Israel is not spoken of, and
    "قاعدة الاحتلال" is America's where its forces are named."""
    bare = [actor for actor in found if actor.id == _BY_DEFAULT]
    if not bare or any(_is_named(actor, tellings) for actor in bare) or _is_israel_spoken_of(tellings):
        yield from found
        return
    others = [one for one in found if one.id in _OTHERS and not one.aside]
    for actor in found:
        party = _whose(actor, others, tellings) if actor.id == _BY_DEFAULT else ""
        yield actor._replace(id=party, by_country=False) if party else actor


def _whose(actor: Actor, others: Sequence[Actor], tellings: Sequence[Telling]) -> str:
    """The party that a mention means; empty: the one by default. What the title says may be explained by the body."""
    title = actor.span.where == "title"
    before = (one for one in others if title or one.span.where == "title" or one.span.end <= actor.span.start)
    called = next((one.id for one in before if is_coloured(one.name)), "")
    if called:
        return called
    based = any(one.id == _AMERICA for one in others) and _word_before(actor, tellings) in _BASES
    return _AMERICA if based else ""


def _is_israel_spoken_of(tellings: Sequence[Telling]) -> bool:
    """Whether a text names Israel, one of its towns or a place beside it in Syria."""
    meanings = (meaning for told in tellings for spot in told.spots for meaning in spot.meanings)
    return any(
        meaning.entry.admin1 == _BESIDE_IT if isinstance(meaning, Known) else meaning.country == _COUNTRY
        for meaning in meanings
        if isinstance(meaning, Known | Nation | Abroad)
    )


def _is_named(actor: Actor, tellings: Sequence[Telling]) -> bool:
    """Whether a mention says that it is Israel's."""
    words = arabic.fold(_text_of(actor, tellings)[actor.span.start : actor.span.end])
    return any(stem in words for stem in _NAMED)


def _word_before(actor: Actor, tellings: Sequence[Telling]) -> str:
    return (arabic.words(_text_of(actor, tellings)[: actor.span.start]) or [""])[-1]


def _text_of(actor: Actor, tellings: Sequence[Telling]) -> str:
    return next(told.text for told in tellings if told.where == actor.span.where)
