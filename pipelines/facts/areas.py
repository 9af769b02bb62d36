"""Areas that are called by what they are: "المنطقة العازلة", "المربع الأمني"."""

from collections.abc import Iterator, Set

from pipelines import arabic
from pipelines.facts.place_words import WORDS
from pipelines.facts.telling import Telling
from pipelines.facts.unlisted import Unlisted
from pipelines.remembered import Question
from pipelines.word_lists import by_first

_AREAS = by_first(WORDS.areas)
_OPENS = Question(lambda word: next((form for form in arabic.stems(word) if form in _AREAS), ""))
_PLANNED = frozenset(arabic.words("إقامة بإقامة لإقامة إنشاء بإنشاء لإنشاء"))  # what is none yet


def areas(told: Telling, taken: Set[int]) -> Iterator[Unlisted]:
    """The areas that a text names; `taken` are the words of other names."""
    for index in told.noticed.where(_OPENS):
        bare, behind = _OPENS[told.words[index]], index + 2
        follows = behind <= len(told.words) and told.joined(index + 1) and told.words[index + 1] in _AREAS[bare]
        planned = index > 0 and told.words[index - 1] in _PLANNED
        if follows and not planned and taken.isdisjoint((index, index + 1)):
            yield Unlisted(index, behind, bare, "site")
