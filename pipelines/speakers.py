"""Whether the name before the colon of a headline is somebody who speaks, and no topic ("the bakery: six dead")."""

from collections.abc import Iterable

from pipelines import arabic
from pipelines.framing_words import WORDS
from pipelines.inflection import verb_forms
from pipelines.lexicon import Role
from pipelines.passages import Passage
from pipelines.remembered import Remembered

_NAMED = (Role.ACTOR, Role.SCENE, Role.PEOPLE)
_SHORTEST = 3  # letters of a word that is looked for again

_SAYS = frozenset(form for verb in WORDS.saying for form in verb_forms(*verb))
_IS_SAID = Remembered(lambda word: word in _SAYS or (word[0] in "وف" and word[1:] in _SAYS))


def may_speak(name: str, headline: Passage, lead: Iterable[Passage]) -> bool:
    """Whether a name may be a speaker's: it is a party, a country or an office, or the lead has it beside a verb of
    saying. Without a lead everybody may."""
    if any(term.role in _NAMED and match.start < len(name) for match, term in headline.terms):
        return True
    words = {word.removeprefix("ال") for word in arabic.words(name)}
    if not words.isdisjoint(WORDS.offices):
        return True
    told = [part.sentence.words for part in lead if part.sentence.words]
    asked = {word for word in words if len(word) >= _SHORTEST}
    return not told or any(
        any(_IS_SAID.of(sentence)) and not asked.isdisjoint(word.removeprefix("ال") for word in sentence)
        for sentence in told
    )
