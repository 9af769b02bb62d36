"""What each clause tells of an event: its kind, parties, means, places, days and figures. An event is told by one or
several of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.event_words import EventWords
from pipelines.facts.clauses import Clause, clauses
from pipelines.facts.fact import Day, Figure, Place, Span
from pipelines.facts.marks import Found, Mark, Sort, marks
from pipelines.facts.roles import Roles, roles
from pipelines.facts.sayers import BY_NOBODY, Saying, saying
from pipelines.passages import Passage
from pipelines.text import Sentence, Text

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_PARTY, _DEED, _FIGURE = Sort.PARTY, Sort.DEED, Sort.FIGURE

# So many words before a deed a word is looked for that makes it unreal (احتمال وقوع هجوم) or points back (هذا الهجوم).
_REACH = 3
_UNREAL = ("unreal", "found")
_FOUND_REACH, _CHARGE = 5, "ied"  # from "عثرت" to the charge that did not go off

# So many words behind a figure the party is named whose people it counts.
_NAMED_WITHIN = 4
_TURNS = (("agent",), ("hits",))  # behind these others are told of

MUTUAL = frozenset({"shelling.mutual", "clash"})
_HARM_WITHOUT_DEED = "attack"  # people were killed, and it is not said by what


@dataclass(slots=True)
class Account:
    """An event as one clause tells it."""

    types: list[str]  # the first is what it is
    link: str  # of its clause
    order: int  # number of its sentence; the title is 0
    span: Span
    roles: Roles
    weapons: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    saying: Saying = BY_NOBODY
    background: bool = False
    points_back: bool = False  # "هذا الهجوم", "القصف": an event that was told before
    tally: bool = False
    is_open: bool = False
    bare: bool = False  # figures without a word for the deed


def accounts(text: Text, parts: Sequence[Passage], found: Found, words: EventWords) -> list[Account]:
    """The accounts of an article, in their order."""
    title, *body = parts
    numbered = enumerate([title, *(part for part in body if part.sentence.tokens)])
    return [account for order, part in numbered for account in _of_sentence(text, order, part, found, words)]


def _of_sentence(text: Text, order: int, part: Passage, found: Found, words: EventWords) -> list[Account]:
    listed = marks(part, found, words)
    if not listed:
        return []
    told = saying(text, part.sentence, listed)
    if told.named:
        # A party that is named because it says so is not named because it does so.
        listed = [mark for mark in listed if mark.sort is not _PARTY or mark.first not in told.named]
    cut = clauses(text, part.sentence, listed)
    recalled = _is_recalled(cut[0])
    made: list[Account] = []
    waiting: list[Clause] = []  # clauses before the first deed of the sentence
    for clause in cut:
        account = _of_clause(part.sentence, order, clause, words)
        if account is None:
            if made and clause.link != "cause":
                _add_to(made[-1], clause, apart=clause.link in ("new", "while"))
            else:
                waiting.append(clause)
            continue
        account.background = recalled or clause.link == "reason"
        account.saying = told.at(clause.first)
        if account.saying.announces and not account.roles.doers:
            account.roles.doers += [party for party in told.whole.parties if party not in account.roles.hit]
        for one in waiting:
            _add_to(account, one)
        waiting = []
        made.append(account)
    return made or _bare(part.sentence, order, waiting, told.at(0), recalled=recalled)


def _of_clause(sentence: Sentence, order: int, clause: Clause, words: EventWords) -> Account | None:
    deeds, means = clause.deeds, clause.means
    if not clause.kinds.isdisjoint(_UNREAL):
        deeds = [mark for mark in deeds if not _is_unreal(clause, mark)]
    if not deeds and not (means and (clause.signs("light", "falls") or clause.figures)):
        return None
    weapons = list(dict.fromkeys([weapon for mark in (*deeds, *means) for weapon in mark.weapons]))
    types, is_open = _types(deeds, means, weapons, words)
    if not types:
        return None
    account = Account(types, clause.link, order, _span(sentence, clause), roles(sentence, clause), weapons)
    account.is_open = is_open
    account.points_back = "sides" in clause.kinds or (
        bool(deeds) and all(_points_back(sentence, clause, mark) for mark in deeds)
    )
    account.tally = "tally" in clause.kinds
    _add_to(account, clause)
    return account


def _types(
    deeds: Sequence[Mark], means: Sequence[Mark], weapons: Sequence[str], words: EventWords
) -> tuple[list[str], bool]:
    """The kinds of event that a clause names, the main one first; and whether nothing says with what it was done."""
    if len(deeds) == 1 and not means and not weapons:
        kind = deeds[0].ids[0]
        return [kind], words.types[kind].is_open  # as most
    ordered = sorted(deeds, key=lambda mark: not mark.strong)
    named = [mark.ids[0] for mark in ordered]
    exact = [mark.ids[0] for mark in ordered if mark.weapons or not words.types[mark.ids[0]].is_open]
    shot_down = bool(exact) and set(exact) <= {"intercept"}
    by_means = [kind for mark in means for kind in mark.ids[:1] if mark.weapons or not shot_down]
    by_means += [words.by_weapon[weapon] for weapon in weapons if weapon in words.by_weapon]
    leading = [kind for kind in exact if kind != "intercept"]
    kinds = [*leading, *by_means, *exact] if not exact or leading else [*by_means, *exact]
    if len(named) == 1 and exact:  # a weapon beside an exact word says no more: an airstrike by planes
        kinds = [*exact, *by_means]
    told = set(kinds)
    kinds = [kind for kind in dict.fromkeys(kinds) if told.isdisjoint(words.types[kind].may_be)]
    return (kinds, False) if kinds else (named[:1], True)


def _add_to(account: Account, clause: Clause, *, apart: bool = False) -> None:
    """What a clause holds of facts belongs to an event; where it tells something else (`apart`), its figures alone."""
    counts = False
    for mark in clause.marks:
        fact = mark.fact
        if fact is None:
            continue
        if isinstance(fact, Figure):
            account.figures.append(fact)
            counts = True
        elif apart:
            continue
        elif isinstance(fact, Place):
            account.places.append(fact)
        else:
            account.days.append(fact)
    if counts:
        hit, doers = account.roles.hit, account.roles.doers
        hit += [party for party in _harmed(clause) if party not in hit and party not in doers]


def _harmed(clause: Clause) -> list[str]:
    """The parties whose people a clause counts: خمسة ضباط من قوات الأسد."""
    harmed: list[str] = []
    counted = -_NAMED_WITHIN
    for mark in clause.marks:
        if mark.sort is _FIGURE:
            counted = mark.behind
        elif mark.sort is _DEED or mark.ids in _TURNS:
            counted = -_NAMED_WITHIN
        elif mark.sort is _PARTY and mark.first - counted < _NAMED_WITHIN:
            harmed += mark.ids
    return harmed


def _bare(sentence: Sentence, order: int, left: Iterable[Clause], told: Saying, *, recalled: bool) -> list[Account]:
    """An account of people who were harmed, where nothing says by what."""
    listed = list(left)
    harmed = [mark.fact for clause in listed for mark in clause.figures if isinstance(mark.fact, Figure)]
    if not any(figure.count and not figure.hypothetical for figure in harmed):
        return []
    whole = Clause("", listed[0].first, listed[-1].behind)
    account = Account([_HARM_WITHOUT_DEED], "", order, _span(sentence, whole), Roles(), background=recalled)
    account.is_open = account.bare = True
    account.saying = told
    account.tally = any("tally" in clause.kinds for clause in listed)
    for clause in listed:
        _add_to(account, clause)
    return [account]


def _span(sentence: Sentence, clause: Clause) -> Span:
    last = max(clause.behind, clause.first + 1) - 1
    return Span(sentence.where, sentence.tokens[clause.first].start, sentence.tokens[last].end)


def _is_recalled(clause: Clause) -> bool:
    """Whether a sentence begins as one that recalls, or places what it tells in an earlier time."""
    return "back" in clause.kinds and any(
        sign.first <= 1 or sign.behind - sign.first > 1 for sign in clause.signs("back")
    )


def _is_unreal(clause: Clause, deed: Mark) -> bool:
    if any(0 <= deed.first - sign.behind < _REACH for sign in clause.signs("unreal")):
        return True
    harmless = _CHARGE in deed.ids and clause.signs("found")
    return any(0 <= deed.first - sign.behind < _FOUND_REACH for sign in harmless or ())


def _points_back(sentence: Sentence, clause: Clause, deed: Mark) -> bool:
    if "this" in clause.kinds and any(0 <= deed.first - sign.behind < 1 for sign in clause.signs("this")):
        return True
    alone = deed.behind - deed.first == 1 and not deed.is_verb
    return (alone or not deed.is_verb) and _is_definite(sentence.words[deed.first])


def _is_definite(word: str) -> bool:
    return word.lstrip("وفبكل").startswith("ال") or word.startswith(("ال", "لل", "وال", "بال", "فال"))
