"""Texts as the search index takes them: folded words with their forms, as the literal of Postgres' tsvector.

An article is indexed under each word as written (folded) and under what is left of it without proclitics, at the same
position. A question asks for a word as written, or without its article (`storage/asking/spelling.py`). So الطائرات
المسيّرة finds طائرات مسيرة, and خراب الجير finds والجير, while a word that merely begins with و or ب is still found as
itself.
"""

from functools import lru_cache

from pipelines.arabic import stems, words
from storage.asking.terms import quoted

# Limits of the type tsvector: positions to 16,383, 1 MB for all words with their positions (less here, for alignment; a
# letter is taken for four bytes). Of a word's positions Postgres keeps 255. The limit of letters is ours.
_LAST_POSITION = 16_383
_MOST_BYTES = 900_000
LONGEST_WORD = 100

# No phrase reaches from the title into the subtitle or the body.
_GAP = 2


def indexed(title: str, body: str, deck: str = "") -> str:
    """The literal of the tsvector of an article: title weighted A, the subtitle under it (deck) B, body D."""
    placed = _Placed()
    first = 1
    for text, weight in ((title, "A"), (deck, "B"), (body, "D")):
        text_words = words(text)
        placed.add(text_words, first, weight)
        first += len(text_words) + (_GAP - 1 if text_words else 0)
    return placed.literal()


class _Placed:
    """Lexemes with their positions, as far as a tsvector has room for them."""

    def __init__(self) -> None:
        self._positions: dict[str, list[str]] = {}
        self._bytes = 0

    def add(self, text_words: list[str], first: int, weight: str) -> None:
        """Place words one after the other, from a position on, until there is no room."""
        for position, word in enumerate(text_words, first):
            if self._bytes > _MOST_BYTES:
                return
            place = f"{position if position < _LAST_POSITION else _LAST_POSITION}{weight}"
            for lexeme in _lexemes(word[:LONGEST_WORD]):
                self._place(lexeme, place)

    def _place(self, lexeme: str, place: str) -> None:
        places = self._positions.get(lexeme)
        if places is None:
            self._positions[lexeme] = [place]
            self._bytes += 4 * len(lexeme) + 4
        else:
            places.append(place)
            self._bytes += 2

    def literal(self) -> str:
        """The text that Postgres reads as the tsvector."""
        return " ".join([f"{lexeme}:{','.join(places)}" for lexeme, places in self._positions.items()])


@lru_cache(maxsize=30_000)
def _lexemes(word: str) -> tuple[str, ...]:
    """All forms of a word, quoted."""
    return tuple(quoted(form) for form in stems(word))


def indexed_title(title: str) -> str:
    """The title as similarity search compares it: its folded words joined by single spaces."""
    return " ".join(words(title))
