"""Texts as the search index takes them: folded words with their forms, as literals of Postgres' tsvector and tsquery.

An article is indexed under each word as written (folded) and under what is left of it without proclitics, at the same
position. A query asks for a word as written, or without its article. So الطائرات المسيّرة finds طائرات مسيرة, and
خراب الجير finds والجير, while a word that merely begins with و or ب is still found as itself.
"""

from functools import lru_cache

from pipelines.arabic import fold, stems, words

# Limits of the type tsvector: positions to 16,383, 1 MB for all words with their positions (less here, for alignment; a
# letter is taken for four bytes). Of a word's positions Postgres keeps 255. The limit of letters is ours.
_LAST_POSITION = 16_383
_MOST_BYTES = 900_000
_LONGEST_WORD = 100

# No phrase reaches from the title into the subtitle or the body.
_GAP = 2

# Words of a query that are looked at.
_MOST_ASKED = 32


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
            for lexeme in _lexemes(word[:_LONGEST_WORD]):
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


@lru_cache(maxsize=100_000)
def _lexemes(word: str) -> tuple[str, ...]:
    """All forms of a word, quoted."""
    return tuple(_quoted(form) for form in stems(word))


def indexed_title(title: str) -> str:
    """The title as similarity search compares it: its folded words joined by single spaces."""
    return " ".join(words(title))


def asked(text: str) -> list[list[str]]:
    """What a user asks for: phrases of one or more words, in the form that the index is asked for them.

    Words between quotation marks are a phrase; a mark without its partner is none.
    """
    parts = fold(text).split('"')
    if len(parts) % 2 == 0:  # the last mark has no partner
        parts[-2:] = [f"{parts[-2]} {parts[-1]}"]
    phrases: list[list[str]] = []
    for index, part in enumerate(parts):
        found = [_asked_form(word[:_LONGEST_WORD]) for word in words(part)]
        phrases += [found] if index % 2 and found else [[word] for word in found]
    return phrases[:_MOST_ASKED]


def _asked_form(word: str) -> str:
    """The word, or without its article where the index has it so."""
    bare = word[2:]
    return bare if word.startswith("ال") and bare in stems(word) else word


def tsquery(phrases: list[list[str]]) -> str:
    """The literal of the tsquery that finds texts with all of these phrases."""
    return " & ".join(f"({' <-> '.join(_quoted(word) for word in phrase[:_MOST_ASKED])})" for phrase in phrases)


def _quoted(word: str) -> str:
    """A lexeme in the quotation marks of tsvector and tsquery, whatever it holds."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
