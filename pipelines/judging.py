"""What one passage of an article says: how military it is, how fresh, how Syrian its scene, what stands against it.

`pipelines/relevance.py` puts passages together to the article's score; docs/tagging.md explains both.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines import arabic
from pipelines.framing import announces, doing, fights, is_known, is_statement
from pipelines.launching import launches
from pipelines.lexicon import HINT, Lexicon, Role, Term
from pipelines.older_times import recalled
from pipelines.passages import LEAD, Passage
from pipelines.speakers import may_speak
from pipelines.text import BODY, TITLE

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_PLACE, _DOUBTFUL, _ROLE_PEOPLE, _SCENE = Role.PLACE, Role.DOUBTFUL, Role.PEOPLE, Role.SCENE
_CUE, _MANNER, _STRONG, _ROLE_WEAK = Role.CUE, Role.MANNER, Role.STRONG, Role.WEAK
_HARM, _WEAPON, _ACTOR = Role.HARM, Role.WEAPON, Role.ACTOR
_CUES = (_CUE, _MANNER)

# All numbers were set on labelled articles, with the other half of them kept for checking.
_WEAK = 0.5  # what a weak word of action is worth against a strong one
_COMPANY = 0.35  # what victims or weapons beside it add
_HARM_ALONE = 0.35  # victims without a word of action, beside a party that fights
_HARM_UNEXPLAINED = 0.2  # and beside none: accidents and crimes have victims, too
_WEAK_AT_MOST = 1.5  # so many weak words count in a passage
_HARM_AT_MOST = 0.6
HEAVY_CUE = 0.7  # from this weight on a cue means another subject, whatever is struck there
_KNOWN = 0.4  # what is left of action that is spoken of as known
_RECALLED = 0.3  # what is left of action that a passage dates to an older time
STATEMENT = 0.4  # what a headline that gives somebody's words takes away, where these tell of no deed
_QUESTION = 0.7  # what a headline that asks takes away: it explains, and reports nothing
# A headline that is one question; "clashes in the east: what is going on?" tells first and asks then.
_ASKS = re.compile(r"(?:(?! [-–—|] )[^:.…؟?])*[؟?]\W*")
_PEOPLE = 0.35  # Syrians, against a place in Syria

# Weak words of these count as with company beside a party: parties threaten, take towns and abduct.
_BY_PARTIES = frozenset(
    {"statement.threat", "territory", "territory.withdrawal", "abduction", "arrest_raid", "attack", "strike"}
    | {f"{HINT}{kind}" for kind in ("attack", "captives", "raid", "ground", "troops", "threat")}
)

# Arms that only a war has, and what they do to people and things.
_HEAVY = frozenset({"missile", "rocket", "mortar", "artillery", "airstrike", "helicopter", "uav", "chemical"})
_EFFECTS = frozenset({"harm.killed", "harm.wounded", "harm.damage", "harm.hit"})

_AT = frozenset(arabic.words("على نحو باتجاه فوق"))

# Strong words of these, with victims, are no figures of speech, so that these cues tell of the scene or the victims.
_ARMED = frozenset({"strike.air", "strike.drone", "strike.missile", "suicide", "ied", "clash"})
_YIELDING = frozenset({"cue.accident", "cue.cooking", "cue.election", "cue.health", "cue.smuggling", "cue.weather"})

_ORIGIN, _NEAR = frozenset(arabic.words("أبناء أهالي سكان مواليد")), 2  # words between them and a place
_ON, _STRUCK_REACH = frozenset(arabic.words("على")), 2
_SMUGGLERS = frozenset(arabic.words("مهربين المهربين مهربون المهربون مهربا مهربان مهرب"))

# Cues that say how others take a deed, or what becomes of its victims; those that only promise more of it.
_ANSWERS = frozenset({"cue.reaction", "cue.diplomacy", "cue.stance", "cue.bereaved", "cue.exchange"})
_PROMISES = frozenset({"cue.revelation"})
_DEEDS = (_STRONG, _ROLE_WEAK)
_BEREAVED, _AND_FATHER = "cue.bereaved", "ووالد"  # "إصابة طفلة ووالدها"
_WHERE = (_PLACE, _DOUBTFUL, _SCENE)
_AFTER = frozenset(arabic.words("بعد عقب إثر غداة منذ"))

_VICTIMS = frozenset({"harm.killed", "harm.wounded"})
_TRUCE = "truce"  # a kind of event, but none of fighting


@dataclass(slots=True)
class Judged:
    """What a passage says: how military it is, how Syrian, how foreign, each 0 or more; and the cues against it."""

    where: str
    action: float  # as fresh as it is told
    named: float  # the same, be it fresh or not
    syrian: float
    foreign: float
    cues: tuple[Term, ...]
    victims: bool = False  # it names killed or wounded
    armed: bool = False  # by arms that are no figure of speech
    framed: float = 0.0  # what a question or a statement takes away; of the title alone
    share: float | None = None  # how much of its scene is Syria, 0 to 1; None where it names no place

    def against(self, roles: tuple[Role, ...]) -> float:
        """The heaviest cue, 0 to 1. Action in Syria halves the light ones: a shelled school is no school news."""
        if not self.cues:
            return 0.0
        light = 1 - 0.5 * self.action * (self.share or 0.0)
        cues = (cue for cue in self.cues if cue.role in roles)
        return max((cue.weight if self.is_heavy(cue) else cue.weight * light for cue in cues), default=0.0)

    def is_heavy(self, cue: Term) -> bool:
        """Whether a cue means another subject. Who is killed by an air strike is dead, smuggler or not."""
        return cue.weight >= HEAVY_CUE and not (self.armed and cue.id in _YIELDING)


_NOTHING = {where: Judged(where, 0.0, 0.0, 0.0, 0.0, ()) for where in (TITLE, LEAD, BODY)}


def judge(part: Passage, anchored: bool, year: int | None, lexicon: Lexicon) -> Judged:
    """What a passage says. `anchored`: the article names something that is surely Syrian; `year`: the article's."""
    if not part.found:
        return _NOTHING[part.where]
    weights = part.weights()
    weight = weights.get
    places = weight(_PLACE, 0.0) + (weight(_DOUBTFUL, 0.0) if anchored else 0.0)
    abroad = weight(_SCENE, 0.0)
    if places and abroad:
        places -= (1 - _PEOPLE) * _of_origin(part)
    does = doing(part, lexicon.events) if abroad else 0.0
    action = _action(part, weights, by_state=does > 0)
    actors = sum([match.meanings[0].syrian for match in part.found]) if _ACTOR in weights else 0
    cued = _CUE in weights or _MANNER in weights
    syrian = places + actors + _PEOPLE * weight(_ROLE_PEOPLE, 0.0)
    foreign = max(0.0, abroad - does - (_answering(part) if cued else 0.0)) if abroad else 0.0
    victims = bool(weight(_HARM)) and not _VICTIMS.isdisjoint(part.ids)
    return Judged(
        where=part.where,
        action=action * _fresh(part, year) if action else 0.0,
        named=action,
        syrian=syrian,
        foreign=foreign,
        cues=_cues(part) if cued else (),
        victims=victims,
        armed=victims and _is_armed(part),
        share=min(1.0, 1.5 * syrian / (syrian + foreign)) if syrian + foreign else None,
    )


def _of_origin(part: Passage) -> int:
    """How many places in Syria only say where the victims of strikes on a place abroad were from: "من أبناء ريف إدلب
    بغارة على جنوب لبنان"."""
    words, base = part.sentence.words, part.sentence.first
    scenes = [match.first - base for match, term in part.terms if term.role is _SCENE]
    if _ORIGIN.isdisjoint(words) or not any(_is_struck(words, index) for index in scenes):
        return 0
    at = [match.first - base for match, term in part.terms if term.role is _PLACE]
    return sum(not _ORIGIN.isdisjoint(words[max(0, index - _NEAR) : index]) for index in at)


def _is_struck(words: Sequence[str], index: int) -> bool:
    """Whether "على" stands before a place, or before what says which part of it: "على بلدة في جنوب لبنان"."""
    return not _ON.isdisjoint(words[max(0, index - _STRUCK_REACH) : index])


def _is_armed(part: Passage) -> bool:
    """Whether the victims of a passage are those of arms that are no figure of speech, or smugglers at a border."""
    if not _ARMED.isdisjoint(part.ids) and any(term.role is _STRONG and term.id in _ARMED for _, term in part.terms):
        return True
    return not _SMUGGLERS.isdisjoint(part.sentence.words)


def _cues(part: Passage) -> tuple[Term, ...]:
    """What stands against a passage. A headline tells the main thing first: who condemns or warns behind the deed is no
    news ("غارات على دمشق.. والرياض تدين"), before it he is. A father or brother who is hurt himself is no witness."""
    answers, promises = _deed(part), _first_deed(part)
    hurt = {token.start for token in part.sentence.tokens if token.folded.startswith(_AND_FATHER)}
    words = {match.behind for match, term in part.terms if term.id in _VICTIMS}  # "مقتل شقيقه"
    return tuple(
        [
            term
            for match, term in part.terms
            if term.role in _CUES
            and not (match.start > answers and term.id in _ANSWERS)
            and not (match.start > promises and term.id in _PROMISES)
            and not ((match.start in hurt or match.first in words) and term.id == _BEREAVED)
        ]
    )


def _first_deed(part: Passage) -> int:
    """Where a headline's first word for a deed stands; its end, as of all other sentences: it has none."""
    end = part.sentence.end
    if part.where != TITLE:
        return end
    return min((match.start for match, term in part.terms if term.role in _DEEDS), default=end)


def _deed(part: Passage) -> int:
    """Where a headline's first word for a deed in Syria stands; its end, as of all other sentences: none that answers
    follow. "بعد قصف دمشق" only dates what the headline tells; the first place behind the deed is that of the deed."""
    deed, end = _first_deed(part), part.sentence.end
    first = next((term.role for match, term in part.terms if match.start >= deed and term.role in _WHERE), None)
    before = [token.folded for token in part.sentence.tokens if token.start < deed][-1:]
    return end if first in (None, _SCENE) or not _AFTER.isdisjoint(before) else deed


def _answering(part: Passage) -> float:
    """The weight of the countries behind a headline's deed, where it says how others take that."""
    deed = _deed(part)
    behind = [term for match, term in part.terms if match.start > deed]
    answered = any(term.id in _ANSWERS for term in behind)
    return sum(term.weight for term in behind if term.role is _SCENE) if answered else 0.0


def framing_of(title: str, parts: Sequence[Passage], lexicon: Lexicon) -> float:
    """What the headline's way of telling takes away: a question, or somebody's words that tell of no deed."""
    if _ASKS.fullmatch(title):
        return _QUESTION
    headline = parts[0]
    if not is_statement(title, headline, lexicon.events):
        return 0.0
    lead = (part for part in parts if part.where == LEAD)
    return STATEMENT if may_speak(title[: title.index(":")], headline, lead) else 0.0


def _fresh(part: Passage, year: int | None) -> float:
    """What is left of a passage's action by how it is told: less where it is long past or known already."""
    if recalled(part.sentence, year):
        return _RECALLED
    return _KNOWN if part.where != BODY and is_known(part) else 1.0


def _action(part: Passage, weights: Mapping[Role, float], *, by_state: bool) -> float:
    """How sure a passage tells of military action, 0 to 1. `by_state`: a state abroad does what is told."""
    weak, armed, harm = weights.get(_ROLE_WEAK, 0.0), weights.get(_WEAPON), weights.get(_HARM)
    if weights.get(_STRONG) or announces(part) or (armed and launches(part)):
        return 1.0
    if not (weak or harm is not None or armed):
        return 0.0
    if _TRUCE in part.ids:
        weak -= sum(term.id == _TRUCE for _, term in part.terms)
    if weak > 0:
        by_party = not _BY_PARTIES.isdisjoint(part.ids) and any(fights(term) for _, term in part.terms)
        company = _COMPANY if harm or armed or by_party or by_state or _has_effect(part) else 0.0
        return min(1.0, _WEAK * min(weak, _WEAK_AT_MOST) + company)
    if armed and not _HEAVY.isdisjoint(part.ids) and _has_effect(part):
        return _WEAK + _COMPANY
    alone = _HARM_ALONE if any(fights(term) for _, term in part.terms) else _HARM_UNEXPLAINED
    return min(_HARM_AT_MOST, alone * (harm or 0.0))


def _has_effect(part: Passage) -> bool:
    """Whether a passage says what arms do, or at what heavy ones are aimed (صواريخ على البلدة)."""
    if not _EFFECTS.isdisjoint(part.ids):
        return True
    if _HEAVY.isdisjoint(part.ids):
        return False
    ends = {match.end + 1 for match, term in part.terms if term.id in _HEAVY}
    return any(token.start in ends and token.folded in _AT for token in part.sentence.tokens)
