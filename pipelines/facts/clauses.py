"""A sentence cut into clauses, so that each deed is told with its own parties, places and figures.

Arabic news sentences are long: a strike, what came of it, what it answered and what went on meanwhile stand in one.
A clause begins at a word that says so (فيما, ردا على, جراء), and at a verb or a listed deed that is joined to another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.facts.marks import Mark, Sort
from pipelines.text import Sentence, Text

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_SIGN, _DEED, _MEANS, _FIGURE = Sort.SIGN, Sort.DEED, Sort.MEANS, Sort.FIGURE
_PARTY, _TARGET = Sort.PARTY, Sort.TARGET

# Signs with which a clause begins; the clause's link is the kind of the sign.
_BEGINNINGS = frozenset({"new", "while", "elaborates", "result", "cause", "reason", "hours"})
_ACTING = frozenset({"light", "falls", "suffers"})
_JOINED, _DESCRIBES = "and", ("describes",)


@dataclass(slots=True)
class Clause:
    """A part of a sentence about at most one event."""

    link: str  # the kind of sign that it begins with; "and": a deed joined to the one before; "": the first
    first: int  # index of its first word in the sentence
    behind: int = 0
    marks: list[Mark] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)  # of its signs
    deeds: list[Mark] = field(default_factory=list)  # those of its marks
    means: list[Mark] = field(default_factory=list)
    names: bool = False  # a party or a target

    @property
    def figures(self) -> list[Mark]:
        """Its figures."""
        return [mark for mark in self.marks if mark.sort is _FIGURE]

    def signs(self, *kinds: str) -> list[Mark]:
        """Its signs of some kinds."""
        if self.kinds.isdisjoint(kinds):
            return []
        return [mark for mark in self.marks if mark.sort is _SIGN and mark.ids[0] in kinds]


def clauses(text: Text, sentence: Sentence, marks: Sequence[Mark]) -> list[Clause]:
    """The clauses of a sentence with their marks."""
    clause = Clause("", 0)
    made = [clause]
    covered = 0  # words up to here are a deed or a weapon, and nothing else (طائرة بدون طيار, مناطق سيطرة)
    for mark in marks:
        sort = mark.sort
        if sort is _SIGN or sort is _DEED or sort is _MEANS:
            if mark.first < covered:
                continue
            link = _link(text, sentence, clause, mark)
            if link and (clause.marks or clause.link):
                clause.behind = mark.first
                clause = Clause(link, mark.first)
                made.append(clause)
            elif link:
                clause.link = link
            if sort is _SIGN:
                clause.kinds.add(mark.ids[0])
                if mark.ids == _DESCRIBES:
                    covered = mark.behind
            else:
                (clause.deeds if sort is _DEED else clause.means).append(mark)
                covered = mark.behind
        elif sort is _PARTY or sort is _TARGET:
            clause.names = True
        clause.marks.append(mark)
    clause.behind = len(sentence.tokens)
    return made


def _link(text: Text, sentence: Sentence, clause: Clause, mark: Mark) -> str:
    """The link of the clause that begins with a mark; empty: none begins there."""
    if mark.sort is _SIGN:
        kind = mark.ids[0]
        if kind in _BEGINNINGS:
            return kind
        return _JOINED if kind in _ACTING and _acts(clause) and _is_joined(text, sentence, mark) else ""
    if mark.sort is _DEED and clause.deeds and _is_joined(text, sentence, mark):
        apart = mark.is_verb or _comma_before(text, sentence, mark.first)
        return _JOINED if apart else ""
    return ""


def _acts(clause: Clause) -> bool:
    return bool(clause.deeds) or not clause.kinds.isdisjoint(_ACTING)


def _is_joined(text: Text, sentence: Sentence, mark: Mark) -> bool:
    """Whether a word is joined to what is before it by و or ف, or parted from it by a comma."""
    return sentence.words[mark.first][0] in "وف" or _comma_before(text, sentence, mark.first)


def _comma_before(text: Text, sentence: Sentence, index: int) -> bool:
    if index == 0:
        return False
    between = text.of(sentence.where)[sentence.tokens[index - 1].end : sentence.tokens[index].start]
    return any(comma in between for comma in "،,؛;")
