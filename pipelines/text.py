"""An article's title and body with their words and sentences, made once and shared by all that looks for something."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipelines import arabic
from pipelines.arabic import Token, Words
from pipelines.remembered import Noticed, Question

T = TypeVar("T")

TITLE, BODY = "title", "body"

# A sentence ends at a line's end or at a mark of its end, but not at the point of 3.5 or of the initials د.ب.أ.
# The first letter comes first and is looked back from, since the engine searches for a set of letters much faster.
SENTENCE_END = re.compile(r"[\n.!?؟…۔](?:(?<=\n)\n*|(?<![\d.\s]\b.)(?<!\b\w.)[.!?؟…۔]*(?!\d))")


@dataclass(slots=True, eq=False)
class Sentence:
    """The title, or a sentence of the body. Not changed once made; a frozen one takes four times as long to make."""

    where: str  # title or body
    start: int  # offsets into the title or the body
    end: int
    tokens: Sequence[Token]  # offsets are those of the whole title or body
    words: list[str]  # the same, folded, without their offsets
    first: int  # index of its first word in the whole title or body
    starts: list[int]  # offsets of the words of the whole title or body
    noticed: Noticed  # of the whole title or body

    def answering(self, question: Question[T]) -> Sequence[int]:
        """The indices in the sentence of its words that answer a question with something true."""
        found, first = self.noticed.where(question), self.first
        if not found:
            return found  # as for most texts
        behind = first + len(self.words)
        return [index - first for index in found[bisect_left(found, first) : bisect_left(found, behind)]]


@dataclass(frozen=True, slots=True)
class Text:
    """A clean title and body with their folded words; the first sentence is the title, also an empty one."""

    title: str
    body: str
    title_tokens: Sequence[Token]
    body_tokens: Sequence[Token]
    title_words: list[str]  # the same, folded, without their offsets
    body_words: list[str]
    title_starts: list[int]  # their offsets alone
    body_starts: list[int]
    title_noticed: Noticed  # which of them readers have questions about
    body_noticed: Noticed
    sentences: tuple[Sentence, ...]

    def of(self, where: str) -> str:
        """The title or the body."""
        return self.title if where == TITLE else self.body

    def tokens(self, where: str) -> Sequence[Token]:
        """The words of the title or of the body."""
        return self.title_tokens if where == TITLE else self.body_tokens


def read(title: str, body: str) -> Text:
    """Cut a clean title and body into words and sentences."""
    title_tokens, title_words, title_starts = words_of(title)
    body_tokens, body_words, body_starts = words_of(body)
    in_title, in_body = Noticed(title_words), Noticed(body_words)
    headline = Sentence(TITLE, 0, len(title), title_tokens, title_words, 0, title_starts, in_title)
    sentences = (headline, *_sentences(body, body_tokens, body_words, body_starts, in_body))
    return Text(
        title,
        body,
        title_tokens,
        body_tokens,
        title_words,
        body_words,
        title_starts,
        body_starts,
        in_title,
        in_body,
        sentences,
    )


# A word may have a dot in it against filters: "قُت.ل", "قس.د".
_DOTTED = re.compile(rf"[^\W\d][{arabic.MARKS}]*\.[.{arabic.MARKS}]*[^\W\d]")
_DOT_BEFORE_LETTER = re.compile(rf"\.[.{arabic.MARKS}]*[^\W\d]")  # the dot is searched for, which is much faster
_DOTS = re.compile(rf"\.[.{arabic.MARKS}]*")
_SHORT, _WHOLE = 2, 3  # letters: such a part is no word, and together they are one
_WORDS = frozenset(arabic.words("ثم من في عن لم لا ما قد أو أن إن لن هو هي مع كل أي بل لو إذ كما حي سد تل"))
_TITLES = frozenset("دام")  # of persons: "د.", "أ.", "م."


def words_of(text: str) -> Words:
    """The words of a text, each that is parted by dots as one."""
    words = arabic.placed(text)
    if not _DOT_BEFORE_LETTER.search(text) or not _DOTTED.search(text):
        return words
    joined: list[Token] = []
    for token in words.tokens:
        last = joined[-1] if joined else None
        between = text[last.end : token.start] if last else ""
        cut = text.startswith("ائ", token.start) and not text.startswith("ائت", token.start)  # begins no word
        if last and _is_parted(last.folded, between, token.folded, cut=cut):
            joined[-1] = Token(last.folded + token.folded, last.start, token.end)
        else:
            joined.append(token)
    return arabic.columns(tuple(joined))


def _is_parted(one: str, between: str, other: str, *, cut: bool) -> bool:
    """Whether two parts are one word: no word and the next one that lost its blank, no initials, title or address."""
    if not _DOTS.fullmatch(between) or one in _TITLES or one in _WORDS or other in _WORDS:
        return False
    if not (one + other).isalpha() or (one + other).isascii():
        return False
    return (cut or min(len(one), len(other)) <= _SHORT) and len(one + other) >= _WHOLE


def _sentences(
    body: str, tokens: Sequence[Token], words: list[str], starts: list[int], noticed: Noticed
) -> list[Sentence]:
    found: list[Sentence] = []
    first, start = 0, 0
    for end in (*(match.end() for match in SENTENCE_END.finditer(body)), len(body)):
        behind = bisect_left(starts, end, first)
        if behind and tokens[behind - 1].end > end:
            continue  # the dot stands within a word
        within = slice(first, behind)
        found.append(Sentence(BODY, start, end, tokens[within], words[within], first, starts, noticed))
        first, start = behind, end
    return found
