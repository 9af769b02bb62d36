"""What the index is asked for, as a tree, and its two forms as literals of Postgres' type tsquery.

The index knows in which articles a lexeme stands, not where. So it is asked for a question without order (`wide`),
which finds all that is wanted and more; then the order of phrases is checked in what it found (`exact`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word in a form of the index, or a fact about the article such as place/idlib; with `prefix` what begins so."""

    text: str
    prefix: bool = False

    @property
    def is_fact(self) -> bool:
        """Whether it is no word: no word holds a stroke."""
        return "/" in self.text


@dataclass(frozen=True, slots=True)
class Row:
    """Lexemes one after the other."""

    lexemes: tuple[Lexeme, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Each of these."""

    terms: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these."""

    terms: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not this."""

    term: "Term"


Term = Lexeme | Row | Both | AnyOf | Without


def any_of(terms: Sequence[Term]) -> Term:
    """At least one of these; the one itself where it is alone."""
    different = tuple(dict.fromkeys(terms))
    return different[0] if len(different) == 1 else AnyOf(different)


def exact(term: Term) -> str:
    """The literal that is true for what is wanted and for nothing else."""
    if isinstance(term, Lexeme):
        return quoted(term.text) + (":*" if term.prefix else "")
    if isinstance(term, Row):
        return f"({' <-> '.join(map(exact, term.lexemes))})"
    if isinstance(term, Without):
        return f"!({exact(term.term)})"
    sign = " & " if isinstance(term, Both) else " | "
    return f"({sign.join(map(exact, term.terms))})"


def wide(term: Term) -> str | None:
    """The literal that asks for no order, and is true for all that is wanted; None: for every article."""
    if isinstance(term, Row):
        return exact(Both(term.lexemes))
    if isinstance(term, Without):
        return None if has_order(term) else exact(term)  # words that stand there in another order are no reason
    if isinstance(term, Lexeme):
        return exact(term)
    parts = [wide(one) for one in term.terms]
    if isinstance(term, AnyOf):
        return None if None in parts else f"({' | '.join(filter(None, parts))})"
    known = [part for part in parts if part is not None]
    return f"({' & '.join(known)})" if known else None


def has_order(term: Term) -> bool:
    """Whether there is a phrase in it."""
    if isinstance(term, Row):
        return True
    if isinstance(term, Without):
        return has_order(term.term)
    return not isinstance(term, Lexeme) and any(map(has_order, term.terms))


def is_bounded(term: Term) -> bool:
    """Whether it asks for something that is there, not only for what is not."""
    if isinstance(term, Without):
        return False
    if isinstance(term, Both):
        return any(map(is_bounded, term.terms))
    return not isinstance(term, AnyOf) or all(map(is_bounded, term.terms))


def lexemes(term: Term) -> Iterator[Lexeme]:
    """All that are wanted, none that are to be left out."""
    if isinstance(term, Lexeme):
        yield term
    elif isinstance(term, Row):
        yield from term.lexemes
    elif not isinstance(term, Without):
        for one in term.terms:
            yield from lexemes(one)


def every(term: Term) -> Iterator[Lexeme]:
    """All that it speaks of, wanted or not."""
    if isinstance(term, Without):
        yield from every(term.term)
    elif isinstance(term, Both | AnyOf):
        for one in term.terms:
            yield from every(one)
    else:
        yield from lexemes(term)


def quoted(text: str) -> str:
    """A lexeme in the quotation marks of tsvector and tsquery, whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
