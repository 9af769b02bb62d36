"""Which places an article names: each mention with its span, settled by what else the sentence and the article name.

The longest name wins. What a name needs to count stands in lexicon/places.jsonl: sure names count anywhere, doubtful
ones in Syrian company, words that are names only behind مدينة, قرية, ريف and the like or in a row of places. Of places that
share a name, the one whose governorate the sentence names is meant, then the one that fits the article, then the one
of higher rank; where none of that tells, all stay as candidates. Countries are places where something happens in them
("في العراق"), and parties otherwise.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines import arabic
from pipelines.facts.borders import borders
from pipelines.facts.cues import Extent
from pipelines.facts.fact import Place, Precision
from pipelines.facts.mention import Mention, mentions
from pipelines.facts.names import Abroad, Known, Names, Sureness
from pipelines.facts.scene import Scene, scene_of
from pipelines.facts.telling import telling, written
from pipelines.gazetteer import Entry

# Kilometres around the point of a town in which what is told lies, by how much of the place is meant.
_RADII = {Extent.NEAR: 10.0, Extent.DISTRICT: 20.0, Extent.COUNTRYSIDE: 25.0, Extent.GOVERNORATE: 60.0}
_GOVERNORATE_RADIUS = 60.0
_EXACT = 5.0  # a point that is known worse than this is an area

_RANKS = {"governorate": 0.6, "region": 0.4, "district": 0.3, "subdistrict": 0.2}
_SURENESS = {Sureness.SURE: 0.3, Sureness.DOUBTFUL: 0.15, Sureness.CUED: 0.0}
_TOLD_APART = 0.1  # places whose scores differ by less are not told apart


def places_of(title: str, body: str, names: Names) -> tuple[Place, ...]:
    """Every mention of a place in an article's clean title and body, in the order of the text, the title first."""
    tellings = telling(title, body, names)
    found = [mention for told in tellings for mention in mentions(told)]
    scene = scene_of(tellings, found)
    kept: dict[int, Mention] = {}
    places = []
    for mention in found:
        place = _place(mention, scene, kept)
        if place:
            kept[id(mention)] = mention
            places.append(place)
    places += [border for told in tellings for border in borders(told)]
    return tuple(sorted(places, key=lambda place: (place.span.where != "title", place.span.start)))


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, as it is mentioned most often, in the order of the first mentions.

    Syria itself and its vague regions (شمال سوريا) are left out where a place in it is named.
    """
    groups: dict[object, list[Place]] = {}
    for place in places:
        groups.setdefault(place.id or (place.country, arabic.fold(place.name)), []).append(place)
    folded = [_commonest(group) for group in groups.values()]
    exact = any(place.country == "SY" and not _is_vague(place) for place in folded)
    return tuple(place for place in folded if not (exact and place.country == "SY" and _is_vague(place)))


def _commonest(group: Sequence[Place]) -> Place:
    spellings = Counter(arabic.fold(place.name) for place in group)
    return max(group, key=lambda place: spellings[arabic.fold(place.name)])


def _is_vague(place: Place) -> bool:
    return place.kind == "country" or (place.kind == "region" and not place.admin1)


def _place(mention: Mention, scene: Scene, kept: dict[int, Mention]) -> Place | None:
    """The place that a mention means; None where it is no name here."""
    in_row = mention.follows is not None and id(mention.follows) in kept
    options: list[tuple[float, Known | Abroad]] = []
    for known in mention.known:
        if _counts(known, mention, scene, in_row):
            score = scene.fit(known.entry, mention) + _RANKS.get(known.entry.kind, 0.0) + _SURENESS[known.sureness]
            options.append((score + _suits(known.entry, mention), known))
    options += [
        (scene.abroad(abroad.country, mention) + _SURENESS[abroad.sureness], abroad)
        for abroad in mention.abroad
        if _counts_abroad(abroad, mention, scene, in_row)
    ]
    if not options:
        return None
    options.sort(key=lambda option: -option[0])
    best = options[0][1]
    if isinstance(best, Abroad):
        return _foreign(mention, best)
    rivals = [known for score, known in options if isinstance(known, Known) and score > options[0][0] - _TOLD_APART]
    return _listed(mention, best.entry, tuple(known.entry.id for known in rivals) if len(rivals) > 1 else ())


def _counts(known: Known, mention: Mention, scene: Scene, in_row: bool) -> bool:
    """Whether a name that is also a word, or also a place elsewhere, is this place here."""
    if known.sureness is Sureness.SURE:
        return True
    named = mention.cue.extent
    if known.sureness is Sureness.DOUBTFUL:
        if named is not Extent.UNSAID or in_row or not scene.syrian:
            return named is not Extent.UNSAID or in_row
        ranked = known.entry.kind in ("governorate", "district", "subdistrict")
        return ranked or mention.cue.preposition or scene.governorates[known.entry.admin1] > 0
    return named not in (Extent.UNSAID, Extent.NEAR) or (in_row and scene.governorates[known.entry.admin1] > 0)


def _counts_abroad(abroad: Abroad, mention: Mention, scene: Scene, in_row: bool) -> bool:
    if abroad.is_country:
        return in_row or _is_scene(mention)
    return abroad.sureness is Sureness.SURE or scene.countries[abroad.country] > 0


def _is_scene(mention: Mention) -> bool:
    """Whether something happens in a country, rather than by it: "في العراق", not "من إيران" or "لإيران"."""
    words, start = mention.telling.words, mention.cue.first
    prefixed = words[start].startswith(("ل", "ول")) and not words[start].startswith("لب")
    from_there = start > 0 and words[start - 1] in ("من", "ومن")
    return mention.cue.preposition and not from_there and not (prefixed and start == mention.first)


def _suits(entry: Entry, mention: Mention) -> float:
    """How well the kind of a place suits the word before its name."""
    if mention.cue.extent is Extent.GOVERNORATE:
        return 3.0 * (entry.kind == "governorate")
    if mention.cue.extent is Extent.TOWN:
        return 1.0 * (entry.kind in ("locality", "district", "subdistrict"))
    return 0.0


def _listed(mention: Mention, entry: Entry, candidates: tuple[str, ...]) -> Place:
    name, span = written(mention.telling, mention.first, mention.behind, mention.bare)
    kind, precision, radius = _reach(entry, mention.cue.extent)
    exact = not candidates
    return Place(
        name=name,
        span=span,
        id=entry.id,
        kind=kind,
        admin1=entry.admin1,
        admin2=entry.admin2 if kind != "governorate" else "",
        lat=entry.lat if exact else None,
        lon=entry.lon if exact else None,
        precision=precision,
        precision_km=radius if exact and entry.lat is not None else None,
        candidates=candidates,
    )


def _reach(entry: Entry, extent: Extent) -> tuple[str, Precision, float]:
    """Kind, precision and radius in km of what is meant of a place."""
    own = entry.precision_km or _EXACT
    if entry.kind == "governorate" and extent is Extent.UNSAID and entry.id != "damascus":
        extent = Extent.GOVERNORATE
    if extent is Extent.GOVERNORATE:
        return "governorate", Precision.GOVERNORATE, _GOVERNORATE_RADIUS
    if extent is Extent.COUNTRYSIDE and entry.kind == "governorate":
        return "governorate", Precision.AREA, _GOVERNORATE_RADIUS
    kind = "locality" if extent is Extent.TOWN and entry.kind == "governorate" else entry.kind
    if entry.kind == "region":
        return kind, Precision.AREA if entry.admin1 else Precision.GOVERNORATE, max(own, _GOVERNORATE_RADIUS)
    if extent in _RADII:
        return kind, Precision.AREA, max(own, _RADII[extent])
    doubtful = entry.source == "unverified" or own > _EXACT
    return kind, Precision.AREA if doubtful else Precision.SITE, own


def _foreign(mention: Mention, abroad: Abroad) -> Place:
    name, span = written(mention.telling, mention.first, mention.behind, mention.bare)
    kind = "country" if abroad.is_country else "locality"
    near = mention.cue.extent in _RADII
    precision = Precision.COUNTRY if abroad.is_country else Precision.AREA if near else Precision.SITE
    identity = "syria" if abroad.is_country and abroad.country == "SY" else ""
    return Place(name, span, identity, kind, abroad.country, precision=precision)
