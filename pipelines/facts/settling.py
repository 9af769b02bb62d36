"""Which of the places that share a name is meant, and whether a name that is also a word is one here.

The governorate that the sentence names decides, then what the article names, then what lies near, then rank.
"""

import re
from collections.abc import Sequence

from pipelines import arabic
from pipelines.facts.cues import Extent
from pipelines.facts.mention import Mention
from pipelines.facts.names import Abroad, Known, Nation, Sureness
from pipelines.facts.place_words import WORDS
from pipelines.facts.scene import Scene
from pipelines.gazetteer import Entry
from pipelines.parties import Party

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_SURE, _DOUBTFUL, _IMPORTED = Sureness.SURE, Sureness.DOUBTFUL, Sureness.IMPORTED
_UNSAID, _DISTRICT, _NEAR, _GOVERNORATE = Extent.UNSAID, Extent.DISTRICT, Extent.NEAR, Extent.GOVERNORATE
_TOWN = Extent.TOWN

_SITES = WORDS.base | WORDS.airfield | WORDS.crossing
_COMING = frozenset(arabic.words("قادمة قادما قادم قادمين قادمون آتية آتيا"))  # convoys: "قادمة من العراق"
_GOVERNED_FROM, _FROM = arabic.fold("دمشق"), "من"
# A line that a name heads; so many of them make a round-up.
_HEADING, _ROUND_UP = re.compile(r"^[^:\n.]{2,25}:", re.MULTILINE), 3
_ON_THE_WAY = frozenset(arabic.words("رتل حافلة حافلات قافلة سيارة سيارات"))
_BY_IT = frozenset(arabic.words("بها به عنها عنه"))
_WITH, _BETWEEN, _TO_THE_CHANNEL = "مع", "بين", arabic.fold("للميادين")
_DESTROYS = arabic.fold("تدمر")

_RANKS = {"governorate": 0.6, "region": 0.4, "district": 0.3, "subdistrict": 0.2}
_SURENESS = {Sureness.SURE: 0.3, Sureness.DOUBTFUL: 0.15, Sureness.CUED: 0.0, Sureness.IMPORTED: -0.2}
_TOLD_APART = 0.1  # places whose scores differ by less are not told apart


def meanings(mention: Mention, scene: Scene, *, in_row: bool) -> tuple[Known | Abroad, ...]:
    """What a mention means, the likeliest first: one place, or several that nothing tells apart; empty: no name here.

    `in_row`: the item before it in a row of names is a place.
    """
    if _is_medium(mention) or _is_origin(mention) or _is_government(mention) or _is_verb(mention):
        return ()
    known = [one for one in mention.known if _counts(one, mention, scene, in_row=in_row)]
    if not mention.abroad and len(known) <= 1:
        return tuple(known)  # as most: there is nothing to settle
    abroad = [one for one in mention.abroad if _counts_abroad(one, mention, scene, in_row=in_row)]
    if len(known) + len(abroad) <= 1:
        return (*known, *abroad)
    options: list[tuple[float, Known | Abroad]] = [(_score(one, mention, scene), one) for one in known]
    options += [(scene.abroad(one.country, mention) + _SURENESS[one.sureness], one) for one in abroad]
    options.sort(key=lambda option: -option[0])
    if options and isinstance(options[0][1], Abroad):
        return (options[0][1],)
    return tuple(one for score, one in options if isinstance(one, Known) and score > options[0][0] - _TOLD_APART)


def _score(known: Known, mention: Mention, scene: Scene) -> float:
    entry = known.entry
    rank = _RANKS.get(entry.kind, 0.0) + _SURENESS[known.sureness]
    return scene.fit(entry, mention) + rank + _suits(entry, mention)


def _counts(known: Known, mention: Mention, scene: Scene, *, in_row: bool) -> bool:
    """Whether a name that is also a word, or also a place elsewhere, is this place here."""
    if known.sureness is _SURE:
        return True
    if not scene.syrian and scene.countries:
        return False  # other countries alone are named
    named = mention.cue.extent
    if known.sureness is _DOUBTFUL:
        if named is not _UNSAID or in_row or _is_heading(mention):
            return True
        if not scene.syrian:
            return bool(known.entry.preposed) and scene.tells_of_arms(mention)  # "قصف عنيف على حمص", a dish, too
        ranked = known.entry.kind in ("governorate", "district")
        return ranked or mention.cue.preposition or scene.governorates[known.entry.admin1] > 0
    if known.sureness is _IMPORTED and scene.shares(known.entry, mention) and _is_marked(mention):
        return True
    if scene.syrian and _is_heading(mention):
        return True
    nearest = mention.cue.nearest
    if nearest is _DISTRICT and known.entry.kind == "locality":
        return False  # "في منطقة واسعة"
    if nearest not in (_UNSAID, _NEAR):
        return True
    return (in_row or nearest is _NEAR) and scene.governorates[known.entry.admin1] > 0


def _is_heading(mention: Mention) -> bool:
    """Whether a name alone begins a line of a round-up, with a colon behind it: "الحراك: انفجرت عبوة"."""
    told, first, behind = mention.telling, mention.first, mention.behind
    if behind == len(told.words) or not told.between(behind).lstrip(" ").startswith(":"):
        return False
    return first > 0 and "\n" in told.between(first) and len(_HEADING.findall(told.text)) >= _ROUND_UP


def _is_marked(mention: Mention) -> bool:
    """Whether a name has several words or stands behind a preposition, as hardly any common word of a list does."""
    return mention.behind - mention.first > 1 or mention.cue.preposition


def _counts_abroad(abroad: Abroad, mention: Mention, scene: Scene, *, in_row: bool) -> bool:
    if (abroad.is_country or abroad.is_seat) and _says(mention):
        return False  # "غارات على دمشق والرياض تدين"
    if abroad.is_country:
        adjective = mention.telling.words[mention.first].removesuffix(mention.bare).endswith("ال")  # السورية
        return not adjective and (in_row or _is_scene(mention)) and scene.is_fought_over(mention)
    if abroad.sureness is not _SURE and not scene.countries[abroad.country]:
        return False
    if abroad.is_seat:
        return mention.cue.extent is not _UNSAID or (_is_scene(mention) and scene.is_fought_near(mention))
    told_of = mention.cue.extent is not _UNSAID or mention.bare in _SITES  # "قاعدة إنجرليك" is no government
    fought_over = in_row or told_of or scene.is_fought_over(mention)
    return fought_over and not _in_war(mention)


def _is_medium(mention: Mention) -> bool:
    """Whether a name is that of a channel or a street, or says where somebody is from, sits or agreed on something:
    "قناة الميادين", "قال للميادين", "المرصد ومقره بريطانيا", "نازحة من السخنة", "اتفاق سوتشي"."""
    words, first = mention.telling.words, mention.first
    if words[first] == _TO_THE_CHANNEL:
        return True
    if _are_displaced(words, mention.cue.first if mention.cue.extent is not _UNSAID else first):
        return True
    first -= first > 1 and words[first - 1] == "في" and mention.abroad != ()
    before = arabic.stems(words[first - 1]) if first else ()
    if mention.abroad and not mention.known and not WORDS.agreed.isdisjoint(before):
        return True
    return not WORDS.called_after.isdisjoint(before)


def _are_displaced(words: Sequence[str], start: int) -> bool:
    """Whether somebody is said to have left a place that is named there: "عائلة نازحة من مدينة السخنة"."""
    if start < 2 or words[start - 1] != _FROM or WORDS.displaced.isdisjoint(arabic.stems(words[start - 2])):
        return False
    return not (start > 2 and words[start - 3] in _ON_THE_WAY)  # "قصف رتل نازحين من سراقب" was there


def _is_government(mention: Mention) -> bool:
    """Whether a capital's name stands for those who govern from it: "دمشق تنفي", "بطلب من دمشق", "الموالية لدمشق",
    "السلطات في دمشق", "اتفاق مع دمشق", "بين دمشق وقسد"."""
    if mention.bare != _GOVERNED_FROM or mention.cue.extent is not _UNSAID:
        return False
    words, first = mention.telling.words, mention.first
    before = words[max(0, first - 2) : first]
    says = _says(mention) or _is_said_to(before)
    serves = bool(before) and (before[-1] in WORDS.serving if words[first].startswith("ل") else _is_close(words, first))
    seated = before[1:] == ["في"] and not WORDS.seated.isdisjoint(words[max(0, first - 3) : first - 1])
    if (says and not mention.cue.preposition) or serves or seated or before[-1:] == [_WITH]:
        return True
    return not WORDS.asked.isdisjoint(before) or _is_beside_a_party(mention)


def _is_said_to(before: Sequence[str]) -> bool:
    """Whether a verb or a noun of what governments say stands before a name: "تلوح بها دمشق", "تنديد دمشق"."""
    if before[1:] and before[1] in _BY_IT:
        return before[0] in WORDS.governs
    return bool(before) and (before[-1].removeprefix("و") in WORDS.governs or before[-1] in WORDS.stances)


def _is_close(words: Sequence[str], first: int) -> bool:
    """Whether a government is named as who is close to whom, or says nothing: "مقربة من دمشق", "أي تعليق من دمشق"."""
    if first < 2 or words[first - 1] != _FROM:
        return False
    return words[first - 2] in WORDS.serving or not WORDS.remarks.isdisjoint(words[max(0, first - 4) : first - 1])


def _says(mention: Mention) -> bool:
    """Whether a verb of what governments say stands right behind a name: "دمشق تنفي"."""
    words, behind = mention.telling.words, mention.behind
    return behind < len(words) and words[behind] in WORDS.governs and mention.telling.joined(behind)


def _is_beside_a_party(mention: Mention) -> bool:
    """Whether a name is joined to a party's: "قسد ودمشق", "بين دمشق وقسد"; not in "غارات على دمشق وحزب الله يتوعد"."""
    told, words, first, behind = mention.telling, mention.telling.words, mention.first, mention.behind
    between = first > 0 and words[first - 1] == _BETWEEN
    return any(
        isinstance(spot.meanings[0], Party)
        and (
            (spot.behind == first and words[first].startswith("و") and told.joined(first))
            or (between and spot.first == behind and words[behind].startswith("و"))
        )
        for spot in told.spots
    )


def _is_verb(mention: Mention) -> bool:
    """Whether a name is what a party does: "إسرائيل تدمر", which destroys and is no Palmyra."""
    told, first = mention.telling, mention.first
    if mention.bare != _DESTROYS or told.words[first] != _DESTROYS or not told.joined(first):
        return False
    return any(spot.behind == first and isinstance(spot.meanings[0], Party | Abroad | Nation) for spot in told.spots)


def _is_origin(mention: Mention) -> bool:
    """Whether a name tells where the reporter sits: in the dateline, and neither an event's words nor a sure place, but
    before an agency ("دمشق (أ ف ب) -")."""
    told = mention.telling
    if told.tokens[mention.behind - 1].end > told.dateline:
        return False  # as nearly all
    agency = told.text.startswith(" (", told.tokens[mention.behind - 1].end)
    sure = any(known.sureness is _SURE for known in mention.known) and not agency
    told_of = mention.cue.preposition or mention.cue.extent is not _UNSAID
    return not sure and not told_of


def _in_war(mention: Mention) -> bool:
    """Whether a name is that of a war: "منذ الحرب على غزة" plays elsewhere."""
    start = mention.cue.first
    return not WORDS.wars.isdisjoint(mention.telling.words[max(0, start - 2) : start])


def _is_scene(mention: Mention) -> bool:
    """Whether something happens in a country, rather than by it: "في العراق" and "قادمة من العراق", not "من إيران" or
    "لإيران"."""
    words, start = mention.telling.words, mention.cue.first
    if _in_war(mention):
        return False
    prefixed = words[start].startswith(("ل", "ول")) and not words[start].startswith("لب")
    from_there = start > 0 and words[start - 1].removeprefix("و") in ("من", "بين")
    if from_there and start > 1 and words[start - 2].removeprefix("ال") in _COMING:
        return True
    aside = mention.cue.extent is not _UNSAID  # "غربي ليبيا"
    return (mention.cue.preposition or aside) and not from_there and not (prefixed and start == mention.first)


def _suits(entry: Entry, mention: Mention) -> float:
    """How well the kind of a place suits the word before its name."""
    if mention.cue.extent is _GOVERNORATE:
        return 3.0 * (entry.kind == "governorate")
    if mention.cue.nearest is _TOWN:
        return 1.0 * (entry.kind in ("locality", "district", "subdistrict"))
    return 0.0
