"""Turn a page's bytes into text, whatever encoding they are declared in.

Order of trust: byte order mark, valid UTF-8 (which no other encoding is by chance), what the header or the page
declares, windows-1256 and ISO-8859-6 where that yields Arabic. Declarations are often wrong, so each candidate is
judged by whether its letters look like a text. UTF-8 that somebody read as windows-1252 or windows-1256 before is
turned back.
"""

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:\-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:\-]{2,40})""", re.I
)
# Where a page may declare its encoding: HTML says in the first 1,024 bytes; real pages do so later.
_DECLARED_WITHIN = 16_384

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that mean windows-1252 by the Encoding Standard (WHATWG), and names that Arabic servers use.
_LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "x-cp1256": "cp1256",
    "arabic": "iso-8859-6",
    "asmo-708": "iso-8859-6",
    "x-mac-arabic": "mac_arabic",
    "utf8": "utf-8",
}
# The ten commonest letters of Arabic; about 60 % of any text, under 30 % of one decoded wrongly.
_COMMON_ARABIC = frozenset("اليومنرتبه")
_COMMON_SHARE = 0.4
# A text makes sense when no more than this share of its letters beyond ASCII is damage.
_DAMAGE = 0.02

# UTF-8 bytes of Arabic letters, read as windows-1252 (Ø§Ù„) or as windows-1256 (ط§ظ„).
_ARABIC_WORDS = re.compile("[\u0620-\u06d3]+")
_BEYOND_ASCII = re.compile(r"[\x80-\uffff]+(?: [\x80-\uffff]+)*")
_TWISTED_1252 = re.compile(
    "[ØÙÚÛÃÂ][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_TWISTED_1256 = re.compile("[طظ][^\\s\\w]|[طظ][\u0679-\u06d2]|[طظ][\u0152\u0153\u0192ك]")
# The second byte of alef, in every such text; it is rare in others, and found fast.
_SECTION = "§"
# So many such pairs are no accident.
_TWISTED_AT_LEAST = 8


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text. `undecodable`: the bytes make sense in no encoding tried."""

    text: str
    encoding: str
    undecodable: bool = False
    as_is: bool = False  # the bytes are the text in UTF-8


def decode(body: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """The text of a page's bytes. Never raises."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return Decoded(_repaired(body[len(mark) :].decode(encoding, "replace")), encoding)
    wide = _wide_encoding(body)
    if wide:
        return Decoded(body.decode(wide, "replace"), wide)
    text = _valid_utf8(body)
    if text is not None:
        repaired = _repaired(text) if _SECTION in text else text
        return Decoded(repaired, "utf-8", as_is=repaired is text and "\ufffd" not in text)
    return _legacy(body, _declarations(body, headers or {}))


def _valid_utf8(body: bytes) -> str | None:
    """The bytes as UTF-8, a few broken letters (a cut at the end, a foreign widget) replaced.

    None where they are not UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    beyond = sum(char > "\x7f" for char in text)
    damaged = text.count("\ufffd")
    return text if damaged <= _DAMAGE * beyond or (damaged <= 2 and beyond >= 10) else None


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of the markup that a page begins with is zero."""
    head = body[:24]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd >= 9 and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= 9 and not odd else None


def _declarations(body: bytes, headers: Mapping[str, str]) -> list[str]:
    """The encodings that the header and the page declare, as Python names them."""
    content_type = headers.get("content-type", "").encode("ascii", "replace")
    found = _DECLARED.findall(content_type)[:1] + _DECLARED.findall(body[:_DECLARED_WITHIN])[:2]
    names = []
    for pair in found:
        label = (pair[0] or pair[1]).decode("ascii", "replace").lower()
        try:
            names.append(codecs.lookup(_LABELS.get(label, label)).name)
        except LookupError:
            continue
    return names


def _legacy(body: bytes, declared: list[str]) -> Decoded:
    """The bytes in the encoding in which they make most sense, among those declared and those of old pages."""
    texts = {
        name: text
        for name in (*declared, "cp1256", "iso8859-6", "cp1252")
        if (text := _text_in(body, name)) is not None
    }
    arabic = max(texts, key=lambda name: _arabic_sense(texts[name]), default="")
    if arabic and _arabic_sense(texts[arabic]) > 0:
        return Decoded(texts[arabic], _public_name(arabic))
    for name in (*declared, "cp1252"):
        if name in texts and name != "utf-8" and _looks_latin(texts[name]):
            return Decoded(texts[name], _public_name(name))
    return Decoded(body.decode("utf-8", "replace"), "utf-8", undecodable=True)


def _text_in(body: bytes, encoding: str) -> str | None:
    """The bytes in an encoding; None where too many are none of its letters, or where it is no text encoding."""
    try:
        text = body.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    beyond = sum(char > "\x7f" for char in text)
    damaged = text.count("\ufffd") + sum("\x80" <= char <= "\x9f" for char in text)
    return text if damaged <= _DAMAGE * beyond else None


def _arabic_sense(text: str) -> float:
    """How common the common letters are (0 to 1), where what lies beyond ASCII is Arabic words; otherwise 0."""
    beyond = [char for char in text if char > "\x7f" and char.isalpha()]
    arabic = [char for char in beyond if "\u0620" <= char <= "\u06d3"]
    words = len(_ARABIC_WORDS.findall(text))
    if len(arabic) < 8 or len(arabic) < 0.8 * len(beyond) or len(arabic) < 2 * words:
        return 0.0
    common = sum(char in _COMMON_ARABIC for char in arabic) / len(arabic)
    return common * (len(arabic) / len(beyond)) ** 2 if common >= _COMMON_SHARE else 0.0


def _looks_latin(text: str) -> bool:
    """Whether a text is written in ASCII letters with others here and there, as European pages in 8-bit encodings
    are."""
    letters = Counter("ascii" if char < "\x80" else "other" for char in text if char.isalpha())
    return letters["other"] <= 0.2 * letters["ascii"] and "\x00" not in text


def _public_name(encoding: str) -> str:
    return {"cp1256": "windows-1256", "cp1252": "windows-1252", "iso8859-6": "iso-8859-6"}.get(encoding, encoding)


def _repaired(text: str) -> str:
    """The text with what was decoded wrongly before it was encoded as UTF-8 turned back, twice if need be."""
    for _ in range(2):
        if _is_twisted_1252(text):
            text = _BEYOND_ASCII.sub(lambda match: _turned_back(match.group(), "cp1252"), text)
        elif _is_twisted_1256(text):
            text = _BEYOND_ASCII.sub(lambda match: _turned_back(match.group(), "cp1256"), text)
        else:
            break
    return text


def _is_twisted_1252(text: str) -> bool:
    """Whether the text is UTF-8 read as windows-1252: letters of European languages in pairs with signs."""
    if "Ø§" not in text and "Â§" not in text:  # alef, which no Arabic text does without, misread once and twice
        return False
    return len(_TWISTED_1252.findall(text)) >= _TWISTED_AT_LEAST


def _is_twisted_1256(text: str) -> bool:
    """Whether the text is UTF-8 read as windows-1256: two rare letters, ط and ظ, outnumber the commonest ones."""
    if "ط§" not in text:  # alef again
        return False
    rare = text.count("ط") + text.count("ظ")
    if rare < _TWISTED_AT_LEAST or rare <= text.count("ا") + text.count("ل") + text.count("ي"):
        return False
    return len(_TWISTED_1256.findall(text)) >= _TWISTED_AT_LEAST


def _turned_back(run: str, encoding: str) -> str:
    """A run of letters as they were before they were read in the wrong encoding; itself where it is no such run."""
    try:
        data = b"".join(_byte_of(char, encoding) for char in run)
        back = data.decode("utf-8")
    except UnicodeError:
        return run
    return back if len(back) < len(run) else run


def _byte_of(char: str, encoding: str) -> bytes:
    """The byte that was read as this letter; what windows-1252 leaves undefined is read as itself."""
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return char.encode("latin-1")
