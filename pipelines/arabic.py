"""Three forms of an Arabic text: raw as published, clean for showing, folded for matching, hashing and indexing.

Folding takes off what Arabic newsrooms write differently for the same word: tashkeel, tatweel, hamza carriers, alef
maqsura, ta marbuta, Persian letter forms, presentation forms, digits. It is idempotent, and spans found in folded text
map back to the text it was made from. The facts are those of Unicode (blocks Arabic and Arabic Presentation Forms) and
of press usage; nothing is ever matched unfolded.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Marks that change no word: tashkeel and Quranic signs, tatweel, zero-width and bidi controls, byte order mark, soft hyphen.
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_CONTROLS = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
_DROPPED = re.compile(f"[{_MARKS}{_CONTROLS}\u0640]")
_INVISIBLE = re.compile(f"[{_CONTROLS}\u0640\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BLANKS = re.compile(r"[^\S\n]+")
_NEWLINES = re.compile(r"\s*\n\s*")

_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
        "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ئ": "ي", "ے": "ي",
        "ة": "ه", "ہ": "ه", "ۀ": "ه", "ە": "ه", "ۃ": "ه",
        "ؤ": "و", "ک": "ك", "ڪ": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف",
        "٪": "%", "٫": ".", "٬": ",", "،": ",", "؛": ";", "؟": "?", "۔": ".",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": '"', "›": '"',
        "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_PROCLITICS = re.compile(r"^(?P<conjunction>[وف])?(?P<preposition>[بكلس])?(?P<article>ال)?")

# Shortest word left after a proclitic is taken off: "وال" before two letters is nearly always part of the word itself.
_SHORTEST_STEM = 3


class _FoldTable(dict[int, str]):
    """Folded form of each code point, computed when first met."""

    def __missing__(self, code: int) -> str:
        folded = "".join(_fold_letter(char) for char in unicodedata.normalize("NFKC", chr(code)))
        self[code] = folded
        return folded


def _fold_letter(char: str) -> str:
    if _DROPPED.match(char):
        return ""
    digit = unicodedata.digit(char, None) if char.isdigit() else None
    return str(digit) if digit is not None else char.translate(_LETTERS).lower()


_FOLDED = _FoldTable()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its folded form, and where it stands in the text that it was read from."""

    folded: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text for showing: NFC, no tatweel, no invisible controls, white space folded, one newline between paragraphs."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _NEWLINES.sub("\n", text).strip())


def fold(text: str) -> str:
    """The text for matching; the same for all spellings of the same words."""
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def tokens(text: str) -> list[Token]:
    """The words of a text, folded, with their offsets in `text` as given."""
    folded, origin = _fold_with_origin(text)
    return [
        Token(match.group(), origin[match.start()], _end(text, origin[match.end() - 1]))
        for match in _WORD.finditer(folded)
    ]


def words(text: str) -> list[str]:
    """The folded words of a text, without offsets."""
    return _WORD.findall(fold(text))


def _fold_with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the offset in `text` that it came from."""
    parts: list[str] = []
    origin: list[int] = []
    for offset, char in enumerate(text):
        folded = _FOLDED[ord(char)]
        parts.append(folded)
        origin.extend([offset] * len(folded))
    return "".join(parts), origin


def _end(text: str, last: int) -> int:
    """The offset behind a word whose last letter stands at `last`, its tashkeel included."""
    end = last + 1
    while end < len(text) and not _FOLDED[ord(text[end])]:
        end += 1
    return end


@lru_cache(maxsize=200_000)
def stems(word: str) -> tuple[str, ...]:
    """A folded word and the forms that it may have without its proclitics (و ف ب ك ل س ال لل), longest first."""
    forms = [word]
    for start in _stem_starts(word):
        stem = word[start:]
        if len(stem) >= _SHORTEST_STEM and stem not in forms:
            forms.append(stem)
    return tuple(forms)


def _stem_starts(word: str) -> list[int]:
    """Offsets where the word may begin once a proclitic is taken off."""
    starts: list[int] = []
    match = _PROCLITICS.match(word)
    assert match is not None  # noqa: S101 - every part of the pattern is optional
    position = 0
    for name in ("conjunction", "preposition", "article"):
        if match.group(name):
            position = match.end(name)
            starts.append(position)
    lam = 1 if match.group("conjunction") else 0
    if word.startswith("لل", lam):  # ل + ال is written لل
        starts.append(lam + 2)
    return starts


def search_words(text: str) -> list[str]:
    """The words that search indexes and asks for: folded, each in its shortest form without proclitics."""
    return [stems(word)[-1] for word in words(text)]
