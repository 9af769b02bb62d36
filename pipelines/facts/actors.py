"""Which parties an article names: each mention with its span, by the meaning that the name had on the article's day.

Parties that the lexicon lists are found by their names; the forces of any country by words of forces with its adjective
(القوات العراقية, طائرات تركية), so that an army that nobody listed is found too; countries where they act themselves
("إسرائيل تقصف"); who fights for others ("فصائل موالية للنظام"); armed groups by grammar; and parties that the text
leaves unknown ("طائرات مجهولة يرجح أنها أمريكية").
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipelines import arabic
from pipelines.facts.bystanders import takes_no_part
from pipelines.facts.calling import as_called
from pipelines.facts.elsewhere import token_start, without_others
from pipelines.facts.fact import Actor, Span
from pipelines.facts.flights import flies_by
from pipelines.facts.force_words import DEEDS, GROUNDS
from pipelines.facts.forces import SYRIAN_STATE, forces
from pipelines.facts.groups import groups
from pipelines.facts.guards import guards
from pipelines.facts.named_only import is_no_party, is_past
from pipelines.facts.nameless import nameless
from pipelines.facts.names import Abroad, Known, Name, Names, Nation, Sureness
from pipelines.facts.naming import name_words
from pipelines.facts.occupiers import as_meant
from pipelines.facts.participants import COALITIONS
from pipelines.facts.proxies import proxies
from pipelines.facts.short_names import defences, ministries, short_names, warplanes
from pipelines.facts.telling import Telling, telling, written
from pipelines.facts.unknowns import UNKNOWN, is_claimed, is_of_people, is_told_whose, unknowns
from pipelines.matching import Spot
from pipelines.parties import Party

_BRACKETS, _DESCRIPTION = frozenset('(["«“'), 3  # words

# Words for a party's people, which are no part of its name.
_PEOPLE = frozenset(arabic.words("عناصر مسلحي مسلحو مقاتلي مقاتلو مجاهدي مجاهدو خلايا"))

_GUNMEN, _REMNANTS = frozenset(arabic.words("مسلحين مسلحون مقاتلين مقاتلون")), "فلول"

_GOVERNMENT = "نظام"
_SERVING = frozenset(arabic.words("تابعة التابعة تابع التابع"))  # nor are words for whose it is

_AGAINST, _AGAINST_REACH = "ضد", 4
_COUNTRYSIDE = frozenset(arabic.words("ريف بريف وريف لريف ريفي"))

# "قوات الاحتلال" alone are Israel's.
_OCCUPIERS, _OCCUPYING = frozenset(arabic.words("الاحتلال العدو للاحتلال")), "IL"


def actors_of(title: str, body: str, names: Names, on: date | None = None) -> tuple[Actor, ...]:
    """Every mention of a party in an article's clean title and clean body, in the order of the text, the title first.

    `on` is the day of the article: some names meant another party before a certain date. None: they mean today's.
    """
    return actors_in(telling(title, body, names), names, on)


def actors_in(tellings: tuple[Telling, Telling], names: Names, on: date | None = None) -> tuple[Actor, ...]:
    """The same for texts that are read already."""
    found = [actor for told in tellings for actor in without_others(_in(told, names, on), told)]
    found = list(as_meant(found, tellings))
    if any(_is_syrian(told, spot) for told in tellings for spot in told.spots):
        found += [*short_names(tellings, names, found, on), *_groups(tellings, names)]
        found += [*nameless(tellings, names, found), *defences(tellings, names, found, on)]
        found += ministries(tellings, names, found, on)
        found += warplanes(tellings, names, found, on)
        found += [_idle(one, told, names) for told in tellings for one in guards(told, tellings, found, names)]
    if any(is_claimed(told, found) for told in tellings):  # then it is known who did it
        found = [one for one in found if one.id != UNKNOWN or not is_of_people(one)]
    return tuple(_outermost(sorted(as_called(found, tellings, names), key=_order)))


def _in(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    for spot in told.spots:
        meaning = spot.meanings[0]
        if not isinstance(meaning, Party):
            continue
        whose = meaning.id == UNKNOWN and is_told_whose(told, spot.behind)
        if not whose and not is_no_party(told, spot) and not _is_anothers(told, spot):
            yield _listed(told, spot, meaning, names, on)
    yield from (_idle(actor, told, names) for actor in forces(told, names, on))
    yield from (_idle(actor, told, names) for actor in proxies(told, names, on))
    yield from unknowns(told)


def _listed(told: Telling, spot: Spot[Name], meaning: Party, names: Names, on: date | None) -> Actor:
    """The party that a name of the list means."""
    name, span = written(told, *_named(told, spot, names))
    stems = arabic.stems(told.words[spot.first])
    seen = meaning.deed or not DEEDS.isdisjoint(stems)
    aside = seen and flies_by(told, spot.first, spot.behind, names.bystanders)
    if meaning.deed:
        country = names.countries[names.parties[meaning.id].country]
        return Actor(country.names[0], span, meaning.id, by_country=True, aside=aside or not GROUNDS.isdisjoint(stems))
    party = meaning.id_on(on)
    return Actor(
        name,
        span,
        party,
        "" if meaning.unit == meaning.id or meaning.changed else meaning.unit,
        general=meaning.general or (party in COALITIONS and _is_base(told, spot.first)),
        aside=aside or takes_no_part(told, spot.first, names) or _has_fallen(told, spot, meaning, names, on),
    )


def _is_base(told: Telling, first: int) -> bool:
    """Whether a party is named as whose base there is, or whom others strike: "قواعد التحالف", "ضد قوات التحالف"."""
    near = told.words[max(0, first - 1) : first + 1]
    if any(not GROUNDS.isdisjoint(arabic.stems(word)) for word in near):
        return True
    return _AGAINST in told.words[max(0, first - _AGAINST_REACH) : first]


def _groups(tellings: Sequence[Telling], names: Names) -> Iterator[Actor]:
    """Armed groups that no list holds, but for those that somebody was with once."""
    for told in tellings:
        for actor in groups(told):
            first = bisect_right(told.tokens, actor.span.start, key=token_start) - 1
            if not is_past(told, first):
                yield _idle(actor, told, names)


def _idle(actor: Actor, told: Telling, names: Names) -> Actor:
    """A party found by its words, marked where those around it say that it is only named."""
    if actor.aside or actor.itself:
        return actor
    first = bisect_right(told.tokens, actor.span.start, key=token_start) - 1
    return actor._replace(aside=True) if takes_no_part(told, first, names) else actor


def _has_fallen(told: Telling, spot: Spot[Name], party: Party, names: Names, on: date | None) -> bool:
    """Whether "نظام الأسد" is spoken of when it was none any more, and not those who are left of it."""
    if not on or not told.words[spot.first].endswith(_GOVERNMENT):
        return False
    state = names.party_named(SYRIAN_STATE)
    if state is None or not state.changed or party.id != state.earlier or on < state.changed:
        return False
    return not spot.first or told.words[spot.first - 1] not in _PEOPLE


def _named(told: Telling, spot: Spot[Name], names: Names) -> tuple[int, int, str]:
    """The words of a party's name, without those for its ground or its people: "مواقع للنظام" is about النظام, "عناصر
    داعش" about داعش."""
    first, behind, bare = spot.first, spot.behind, spot.bare
    own = _in_brackets(told, first, behind)
    if own and names.party_named(" ".join(told.words[own:behind])):
        return own, behind, told.words[own]
    if _is_described(told, behind):
        behind += 1
    if bare in _GUNMEN and _are_of_group(told, first, behind, names):
        return first + 2, behind, told.words[first + 2]
    arms = bare in _SERVING and first and next((one for one in arabic.stems(told.words[first - 1]) if one in DEEDS), "")
    if arms:
        return first - 1, behind, arms  # "طائرة تابعة للنظام"
    if behind - first > 1 and (
        bare in GROUNDS or bare in _SERVING or (bare in _PEOPLE and _is_name(told.words[first + 1 : behind], names))
    ):
        return first + 1, behind, arabic.stems(told.words[first + 1])[-1]
    return first, behind, bare


def _are_of_group(told: Telling, first: int, behind: int, names: Names) -> bool:
    """Whether a name calls gunmen by the group that they are of, which is a name, too: "مسلحين من أبناء العشائر"."""
    group = told.words[first + 2 : behind]
    if not group or told.words[first + 1] != "من" or group[0] == _REMNANTS:
        return False
    return names.party_named(" ".join(group)) is not None


def _in_brackets(told: Telling, first: int, behind: int) -> int:
    """Where a short name in brackets begins that a long description stands before: "قوى الأمن الداخلي (الأسايش)"; 0:
    nowhere. The two names of "قوات سوريا الديمقراطية (قسد)" are one."""
    for at in range(first + 1, behind):
        if not _BRACKETS.isdisjoint(told.between(at)):
            return at if len(name_words(" ".join(told.words[first:at]))) >= _DESCRIPTION else 0
    return 0


def _is_described(told: Telling, behind: int) -> bool:
    """Whether the adjective of a country goes on with a name: "العشائر اللبنانية"."""
    words = told.words
    if behind == len(words) or not (words[behind].startswith("ال") and words[behind - 1].startswith(("ال", "لل"))):
        return False
    return told.joined(behind) and any(
        spot.first == behind and isinstance(spot.meanings[0], Nation) for spot in told.spots
    )


def _is_anothers(told: Telling, spot: Spot[Name]) -> bool:
    """Whether the adjective behind words such as "قوات الاحتلال" gives them to another country: "الاحتلال التركي"."""
    behind = spot.behind
    if told.words[behind - 1] not in _OCCUPIERS or behind == len(told.words) or not told.joined(behind):
        return False
    meaning = next((one.meanings[0] for one in told.spots if one.first == behind), None)
    return isinstance(meaning, Nation) and meaning.country != _OCCUPYING


def _is_name(words: Sequence[str], names: Names) -> bool:
    party = names.party_named(" ".join(words))
    return party is not None and not party.general


def _is_syrian(told: Telling, spot: Spot[Name]) -> bool:
    """Whether a name says that the text is about Syria; "ريف" is said of its towns alone."""
    name = spot.meanings[0]
    known = isinstance(name, Known) and (
        name.sureness is Sureness.SURE or (spot.first > 0 and told.words[spot.first - 1] in _COUNTRYSIDE)
    )
    return (
        known
        or (isinstance(name, Party) and name.syrian)
        or (isinstance(name, Abroad | Nation) and name.country == "SY")
    )


def _order(actor: Actor) -> tuple[bool, int, int]:
    return actor.span.where != "title", actor.span.start, -actor.span.end


def _outermost(actors: Iterable[Actor]) -> Iterator[Actor]:
    """The actors without those that stand within the words of another."""
    last: Span | None = None
    for actor in actors:
        if last is None or actor.span.where != last.where or actor.span.start >= last.end:
            yield actor
            last = actor.span
