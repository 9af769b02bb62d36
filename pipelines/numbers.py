"""Reading the numbers of a text, in digits and in words, over its folded words.

Understood are Western, Arabic-Indic and Persian digits, with a mark between thousands or without; number words up to
the millions in both genders, all cases and the spellings of the press (مئة، مائة، ثلاثمئة، ثلاث مئة), duals (مئتان،
ألفين), what "و" adds up (خمسة آلاف ومئتان وستة عشر), and digits before a word (18 ألفا). Ordinals, parts of clock
times, dates, decimals, percentages, names (إف-16), and أحد and اثنا without what completes them are no numbers here.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.arabic import Token, fold, stems
from pipelines.number_words import ORDINALS, WORDS, Kind
from pipelines.remembered import Noticed, Question

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_FIGURES, _THOUSANDS, _THOUSAND, _SHARE = Kind.FIGURES, Kind.THOUSANDS, Kind.THOUSAND, Kind.SHARE
_MILLION, _TEN, _TENS, _HUNDRED = Kind.MILLION, Kind.TEN, Kind.TENS, Kind.HUNDRED
_UNIT, _BOUND, _HUNDREDS = Kind.UNIT, Kind.BOUND, Kind.HUNDREDS

# More digits than any count of people has: reference numbers, telephone numbers.
_MOST_DIGITS = 7

_DIGITS = re.compile(r"(?P<proclitics>[وف]?[بلك]?(?:ال)?)(?P<digits>[0-9]+)")
_PREFIXED_SIX = re.compile("[وف]?[بلك]?(ست)")  # shorter than what proclitics are taken off elsewhere
_TANWEEN = "\u064b"
_THOUSANDS_MARKS = frozenset(",.٬،'’")
_GLUE = frozenset(".,:/\\٫٬،")  # between digits without a blank: a decimal, a clock time, a date


class _Part(NamedTuple):
    kind: Kind
    value: int
    joined: bool = False  # by "و" to what stands before
    definite: bool = False


class Number(NamedTuple):
    """A number found."""

    value: int
    behind: int  # index of the word behind it
    definite: bool  # with the article: one told of before


_DAYS = frozenset(map(fold, ("الأحد", "الاثنين")))
_VAGUE_ALONE = frozenset(map(fold, ("آلاف", "ملايين")))


def may_begin(word: str) -> bool:
    """Whether a number may begin with a folded word."""
    return _PARTS[word] is not None


def begins(noticed: Noticed) -> Sequence[int]:
    """The indices of the words with which a number may begin."""
    return noticed.where(_PARTS)


def read(text: str, tokens: Sequence[Token], first: int) -> Number | None:
    """The number that begins at a word of a text, or None; `tokens` are those of the text."""
    part = _PARTS[tokens[first].folded]
    if part is None or _is_inside(text, tokens, first, part):
        return None
    if part.kind is _FIGURES:
        figures = _figures(text, tokens, first, part)
        return figures and _summed(tokens, *figures, definite=part.definite)
    if part.kind is _THOUSANDS and _TANWEEN in text[tokens[first].start : tokens[first].end]:
        part = part._replace(kind=_THOUSAND, value=1000)  # "ألفاً" is one, "ألفا قتيل" two
    if part.kind is _SHARE:
        return _share(tokens, first, part)
    return _summed(tokens, part, first + 1, definite=part.definite)


def _share(tokens: Sequence[Token], first: int, part: _Part) -> Number | None:
    """ "نصف مليون" """
    whole = _following(tokens, first + 1) if first + 1 < len(tokens) else None
    is_million = whole is not None and whole.kind is _MILLION and not whole.joined
    return Number(1_000_000 // part.value, first + 2, part.definite) if is_million else None


def _is_inside(text: str, tokens: Sequence[Token], first: int, part: _Part) -> bool:
    """Whether a word belongs to something before it: an ordinal, a decimal, a clock time, a date, a name."""
    if not first:
        return False
    before = tokens[first - 1]
    gap = text[before.end : tokens[first].start]
    if part.kind is _FIGURES:
        is_number = before.folded[-1:].isdigit()
        return gap in _GLUE if is_number else gap in ("-", "–", "/", "_")
    ordinal = not ORDINALS.isdisjoint(stems(before.folded))
    return ordinal and (part.kind is _TEN or (part.kind is _TENS and part.joined))


def _figures(text: str, tokens: Sequence[Token], first: int, part: _Part) -> tuple[_Part, int] | None:
    """A number in digits with those behind its thousands marks, and the index behind; None for a decimal and the
    like."""
    value, behind = part.value, first + 1
    length = len(tokens[first].folded.lstrip("وفبلكا"))
    while behind < len(tokens):
        gap = text[tokens[behind - 1].end : tokens[behind].start]
        digits = tokens[behind].folded
        if gap not in _GLUE | _THOUSANDS_MARKS or not digits.isdigit():
            break
        if gap not in _THOUSANDS_MARKS or len(digits) != 3 or length > 3 or not value:
            return None
        value, behind = value * 1000 + int(digits), behind + 1
    end = tokens[behind - 1].end
    if text[end : end + 1] in ("%", "٪") or text[end : end + 2] in (" %", " ٪"):
        return None
    return part._replace(value=value), behind


class _Sum:
    """A number that grows word by word."""

    def __init__(self, part: _Part) -> None:
        self.closed = 0  # thousands and more
        self.open = part.value
        self.figures = part.kind is _FIGURES
        self.kind = part.kind
        if part.kind in (_THOUSAND, _THOUSANDS, _MILLION):
            self.closed, self.open = part.value, 0

    def takes(self, part: _Part) -> bool:
        """Whether a word belongs to the number; if so it is added."""
        return self._adds(part) if part.joined else self._multiplies(part)

    def _multiplies(self, part: _Part) -> bool:
        if not self.open or part.definite:
            return False
        if part.kind is _TEN:
            return self._grow(part, 10, self.kind in _ONES and self.open % 100 < 10)
        if part.kind is _HUNDRED:
            return self._grow(part, self.open * 99, self.kind is _UNIT and 3 <= self.open <= 9)
        if part.kind in (_THOUSAND, _THOUSANDS):
            return self._close(part, 1000, bool(self.closed % 1_000_000))
        return part.kind is _MILLION and self._close(part, 1_000_000, self.closed > 0)

    def _adds(self, part: _Part) -> bool:
        last = self.open % 100
        if part.definite or (self.figures and not self.closed):
            return False
        if part.kind is _TENS:
            return self._grow(part, part.value, (last < 10 and self.kind in _ONES) or (not last and self._is_round()))
        if part.kind in (_UNIT, _BOUND, _TEN):
            return self._grow(part, part.value, not last and self._is_round())
        if part.kind in (_HUNDRED, _HUNDREDS):
            return self._grow(part, part.value, not self.open and self.closed > 0)
        if part.kind in (_THOUSAND, _THOUSANDS):
            return self._add_thousands(part)
        return self._grow(part, part.value, not self.open and self.closed > 0 and part.value < 1000)

    def _is_round(self) -> bool:
        return self.open > 0 or self.closed > 0

    def _add_thousands(self, part: _Part) -> bool:
        fits = not self.open and self.closed >= 1_000_000 and not self.closed % 1_000_000
        self.closed += part.value if fits else 0
        return fits

    def _grow(self, part: _Part, value: int, fits: bool) -> bool:
        if fits:
            self.open += value
            self.kind = part.kind
        return fits

    def _close(self, part: _Part, factor: int, closed: bool) -> bool:
        if not closed:
            self.closed, self.open, self.kind = self.closed + self.open * factor, 0, part.kind
        return not closed


_ONES = (Kind.UNIT, Kind.BOUND)


def _summed(tokens: Sequence[Token], part: _Part, behind: int, *, definite: bool) -> Number | None:
    total, bound = _Sum(part), part.kind is _BOUND
    if tokens[behind - 1].folded in _VAGUE_ALONE:
        return None
    while behind < len(tokens):
        following = _following(tokens, behind)
        if following is None or (following.kind is _BOUND and not _completes(tokens, behind + 1)):
            break
        if not total.takes(following):
            break
        behind, bound = behind + 1, False
    return None if bound else Number(total.closed + total.open, behind, definite)


def _following(tokens: Sequence[Token], index: int) -> _Part | None:
    """What a word adds. Folded, "وأحد" before "عشر" is the same word as "واحد"."""
    if tokens[index].folded == "واحد" and _completes(tokens, index + 1):
        return _Part(_BOUND, 1, joined=True)
    return _PARTS[tokens[index].folded]


def _completes(tokens: Sequence[Token], index: int) -> bool:
    part = _PARTS[tokens[index].folded] if index < len(tokens) else None
    return part is not None and (part.kind is _TEN if not part.joined else part.kind is _TENS)


def _part(word: str) -> _Part | None:
    """What a folded word is in a number, proclitics looked through; None: no number."""
    figures = _DIGITS.fullmatch(word)
    if figures:
        if len(figures["digits"]) > _MOST_DIGITS:
            return None
        before = figures["proclitics"]
        return _Part(_FIGURES, int(figures["digits"]), before.startswith("و"), before.endswith("ال"))
    six = _PREFIXED_SIX.fullmatch(word)
    forms = (word, six[1]) if six else stems(word)
    bare = next((form for form in forms if form in WORDS), None)
    if bare is None or not _DAYS.isdisjoint(forms):
        return None
    before = word[: len(word) - len(bare)]
    return _Part(*WORDS[bare], before.startswith("و"), before.endswith(("ال", "لل")))


_PARTS = Question(_part)
