"""What a user types, cut into its pieces: words, quotations, fields, signs; each with the character where it begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from pipelines.arabic import words
from storage.asking.errors import QuestionError

# Names of fields, as they may be typed.
FIELDS = {
    "source": "source", "المصدر": "source", "مصدر": "source",
    "place": "place", "المكان": "place", "مكان": "place",
    "actor": "actor", "الجهة": "actor", "جهة": "actor",
    "type": "type", "النوع": "type", "نوع": "type",
    "tag": "tag", "وسم": "tag",
    "label": "label", "تصنيف": "label",
    "story": "story", "قصة": "story",
    "since": "since", "منذ": "since",
    "until": "until", "حتى": "until",
    "killed": "killed", "قتلى": "killed",
    "wounded": "wounded", "جرحى": "wounded",
    "missing": "missing", "مفقودين": "missing",
    "captured": "captured", "أسرى": "captured",
}  # fmt: skip

COUNTED = ("killed", "wounded", "missing", "captured")


class Kind(Enum):
    """What a piece is."""

    WORDS = auto()
    QUOTED = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a question."""

    kind: Kind
    text: str
    at: int  # the character where it begins, from 1
    prefix: bool = False  # a * stands behind it
    name: str = ""  # of a field
    sign: str = ""  # of a field

    def parts(self) -> list["Piece"]:
        """What stands between commas and the like; the * belongs to the last one."""
        found = [part for part in _PARTING.split(self.text) if part]
        return [replace(self, text=part, prefix=part.endswith("*")) for part in found]


# Each character for itself, so that places in the question stay.
_QUOTES = str.maketrans(dict.fromkeys("“”„«»‹›＂", '"') | {"（": "(", "）": ")", "：": ":", "－": "-", "−": "-"})
_TOKEN = re.compile(
    r"""(?P<open>\() | (?P<close>\)) | (?P<or>\|+)
    | (?P<field>[^\W\d_]+)(?P<sign>>=|<=|≥|≤|[:=<>]) (?P<value>"[^"]*"|[^\s()"]+)
    | (?P<quoted>"(?P<inner>[^"]*)"(?P<star>\*)?)
    | (?P<quote>") | (?P<not>-(?=[^\s)|-])) | (?P<words>[^\s()"|]+)""",
    re.VERBOSE,
)
_PARTING = re.compile(r"[^\w\-.'’‘*\u064b-\u065f\u0670\u0640\u200c-\u200f]+")
_SIGNS = {":": "=", "≥": ">=", "≤": "<="}
_WORDS_OF_LOGIC = {"OR": Kind.OR, "أو": Kind.OR, "NOT": Kind.NOT, "AND": None, "&": None, "&&": None}
_LATIN = re.compile(r"[A-Za-z]+")


def pieces(text: str) -> Iterator[Piece]:
    """The pieces in their order. Raises `QuestionError` for a quotation mark without a partner and an unknown field."""
    plain = text.translate(_QUOTES)
    position = 0
    while match := _TOKEN.search(plain, position):
        position = match.end()
        at = match.start() + 1
        if match["quote"]:
            raise QuestionError("the quotation mark has no partner", at)
        if match["field"] and not _is_field(match):
            match = _as_words(plain, match.start())
            position = match.end()
        piece = _piece(match, at)
        if piece:
            yield piece


def _is_field(match: re.Match[str]) -> bool:
    """Whether it is one; a web address, عاجل:قصف and the like are words. Raises for a Latin name that no field has."""
    name = match["field"]
    if name.lower() in FIELDS:
        return True
    if match["value"].startswith("//") or match["sign"] != ":" or not _LATIN.fullmatch(name):
        return False
    raise QuestionError(
        f"there is no field {name}: there are {', '.join(dict.fromkeys(FIELDS.values()))}", match.start() + 1
    )


def _as_words(text: str, start: int) -> re.Match[str]:
    match = _BARE.match(text, start)
    assert match is not None  # noqa: S101 - the name that was no field stands there
    return match


_BARE = re.compile(r'(?P<words>[^\s()"|]+)')


def _piece(match: re.Match[str], at: int) -> Piece | None:
    groups = match.groupdict()
    if groups.get("field"):
        name = FIELDS[groups["field"].lower()]
        sign = _SIGNS.get(groups["sign"], groups["sign"])
        return Piece(Kind.FIELD, _value(name, sign, groups["value"], at), at, name=name, sign=sign)
    if groups.get("quoted") is not None:
        return Piece(Kind.QUOTED, groups["inner"], at, prefix=bool(groups["star"]))
    for key, kind in (("open", Kind.OPEN), ("close", Kind.CLOSE), ("or", Kind.OR), ("not", Kind.NOT)):
        if groups.get(key):
            return Piece(kind, match.group(), at)
    typed = groups["words"]
    if typed in _WORDS_OF_LOGIC:
        kind_of = _WORDS_OF_LOGIC[typed]
        return Piece(kind_of, typed, at) if kind_of else None
    return Piece(Kind.WORDS, typed, at)


def _value(name: str, sign: str, typed: str, at: int) -> str:
    """What is asked of a field, without quotation marks. Raises where it says nothing, or the sign does not fit."""
    value = typed.strip('"').strip()
    if not words(value):
        raise QuestionError(f"{name}: wants a value behind it", at)
    if sign != "=" and name not in COUNTED:
        raise QuestionError(f"{name} is compared with : alone; > and < are for {', '.join(COUNTED)}", at)
    return value
