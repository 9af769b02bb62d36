"""Who did it to whom, as far as a clause says.

Arabic names the doer behind the verb (استهدفت القوات مواقع), headlines before it (القوات تستهدف مواقع); a noun of deed
has its doer beside it (قصف القوات, غارة إسرائيلية), behind "من قبل" and the like, or behind ل before على; what was hit
stands behind على or a verb of hitting, or is the noun that the deed governs (استهداف مواقع). Names that only describe
(المدعومة من إيران), own the ground (مناطق سيطرة قسد) or are guessed (يرجح أنها أمريكية) take no part.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines import numbers
from pipelines.facts.clauses import Clause
from pipelines.facts.marks import Mark, Sort
from pipelines.text import Sentence

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_PARTY, _SIGN, _DEED, _MEANS = Sort.PARTY, Sort.SIGN, Sort.DEED, Sort.MEANS
_TARGET = Sort.TARGET

UNKNOWN = "unknown"  # the party, and the kind of sign that names it

# So many words behind a word that describes, owns or guesses its name is looked for.
_NEAR = 4
_GUESSED = 5
# So many words behind "between" the two sides may stand.
_BETWEEN = 3

# Nouns of deed that govern what is hit: استهداف القاعدة is done to the base.
_GOVERNING = frozenset(
    {"strike", "assassination", "abduction", "intercept", "territory", "territory.withdrawal", "arrest_raid"}
)


@dataclass(slots=True)
class Roles:
    """The parties of a clause."""

    doers: list[str] = field(default_factory=list)
    hit: list[str] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)  # of an exchange that the text gives no direction
    targets: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """Where the reading of a clause has come to."""

    slot: str = "before"  # before, suffers, doer, doer_or_hit, deed, weapon, agent, hit, sides
    last: Mark | None = None  # the party read last
    last_slot: str = ""
    none_until: int = 0  # parties before this word take no part
    before: list[str] = field(default_factory=list)  # parties before the deed
    tentative: list[str] = field(default_factory=list)  # beside a noun that may govern them


def roles(sentence: Sentence, clause: Clause) -> Roles:
    """The parties and targets of a clause."""
    if not clause.names and UNKNOWN not in clause.kinds:
        return Roles()
    found, state = Roles(), _State()
    for mark in clause.marks:
        sort = mark.sort
        if sort is _PARTY:
            _party(sentence, mark, state, found)
        elif sort is _SIGN:
            _sign(sentence, mark, state, found)
        elif sort is _DEED:
            _deed(mark, state, found)
        elif sort is _MEANS:
            _means(state)
        elif sort is _TARGET:
            _target(mark, state, found)
    return _settled(state, found)


def _deed(mark: Mark, state: _State, found: Roles) -> None:
    """A verb is followed by its doer, or preceded by it; a noun by its doer or by what it governs."""
    state.none_until = 0
    if mark.is_verb and not mark.is_noun:
        found.doers += [] if found.doers else state.before
        state.slot = "hit" if found.doers or state.slot in ("doer_or_hit", "deed") else "doer"
    elif state.slot == "suffers":
        found.hit += state.before
        state.slot = "doer" if found.hit else "doer_or_hit"
    elif state.slot in ("before", "doer", "deed"):
        governs = bool(_GOVERNING.intersection(mark.ids)) or mark.is_verb
        found.doers += state.before
        state.slot = "hit" if found.doers else "doer_or_hit" if governs else "deed"
    state.before = []


def _means(state: _State) -> None:
    """A weapon as the subject: whose it is may be said, what it hits follows."""
    if state.slot in ("doer", "before"):
        state.slot = "weapon"


def _sign(sentence: Sentence, mark: Mark, state: _State, found: Roles) -> None:
    kind = mark.ids[0]
    if kind == "counted":
        counted = mark.behind < len(sentence.tokens) and numbers.may_begin(sentence.words[mark.behind])
        kind = "victims" if counted else ""
    if kind in ("describes", "guess"):
        state.none_until = mark.behind + (_NEAR if kind == "describes" else _GUESSED)
    elif kind == "unknown":
        found.doers += [UNKNOWN] if state.slot != "hit" and UNKNOWN not in found.doers else []
    elif kind == "light":
        found.doers += state.before
        state.before, state.slot = [], "hit" if found.doers else "doer"
    elif kind == "suffers" or (kind == "victims" and state.slot == "before" and not state.before):
        state.slot = "suffers"
    elif kind == "agent":
        state.slot = "agent"
    elif kind in ("hits", "with") and state.slot not in ("before", "suffers"):
        state.slot = "hit"
    elif kind == "between" and state.slot in ("doer_or_hit", "deed", "doer"):
        state.slot = "sides"
    elif kind == "of" and state.slot in ("weapon", "deed"):
        state.slot = "doer"


def _party(sentence: Sentence, mark: Mark, state: _State, found: Roles) -> None:
    party = mark.ids[0]
    if mark.first < state.none_until:
        return
    if state.last and mark.first == state.last.behind and sentence.words[mark.first].startswith("و"):
        _put(party, state.last_slot, state, found)  # "X and Y" share their part
    else:
        _place_party(sentence, mark, state, found)
    state.last = mark


def _place_party(sentence: Sentence, mark: Mark, state: _State, found: Roles) -> None:
    slot, party = state.slot, mark.ids[0]
    possessed = sentence.words[mark.first].startswith("ل")
    if slot in ("doer", "agent", "weapon"):
        state.last_slot = "doers"
        state.slot = "hit"
    elif slot == "deed":
        state.last_slot = "doers"
        state.slot = "deed_done"
    elif slot == "deed_done":
        state.last_slot = "hit" if possessed or not mark.adjective else ""
    elif slot == "doer_or_hit":
        state.last_slot = "hit" if possessed else "tentative"
        state.slot = "hit"
    elif slot in ("hit", "sides"):
        state.last_slot = slot
        state.slot = "hit" if len(found.sides) + (slot == "sides") > 1 else slot
    elif slot in ("before", "suffers"):
        state.last_slot = "before"
    _put(party, state.last_slot, state, found)


def _put(party: str, slot: str, state: _State, found: Roles) -> None:
    lists = {
        "doers": found.doers,
        "hit": found.hit,
        "sides": found.sides,
        "before": state.before,
        "tentative": state.tentative,
    }
    if slot in lists and party not in lists[slot]:
        lists[slot].append(party)


def _target(mark: Mark, state: _State, found: Roles) -> None:
    if state.slot in ("before", "suffers", "sides", "agent"):
        return
    found.targets += mark.ids if mark.ids[0] not in found.targets else ()
    state.slot = "hit"


def _settled(state: _State, found: Roles) -> Roles:
    """Decide what was left open: a party beside a noun that governs is its doer if something else was hit."""
    if state.tentative:
        done = found.doers if found.hit or found.targets else found.hit
        done += [party for party in state.tentative if party not in done]
    if len(found.sides) == 1:
        found.hit += found.sides
        found.sides = []
    found.hit = [party for party in dict.fromkeys(found.hit) if party not in found.doers]
    found.doers = list(dict.fromkeys(found.doers))
    return found


def parties(found: Iterable[Roles]) -> set[str]:
    """All parties of some clauses."""
    return {party for one in found for party in (*one.doers, *one.hit, *one.sides)}
