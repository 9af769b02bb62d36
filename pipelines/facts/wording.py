"""The title or the body of an article with its words, so that each reader of facts need not find them again."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.arabic import Token
from pipelines.remembered import Noticed
from pipelines.text import BODY, TITLE, Text, read


@dataclass(frozen=True, slots=True)
class Wording:
    """A clean text, and its words."""

    where: str  # title or body
    text: str
    tokens: Sequence[Token]
    words: list[str]  # folded
    starts: list[int]  # offsets of the words
    noticed: Noticed  # which of them readers have questions about


def of(text: Text) -> tuple[Wording, Wording]:
    """The title and the body of an article whose words are found already."""
    title = Wording(TITLE, text.title, text.title_tokens, text.title_words, text.title_starts, text.title_noticed)
    body = Wording(BODY, text.body, text.body_tokens, text.body_words, text.body_starts, text.body_noticed)
    return title, body


def worded(title: str, body: str) -> tuple[Wording, Wording]:
    """The title and the body of an article, both clean."""
    return of(read(title, body))
