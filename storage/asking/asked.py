"""A question as the database is asked it: what the index is looked up for, what is checked, what is ranked, and what a
reader should know of how it was understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipelines.arabic import fold
from storage.asking import terms
from storage.asking.errors import QuestionError
from storage.asking.fields import Terms, of_field
from storage.asking.question import All, Either, Field, Node, Not, Phrase, Word, parse
from storage.asking.runs import of_run
from storage.asking.terms import AnyOf, Both, Lexeme, Term, Without

_DATES = ("since", "until")
_FIRST_YEAR, _LAST_YEAR = 1970, 2200  # beyond them a day has no instant in every zone, and no news
_SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be answered."""

    term: Term
    since: date | None = None  # the first day
    until: date | None = None  # the last day
    notes: tuple[str, ...] = ()  # how names in Latin letters were understood
    typed: str = ""  # the words side by side, folded

    @property
    def wide(self) -> str:
        """What the index is looked up for."""
        found = terms.wide(self.term)
        assert found is not None  # noqa: S101 - `understand` lets none pass that every article could answer
        return found

    @property
    def exact(self) -> str | None:
        """What the words of each article found are checked for; None: the index knows it all."""
        return terms.exact(Both(self._ordered)) if self._ordered and not self.mixed else None

    @property
    def mixed(self) -> str | None:
        """The same of the words and facts of each together, where the question chooses between the two."""
        has_facts = any(one.is_fact for part in self._ordered for one in terms.every(part))
        return terms.exact(Both(self._ordered)) if has_facts else None

    @property
    def _ordered(self) -> tuple[Term, ...]:
        return tuple(filter(terms.has_order, self._parts))

    @property
    def has_beginnings(self) -> bool:
        """Whether the index has to go through all words that begin in some way."""
        return any(one.prefix for one in terms.every(self.term))

    @property
    def ranked(self) -> str | None:
        """The words that articles are ranked by; None: there are fields alone."""
        return " | ".join(map(terms.exact, self._words)) or None

    @property
    def words(self) -> list[str]:
        """The words that are looked for, in the forms of the index; * stands behind one that may go on."""
        return [f"{one.text}*" if one.prefix else one.text for one in self._words]

    @property
    def facts(self) -> str | None:
        """The fields among what is asked for, which similar titles have to fit as well; None: there are none."""
        found = tuple(part for part in self._parts if _is_fact(part))
        return terms.exact(Both(found)) if found else None

    @property
    def is_plain(self) -> bool:
        """Whether it is words side by side and fields, without phrases and signs: similar titles may answer it."""
        return bool(self.typed) and all(_is_fact(part) or isinstance(part, Lexeme | AnyOf) for part in self._parts)

    @property
    def _parts(self) -> tuple[Term, ...]:
        return self.term.terms if isinstance(self.term, Both) else (self.term,)

    @property
    def _all(self) -> list[Lexeme]:
        return list(dict.fromkeys(terms.lexemes(self.term)))

    @property
    def _words(self) -> list[Lexeme]:
        return [one for one in self._all if not one.is_fact]


def understand(text: str, known: Terms, more: Sequence[Field] = (), *, loose: bool = False) -> Asked:
    """What is asked for, with some fields more; `loose`: words also without letters that may be proclitics.

    Raises `QuestionError`, which says what is wrong and where.
    """
    node = parse(text)
    nodes: list[Node] = list(node.nodes) if isinstance(node, All) else [node] if node else []
    nodes += more if nodes else []
    since, until = _days(nodes)
    rest = [one for one in nodes if not (isinstance(one, Field) and one.name in _DATES)]
    notes: list[str] = []
    found = _Meaning(known, notes, loose).of_all(rest) if rest else None
    if found is None:
        raise QuestionError(f"there is no word to search for in {text!r}: give at least one word or field")
    if not terms.is_bounded(found):
        raise QuestionError("the question only says what to leave out: say as well what to look for")
    typed = " ".join(one.text for one in rest if isinstance(one, Word))
    return Asked(found, since, until, tuple(dict.fromkeys(notes)), typed)


def _is_fact(term: Term) -> bool:
    return all(one.is_fact for one in terms.every(term))


def _days(nodes: Sequence[Node]) -> tuple[date | None, date | None]:
    """The days that since: and until: name; the narrowest where there are several."""
    dated = [(one.name, _day(one)) for one in nodes if isinstance(one, Field) and one.name in _DATES]
    since = max((day for name, day in dated if name == "since"), default=None)
    until = min((day for name, day in dated if name == "until"), default=None)
    return since, until


def _day(given: Field) -> date:
    try:
        found = date.fromisoformat(fold(given.value))
    except ValueError as error:
        raise QuestionError(f"{given.name}: wants a day such as 2026-11-22, not “{given.value}”", given.at) from error
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise QuestionError(f"{given.value} lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}", given.at)
    return found


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the parts of a question mean."""

    known: Terms
    notes: list[str]
    loose: bool

    def of(self, node: Node) -> Term:
        if isinstance(node, All):
            return self.of_all(node.nodes)
        if isinstance(node, Either):
            return AnyOf(tuple(map(self.of, node.nodes)))
        if isinstance(node, Not):
            return Without(self.of(node.node))
        if isinstance(node, Field):
            return self._field(node)
        return self.of_all([node])

    def of_all(self, nodes: Sequence[Node]) -> Term:
        """Each of these; words side by side may be one name."""
        found = tuple(self._each(nodes))
        return found[0] if len(found) == 1 else Both(found)

    def _each(self, nodes: Sequence[Node]) -> Iterator[Term]:
        for are_words, row in groupby(nodes, lambda node: isinstance(node, Word | Phrase)):
            if not are_words:
                yield from map(self.of, row)
                continue
            typed = [node for node in row if isinstance(node, Word | Phrase)]
            _check_prefixes(typed)
            yield from of_run(typed, self.known.names, self.notes, loose=self.loose)

    def _field(self, node: Field) -> Term:
        if node.name in _DATES:
            raise QuestionError(
                f"{node.name}: holds for the whole question: it cannot stand in OR, ( ) or behind -", node.at
            )
        return of_field(node, self.known)


def _check_prefixes(typed: Sequence[Word | Phrase]) -> None:
    """Raise for a word that half of all words begin with."""
    for node in typed:
        for word in node.words if isinstance(node, Phrase) else (node,):
            if word.prefix and len(word.text.removeprefix("ال")) < _SHORTEST_PREFIX:
                raise QuestionError(f"{word.text}* is too short: give at least {_SHORTEST_PREFIX} letters before the *")
