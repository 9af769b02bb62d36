"""Where an article plays: the governorates and countries that it names beyond doubt, as a whole and by sentence.

A name that several places share is settled by it, and a name that is also a word counts only in its company.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines import arabic
from pipelines.facts.cues import Extent
from pipelines.facts.mention import Mention
from pipelines.facts.names import Names, Nation, Sureness
from pipelines.facts.telling import Telling
from pipelines.gazetteer import Entry
from pipelines.parties import Party

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_SURE = Sureness.SURE
_GOVERNORATE = Extent.GOVERNORATE

_NEAR_REACH = 6  # words
_NOTHING = frozenset[str]()
_Sentence = tuple[str, int]  # title or body, number of the sentence


@dataclass(slots=True)
class Scene:
    """What an article names beyond doubt, and what it says of fighting."""

    fighting: frozenset[str]
    governorates: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    by_sentence: dict[_Sentence, set[str]] = field(default_factory=lambda: defaultdict(set))  # both, of each sentence
    points: list[tuple[float, float]] = field(default_factory=list)

    @property
    def syrian(self) -> bool:
        """Whether the article names Syria or a sure place in it."""
        return bool(self.governorates or self.countries["SY"])

    def fit(self, entry: Entry, mention: Mention) -> float:
        """How well a place of the list fits what else is named: in the sentence, in the article, near by."""
        every = sum(self.governorates.values())
        score = 4.0 * self.shares(entry, mention)
        score += 2.0 * self.governorates[entry.admin1] / every if every else 0.0
        return score + (0.5 if self._is_near(entry) else 0.0)

    def shares(self, entry: Entry, mention: Mention) -> bool:
        """Whether the sentence names the governorate of a place, or another place in it."""
        return entry.admin1 in self.by_sentence.get(mention.sentence, _NOTHING)

    def abroad(self, country: str, mention: Mention) -> float:
        """The same for a place in another country."""
        here = self.by_sentence.get(mention.sentence, _NOTHING)
        return 4.0 * (country in here) + 1.5 * (self.countries[country] > 0)

    def is_fought_over(self, mention: Mention) -> bool:
        """Whether the sentence of a place abroad tells of arms or harm, and not of talks alone ("في واشنطن قال
        مسؤولون"); a title names no others."""
        return mention.telling.where == "title" or self.tells_of_arms(mention)

    def is_fought_near(self, mention: Mention) -> bool:
        """Whether a word of arms or harm stands close before a place: "انفجار في بيروت", not "قمة طهران"."""
        told, first = mention.telling, mention.first
        near = range(max(0, first - _NEAR_REACH), first)
        return any(
            told.sentences[at] == told.sentences[first]
            and not self.fighting.isdisjoint(form.removeprefix("ال") for form in arabic.stems(told.words[at]))
            for at in near
        )

    def tells_of_arms(self, mention: Mention) -> bool:
        """Whether the sentence of a place tells of arms or harm."""
        told = mention.telling
        number = told.sentences[mention.first]
        first, behind = bisect_left(told.sentences, number), bisect_right(told.sentences, number)
        return any(
            not self.fighting.isdisjoint(form.removeprefix("ال") for form in arabic.stems(word))
            for word in told.words[first:behind]
        )

    def _is_near(self, entry: Entry) -> bool:
        """Whether a place that is named beyond doubt lies within about 30 km."""
        if entry.lat is None or entry.lon is None:
            return False
        return any(abs(lat - entry.lat) < 0.25 and abs(lon - entry.lon) < 0.3 for lat, lon in self.points)


def scene_of(tellings: Iterable[Telling], mentions: Iterable[Mention], names: Names) -> Scene:
    """The scene of an article."""
    scene = Scene(names.fighting)
    for telling in tellings:
        for spot in telling.spots:
            meaning = spot.meanings[0]
            if isinstance(meaning, Nation):
                scene.countries[meaning.country] += 1
                scene.by_sentence[telling.where, telling.sentences[spot.first]].add(meaning.country)
            elif isinstance(meaning, Party) and meaning.syrian:
                scene.countries["SY"] += 1
    for mention in mentions:
        _add(scene, mention)
    return scene


def _add(scene: Scene, mention: Mention) -> None:
    here = scene.by_sentence[mention.sentence]
    if mention.abroad and not mention.known:
        for country in {option.country for option in mention.abroad if option.sureness is _SURE}:
            scene.countries[country] += 1
            here.add(country)
    entry = mention.only
    if entry is None:
        return
    if entry.admin1:
        scene.governorates[entry.admin1] += 1
        here.add(entry.admin1)
        if entry.lat is not None and entry.lon is not None and mention.cue.extent is not _GOVERNORATE:
            scene.points.append((entry.lat, entry.lon))
    else:
        scene.countries["SY"] += 1
