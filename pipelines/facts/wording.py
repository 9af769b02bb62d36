"""The title or the body of an article with its words, so that each reader of facts need not find them again."""

from dataclasses import dataclass

from pipelines import arabic
from pipelines.arabic import Token


@dataclass(frozen=True, slots=True)
class Wording:
    """A clean text, and its words."""

    where: str  # title or body
    text: str
    tokens: list[Token]

    def words(self) -> list[str]:
        """The folded words."""
        return [token[0] for token in self.tokens]


def worded(title: str, body: str) -> tuple[Wording, Wording]:
    """The title and the body of an article, both clean."""
    return Wording("title", title, arabic.tokens(title)), Wording("body", body, arabic.tokens(body))
