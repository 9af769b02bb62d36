"""According to whom a sentence tells what it tells, and how firmly."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines import arabic
from pipelines.facts.fact import Assertion
from pipelines.facts.marks import Mark, Sort
from pipelines.text import TITLE, Sentence, Text

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_POSSIBLE, _DENIED, _CLAIMED, _REPORTED = Assertion.POSSIBLE, Assertion.DENIED, Assertion.CLAIMED, Assertion.REPORTED
_SIGN, _DEED, _FIGURE, _PARTY = Sort.SIGN, Sort.DEED, Sort.FIGURE, Sort.PARTY

# A name of who says so has at most so many words.
_LONGEST = 7

# Where the name ends: before what is said, before how and where it was said.
_NAME_ENDS = frozenset(
    arabic.words(
        "أن إن بأن فإن أنه أنها إنه إنها عن في اليوم أمس مساء صباح إلى على قوله قولها لـ أنهم وقوع من خلال بوقوع"
    )
)
_WHAT = arabic.fold("ما")
_VERBS_OF_SAYING = ("says", "announces")
_FOR = re.compile("[لـ][^ ]{4}")  # ل before a name
_ENDS_BEFORE = re.compile('[،,؛;:.(\n"“«]')
_SAYS_IN_TITLE = re.compile(r"\s*([^:\n]{2,40}?)\s*[:：]\s")
_MOST_WORDS_BEFORE_COLON = 4


class Saying(NamedTuple):
    """Who says so, in the text's words (empty: the newsroom itself), and how firmly."""

    who: str = ""
    parties: tuple[str, ...] = ()  # ids of the parties within these words
    announces: bool = False  # who says so may tell of their own deed without naming themselves again
    assertion: Assertion = Assertion.ASSERTED


BY_NOBODY = Saying()


class Sayings(NamedTuple):
    """What is said by whom in a sentence: the whole of it, and parts that are only possible."""

    whole: Saying
    named: range = range(0)  # the words of the name
    possible_from: int = -1  # index of the word from which on it is only possible; -1: nowhere

    def at(self, word: int) -> Saying:
        """The saying that holds for the clause that begins at a word."""
        if 0 <= self.possible_from <= word:
            return self.whole._replace(assertion=_POSSIBLE)
        return self.whole


_ANNOUNCING, _MAY_BE = ("announces", "claims"), "possible"
# Of the kinds of sign that name who says so; a denial counts before a claim, a claim before a report.
_FIRMNESS = {"denies": _DENIED, "claims": _CLAIMED, "announces": _REPORTED, "says": _REPORTED}


def saying(text: Text, sentence: Sentence, marks: Sequence[Mark]) -> Sayings:
    """According to whom a sentence is told."""
    signs = [mark for mark in marks if mark.sort is _SIGN]
    kinds = {mark.ids[0] for mark in signs}
    possible = next(sign.first for sign in signs if sign.ids[0] == _MAY_BE) if _MAY_BE in kinds else -1
    for kind in () if kinds.isdisjoint(_FIRMNESS) else _FIRMNESS:
        for sign in [sign for sign in signs if sign.ids[0] == kind] if kind in kinds else ():
            who, behind = _name(text, sentence, sign, marks)
            if who:
                told = Saying(who, _parties(marks, sign, behind), kind in _ANNOUNCING, _FIRMNESS[kind])
                return Sayings(told, range(sign.behind, behind), possible)
    told, words = _in_title(text, sentence, marks)
    return Sayings(told, range(words), possible)


def _name(text: Text, sentence: Sentence, sign: Mark, marks: Sequence[Mark]) -> tuple[str, int]:
    """The name behind a word of saying, as written, and the index of the word behind it."""
    whole, tokens = text.of(sentence.where), sentence.tokens
    begin = behind = _past_the_verb(sentence, sign, marks)
    told = {mark.first for mark in marks if mark.sort in (_DEED, _FIGURE)}  # what is said begins there
    while behind < len(tokens) and behind - begin < _LONGEST:
        between = whole[tokens[behind - 1].end : tokens[behind].start]
        cut = _ENDS_BEFORE.search(between) if between != " " else None
        opens = cut is not None and cut.group() in '"“«(' and behind - begin <= 1
        if (cut and not opens) or behind in told or sentence.words[behind] in _NAME_ENDS:
            break
        behind += 1
    if behind == begin:
        return "", behind
    name = whole[tokens[begin].start : tokens[behind - 1].end]
    if name.startswith("لل"):
        return f"ال{name[2:]}", behind
    return name[1:] if _FOR.match(name) else name, behind


def _past_the_verb(sentence: Sentence, sign: Mark, marks: Sequence[Mark]) -> int:
    """The index of the word at which the name begins: in "وفق ما أفاد مصدر" not right behind the preposition."""
    begin = sign.behind
    if begin + 1 < len(sentence.tokens) and sentence.words[begin] == _WHAT:
        verbs = {mark.first: mark.behind for mark in marks if mark.sort is _SIGN and mark.ids[0] in _VERBS_OF_SAYING}
        begin = verbs.get(begin + 1, begin)
    return begin


def _parties(marks: Sequence[Mark], sign: Mark, behind: int) -> tuple[str, ...]:
    inside = (mark for mark in marks if mark.sort is _PARTY and sign.behind <= mark.first < behind)
    return tuple(dict.fromkeys(mark.ids[0] for mark in inside))


def _in_title(text: Text, sentence: Sentence, marks: Sequence[Mark]) -> tuple[Saying, int]:
    """Who says so in a headline such as "المرصد: …", and in how many words."""
    match = _SAYS_IN_TITLE.match(text.title) if sentence.where == TITLE else None
    if not match or any(mark.sort is _DEED for mark in marks if sentence.tokens[mark.first].start < match.end()):
        return BY_NOBODY, 0
    words = arabic.words(match[1])
    if len(words) > _MOST_WORDS_BEFORE_COLON or not words:
        return BY_NOBODY, 0
    parties = tuple(mark.ids[0] for mark in marks if mark.sort is _PARTY and mark.first < len(words))
    return Saying(match[1], parties, announces=True, assertion=_REPORTED), len(words)
