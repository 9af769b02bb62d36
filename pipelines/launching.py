"""Whether a passage tells that missiles or shells are launched or fall.

"أطلقت فجر الأربعاء 26 صاروخا": who launches weapons strikes, though neither word says so by itself.
"""

from pipelines.framing_words import WORDS
from pipelines.lexicon import Role
from pipelines.passages import Passage
from pipelines.remembered import Question

_WEAPON = Role.WEAPON
_VERBS = WORDS.launches
_LAUNCHES = Question(lambda word: word in _VERBS or (word[0] == "و" and word[1:] in _VERBS))
_LAUNCHED = frozenset({"missile", "rocket", "mortar"})
_BEHIND, _BEFORE = 6, 2  # so many words behind the verb and before it (20 صاروخا أطلقت) the weapon is named


def launches(part: Passage) -> bool:
    """Whether a passage names a weapon beside a verb of launching or falling."""
    at = part.sentence.answering(_LAUNCHES)
    if not at:
        return False
    tokens, last = part.sentence.tokens, len(part.sentence.tokens) - 1
    weapons = [match.start for match, term in part.terms if term.role is _WEAPON and term.id in _LAUNCHED]
    reach = [(tokens[max(0, index - _BEFORE)].start, tokens[min(index + _BEHIND, last)].end) for index in at]
    return any(first <= weapon < behind for first, behind in reach for weapon in weapons)
