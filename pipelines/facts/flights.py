"""Aircraft that are only seen."""

from pipelines.facts.bystander_words import BystanderWords
from pipelines.facts.telling import Telling

_ACTING_REACH = 8  # words from aircraft to what else they do


def flies_by(told: Telling, first: int, behind: int, words: BystanderWords) -> bool:
    """Whether aircraft are only seen: "وسط تحليق طائرات روسية", "طائرات روسية حلقت"; not where they go on to act:
    "وحلقت مروحيات التحالف وأطلقت صواريخ"."""
    after = behind < len(told.words) and told.joined(behind) and told.words[behind] in words.flies
    if not after and words.flies.isdisjoint(told.words[max(0, first - 2) : first]):
        return False
    number, following = told.sentences[first], range(behind, min(behind + _ACTING_REACH, len(told.words)))
    return not any(told.sentences[at] == number and told.words[at] in words.drops for at in following)
