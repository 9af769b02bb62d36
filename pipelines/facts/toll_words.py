"""The words that tell a toll: read from lexicon/casualties.toml, checked, and arranged for lookup."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pipelines import arabic
from pipelines.arabic import fold
from pipelines.date_words import MONTH_NUMBERS
from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Harm, Quantifier
from pipelines.facts.toll_roles import Role
from pipelines.inflection import noun_forms, verb_forms
from pipelines.lexicon import DEFAULT
from pipelines.lexicon_tables import LexiconError, Table, read
from pipelines.matching import Matcher

CATEGORIES = (
    "civilian", "child", "woman", "military", "militia", "police", "medic", "journalist", "aid", "official",
    "person",
)  # fmt: skip
_QUANTIFIERS = {"about": Quantifier.ABOUT, "at_least": Quantifier.AT_LEAST, "at_most": Quantifier.ABOUT}
# What verbs that mean other things as well need behind them, so that they tell of harm.
CLOSE = "close"  # people, right there: "فقد ثلاثة جنود"
DYING = "dying"  # the same, or a number that no other noun follows: "قضى فيها 20 من القوات"
MARKED = "marked"  # a number, or people with "ب": "أودى الكمين بجندي"

_SHORTEST_STEM = 3  # letters; before shorter words the matcher looks through no "و"
_NO_ACTS = ("ان", "ين", "ا")  # two killings are rare, two of the killed are not
_POSSESSIVES = ("ه", "ها", "هم", "هما", "هن")


_CUES = (
    role.SUBSET, role.NAMELY, role.WHOLE, role.JOINS, role.TIME, role.LIGHT, role.FELL, role.ANOTHER, role.RESULT,
    role.LOSSES, role.NEGATION, role.UNHURT, role.UNKNOWN, role.ANYONE, role.HYPOTHETICAL, role.ATTEMPT, role.TOLL,
    role.REACHED, role.RISE, role.SUPERSEDED, role.AGENT, role.OF_RANK, role.BETWEEN, role.OUT_OF,
)  # fmt: skip
_PLAIN = (role.ENDS, role.OUT_OF)
_TELLING = frozenset((role.ACT, role.VICTIM, role.FELL, role.LOSSES, role.UNHURT))
_BACKGROUND = (role.TOTAL, role.MEASURED, role.PAST, role.FRESH, role.AFTER, role.AFTER_HARM, role.OPENING, role.YEARS)


@dataclass(frozen=True, slots=True)
class Word:
    """What a spelling means in a sentence about a toll."""

    role: Role
    harm: Harm | None = None
    number: int = 0  # 1 or 2: so many by its form; 0: a plural
    verb: bool = False
    needs: str = ""  # what must stand behind it that it counts: CLOSE and the like
    definite: bool = False  # by a pronoun or by what follows, not by ال
    category: str = ""
    rank: bool = False
    quantifier: Quantifier = Quantifier.EXACT
    limit: bool = False  # the number is the most there may be
    least: int = 0
    joined: bool = False  # by "و", which is a part of the spelling


@dataclass(frozen=True, slots=True)
class Spelled:
    """All that one spelling means."""

    words: tuple[Word, ...]
    roles: frozenset[Role]  # theirs
    tells: bool  # of harm, so that its sentence is read


@dataclass(frozen=True, slots=True)
class TollWords:
    """All of them, arranged for lookup. Frozen; can be sent to another process."""

    matcher: Matcher[Spelled]  # each spelling once
    plain: dict[str, Spelled]  # words that need no matching, and are too many for it


_Entry = tuple[str, Word]


def load(folder: Path = DEFAULT) -> TollWords:
    """The words of a folder's casualties.toml; LexiconError where it cannot be used."""
    root = read(folder / "casualties.toml")
    entries = [*_harms(root), *_people(root), *_others(root), *_quantifiers(root), *_vague(root)]
    entries += _lists(root, "cue", {each: each for each in _CUES})
    entries += _lists(root, "background", {each: each for each in _BACKGROUND})
    entries += _lists(root, "thing", {"words": role.THING, "units": role.UNIT, "numbered": role.NUMBERED})
    entries += _sources(root)
    root.finish()
    entries += [(month, Word(role.MONTH)) for month in MONTH_NUMBERS]
    short = [(form, word) for form, word in entries if len(fold(form).split()[0]) < _SHORTEST_STEM]
    entries += [(f"و{form}", replace(word, joined=True)) for form, word in short]
    plain = _spelled((form, word) for form, word in entries if word.role in _PLAIN)
    matched = _spelled((form, word) for form, word in entries if word.role not in _PLAIN)
    return TollWords(Matcher(matched.items()), plain)


def _spelled(entries: Iterable[_Entry]) -> dict[str, Spelled]:
    """What each folded spelling means."""
    words: dict[str, dict[Word, None]] = {}
    for form, word in entries:
        words.setdefault(" ".join(arabic.words(form)), {})[word] = None
    return {form: _all_of(tuple(listed)) for form, listed in words.items()}


def _all_of(words: tuple[Word, ...]) -> Spelled:
    roles = frozenset(word.role for word in words)
    return Spelled(words, roles, not roles.isdisjoint(_TELLING))


@lru_cache(maxsize=1)
def default() -> TollWords:
    """The words that come with the program, read once in a process."""
    return load()


def _harms(root: Table) -> Iterator[_Entry]:
    for table in root.tables("harm"):
        if table.key not in tuple(Harm):
            raise _unknown(table, tuple(Harm))
        harm = Harm(table.key)
        act, owned, verb = Word(role.ACT, harm), Word(role.ACT, harm, definite=True), Word(role.ACT, harm, verb=True)
        yield from ((form, verb) for past, present in table.verbs("verbs") for form in verb_forms(past, present))
        yield from ((form, verb) for form in table.words("forms"))
        for noun in table.words("acts", required=True):
            yield noun, act
            yield from ((form, owned) for form in noun_forms(noun)[1:] if not form.endswith(_NO_ACTS))
        yield from ((form, replace(verb, needs=CLOSE)) for form in table.words("close"))
        yield from ((form, replace(verb, needs=DYING)) for form in table.words("dying"))
        yield from ((form, replace(verb, needs=MARKED)) for form in table.words("marked"))
        yield from _counted(table, Word(role.VICTIM, harm))


def _people(root: Table) -> Iterator[_Entry]:
    for table in root.tables("people"):
        category = table.choice("category", CATEGORIES)
        yield from _counted(table, Word(role.PEOPLE, category=category, rank=table.flag("rank")))


def _others(root: Table) -> Iterator[_Entry]:
    table = root.table("other")
    for key, number in (("one", 1), ("two", 2), ("many", 0)):
        yield from ((form, Word(role.OTHER, number=number)) for form in table.words(key, required=True))
    table.finish()


def _quantifiers(root: Table) -> Iterator[_Entry]:
    for table in root.tables("quantifier"):
        if table.key not in _QUANTIFIERS:
            raise _unknown(table, tuple(_QUANTIFIERS))
        for place in (role.BEFORE, role.BEHIND):
            word = Word(place, quantifier=_QUANTIFIERS[table.key], limit=table.key == "at_most")
            yield from ((form, word) for form in table.words(place))


def _vague(root: Table) -> Iterator[_Entry]:
    for table in root.tables("vague"):
        word = Word(role.VAGUE, least=table.number("least"), quantifier=Quantifier.VAGUE)
        yield from ((form, word) for form in table.words("words", required=True))


def _lists(root: Table, name: str, roles: dict[str, Role]) -> Iterator[_Entry]:
    """The lists of a table whose words have a role and nothing else."""
    table = root.table(name)
    for key, does in roles.items():
        yield from ((form, Word(does)) for form in table.words(key, required=True))
    table.finish()


def _sources(root: Table) -> Iterator[_Entry]:
    table = root.table("source")
    yield from ((form, Word(role.SAYS)) for pair in table.verbs("verbs") for form in verb_forms(*pair))
    yield from ((form, Word(role.ACCORDING)) for form in table.words("according", required=True))
    yield from ((form, Word(role.ENDS)) for form in table.words("ends"))
    table.finish()


def _counted(table: Table, word: Word) -> Iterator[_Entry]:
    """The forms of nouns for people: one, two, many."""
    many = [fold(form) for form in table.words("many")]
    yield from ((form, _with(word, 2)) for form in table.words("two"))
    for noun in map(fold, table.words("one", required=True)):
        yield noun, _with(word, 1)
        head, _, rest = noun.partition(" ")
        if rest:
            continue
        stem = head[:-1] + "ت" if head.endswith("ه") else head
        yield from ((form, _with(word, 2)) for form in (stem + "ان", stem + "ين") if form not in many)
        if stem == head:
            yield head + "ا", _with(word, 1)
    for noun in many:
        yield noun, word
        yield from ((form, _with(word, 0, definite=True)) for form in _owned(noun))


def _owned(noun: str) -> list[str]:
    """A plural as it stands before its owner, or with a pronoun behind it."""
    stems = [noun[:-1], noun[:-2] + "ي"] if noun.endswith(("ون", "ين")) else [noun]
    return [*(stem for stem in stems if stem != noun), *(stem + ending for stem in stems for ending in _POSSESSIVES)]


def _with(word: Word, number: int, *, definite: bool = False) -> Word:
    return Word(word.role, word.harm, number, definite=definite, category=word.category, rank=word.rank)


def _unknown(table: Table, known: tuple[str, ...]) -> LexiconError:
    return table.error("", f"is not known; known are {', '.join(known)}")
