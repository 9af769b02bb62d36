"""Armed people whom nobody names: "مجموعة مسلحة", "مهربين", "الإرهابيين", where an article names no armed group."""

from collections.abc import Iterator, Sequence

from pipelines import arabic
from pipelines.facts.fact import Actor, Span
from pipelines.facts.names import Names
from pipelines.facts.telling import Telling
from pipelines.facts.unnamed_words import WORDS
from pipelines.remembered import Question

_GROUP = "other_group"
_ARMED = (2, 3, 4)  # ACLED's codes of those who fight and are no state
_ABROAD = "hezbollah"  # coded as a force from outside

_REMNANTS = "فلول"  # of a government, which is none any more

_OPENING = frozenset('"«“„')


def nameless(tellings: Sequence[Telling], names: Names, found: Sequence[Actor]) -> Iterator[Actor]:
    """The words for armed people, none of whom the article names or leaves unknown."""
    parties = (names.parties.get(actor.id) for actor in found)
    named = any(party is not None and (party.inter in _ARMED or party.id == _ABROAD) for party in parties)
    if any(_REMNANTS in arabic.fold(actor.name) for actor in found):
        return
    for told in tellings:
        for index in told.noticed.where(_TOLD):
            if named and _TOLD[told.words[index]] not in WORDS.smugglers:
                continue
            behind = _behind(told, index)
            if behind and _OPENING.isdisjoint(told.between(index) if index else ""):
                start, end = _start(told, index), told.tokens[behind - 1].end
                yield Actor(told.text[start:end], Span(told.where, start, end), _GROUP, general=True)


def _word(word: str) -> str:
    return next((form for form in arabic.stems(word) if form in WORDS.gunmen or form in WORDS.bands), "")


_TOLD = Question(_word)


def _behind(told: Telling, index: int) -> int:
    """The index behind the words for armed people; 0: they are none."""
    if _TOLD[told.words[index]] in WORDS.gunmen:
        return index + 1
    following = index + 1
    if following == len(told.words) or not told.joined(following):
        return 0
    return following + 1 if told.words[following].removeprefix("ال") in WORDS.armed else 0


def _start(told: Telling, index: int) -> int:
    """The offset behind the proclitics of a word, its article kept."""
    token, form = told.tokens[index], _TOLD[told.words[index]]
    cut = len(token.folded) - len(form)
    cut -= 2 if token.folded[:cut].endswith("ال") else 0
    return token.start + cut if token.end - token.start == len(token.folded) else token.start
