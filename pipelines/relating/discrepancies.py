"""Which of two texts' different wordings are different facts: another figure, another day, another place.

Daily statements repeat one form with new figures, places and days, and a corrected report repeats itself with a new
toll: such a text is no copy. Copies differ, too, in synonyms, spellings, transliterations, "today" for a weekday, a
figure in words for one in digits. So a difference is one only where both texts say something of the same kind in the
same place, and not the same thing. What one of them leaves out is no difference: a text that was cut has fewer figures.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from pipelines import arabic, numbers
from pipelines.date_words import MONTH_NUMBERS, WEEKDAY_NUMBERS
from pipelines.lexicon import Lexicon, Role
from pipelines.relating.alignment import Substitution

_PLACES = frozenset({Role.PLACE, Role.DOUBTFUL, Role.SCENE})

# Behind these words stands the name of a place, also one that no gazetteer has.
_BEFORE_PLACES = frozenset(
    arabic.words(
        "مدينة مدينتي بلدة بلدتي قرية قريتي قرى بلدات مدن ريف ريفي محافظة محافظتي منطقة منطقتي حي حيي مخيم ناحية قضاء "
        "مطار قاعدة حقل معبر جبل وادي بادية محيط أطراف سد جسر طريق غوطة"
    )
)
# Words that stand there as well and name no place.
_NO_NAMES = frozenset(
    arabic.words(
        "المدينة البلدة القرية المحافظة المنطقة البلاد العاصمة الحي المخيم الناحية المطار القاعدة الحدود النهر سوريا "
        "سورية السورية السوري المذكورة ذاتها نفسها"
    )
)
# Two outlets give the time in two zones.
_CLOCK = frozenset(arabic.words("الساعة بتوقيت توقيت"))

_SAME_SPELLING = 0.75  # from this likeness of letters on, two names are one name in two spellings
_LONGEST_NAME = 4  # words


class Kind(StrEnum):
    """What differs."""

    FIGURE = "figure"
    DAY = "day"
    PLACE = "place"


class Discrepancy(NamedTuple):
    """A fact that two texts tell otherwise, in their folded words."""

    kind: Kind
    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.kind} {self.one} ≠ {self.other}"


def discrepancies(substitutions: Iterable[Substitution], lexicon: Lexicon) -> list[Discrepancy]:
    """The facts among the different wordings of two texts."""
    return [found for each in substitutions for found in _of_one(each, lexicon)]


def _of_one(found: Substitution, lexicon: Lexicon) -> Iterator[Discrepancy]:
    if found.before not in _CLOCK and not _CLOCK & {*found.one, *found.other}:
        yield from _two_sets(Kind.FIGURE, _figures(found.one), _figures(found.other))
    yield from _two_sets(Kind.DAY, _days(found.one), _days(found.other))
    place = _places(found, lexicon)
    if place:
        yield place


def _two_sets(kind: Kind, one: set[str], other: set[str]) -> Iterator[Discrepancy]:
    """What each of two sets has for itself, where both have something."""
    if one - other and other - one:
        yield Discrepancy(kind, " ".join(sorted(one - other)), " ".join(sorted(other - one)))


def _figures(words: Sequence[str]) -> set[str]:
    """The numbers among the words, however they are written."""
    text = " ".join(words)
    tokens = arabic.tokens(text)
    found, index = set(), 0
    while index < len(tokens):
        number = numbers.read(text, tokens, index)
        if number:
            found.add(str(number.value))
        index = number.behind if number else index + 1
    return found


def _days(words: Sequence[str]) -> set[str]:
    """The weekdays and months among the words, by number; "today" and "yesterday" are none."""
    found = {f"weekday {WEEKDAY_NUMBERS[form]}" for word in words if (form := _listed(word, WEEKDAY_NUMBERS))}
    months = {MONTH_NUMBERS[form] for word in words if (form := _listed(word, MONTH_NUMBERS))}
    months |= {MONTH_NUMBERS[pair] for pair in map(" ".join, itertools.pairwise(words)) if pair in MONTH_NUMBERS}
    return found | {f"month {number}" for number in months}


def _listed(word: str, names: Iterable[str]) -> str:
    return next((form for form in arabic.stems(word) if form in names), "")


def _places(found: Substitution, lexicon: Lexicon) -> Discrepancy | None:
    """Another name where a place stands. At least one of the two has to be a place that is known, or is called one."""
    one, other = _apart(found.one, found.other), _apart(found.other, found.one)
    if not one or not other or max(len(one), len(other)) > _LONGEST_NAME:
        return None
    known = _known(one, lexicon), _known(other, lexicon)
    named = _is_called_place(found)
    if not (all(known) or (named and any(known))) or known[0] & known[1] or _is_general(one) or _is_general(other):
        return None
    here, there = " ".join(one), " ".join(other)
    return None if _same_spelling(here, there) else Discrepancy(Kind.PLACE, here, there)


def _apart(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words that only one of two wordings has."""
    forms = {arabic.stems(word)[-1] for word in others}
    return [word for word in words if arabic.stems(word)[-1] not in forms]


def _known(words: Sequence[str], lexicon: Lexicon) -> set[str]:
    """Ids of the places of the lexicon among the words."""
    spots = lexicon.matcher.spot(words)
    return {term.id for spot in spots for term in spot.meanings if term.role in _PLACES}


def _is_called_place(found: Substitution) -> bool:
    return any(form in _BEFORE_PLACES for form in arabic.stems(found.before))


def _is_general(words: Sequence[str]) -> bool:
    return all(any(form in _NO_NAMES for form in arabic.stems(word)) for word in words)


def _same_spelling(one: str, other: str) -> bool:
    letters = one.replace(" ", ""), other.replace(" ", "")
    return SequenceMatcher(None, *letters, autojunk=False).ratio() >= _SAME_SPELLING
