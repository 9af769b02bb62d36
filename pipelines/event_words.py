"""How events are coded and told, as the lexicon's files say: kinds of event, weapons, targets, and words that say who
did what to whom, who reports it and how firmly. `pipelines.lexicon` reads it with the rest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines import arabic
from pipelines.inflection import noun_forms, verb_forms
from pipelines.lexicon_tables import Table
from pipelines.matching import Matcher

# Kinds of sign, each with what its words do; the file lexicon/telling.toml says it for editors.
SIGNS = (
    "light", "falls", "suffers", "victims", "counted", "hits", "agent", "describes", "between", "with", "of", "new",
    "while", "elaborates",
    "result", "cause", "reason", "hours", "back", "tally", "unreal", "found", "guess", "unknown", "possible", "says",
    "announces", "claims", "denies", "this", "sides",
)  # fmt: skip
TARGET, PARTY, MEANS = "target", "party", "means"


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event, with what it is called in other coding schemes."""

    id: str
    acled: tuple[str, ...]  # event type, sub-event type; empty: ACLED codes no event
    plover: tuple[str, ...]  # event, mode where there is one; empty: PLOVER has none
    is_open: bool = False  # words that name no weapon do not say with what: a weapon beside them decides
    may_be: tuple[str, ...] = ()  # more exact kinds that are also told as this one
    acled_by_state: tuple[str, ...] = ()  # the same as `acled`, where one of `states` does it; empty: no other
    states: frozenset[str] = (
        frozenset()
    )  # parties that are forces of the state at home: `inter` 1 in lexicon/actors.toml

    def acled_of(self, doers: Sequence[str]) -> tuple[str, ...]:
        """The coding for those who did it, the first of whom counts."""
        by_state = bool(self.acled_by_state and doers) and doers[0] in self.states
        return self.acled_by_state if by_state else self.acled


@dataclass(frozen=True, slots=True)
class Sign:
    """What a word does in telling of an event."""

    kind: str  # one of SIGNS, TARGET, PARTY or MEANS
    id: str = ""  # of the target, the party or the kind of event
    is_verb: bool = False


@dataclass(frozen=True, slots=True)
class EventWords:
    """All that the lexicon says about how events are coded and told."""

    types: dict[str, EventType]
    by_weapon: dict[str, str]  # weapon to the kind of event that an open one becomes with it
    verbs: frozenset[str]  # folded forms of the verbs of events
    signs: Matcher[Sign]
    related: tuple[frozenset[str], ...]  # parties that are named for one another


def event_type(table: Table) -> EventType:
    """The coding of a table [event.ID]."""
    acled = table.texts("acled", (0, 2), 'such as ["Battles", "Armed clash"], or [] where ACLED codes no event')
    plover = table.texts("plover", (0, 1, 2), 'such as ["ASSAULT", "drone"], or [] where PLOVER has none')
    by_state = table.texts("acled_by_state", (0, 2), "as acled") if table.has("acled_by_state") else ()
    return EventType(table.key, acled, plover, table.flag("open"), tuple(table.ids("may_be")), by_state)


def weapon_event(table: Table, types: Iterable[str]) -> str | None:
    """The kind of event of a table [weapon.ID]; None: it decides nothing."""
    return table.choice("event", tuple(types)) if table.has("event") else None


def signs_of(root: Table, parties: frozenset[str]) -> Iterator[tuple[str, Sign]]:
    """The words of lexicon/telling.toml with what they do."""
    for table in root.tables("target"):
        sign = Sign(TARGET, table.key)
        yield from ((form, sign) for word in table.words("words", required=True) for form in noun_forms(word))
    for table in root.tables("means"):
        yield from ((word, Sign(MEANS, table.key)) for word in table.words("words", required=True))
    for table in root.tables("people"):
        party = table.choice("party", tuple(sorted(parties)))
        for word in table.words("words", required=True):
            yield from ((form, Sign(PARTY, party)) for form in _adjective_forms(word))
    for table in root.tables("sign"):
        if table.key not in SIGNS:
            raise table.error("", f"is not known; known are {', '.join(SIGNS)}")
        yield from ((word, Sign(table.key)) for word in table.words("words"))
        for past, present in table.verbs("verbs"):
            yield from ((form, Sign(table.key, is_verb=True)) for form in verb_forms(past, present))


def related_of(root: Table, parties: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The groups of parties that newsrooms name for one another."""
    table = root.table("related")
    groups = table.groups("groups", tuple(sorted(parties)))
    table.finish()
    return groups


def folded_verbs(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """All forms of verbs, folded."""
    return frozenset(arabic.fold(form) for past, present in pairs for form in verb_forms(past, present))


def _adjective_forms(word: str) -> list[str]:
    return [word, f"{word}ة", f"{word}ين", f"{word}ون", f"{word}تين", f"{word}تان", f"{word}ات"]
