"""Which places an article names: each mention with its span, settled by what else the sentence and the article name.

The longest name wins. What a name needs to count stands in lexicon/places.jsonl: sure names count anywhere, doubtful
ones in Syrian company, words that are names only behind مدينة, قرية, ريف and the like or in a row of places. Of places
that share a name, the one whose governorate the sentence names is meant, then the one that fits the article, then the
one of higher rank; where none of that tells, all stay as candidates. Countries are places where something happens in
them ("في العراق"), and parties otherwise.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines import arabic
from pipelines.facts.areas import areas
from pipelines.facts.borders import borders
from pipelines.facts.cues import Extent
from pipelines.facts.fact import Place, Precision
from pipelines.facts.mention import Mention, mentions
from pipelines.facts.names import Abroad, Known, Name, Names, Nation, Sureness
from pipelines.facts.scene import scene_of
from pipelines.facts.settling import meanings
from pipelines.facts.telling import Telling, telling, written
from pipelines.facts.unlisted import unlisted
from pipelines.gazetteer import Entry
from pipelines.matching import Spot

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_AREA, _GOVERNORATE, _SITE, _COUNTRY = Precision.AREA, Precision.GOVERNORATE, Precision.SITE, Precision.COUNTRY
_UNSAID, _EXTENT_GOVERNORATE, _COUNTRYSIDE, _TOWN = Extent.UNSAID, Extent.GOVERNORATE, Extent.COUNTRYSIDE, Extent.TOWN
_SURE = Sureness.SURE

# The constructor of a named tuple takes half of the time of making one.
_NEW = tuple.__new__

# Kilometres around the point of a town in which what is told lies, by how much of the place is meant.
_WIDE = ("region", "border")
_RADII = {Extent.NEAR: 10.0, Extent.DISTRICT: 20.0, Extent.COUNTRYSIDE: 25.0, Extent.GOVERNORATE: 60.0}
_GOVERNORATE_RADIUS = 60.0
_CAPITAL = arabic.fold("العاصمة")
_SYRIA, _HERE = "syria", "SY"
_WITH = " مع "  # "الحدود مع تركيا" rather goes by "الحدود التركية"
_EXACT = 5.0  # a point that is known worse than this is an area


def places_of(title: str, body: str, names: Names) -> tuple[Place, ...]:
    """Every mention of a place in an article's clean title and body, in the order of the text, the title first."""
    return places_in(telling(title, body, names), names)


def places_in(tellings: tuple[Telling, Telling], names: Names) -> tuple[Place, ...]:
    """The same for texts that are read already."""
    found = [mention for told in tellings for mention in mentions(told)]
    scene = scene_of(tellings, found, names)
    kept: dict[int, Mention] = {}  # by their number
    places = []
    for number in (*range(len(found)), *reversed(range(len(found)))):  # a row may be told by what stands behind
        if number in kept:
            continue
        mention = found[number]
        in_row = (mention.follows and number - 1 in kept) or (number + 1 in kept and found[number + 1].follows)
        meant = meanings(mention, scene, in_row=in_row)
        if meant:
            kept[number] = mention
            places.append(_place(mention, meant))
    for told in tellings:
        places += borders(told)
        if scene.syrian:
            places += _unlisted(told, list(kept.values()), places)
    return tuple(sorted(places, key=lambda place: (place.span.where != "title", place.span.start)))


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, as it is mentioned most often, in the order of the first mentions.

    A country and its vague regions (شمال سوريا) are left out where a place in it is named, Syria also beside such a
    region.
    """
    groups: dict[object, list[Place]] = {}
    for place in places:
        groups.setdefault(_identity(place), []).append(place)
    exact = [group[0] for group in groups.values() if not _is_vague(group[0])]
    in_part = any(group[0].kind == "region" and group[0].country == "SY" for group in groups.values())
    wide = [group for group in groups.values() if group[0].kind in _WIDE]
    return tuple(
        _commonest(group)
        for group in groups.values()
        if not (_is_vague(group[0]) and _is_told_closer(group, exact))
        and not (in_part and group[0].id == _SYRIA)
        and not _is_shortened(group, wide)
    )


def _is_told_closer(group: Sequence[Place], exact: Iterable[Place]) -> bool:
    """Whether places within a country make its name needless: not where the title names another one as where something
    happened, nor Syria where only its borders are named besides."""
    in_title = any(place.span.where == "title" for place in group)
    if in_title and group[0].country != "SY":
        return False
    return any(place.country == group[0].country and not (in_title and place.kind == "border") for place in exact)


def _is_shortened(group: Sequence[Place], wide: Iterable[Sequence[Place]]) -> bool:
    """Whether a region or border is named in full, too: الغوطة beside الغوطة الشرقية."""
    name = group[0].name
    others = (place for other in wide if other is not group for place in other)
    return group[0].kind in _WIDE and any(place.name.startswith(f"{name} ") for place in others)


def _identity(place: Place) -> object:
    if place.kind == "border":
        return place.kind, place.country
    return place.id or (place.country, arabic.fold(place.name))


def _commonest(group: Sequence[Place]) -> Place:
    spellings = Counter(arabic.fold(place.name) for place in group)
    return max(group, key=lambda place: (_WITH not in place.name, spellings[arabic.fold(place.name)]))


def _is_vague(place: Place) -> bool:
    return place.kind == "country" or (place.kind == "region" and not place.admin1)


def _place(mention: Mention, meant: Sequence[Known | Abroad]) -> Place:
    if isinstance(meant[0], Abroad):
        return _foreign(mention, meant[0])
    rivals = [known.entry.id for known in meant if isinstance(known, Known)] if len(meant) > 1 else []
    return _listed(mention, meant[0].entry, tuple(rivals) if len(rivals) > 1 else ())


def _listed(mention: Mention, entry: Entry, candidates: tuple[str, ...]) -> Place:
    name, span = written(mention.telling, *_plain(mention, entry))
    kind, precision, radius = _reach(entry, mention.cue.extent)
    exact = not candidates
    lat, lon = (entry.lat, entry.lon) if exact else (None, None)
    admin2 = entry.admin2 if kind != "governorate" else ""
    listed = (name, span, entry.id, kind, _HERE, entry.admin1, admin2, lat, lon)
    return _NEW(Place, (*listed, precision, radius if lat is not None else None, candidates))


def _plain(mention: Mention, entry: Entry) -> tuple[int, int, str]:
    """The words of a name without what describes it: "العاصمة السورية دمشق" is دمشق."""
    last = mention.telling.words[mention.behind - 1]
    if mention.bare == _CAPITAL and any(last == arabic.fold(name) for name in entry.names):
        return mention.behind - 1, mention.behind, last
    return mention.first, mention.behind, mention.bare


def _reach(entry: Entry, extent: Extent) -> tuple[str, Precision, float]:
    """Kind, precision and radius in km of what is meant of a place."""
    own = entry.precision_km or _EXACT
    if entry.kind == "region":
        precision = _AREA if entry.admin1 else _GOVERNORATE
        return entry.kind, precision, max(own, _GOVERNORATE_RADIUS)
    if entry.kind == "governorate" and extent is _UNSAID and entry.id != "damascus":
        extent = _EXTENT_GOVERNORATE
    if extent is _EXTENT_GOVERNORATE:
        return "governorate", _GOVERNORATE, _GOVERNORATE_RADIUS
    if extent is _COUNTRYSIDE and entry.kind == "governorate":
        return "governorate", _AREA, _GOVERNORATE_RADIUS
    kind = "locality" if extent is _TOWN and entry.kind == "governorate" else entry.kind
    if extent in _RADII:
        return kind, _AREA, max(own, _RADII[extent])
    doubtful = entry.source == "unverified" or own > _EXACT
    return kind, _AREA if doubtful else _SITE, own


def _unlisted(told: Telling, kept: Sequence[Mention], places: Sequence[Place]) -> list[Place]:
    """The places that only grammar tells, each in the governorate of the nearest place that its sentence names."""
    here = [mention for mention in kept if mention.telling is told]
    named = {mention.first: mention.behind for mention in here}
    taken = {index for spot in told.spots if _is_name(spot) for index in range(spot.first, spot.behind)}
    taken.update(index for mention in here for index in range(mention.first, mention.behind))
    governed = [place for place in places if place.span.where == told.where and (place.admin1 or place.id == "")]
    found = []
    for item in (*unlisted(told, named, taken), *areas(told, taken)):
        name, span = written(told, item.first, item.behind, item.bare)
        near = _nearest(told, item.first, governed)
        country = _country_behind(told, item.behind) or (near.country if near else "SY")
        admin1 = near.admin1 if near and country == "SY" else ""
        found.append(Place(name, span, "", item.kind, country, admin1))
    return found


def _country_behind(told: Telling, index: int) -> str:
    """The country whose adjective stands behind a name: "بلدة X التركية"; empty where there is none."""
    spot = next((spot for spot in told.spots if spot.first == index), None)
    return spot.meanings[0].country if spot and isinstance(spot.meanings[0], Nation) else ""


def _is_name(spot: Spot[Name]) -> bool:
    """Whether what was found is a name, and not a place's that does not count here."""
    return not isinstance(spot.meanings[0], Known) or spot.meanings[0].sureness is _SURE


def _nearest(told: Telling, index: int, places: Iterable[Place]) -> Place | None:
    """The place named nearest to a word, of its sentence if there is one, else of those before it."""
    start = told.tokens[index].start
    return min(places, key=lambda place: abs(place.span.start - start), default=None)


def _foreign(mention: Mention, abroad: Abroad) -> Place:
    name, span = written(mention.telling, mention.first, mention.behind, mention.bare)
    kind = "country" if abroad.is_country else "locality"
    near = mention.cue.extent in _RADII
    precision = _COUNTRY if abroad.is_country else _AREA if near else _SITE
    identity = _SYRIA if abroad.is_country and abroad.country == "SY" else ""
    return Place(name, span, identity, kind, abroad.country, precision=precision)
