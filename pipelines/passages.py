"""An article cut into its title, its lead and the sentences of its body, each with what the lexicon found there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipelines import arabic
from pipelines.lexicon import Lexicon, Role, Term
from pipelines.matching import Match

# News tells the main thing first. These many characters of the body (whole sentences) are the lead.
_LEAD_CHARACTERS = 350

# A sentence ends at a line's end or at a mark of its end, but not at the point of 3.5 or of the initials د.ب.أ.
_SENTENCE_END = re.compile(r"\n+|(?<![\d.\s]\b)(?<!\b\w)[.!?؟…۔]+(?!\d)")

# "بيروت – رويترز:", "عين اليوم - بغداد": where the reporter sits, not where it happened.
DATELINE = re.compile(r"[^\n.:]{0,45}(?:\n|[:：]|\s[-–—ـ]+\s)(?:[^\n.:]{0,25}(?:\n|:|\s[-–—]+\s))?")

_EVENTFUL = (Role.STRONG, Role.WEAK, Role.HARM)


@dataclass(frozen=True, slots=True)
class Passage:
    """The title or a sentence of the body."""

    where: str  # title, lead, body
    found: tuple[Match[Term], ...]  # with offsets into the title or the body

    def terms(self) -> Iterator[tuple[Match[Term], Term]]:
        """Each meaning found, with where it was found."""
        return ((match, term) for match in self.found for term in match.meanings)

    def weights(self) -> Mapping[Role, float]:
        """The weights of the terms of each role, added up; a spelling with two meanings of one role counts once."""
        weights: dict[Role, float] = defaultdict(float)
        for match in self.found:
            for role, weight in {term.role: term.weight for term in match.meanings}.items():
                weights[role] += weight
        return weights


def passages(title: str, body: str, lexicon: Lexicon) -> list[Passage]:
    """The title's passage, then those of the body in their order."""
    in_title = tuple(lexicon.matcher.find(arabic.tokens(title)))
    in_body = lexicon.matcher.find(arabic.tokens(body))
    return [Passage("title", in_title), *_sentences(body, _behind_dateline(body, in_body))]


def _behind_dateline(body: str, found: list[Match[Term]]) -> list[Match[Term]]:
    """The matches without the foreign places of the dateline. What tells of an event is no dateline."""
    dateline = DATELINE.match(body)
    inside = [match for match in found if dateline and match.end <= dateline.end()]
    if any(term.role in _EVENTFUL for match in inside for term in match.meanings):
        return found
    return [match for match in inside if match.meanings[0].role is not Role.SCENE] + found[len(inside) :]


def _sentences(body: str, found: list[Match[Term]]) -> Iterator[Passage]:
    ends = [match.end() for match in _SENTENCE_END.finditer(body)]
    index, start = 0, 0
    for end in (*ends, len(body)):
        first = index
        while index < len(found) and found[index].start < end:
            index += 1
        yield Passage("lead" if start < _LEAD_CHARACTERS else "body", tuple(found[first:index]))
        start = end
