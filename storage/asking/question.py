"""A question as a tree, parsed from what a user types.

    قصف "خراب الجير" -تدريب          both, the second as a phrase, without the third
    غارة OR قصف                       either; OR may be written | or أو, and binds less than words side by side
    (غارة OR قصف) إدلب                parentheses group
    طائر*                             all words that begin so
    place:idlib actor:sdf killed>5    fields

Nothing typed becomes a part of a statement: the tree holds words and values, which statements take as parameters.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.arabic import words
from storage.asking.errors import QuestionError
from storage.asking.pieces import Kind, Piece, pieces

MOST_PIECES = 64
_DEEPEST = 12  # parentheses within each other


@dataclass(frozen=True, slots=True)
class Word:
    """A word, folded; with `prefix` any that begins so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other; the last may stand for all that begin so."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What is asked of a field: `killed>5` has the sign > and the value 5; the sign of `place:idlib` is =."""

    name: str
    sign: str
    value: str
    at: int | None = None  # the character of the question where it begins, from 1; None: it was given otherwise


@dataclass(frozen=True, slots=True)
class Not:
    """Without this."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Each of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    nodes: tuple["Node", ...]


Node = Word | Phrase | Field | Not | All | Either


def parse(text: str) -> Node | None:
    """The tree of a question; None where it holds no word and no field. Raises `QuestionError` and nothing else."""
    found = list(pieces(text))
    if len(found) > MOST_PIECES:
        raise QuestionError(f"the question has {len(found)} parts: give at most {MOST_PIECES}", found[MOST_PIECES].at)
    return _Parser(found).whole()


class _Parser:
    """One pass over the pieces, by descent: either → all → one."""

    def __init__(self, found: list[Piece]) -> None:
        self._pieces, self._next, self._depth = found, 0, 0

    def whole(self) -> Node | None:
        node = self._either()
        if self._next < len(self._pieces):
            raise QuestionError("the parenthesis ) closes none", self._pieces[self._next].at)
        return node

    def _look(self) -> Kind | None:
        return self._pieces[self._next].kind if self._next < len(self._pieces) else None

    def _take(self) -> Piece:
        self._next += 1
        return self._pieces[self._next - 1]

    def _either(self) -> Node | None:
        sides = [self._all()]
        while self._look() is Kind.OR:
            mark = self._take()
            sides.append(self._all())
            if sides[-2] is None or sides[-1] is None:
                raise QuestionError("OR wants something to look for on both of its sides", mark.at)
        found = tuple(side for side in sides if side is not None)
        return Either(found) if len(found) > 1 else found[0] if found else None

    def _all(self) -> Node | None:
        found: list[Node] = []
        while self._look() not in (None, Kind.OR, Kind.CLOSE):
            found += self._one()
        return All(tuple(found)) if len(found) > 1 else found[0] if found else None

    def _one(self) -> list[Node]:
        """The next part; nothing where it holds no word."""
        piece = self._take()
        if piece.kind is Kind.NOT:
            return self._without(piece)
        if piece.kind is Kind.OPEN:
            return self._grouped(piece)
        if piece.kind is Kind.FIELD:
            return [Field(piece.name, piece.sign, piece.text, piece.at)]
        if piece.kind is Kind.QUOTED:
            return _phrase(piece)
        return list(_words(piece))

    def _without(self, mark: Piece) -> list[Node]:
        if self._look() in (None, Kind.OR, Kind.CLOSE, Kind.NOT):
            raise QuestionError("- wants something behind it that is to be left out", mark.at)
        found = self._one()
        if not found:
            raise QuestionError("- wants a word behind it that is to be left out", mark.at)
        return [Not(found[0] if len(found) == 1 else All(tuple(found)))]

    def _grouped(self, mark: Piece) -> list[Node]:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QuestionError(f"there are more than {_DEEPEST} parentheses within each other", mark.at)
        node = self._either()
        if self._look() is not Kind.CLOSE:
            raise QuestionError("the parenthesis ( is not closed", mark.at)
        self._take()
        self._depth -= 1
        return [node] if node is not None else []


def _phrase(piece: Piece) -> list[Node]:
    found = words(piece.text)
    last = len(found) - 1
    row = tuple(Word(word, piece.prefix and at == last) for at, word in enumerate(found))
    return [row[0] if len(row) == 1 else Phrase(row)] if row else []


def _words(piece: Piece) -> Iterator[Node]:
    """The words of a piece without blanks: what a hyphen, point or apostrophe joins is a phrase (F-16, ez-Zor)."""
    parts = [part for part in piece.parts() if words(part.text)]
    for part in parts:
        yield from _phrase(part)
