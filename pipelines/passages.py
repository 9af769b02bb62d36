"""An article cut into its title, its lead and the sentences of its body, each with what the lexicon found there."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from pipelines import arabic
from pipelines.lexicon import Lexicon, Role, Term
from pipelines.matching import Match
from pipelines.text import BODY, TITLE, Sentence, Text

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_SCENE = Role.SCENE

# News tells the main thing first. These many characters of the body (whole sentences) are the lead.
LEAD = "lead"
_LEAD_CHARACTERS = 350

# "بيروت – رويترز:", "عين اليوم - بغداد": where the reporter sits, not where it happened.
# Marks on letters do not make it longer.
_LETTER = f"[^\n.:{arabic.MARKS}][{arabic.MARKS}]*"
DATELINE = re.compile(
    rf"[{arabic.MARKS}]*(?:{_LETTER}){{0,45}}(?:\n|[:：]|[\s)][-–—ـ]+\s)(?:(?:{_LETTER}){{0,25}}(?:\n|:|\s[-–—]+\s))?"
)

_EVENTFUL = (Role.STRONG, Role.WEAK, Role.HARM)


@dataclass(slots=True, eq=False)
class Passage:
    """The title or a sentence of the body."""

    where: str  # title, lead, body
    found: tuple[Match[Term], ...]  # with offsets into the title or the body
    sentence: Sentence
    terms: list[tuple[Match[Term], Term]]  # each meaning found, with where it was found
    ids: Set[str]  # of these terms

    def weights(self) -> Mapping[Role, float]:
        """The weights of the terms of each role, added up; a spelling with two meanings of one role counts once."""
        weights: dict[Role, float] = defaultdict(float)
        for match in self.found:
            meanings = match.meanings
            if len(meanings) == 1:
                (term,) = meanings
                weights[term.role] += term.weight
                continue
            for role, weight in {term.role: term.weight for term in meanings}.items():
                weights[role] += weight
        return weights


def passages(text: Text, lexicon: Lexicon) -> list[Passage]:
    """The title's passage, then those of the body: one for each of the text's sentences, in their order."""
    headline, *sentences = text.sentences
    in_title = tuple(lexicon.matcher.find(text.title_tokens, text.title_words))
    in_body = _behind_dateline(text.body, lexicon.matcher.find(text.body_tokens, text.body_words))
    return [_passage(TITLE, in_title, headline), *_passages(sentences, in_body)]


def _passage(where: str, found: tuple[Match[Term], ...], sentence: Sentence) -> Passage:
    if not found:
        return Passage(where, found, sentence, [], frozenset())
    terms = [(match, term) for match in found for term in match.meanings]
    return Passage(where, found, sentence, terms, {term.id for _, term in terms})


def _behind_dateline(body: str, found: list[Match[Term]]) -> list[Match[Term]]:
    """The matches without the foreign places of the dateline. What tells of an event is no dateline."""
    dateline = DATELINE.match(body)
    inside = [match for match in found if dateline and match.end <= dateline.end()]
    if any(term.role in _EVENTFUL for match in inside for term in match.meanings):
        return found
    return [match for match in inside if match.meanings[0].role is not _SCENE] + found[len(inside) :]


def _passages(sentences: Iterable[Sentence], found: list[Match[Term]]) -> Iterator[Passage]:
    starts = [match.start for match in found]
    first = 0
    for sentence in sentences:
        behind = bisect_left(starts, sentence.end, first)
        where = LEAD if sentence.start < _LEAD_CHARACTERS else BODY
        yield _passage(where, tuple(found[first:behind]), sentence)
        first = behind
