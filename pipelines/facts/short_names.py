"""Parties named in short, where the company makes plain who is meant: الجيش, النظام, الفصائل, الأمن, الأسد."""

from collections.abc import Iterator, Sequence
from datetime import date

from pipelines import arabic
from pipelines.facts.fact import Actor, Span
from pipelines.facts.force_words import DEEDS, FORCES, WORDS
from pipelines.facts.names import Names
from pipelines.facts.telling import Telling, written
from pipelines.facts.unnamed_words import WORDS as UNNAMED
from pipelines.parties import Party
from pipelines.remembered import Question
from pipelines.word_lists import by_first

_ARMY, _OF = "الجيش", "من"
_FACTIONS, _RULER, _SECURITY = "الفصايل", "الاسد", "الامن"  # folded
_COMMON = (_RULER, _SECURITY)  # said of other things, too: they count behind forces and arms alone
_NO_ARTICLE = frozenset(arabic.words("إلى التي الذي الذين ألف"))  # they begin like words that have one
# With the name in full that the list holds.
_SHORT = {
    _ARMY: "الجيش السوري",
    "النظام": "النظام السوري",
    _SECURITY: "قوات الأمن السورية",
    _FACTIONS: "فصائل المعارضة",
    _RULER: "قوات الأسد",
}
# Where one of these is named, "الفصائل" are its.
_FIGHTERS = frozenset({"rebels", "snae", "hts", "druze_factions", "other_group"})
# Behind these such a word is a party, too.
_PARTIES = WORDS.strongholds | FORCES | DEEDS

_MINISTRIES = by_first(WORDS.ministries)
_MINISTRY = Question(_MINISTRIES.__contains__)
_PEOPLE = FORCES | DEEDS | WORDS.people
# What an adjective of a force ends with, and those that end otherwise.
_OBJECTS = ("الامن", "الجيش")
_ADJECTIVE, _ADJECTIVES = ("ي", "يه"), frozenset(arabic.words("العام الحر الخاص الخاصة المشترك المشتركة المركزي"))
_STRIKER = "israel"
_MILITIA_ABROAD = "hezbollah"  # coded as a force from outside
_OF_STATES = (1, 8)  # ACLED's codes of states and of forces from outside
_OF_WAR = by_first((first.removeprefix("ال"), second) for first, second in WORDS.warplanes)
_DEFENCES = Question(WORDS.defences.__contains__)


def short_names(tellings: Sequence[Telling], names: Names, found: Sequence[Actor], on: date | None) -> Iterator[Actor]:
    """الجيش and the like alone, where an article about Syria names no such party in full."""
    parties = {actor.id for actor in found if not (actor.unit or actor.aside or actor.general)}
    fighters = not _FIGHTERS.isdisjoint(actor.id for actor in found)
    met = {_SHORT_FORM[told.words[index]] for told in tellings for index in told.noticed.where(_SHORT_FORM)}
    for word in (word for word in _SHORT if word in met):
        full = names.party_named(_SHORT[word])
        party = full.id_on(on) if full else ""
        noun = word.removeprefix("ال") if word == _FACTIONS else word
        again = word in (_ARMY, _FACTIONS, _SECURITY) and any(noun in arabic.fold(actor.name) for actor in found)
        again = again or (word == _FACTIONS and fighters)
        if party and not again and party not in parties:
            yield from (actor for told in tellings for actor in _alone(told, word, party))


def defences(tellings: Sequence[Telling], names: Names, found: Sequence[Actor], on: date | None) -> Iterator[Actor]:
    """ "تصدت الدفاعات الجوية": Syria's, where Israel strikes and the text names no forces of the state."""
    parties = {actor.id for actor in found if not (actor.aside or actor.general)}
    state = names.party_named(_SHORT[_ARMY])
    if state is None or _STRIKER not in parties or not parties.isdisjoint((state.id, state.earlier)):
        return
    for told in tellings:
        for index in told.noticed.where(_DEFENCES):
            behind = index + 2
            college = index and told.words[index - 1].removeprefix("و") in WORDS.colleges
            in_the_air = behind <= len(told.words) and told.words[index + 1] in WORDS.in_the_air
            if in_the_air and told.joined(index + 1) and not college:
                start, end = told.tokens[index].start, told.tokens[behind - 1].end
                yield Actor(told.text[start:end].removeprefix("و"), Span(told.where, start, end), state.id_on(on))


def warplanes(tellings: Sequence[Telling], names: Names, found: Sequence[Actor], on: date | None) -> Iterator[Actor]:
    """ "غارات شنها الطيران الحربي": the state's, where the text names no forces of this or of another state."""
    met = [(told, index) for told in tellings for index in told.noticed.where(_PLANES) if _are_nobodys(told, index)]
    if not met:
        return
    state = names.party_named(_SHORT[_ARMY])
    parties = (names.parties.get(actor.id) for actor in found if not actor.aside)
    if state is None or any(party is None or _has_planes(party) for party in parties):
        return
    for told, index in met:
        name, span = written(told, index, index + 2, _PLANES[told.words[index]])
        yield Actor(name, span, state.id_on(on))


def ministries(tellings: Sequence[Telling], names: Names, found: Sequence[Actor], on: date | None) -> Iterator[Actor]:
    """ "أرسلت وزارة الدفاع تعزيزات": the ministry that does something, where no other word names the state's forces."""
    state = names.party_named(_SHORT[_ARMY])
    party = state.id_on(on) if state else ""
    if not party or any(actor.id == party and not (actor.unit or actor.aside) for actor in found):
        return
    for told in tellings:
        for index in told.noticed.where(_MINISTRY):
            if _is_ministry(told, index) and (_is_deed(told, index - 1, names) or _has_people(told, index)):
                start, end = told.tokens[index].start, told.tokens[index + 1].end
                yield Actor(told.text[start:end], Span(told.where, start, end), party)


def _is_ministry(told: Telling, index: int) -> bool:
    """Whether a word begins "وزارة الدفاع" or the like, without the adjective of a country."""
    words, behind = told.words, index + 2
    if behind > len(words) or words[index + 1] not in _MINISTRIES[words[index]]:
        return False
    return not _is_described(told, behind)


def _is_described(told: Telling, behind: int) -> bool:
    """Whether a word with the article goes on with a name, as in "الجيش اللبناني"."""
    if behind == len(told.words) or not told.joined(behind) or told.words[behind] in _NO_ARTICLE:
        return False
    return told.words[behind].startswith("ال")


def _is_deed(told: Telling, index: int, names: Names) -> bool:
    verb = told.words[max(0, index)].removeprefix("و")
    return told.joined(index + 1) and verb not in WORDS.announcing and (verb in names.deeds or verb in WORDS.acting)


def _has_people(told: Telling, index: int) -> bool:
    """ "أرتال من وزارة الدفاع", "وزارة الدفاع: قواتنا تمشط", "قالت وزارة الدفاع إن وحداتها"."""
    before, behind = told.words[max(0, index - 2) : index], told.words[index + 2 : index + 4]
    own = not WORDS.own.isdisjoint(behind[1:] if behind[:1] == ["ان"] else behind[:1])
    return own or (before[1:] == ["من"] and not _PEOPLE.isdisjoint(_stems(before[0])))


def _is_adjective(word: str) -> bool:
    """Whether a word with the article may describe one: "الجيش اللبناني", not "قوات الأمن المكان"."""
    return word.endswith(_ADJECTIVE) or word in _ADJECTIVES


def _stems(word: str) -> list[str]:
    return [form.removesuffix("ا") for form in arabic.stems(word)]


def _short_form(word: str) -> str:
    """The name in short that a word of a text is; empty: none."""
    return next((form for form in arabic.stems(word) if form in _SHORT), "")


def _alone(told: Telling, word: str, party: str) -> Iterator[Actor]:
    for index in told.noticed.where(_SHORT_FORM):
        if _SHORT_FORM[told.words[index]] == word and _acts(told, index, word):
            head = next((form for form in arabic.stems(told.words[index - 1]) if form in FORCES), "") if index else ""
            whole = head and word == _SECURITY  # قوى الأمن; security is no party
            name, span = written(told, index - 1, index + 1, head) if whole else written(told, index, index + 1, word)
            yield Actor(name, span, party)


def _are_nobodys(told: Telling, index: int) -> bool:
    """Whether a word begins "الطيران الحربي" or the like, without a word of whose it is."""
    words, behind = told.words, index + 2
    if behind > len(words) or words[index + 1] not in _OF_WAR[_PLANES[words[index]]] or not told.joined(index + 1):
        return False
    whose = behind < len(words) and told.joined(behind) and words[behind].startswith(("لل", "تابع", "التابع"))
    return not whose and not _is_described(told, behind)


def _has_planes(party: Party) -> bool:
    return bool(party.country) and party.inter in _OF_STATES and party.id != _MILITIA_ABROAD


_SHORT_FORM = Question(_short_form)


def _planes(word: str) -> str:
    return next((form for form in arabic.stems(word) if form in _OF_WAR), "")


_PLANES = Question(_planes)


def _is_joined_to_a_party(told: Telling, index: int) -> bool:
    """ "قسد والنظام", "النظام والدفاع الوطني"."""
    for spot in told.spots:
        if isinstance(spot.meanings[0], Party) and spot.meanings[0].id != "civilians":
            before, after = spot.behind == index, spot.first == index + 1
            at = index if before else spot.first
            if (before or after) and told.joined(at) and told.words[at].startswith("و"):
                return True
    return False


def _acts(told: Telling, index: int, word: str) -> bool:
    """Whether a word such as النظام names a party: in a title, or behind its forces, and without a word with ال behind
    it, as in الجيش اللبناني and النظام الغذائي."""
    behind = index + 1
    if _is_described(told, behind) and not (word in _OBJECTS and not _is_adjective(told.words[behind])):
        return told.text[told.tokens[behind].start] == "آ"  # آليات
    if index and told.words[index - 1] in UNNAMED.loyal:
        return False  # "رتل موال للنظام": whose it is
    if word not in _COMMON and _is_joined_to_a_party(told, index):
        return True
    of = 2 if index > 1 and told.words[index - 1] == _OF and word == _ARMY else 1  # "وحدات من الجيش"
    if told.words[index].startswith("لل") and index > 1 and told.words[index - 1].removeprefix("ال") in WORDS.between:
        of = 2  # "غارة جوية للنظام"
    before = arabic.stems(told.words[index - of]) if index else ()
    if word in _COMMON:
        return any(form in FORCES or form in DEEDS for form in before)
    parties = _PARTIES | WORDS.people if of > 1 else _PARTIES  # "19 قتيلا من الجيش"
    return told.where == "title" or word == _FACTIONS or not parties.isdisjoint(before)
