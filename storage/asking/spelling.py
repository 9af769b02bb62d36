"""Words and names as the index is asked for them: folded, without the article, in the spellings that newsrooms use."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from pipelines import gazetteer
from pipelines.arabic import stems, words
from storage.asking.question import Phrase, Word
from storage.asking.terms import Lexeme, Row, Term, any_of
from storage.searchable import LONGEST_WORD

# The index has each word with and without these; what is asked for with them is meant without.
_PROCLITICS = re.compile(r"[وف]?[بك]?ال|[وف]?لل")
_SHORTEST = 3
_MOST_SPELLINGS = 24

# The same word, as newsrooms spell it (folded).
_SPELLED = (("اميرك", "امريك"), ("سوريا", "سوريه"), ("بنتاغون", "بنتاجون"), ("انكليز", "انجليز"))


def asked(word: str) -> str:
    """A folded word without ال, وال, بال, لل and the like where the index has it so; else as it is."""
    word = word[:LONGEST_WORD]
    match = _PROCLITICS.match(word)
    bare = word[match.end() :] if match else word
    return bare if len(bare) >= _SHORTEST and bare in stems(word) and word != "الله" else word


def of_word(word: Word, *, loose: bool = False) -> Term:
    """A word in each spelling; `loose`: also without a letter that may be a proclitic, as و of ودمشق and of وزارة."""
    first = asked(word.text)
    forms = [first, *_others(first)]
    if loose and not word.prefix:
        forms += [form for form in stems(word.text[:LONGEST_WORD]) if len(form) > _SHORTEST]
    return any_of([Lexeme(form, word.prefix) for form in forms])


def _others(word: str) -> Iterable[str]:
    """Other spellings of a word."""
    for one, other in _SPELLED:
        if one in word:
            yield word.replace(one, other)
        elif other in word:
            yield word.replace(other, one)


def of_phrase(phrase: Phrase) -> Term:
    """Words one after the other, as they are."""
    return Row(tuple(Lexeme(asked(word.text), word.prefix) for word in phrase.words))


def of_names(names: Sequence[str]) -> Term | None:
    """Names in all their spellings, as `of_forms`."""
    return of_forms([form for name in names for form in gazetteer.spellings(name)])


def of_forms(forms: Sequence[str]) -> Term | None:
    """At least one of these names, as they are spelled; without those that hold another one. None: there are none."""
    rows = {tuple(map(asked, words(form))) for form in forms}
    shortest = [row for row in rows if not any(other != row and _holds(row, other) for other in rows)]
    shortest.sort(key=lambda row: (len(row), row))
    terms = [_row(row) for row in islice(shortest, _MOST_SPELLINGS)]
    return any_of(terms) if terms else None


def _row(row: Sequence[str]) -> Term:
    lexemes = tuple(map(Lexeme, row))
    return lexemes[0] if len(lexemes) == 1 else Row(lexemes)


def _holds(row: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one row of words stands within another."""
    size = len(other)
    return any(row[start : start + size] == other for start in range(len(row) - size + 1))
