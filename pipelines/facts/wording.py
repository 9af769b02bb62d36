"""The title or the body of an article with its words, so that each reader of facts need not find them again."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.arabic import Token
from pipelines.text import BODY, TITLE, Text, tokens_of


@dataclass(frozen=True, slots=True)
class Wording:
    """A clean text, and its words."""

    where: str  # title or body
    text: str
    tokens: Sequence[Token]

    def words(self) -> list[str]:
        """The folded words."""
        return [token[0] for token in self.tokens]


def of(text: Text) -> tuple[Wording, Wording]:
    """The title and the body of an article whose words are found already."""
    return Wording(TITLE, text.title, text.title_tokens), Wording(BODY, text.body, text.body_tokens)


def worded(title: str, body: str) -> tuple[Wording, Wording]:
    """The title and the body of an article, both clean."""
    return Wording(TITLE, title, tokens_of(title)), Wording(BODY, body, tokens_of(body))
