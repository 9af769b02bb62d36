"""Does an article report military escalation in Syria? A score, a label and the words that both rest on.

The rule, in words: an escalation article tells of fresh military action in a sentence whose scene is Syria, in its
title or its lead. Scenes abroad, other subjects (sport, prices, films) and other kinds of text (opinion, diplomacy,
anniversaries) stand against it. docs/tagging.md shows how the score comes about.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise

from pipelines import arabic
from pipelines.article import Evidence, Label, Tagging
from pipelines.judging import HEAVY_CUE, STATEMENT, Judged, framing_of, judge
from pipelines.lexicon import Lexicon, Role, Term
from pipelines.older_times import recalled
from pipelines.passages import LEAD, Passage
from pipelines.text import BODY, TITLE, Text

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_CUE, _MANNER, _DOUBTFUL, _PLACE = Role.CUE, Role.MANNER, Role.DOUBTFUL, Role.PLACE
_SCENE = Role.SCENE

# The constructor of a named tuple takes half of the time of making one.
_NEW = tuple.__new__

# All numbers were set on labelled articles, with the other half of them kept for checking.
_THRESHOLD = 0.5  # from this score on the label is escalation
_BACKGROUND = 0.3  # from this value on, other subjects taken off, an article about Syria is about its fighting

_TITLE, _LEAD, _REST = 0.6, 0.5, 0.5  # how far each alone takes the score towards 1

_INHERITED = 0.8  # a sentence that names no place goes on where the one before it was
_LEAD_CUE, _DEED = 0.5, 0.6  # what a cue of the lead counts; how much less, where the title tells of a deed in Syria

_ABROAD_AT_LEAST = 0.3  # what foreign places leave, however many they are
_LOOKS_BACK = 0.6  # from this weight on another way of speaking tells of older deeds
_EXPLAINED = 0.85  # what the lead's action counts for a title that tells of its victims alone

# Words before a name that make it a place.
_NEAR = frozenset(arabic.words("قرب محيط أطراف ريف بادية شمال شمالي جنوب جنوبي شرق شرقي غرب غربي"))
# These say so where a party is named that fights in Syria alone.
_AT = frozenset(arabic.words("في على إلى باتجاه"))
# Parties whose names others elsewhere have, too.
_EVERYWHERE = "isis"
_OF_THIS_WAR = frozenset({"assad_forces", _EVERYWHERE, "rebels"})
# The same where no other country is the scene: "government forces", and those who fight abroad as well.
_AT_HOME = frozenset({"transitional_gov", "hezbollah", "iran_irgc", "iran_militias", "israel", "turkey", "russia"})
_AS_A_STATE = 0.25  # a country of this weight is mostly who does it

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
    judged[0] = replace(_explained(judged), framed=framing_of(text.title, parts, lexicon))
    told = _told(judged)
    score = round(told * _left(judged, (_CUE, _MANNER)), 4)
    evidence = _evidence(text, parts, anchored, on)
    evidence = tuple(sorted((*evidence, *_ways(text, parts, judged, year)), key=_order))
    return Tagging(_label(judged, score), score, _tags(evidence, lexicon), evidence)


def _vouched(parts: Sequence[Passage]) -> bool:
    """Whether doubtful places are no homonyms, since a party of this war is named: several vouch for one another; one
    has something near it (قرب تدمر), and nothing is told of other countries."""
    told = [term for part in parts for _, term in part.terms]
    abroad = any(term.role is _SCENE and term.weight > _AS_A_STATE for term in told)
    parties = {term.id for term in told if term.id in _OF_THIS_WAR or (term.id in _AT_HOME and not abroad)}
    if not parties:
        return False
    places = {term.id for term in told if term.role is _DOUBTFUL}
    if len(places) > 1 or not places:
        return len(places) > 1
    near = _NEAR if parties == {_EVERYWHERE} else _NEAR | _AT
    return not abroad and any(_has_near(part, near) for part in parts)


def _has_near(part: Passage, near: frozenset[str]) -> bool:
    """Whether a word before a doubtful place says that it is a place."""
    starts = {match.start for match, term in part.terms if term.role is _DOUBTFUL}
    tokens = part.sentence.tokens
    return any(word.start in starts and before.folded in near for before, word in pairwise(tokens))


def _is_sure_anchor(term: Term) -> bool:
    return term.role is _PLACE or term.syrian


def _explained(judged: Sequence[Judged]) -> Judged:
    """The title. Where it tells of victims and not of what befell them, the lead says what it was,
    unless it is about something else: their funeral, a day of memory."""
    title = judged[0]
    aside = any(cue.weight >= _LOOKS_BACK if cue.role is _MANNER else title.is_heavy(cue) for cue in title.cues)
    if aside or not title.victims:
        return title
    lead = max((item.action for item in judged if item.where == LEAD and item.victims), default=0.0)
    named = max(title.named, _EXPLAINED * lead)
    return replace(title, action=max(title.action, _EXPLAINED * lead), named=named)


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
    if foreign <= syrian:
        return left
    return left * (1 - (1 - max(_ABROAD_AT_LEAST, syrian / foreign)) * (1 - _DEED * told * (title.foreign == 0)))


def _label(judged: Sequence[Judged], score: float) -> Label:
    if score >= _THRESHOLD:
        return Label.ESCALATION
    if not _about_syria(judged):
        return Label.OTHER
    named = _told([replace(item, action=item.named) for item in judged])
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
    first: dict[str, dict[str, Evidence]] = {}
    for part in parts:
        where, whole = part.where, text.of(part.where)
        seen = first.setdefault(where, {})
        for match, term in part.terms:
            name = term.id_on(on) if term.changed else term.id
            if name in seen:
                continue
            category = _CATEGORIES.get(term.role)
            if category and (anchored or term.role is not _DOUBTFUL):
                start, end = match.start, match.end
                seen[name] = _NEW(Evidence, (name, category, whole[start:end], where, start, end))
    return tuple(chain.from_iterable(seen.values() for seen in first.values()))


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
