"""Words side by side: a name of a place or party, in Arabic or English, is looked for in all its spellings."""

from collections.abc import Iterator, Sequence

from pipelines import gazetteer
from pipelines.arabic import words
from pipelines.facts.names import Known, Name, Names
from pipelines.parties import Party
from storage.asking.question import Phrase, Word
from storage.asking.romanised import Meaning, english
from storage.asking.spelling import of_forms, of_names, of_phrase, of_word
from storage.asking.terms import Both, Term, any_of

# An English name is mostly written in a few words.
_MOST_WORDS = 5

# How much alike a word in Latin letters has to be to a name, where nothing says that it is one.
_LIKENESS = 0.7

_MOST_NAMES = 12  # of one meaning: the first are those that are used most
_SHOWN = 3

Typed = Word | Phrase


def of_run(typed: Sequence[Typed], names: Names, notes: list[str], *, loose: bool = False) -> Iterator[Term]:
    """What each word or name is asked for as. What English names were taken for is added to `notes`.

    `loose`: words are asked for without letters that may be proclitics as well.
    """
    position = 0
    while position < len(typed):
        length, term = _english(typed[position : position + _MOST_WORDS], names, notes)
        if term is None:
            length, term = _arabic(typed[position : position + _MOST_WORDS], names, loose)
        yield term
        position += length


def _english(typed: Sequence[Typed], names: Names, notes: list[str]) -> tuple[int, Term | None]:
    """How many of these are an English name, and what it is asked for as: in Arabic, or as it stands."""
    for length in range(_latin(typed), 0, -1):
        row = [word for node in typed[:length] for word in _texts(node)]
        found = english(names).find(row, _LIKENESS)
        if found:
            arabic = [name for one in found for name in one.names[:_MOST_NAMES]]
            term = of_names(arabic)
            notes.append(f"{' '.join(row)} is also looked for as {_told(found)}")
            return length, any_of([_literal(typed[:length]), *([term] if term else [])])
    return 0, None


def _latin(typed: Sequence[Typed]) -> int:
    """How many of these are in Latin letters, from the first on."""
    for count, node in enumerate(typed):
        if not all(word.isascii() for word in _texts(node)) or _has_prefix(node):
            return count
    return len(typed)


def _told(found: Sequence[Meaning]) -> str:
    names = list(dict.fromkeys(name for one in found for name in one.names))
    return "، ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def _arabic(typed: Sequence[Typed], names: Names, loose: bool) -> tuple[int, Term]:
    """The next word; or the words that are a name which is also written with or without a space, or has a proclitic."""
    first = typed[0]
    row: list[str] = []
    for node in typed:
        if not isinstance(node, Word) or node.prefix:
            break
        row.append(node.text)
    spots = names.matcher.spot(row) if row else []
    if not spots or spots[0].first != 0:
        return 1, of_word(first, loose=loose) if isinstance(first, Word) else _quoted(first, names)
    spot = spots[0]
    bare = [spot.bare, *row[1 : spot.behind]]
    others = _spaced([name for one in spot.meanings for name in _names(one)], bare)
    literal = _literal(typed[: spot.behind])
    if bare[0] != row[0]:  # بدمشق is meant as دمشق
        others.append(" ".join(bare))
    term = of_forms(others)
    return spot.behind, any_of([literal, term]) if term else literal


def _quoted(phrase: Phrase, names: Names) -> Term:
    """A phrase as it is, and where it is a name with a space, also without."""
    row = [word.text for word in phrase.words]
    spots = names.matcher.spot(row) if not _has_prefix(phrase) else []
    if len(spots) != 1 or spots[0].behind - spots[0].first != len(row):
        return of_phrase(phrase)
    term = of_forms(_spaced([name for one in spots[0].meanings for name in _names(one)], row))
    return any_of([of_phrase(phrase), term]) if term else of_phrase(phrase)


def _names(meaning: Name) -> Sequence[str]:
    if isinstance(meaning, Known):
        return (*meaning.entry.names, *meaning.entry.doubtful)
    return meaning.names if isinstance(meaning, Party) else ()


def _spaced(listed: Sequence[str], row: Sequence[str]) -> list[str]:
    """The names among these that differ from a row of words in spaces and articles alone."""
    wanted = _joined(row)
    forms = [form for name in listed for form in gazetteer.spellings(name)]
    return [form for form in forms if _joined(words(form)) == wanted and words(form) != list(row)]


def _joined(row: Sequence[str]) -> str:
    return "".join(row).replace("ال", "")


def _literal(typed: Sequence[Typed]) -> Term:
    """The words as they were typed."""
    found = [of_word(node) if isinstance(node, Word) else of_phrase(node) for node in typed]
    return found[0] if len(found) == 1 else Both(tuple(found))


def _texts(node: Typed) -> list[str]:
    return [node.text] if isinstance(node, Word) else [word.text for word in node.words]


def _has_prefix(node: Typed) -> bool:
    return node.prefix if isinstance(node, Word) else any(word.prefix for word in node.words)
