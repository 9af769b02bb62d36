"""An article's title and body with their words and sentences, made once and shared by all that looks for something."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from pipelines import arabic
from pipelines.arabic import Token

TITLE, BODY = "title", "body"

# A sentence ends at a line's end or at a mark of its end, but not at the point of 3.5 or of the initials د.ب.أ.
# The first letter comes first and is looked back from, since the engine searches for a set of letters much faster.
SENTENCE_END = re.compile(r"[\n.!?؟…۔](?:(?<=\n)\n*|(?<![\d.\s]\b.)(?<!\b\w.)[.!?؟…۔]*(?!\d))")


class Sentence(NamedTuple):
    """The title, or a sentence of the body."""

    where: str  # title or body
    start: int  # offsets into the title or the body
    end: int
    tokens: tuple[Token, ...]  # offsets are those of the whole title or body


@dataclass(frozen=True, slots=True)
class Text:
    """A clean title and body with their folded words; the first sentence is the title, also an empty one."""

    title: str
    body: str
    title_tokens: tuple[Token, ...]
    body_tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    def of(self, where: str) -> str:
        """The title or the body."""
        return self.title if where == TITLE else self.body

    def tokens(self, where: str) -> tuple[Token, ...]:
        """The words of the title or of the body."""
        return self.title_tokens if where == TITLE else self.body_tokens


def read(title: str, body: str) -> Text:
    """Cut a clean title and body into words and sentences."""
    title_tokens, body_tokens = tuple(arabic.tokens(title)), tuple(arabic.tokens(body))
    headline = Sentence(TITLE, 0, len(title), title_tokens)
    return Text(title, body, title_tokens, body_tokens, (headline, *_sentences(body, body_tokens)))


def _sentences(body: str, tokens: tuple[Token, ...]) -> list[Sentence]:
    found: list[Sentence] = []
    starts = [token[1] for token in tokens]
    first, start = 0, 0
    for end in (*(match.end() for match in SENTENCE_END.finditer(body)), len(body)):
        behind = bisect_left(starts, end, first)
        found.append(Sentence(BODY, start, end, tokens[first:behind]))
        first, start = behind, end
    return found
