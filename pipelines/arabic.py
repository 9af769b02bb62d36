"""Three forms of an Arabic text: raw as published, clean for showing, folded for matching, hashing and indexing.

Folding takes off what Arabic newsrooms write differently for the same word: tashkeel, tatweel, hamza carriers, alef
maqsura, ta marbuta, Persian letter forms, presentation forms, digits. It is idempotent, and spans found in folded text
map back to the text it was made from. The facts are those of Unicode (blocks Arabic and Arabic Presentation Forms) and
of press usage; nothing is ever matched unfolded.
"""

import codecs
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from typing import NamedTuple

from pipelines.proclitics import stems
from pipelines.remembered import Remembered

__all__ = [
    "MARKS", "Token", "Words", "clean", "columns", "fold", "placed", "search_words", "spaced", "stems", "tokens",
    "words",
]  # fmt: skip

# Marks that change no word: tashkeel and Quranic signs; zero-width and bidi controls, byte order mark, soft hyphen.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_MARKS += "\u08d3-\u08e1\u08e3-\u08ff"
_CONTROLS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
_DROPPED = f"{_MARKS}{_CONTROLS}\u0640"
MARKS = _DROPPED  # within square brackets of a pattern: what folding takes off
_IS_DROPPED = re.compile(f"[{_DROPPED}]")
_INVISIBLE = re.compile(f"[{_CONTROLS}\u034f\u0640\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# It begins with the mark, not with the letters in front of it: so the marks are searched for, which is much faster.
_LOST_BLANK = re.compile('([.،؛؟!](?<=[\u0621-\u064a]{3}.)[.،؛؟!]*["”»)]?)(?=و[\u0621-\u064a]{3})')

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
# The same words in a text that is not folded yet: marks may stand within a word and behind it, not before it.
_UNFOLDED_WORD = re.compile(f"((?![{_DROPPED}])[^\\W_](?:[^\\W_]|[{_DROPPED}])*)")


class _FoldTable(dict[int, str]):
    """Folded form of each code point, computed when first met."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        while (again := "".join(map(_fold_letter, unicodedata.normalize("NFKD", folded)))) != folded:
            folded = again
        self[code] = folded
        return folded


def _fold_letter(char: str) -> str:
    if unicodedata.category(char) == "Mn" or _IS_DROPPED.match(char):
        return ""
    digit = unicodedata.digit(char, None) if char.isdigit() else None
    return str(digit) if digit is not None else char.translate(_LETTERS).lower()


class _AlignmentTable(dict[str, bool]):
    """Whether `_UNFOLDED_WORD` and `_WORD` see the same letter in a character and in its folded form."""

    def __missing__(self, char: str) -> bool:
        folded = _FOLDED[ord(char)]
        if not folded:
            aligned = _IS_DROPPED.match(char) is not None
        else:
            aligned = len({_WORD.match(part) is not None for part in (char, *folded)}) == 1
        self[char] = aligned
        return aligned


_FOLDED = _FoldTable()

# Nearly all that the Arabic press writes, as a code page: its texts are folded byte by byte, ten times as fast.
_PRESS = (
    "".join(map(chr, (*range(0x80), *range(0x621, 0x653), *range(0x660, 0x66D), *range(0x6F0, 0x6FA))))
    + "،؛؟۔ٰٱپچڤژکگیہےە«»“”„‹›‘’–—−•·\xa0"
    + "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_UNUSED = "\ufffe"  # as the standard library's own code pages have it
_PRESS_BYTES = codecs.charmap_build(_PRESS.ljust(256, _UNUSED))
_PRESS_FOLDED = "".join(_FOLDED[ord(char)] or _UNUSED for char in _PRESS)
_PRESS_DROPPED = bytes(byte for byte, folded in enumerate(_PRESS_FOLDED) if folded == _UNUSED)
_ALIGNED = _AlignmentTable()

# The words of a press text are found in its bytes: a set of 256 signs is searched for three times as fast as letters.
_BYTES = "latin-1"
_PRESS_LETTERS = bytes(byte for byte, char in enumerate(_PRESS) if _WORD.match(char) and byte not in _PRESS_DROPPED)
_WITHIN_WORDS = re.escape((_PRESS_LETTERS + _PRESS_DROPPED).decode(_BYTES))
_PRESS_WORD = re.compile(f"([{re.escape(_PRESS_LETTERS.decode(_BYTES))}][{_WITHIN_WORDS}]*+)")
assert all(map(_ALIGNED.__getitem__, _PRESS))  # noqa: S101 - letters and bytes have the same offsets, folded or not


class Token(NamedTuple):
    """A word of a text: its folded form, and where it stands in the text that it was read from."""

    folded: str
    start: int
    end: int


class Words(NamedTuple):
    """The words of a text, and what most readers ask of them by itself: a list is read much faster than tokens are."""

    tokens: Sequence[Token]
    folded: list[str]
    starts: list[int]


_NEW = tuple.__new__


def clean(text: str) -> str:
    """The text for showing: NFC, without tatweel and invisible controls; white space folded, a newline a paragraph."""
    text = _composed(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in _INVISIBLE.sub("", text).split("\n")]
    return _composed("\n".join([line for line in lines if line]))


def _composed(text: str) -> str:
    """The text in NFC, as nearly all is: asking is cheaper than normalising."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def spaced(text: str) -> str:
    """A clean text with the blank back that a page lost behind the end of a sentence: "دمشق.وقال" gives "دمشق. وقال".

    Only where "و" begins the next one behind a whole word: abbreviations (أ.ف.ب), figures, addresses and words with
    dots in them against filters (العش.ائر) stay.
    """
    return _LOST_BLANK.sub(r"\1 ", text) if "و" in text else text


def fold(text: str) -> str:
    """The text for matching; the same for all spellings of the same words.

    Each character is folded for itself, to characters that fold to themselves: so folding twice changes nothing, and
    composed and decomposed text fold alike.
    """
    try:
        data, _ = codecs.charmap_encode(text, "strict", _PRESS_BYTES)
    except UnicodeEncodeError:
        return text.translate(_FOLDED)
    return codecs.charmap_decode(data.translate(None, _PRESS_DROPPED), "strict", _PRESS_FOLDED)[0]


def _folded_bytes(word: str) -> str:
    """A word in the bytes of the press, folded; the same object for all its spellings, which is quick to look up."""
    data = word.encode(_BYTES).translate(None, _PRESS_DROPPED)
    return sys.intern(codecs.charmap_decode(data, "strict", _PRESS_FOLDED)[0])


_FOLDED_WORDS = Remembered(fold)
_FOLDED_BYTES = Remembered(_folded_bytes)


def tokens(text: str) -> Sequence[Token]:
    """The words of a text, folded, with their offsets in `text` as given; a word's span takes in its tashkeel."""
    return placed(text).tokens


def placed(text: str) -> Words:
    """The same with the lists of their forms and offsets."""
    try:
        data, _ = codecs.charmap_encode(text, "strict", _PRESS_BYTES)
    except UnicodeEncodeError:
        return _placed_of_any(text)
    parts = _PRESS_WORD.split(data.decode(_BYTES))
    return _placed(parts, _FOLDED_BYTES.of(parts[1::2]))


def _placed(parts: Sequence[str], forms: Iterator[str]) -> Words:
    """The words, given what is between them and they themselves by turns: adding up the lengths gives the offsets. A
    loop in Python over the matches takes twice the time."""
    offsets = list(accumulate(map(len, parts)))
    folded, starts = list(forms), offsets[:-1:2]
    return Words(tuple(map(_NEW, repeat(Token), zip(folded, starts, offsets[1::2], strict=True))), folded, starts)


def columns(tokens: Sequence[Token]) -> Words:
    """The words of tokens that were found in another way."""
    return Words(tokens, [token.folded for token in tokens], [token.start for token in tokens])


def _placed_of_any(text: str) -> Words:
    """The words of a text that has signs which the press hardly uses."""
    if all(map(_ALIGNED.__getitem__, set(text))):
        parts = _UNFOLDED_WORD.split(text)
        return _placed(parts, _FOLDED_WORDS.of(parts[1::2]))
    folded, origin = _fold_with_origin(text)
    return columns(
        [
            Token(match.group(), origin[match.start()], _end(text, origin[match.end() - 1]))
            for match in _WORD.finditer(folded)
        ]
    )


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


def search_words(text: str) -> list[str]:
    """The words that search indexes and asks for: folded, each in its shortest form without proclitics."""
    return [stems(word)[-1] for word in words(text)]
