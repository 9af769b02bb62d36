"""Does an article report military escalation in Syria? A score, a label and the words that both rest on.

The rule, in words: an escalation article tells of fresh military action in a sentence whose scene is Syria, in its
title or its lead. Scenes abroad, other subjects (sport, prices, films) and other kinds of text (opinion, diplomacy,
anniversaries) stand against it. docs/tagging.md shows how the score comes about.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipelines.article import Evidence, Label, Tagging
from pipelines.framing import recalled
from pipelines.judging import HEAVY_CUE, STATEMENT, Judged, framing_of, judge
from pipelines.lexicon import Lexicon, Role, Term
from pipelines.passages import LEAD, Passage
from pipelines.text import BODY, TITLE, Text

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_CUE, _MANNER, _DOUBTFUL, _PLACE = Role.CUE, Role.MANNER, Role.DOUBTFUL, Role.PLACE

# All numbers were set on labelled articles, with the other half of them kept for checking.
_THRESHOLD = 0.5  # from this score on the label is escalation
_BACKGROUND = 0.3  # from this value on, other subjects taken off, an article about Syria is about its fighting

_TITLE, _LEAD, _REST = 0.6, 0.5, 0.5  # how far each alone takes the score towards 1

_INHERITED = 0.8  # a sentence that names no place goes on where the one before it was
_LEAD_CUE, _DEED = 0.5, 0.6  # what a cue of the lead counts; how much less, where the title tells of a deed in Syria

# Parties whose names others elsewhere have, too.
_OF_THIS_WAR = frozenset({"assad_forces", "isis", "rebels"})

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


def tag(text: Text, parts: Sequence[Passage], lexicon: Lexicon, on: date | None = None) -> Tagging:
    """Score and label an article, given its text and passages. Evidence holds offsets into the title and the body.

    `on` is the day of the article: some names meant another party before a certain date. None: they mean today's.
    """
    anchored = any(_is_sure_anchor(term) for part in parts for _, term in part.terms) or _vouched(parts)
    year = on.year if on else None
    judged = [judge(part, anchored, year, lexicon) for part in parts]
    judged[0] = judged[0]._replace(framed=framing_of(text.title, parts[0], lexicon))
    told = _told(judged)
    score = round(told * _left(judged, (_CUE, _MANNER)), 4)
    evidence = _evidence(text, parts, anchored, on)
    evidence = tuple(sorted((*evidence, *_ways(text, parts, judged, year)), key=_order))
    return Tagging(_label(judged, score), score, _tags(evidence, lexicon), evidence)


def _vouched(parts: Sequence[Passage]) -> bool:
    """Whether several doubtful places vouch for one another: with a party of this war they are no homonyms."""
    told = [term for part in parts for _, term in part.terms]
    places = {term.id for term in told if term.role is _DOUBTFUL}
    return len(places) > 1 and any(term.id in _OF_THIS_WAR for term in told)


def _is_sure_anchor(term: Term) -> bool:
    return term.role is _PLACE or term.syrian


def _told(judged: Sequence[Judged]) -> float:
    """How much the title, the best sentence of the lead and the rest tell of military action in Syria, 0 to 1."""
    title, *rest = _events(judged)
    lead = max((event for item, event in zip(judged[1:], rest, strict=True) if item.where == LEAD), default=0.0)
    dense = min(1.0, 1.6 * sum(rest) / len(rest)) if rest else 0.0
    return 1 - (1 - _TITLE * title) * (1 - _LEAD * lead) * (1 - _REST * dense)


def _events(judged: Sequence[Judged]) -> list[float]:
    """How much each passage tells of military action in Syria, 0 to 1; a title without a place is about the lead's."""
    shares: list[float] = []
    scene = next((item.share for item in judged[1:4] if item.share is not None), 0.0) or 0.0
    for item in judged:
        scene = item.share if item.share is not None else scene * _INHERITED
        shares.append(scene)
    return [item.action * share for item, share in zip(judged, shares, strict=True)]


def _left(judged: Sequence[Judged], roles: tuple[Role, ...]) -> float:
    """What cues of these roles and foreign scenes leave of the score, 0 to 1."""
    title = judged[0]
    lead = max((item.against(roles) for item in judged if item.where == LEAD), default=0.0)
    told = title.action * (title.share or 0.0)  # a headline that tells the deed says what kind of text it is
    framed = title.framed if _MANNER in roles else 0.0
    left = (1 - max(title.against(roles), framed)) * (1 - _LEAD_CUE * (1 - _DEED * told) * lead)
    if title.foreign > title.syrian:
        left *= 1 - 0.5 * min(1.0, title.foreign)
    syrian, foreign = sum(item.syrian for item in judged), sum(item.foreign for item in judged)
    return left * max(0.3, syrian / foreign) if foreign > syrian else left


def _label(judged: Sequence[Judged], score: float) -> Label:
    if score >= _THRESHOLD:
        return Label.ESCALATION
    if not _about_syria(judged):
        return Label.OTHER
    named = _told([item._replace(action=item.named) for item in judged])
    fighting = named * _left(judged, (_CUE,)) >= _BACKGROUND and not _another_subject(judged)
    return Label.BACKGROUND if fighting else Label.RELATED


def _another_subject(judged: Sequence[Judged]) -> bool:
    """Whether the title or the lead names a subject to which words of war are figures of speech."""
    begin = (item for item in judged if item.where != BODY)
    return any(cue.role is _CUE and cue.weight >= HEAVY_CUE for item in begin for cue in item.cues)


def _about_syria(judged: Sequence[Judged]) -> bool:
    """Whether the title speaks of Syria, or the whole does so at least as much as of other countries."""
    syrian, foreign = sum(item.syrian for item in judged), sum(item.foreign for item in judged)
    return judged[0].syrian > 0 or 0 < syrian >= foreign


def _evidence(text: Text, parts: Iterable[Passage], anchored: bool, on: date | None) -> tuple[Evidence, ...]:
    """Each term where it stands first in the title, in the lead and in the rest."""
    first: dict[tuple[str, str], Evidence] = {}
    for part in parts:
        for match, term in part.terms:
            category = _CATEGORIES.get(term.role)
            if category and (anchored or term.role is not _DOUBTFUL):
                name, where = term.id_on(on) if term.changed else term.id, part.where
                if (name, where) not in first:
                    words = text.of(where)[match.start : match.end]
                    first[name, where] = Evidence(name, category, words, where, match.start, match.end)
    return tuple(first.values())


def _ways(text: Text, parts: Sequence[Passage], judged: Sequence[Judged], year: int | None) -> Iterator[Evidence]:
    """What the way of telling takes away: the speaker of a headline, and the first word in each part that dates action
    to an older time."""
    if judged[0].framed == STATEMENT:
        colon = text.title.index(":")
        yield Evidence("cue.statement", "negative", text.title[:colon], TITLE, 0, colon)
    seen: set[str] = set()
    for part, item in zip(parts, judged, strict=True):
        if item.action < item.named and part.where not in seen:
            token = recalled(part.sentence, year)
            if token:
                seen.add(part.where)
                words = text.of(part.where)[token.start : token.end]
                yield Evidence("cue.recalled", "negative", words, part.where, token.start, token.end)


def _order(item: Evidence) -> tuple[int, int]:
    return item.where != TITLE, item.start


def _tags(evidence: Iterable[Evidence], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.term for item in evidence if item.term in lexicon.ids))
