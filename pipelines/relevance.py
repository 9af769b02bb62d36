"""Does an article report military escalation in Syria? A score, a label and the words that both rest on.

The rule, in words: an escalation article tells of fresh military action in a sentence whose scene is Syria, in its
title or its lead. Scenes abroad, other subjects (sport, prices, films) and other kinds of text (opinion, diplomacy,
anniversaries) stand against it. docs/tagging.md shows how the score comes about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipelines.article import Evidence, Label, Tagging
from pipelines.framing import announces, doing, fights, is_known, is_statement, recalled
from pipelines.lexicon import Lexicon, Role, Term
from pipelines.passages import LEAD, Passage
from pipelines.text import BODY, TITLE, Text

# All numbers were set on labelled articles, with the other half of them kept for checking.
_THRESHOLD = 0.5  # from this score on the label is escalation
_BACKGROUND = 0.3  # from this value on, other subjects taken off, an article about Syria is about its fighting

_TITLE, _LEAD, _REST = 0.6, 0.5, 0.5  # how far each alone takes the score towards 1

_WEAK = 0.5  # what a weak word of action is worth against a strong one
_COMPANY = 0.35  # what victims or weapons beside it add
_HARM_ALONE = 0.35  # victims without a word of action, beside a party that fights
_HARM_UNEXPLAINED = 0.2  # and beside none: accidents and crimes have victims, too
_WEAK_AT_MOST = 1.5  # so many weak words count in a passage
_HARM_AT_MOST = 0.6
_HEAVY_CUE = 0.7  # from this weight on a cue means another subject, whatever is struck there
_INHERITED = 0.8  # a sentence that names no place goes on where the one before it was
_KNOWN = 0.4  # and of action that is spoken of as known
_LEAD_CUE, _DEED = 0.5, 0.6  # what a cue of the lead counts; how much less, where the title tells of a deed in Syria
_RECALLED = 0.3  # what is left of action that a passage dates to an older time
_STATEMENT = 0.4  # what a headline that gives somebody's words takes away, where these tell of no deed
_QUESTION = 0.7  # what a headline that asks takes away: it explains, and reports nothing
# A headline that is one question; "clashes in the east: what is going on?" tells first and asks then.
_ASKS = re.compile(r"(?:(?! [-–—|] )[^:.…؟?])*[؟?]\W*")
_PEOPLE = 0.35  # Syrians, against a place in Syria

# Weak words of these count as with company beside a party: parties threaten, take towns and abduct.
_BY_PARTIES = frozenset({"statement.threat", "territory", "territory.withdrawal", "abduction"})

# Parties whose names others elsewhere have, too.
_OF_THIS_WAR = frozenset({"assad_forces", "isis", "rebels"})

_TRUCE = "truce"  # a kind of event, but none of fighting

_CATEGORIES = {
    Role.PLACE: "place",
    Role.DOUBTFUL: "place",
    Role.PEOPLE: "place",
    Role.ACTOR: "actor",
    Role.STRONG: "action",
    Role.WEAK: "action",
    Role.HARM: "action",
    Role.WEAPON: "weapon",
    Role.CUE: "negative",
    Role.MANNER: "negative",
    Role.SCENE: "negative",
}


class _Judged(NamedTuple):
    """What a passage says: how military it is, how Syrian, how foreign, each 0 or more; and the cues against it."""

    where: str
    action: float  # as fresh as it is told
    named: float  # the same, be it fresh or not
    syrian: float
    foreign: float
    cues: tuple[Term, ...]
    framed: float = 0.0  # what a question or a statement takes away; of the title alone

    @property
    def share(self) -> float | None:
        """How much of the passage's scene is Syria, 0 to 1; None where it names no place."""
        return min(1.0, 1.5 * self.syrian / (self.syrian + self.foreign)) if self.syrian + self.foreign else None

    def against(self, roles: tuple[Role, ...]) -> float:
        """The heaviest cue, 0 to 1. Action in Syria halves the light ones: a shelled school is no school news."""
        light = 1 - 0.5 * self.action * (self.share or 0.0)
        weights = (cue.weight for cue in self.cues if cue.role in roles)
        return max((weight if weight >= _HEAVY_CUE else weight * light for weight in weights), default=0.0)


_NOTHING = {where: _Judged(where, 0.0, 0.0, 0.0, 0.0, ()) for where in (TITLE, LEAD, BODY)}


def tag(text: Text, parts: Sequence[Passage], lexicon: Lexicon, on: date | None = None) -> Tagging:
    """Score and label an article, given its text and passages. Evidence holds offsets into the title and the body.

    `on` is the day of the article: some names meant another party before a certain date. None: they mean today's.
    """
    anchored = any(_is_sure_anchor(term) for part in parts for _, term in part.terms) or _vouched(parts)
    year = on.year if on else None
    judged = [_judge(part, anchored, year, lexicon) for part in parts]
    judged[0] = judged[0]._replace(framed=_framed(text.title, parts[0], lexicon))
    told = _told(judged)
    score = round(told * _left(judged, (Role.CUE, Role.MANNER)), 4)
    evidence = _evidence(text, parts, anchored, on)
    evidence = tuple(sorted((*evidence, *_ways(text, parts, judged, year)), key=_order))
    return Tagging(_label(judged, score), score, _tags(evidence, lexicon), evidence)


def _vouched(parts: Sequence[Passage]) -> bool:
    """Whether several doubtful places vouch for one another: with a party of this war they are no homonyms."""
    told = [term for part in parts for _, term in part.terms]
    places = {term.id for term in told if term.role is Role.DOUBTFUL}
    return len(places) > 1 and any(term.id in _OF_THIS_WAR for term in told)


def _is_sure_anchor(term: Term) -> bool:
    return term.role is Role.PLACE or term.syrian


def _framed(title: str, headline: Passage, lexicon: Lexicon) -> float:
    """What the headline's way of telling takes away: a question, or somebody's words that tell of no deed."""
    if _ASKS.fullmatch(title):
        return _QUESTION
    return _STATEMENT if is_statement(title, headline, lexicon.events) else 0.0


def _judge(part: Passage, anchored: bool, year: int | None, lexicon: Lexicon) -> _Judged:
    if not part.found:
        return _NOTHING[part.where]
    weights = part.weights()
    places = weights[Role.PLACE] + (weights[Role.DOUBTFUL] if anchored else 0.0)
    action = _action(part, weights)
    actors = sum(match.meanings[0].syrian for match in part.found)
    return _Judged(
        where=part.where,
        action=action * _fresh(part, year) if action else 0.0,
        named=action,
        syrian=places + actors + _PEOPLE * weights[Role.PEOPLE],
        foreign=max(0.0, weights[Role.SCENE] - doing(part, lexicon.events)) if weights[Role.SCENE] else 0.0,
        cues=tuple(term for _, term in part.terms if term.role in (Role.CUE, Role.MANNER)),
    )


def _fresh(part: Passage, year: int | None) -> float:
    """What is left of a passage's action by how it is told: less where it is long past or known already."""
    if recalled(part.sentence.tokens, year):
        return _RECALLED
    return _KNOWN if part.where != BODY and is_known(part) else 1.0


def _action(part: Passage, weights: Mapping[Role, float]) -> float:
    """How sure a passage tells of military action, 0 to 1."""
    if weights[Role.STRONG] or announces(part):
        return 1.0
    weak = weights[Role.WEAK] - sum(term.id == _TRUCE for _, term in part.terms)
    if weak > 0:
        by_party = any(term.id in _BY_PARTIES for _, term in part.terms) and any(fights(t) for _, t in part.terms)
        company = _COMPANY if weights[Role.HARM] or weights[Role.WEAPON] or by_party else 0.0
        return min(1.0, _WEAK * min(weak, _WEAK_AT_MOST) + company)
    harm = _HARM_ALONE if any(fights(term) for _, term in part.terms) else _HARM_UNEXPLAINED
    return min(_HARM_AT_MOST, harm * weights[Role.HARM])


def _told(judged: Sequence[_Judged]) -> float:
    """How much the title, the best sentence of the lead and the rest tell of military action in Syria, 0 to 1."""
    title, *rest = _events(judged)
    lead = max((event for item, event in zip(judged[1:], rest, strict=True) if item.where == LEAD), default=0.0)
    dense = min(1.0, 1.6 * sum(rest) / len(rest)) if rest else 0.0
    return 1 - (1 - _TITLE * title) * (1 - _LEAD * lead) * (1 - _REST * dense)


def _events(judged: Sequence[_Judged]) -> list[float]:
    """How much each passage tells of military action in Syria, 0 to 1; a title without a place is about the lead's."""
    shares: list[float] = []
    scene = next((item.share for item in judged[1:4] if item.share is not None), 0.0) or 0.0
    for item in judged:
        scene = item.share if item.share is not None else scene * _INHERITED
        shares.append(scene)
    return [item.action * share for item, share in zip(judged, shares, strict=True)]


def _left(judged: Sequence[_Judged], roles: tuple[Role, ...]) -> float:
    """What cues of these roles and foreign scenes leave of the score, 0 to 1."""
    title = judged[0]
    lead = max((item.against(roles) for item in judged if item.where == LEAD), default=0.0)
    told = title.action * (title.share or 0.0)  # a headline that tells the deed says what kind of text it is
    framed = title.framed if Role.MANNER in roles else 0.0
    left = (1 - max(title.against(roles), framed)) * (1 - _LEAD_CUE * (1 - _DEED * told) * lead)
    if title.foreign > title.syrian:
        left *= 1 - 0.5 * min(1.0, title.foreign)
    syrian, foreign = sum(item.syrian for item in judged), sum(item.foreign for item in judged)
    return left * max(0.3, syrian / foreign) if foreign > syrian else left


def _label(judged: Sequence[_Judged], score: float) -> Label:
    if score >= _THRESHOLD:
        return Label.ESCALATION
    if not _about_syria(judged):
        return Label.OTHER
    named = _told([item._replace(action=item.named) for item in judged])
    fighting = named * _left(judged, (Role.CUE,)) >= _BACKGROUND and not _another_subject(judged)
    return Label.BACKGROUND if fighting else Label.RELATED


def _another_subject(judged: Sequence[_Judged]) -> bool:
    """Whether the title or the lead names a subject to which words of war are figures of speech."""
    begin = (item for item in judged if item.where != BODY)
    return any(cue.role is Role.CUE and cue.weight >= _HEAVY_CUE for item in begin for cue in item.cues)


def _about_syria(judged: Sequence[_Judged]) -> bool:
    """Whether the title speaks of Syria, or the whole does so at least as much as of other countries."""
    syrian, foreign = sum(item.syrian for item in judged), sum(item.foreign for item in judged)
    return judged[0].syrian > 0 or 0 < syrian >= foreign


def _evidence(text: Text, parts: Iterable[Passage], anchored: bool, on: date | None) -> tuple[Evidence, ...]:
    """Each term where it stands first in the title, in the lead and in the rest."""
    first: dict[tuple[str, str], Evidence] = {}
    for part in parts:
        for match, term in part.terms:
            category = _CATEGORIES.get(term.role)
            if category and (anchored or term.role is not Role.DOUBTFUL):
                name, where = term.id_on(on) if term.changed else term.id, part.where
                if (name, where) not in first:
                    words = text.of(where)[match.start : match.end]
                    first[name, where] = Evidence(name, category, words, where, match.start, match.end)
    return tuple(first.values())


def _ways(text: Text, parts: Sequence[Passage], judged: Sequence[_Judged], year: int | None) -> Iterator[Evidence]:
    """What the way of telling takes away: the speaker of a headline, and the first word in each part that dates action
    to an older time."""
    if judged[0].framed == _STATEMENT:
        colon = text.title.index(":")
        yield Evidence("cue.statement", "negative", text.title[:colon], TITLE, 0, colon)
    seen: set[str] = set()
    for part, item in zip(parts, judged, strict=True):
        if item.action < item.named and part.where not in seen:
            token = recalled(part.sentence.tokens, year)
            if token:
                seen.add(part.where)
                words = text.of(part.where)[token.start : token.end]
                yield Evidence("cue.recalled", "negative", words, part.where, token.start, token.end)


def _order(item: Evidence) -> tuple[int, int]:
    return item.where != TITLE, item.start


def _tags(evidence: Iterable[Evidence], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.term for item in evidence if item.term in lexicon.ids))
