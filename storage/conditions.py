"""Conditions that a person writes for rows of a view: one expression on its columns, checked before a database sees it.

What is let through can only compare, calculate and look at texts: no query, no statement, no function that is not in a
list. So whatever the text says, it reads nothing but the row that it is asked about.
"""

import re

from pipelines.errors import Misuse

_LONGEST = 4_000  # characters

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<text>'(?:[^']|'')*')"
    r'|(?P<column>"(?:[^"]|"")+")'
    r"|(?P<comment>--|/\*|\*/)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)"
    r"|(?P<open>[(\[])"
    r"|(?P<close>[)\]])"
    r"|(?P<sign>::|[-+*/<>=~!@#%^&|?`.,:])"
)

# What may stand before a parenthesis: functions without side effects, whose answers are no larger than what they are
# given …
_FUNCTION_NAMES = """
    abs acos age array_length array_position btrim cardinality cast ceil char_length coalesce concat cos
    date_part date_trunc extract floor greatest jsonb_array_length least left length lower ltrim make_date mod
    now nullif position power radians regexp_count regexp_like replace right round rtrim similarity sin
    split_part sqrt starts_with strict_word_similarity strpos substr substring to_date trim upper
    word_similarity
"""
# … types with a length, and words of the language.
_WORD_LIST = """
    all and any array between case distinct else from ilike in is like not numeric or some symmetric then to
    varchar when zone
"""
# What makes a query or a statement.
_REFUSED_LIST = """
    select table values with into insert update delete merge over window within filter operator call do
"""

_FUNCTIONS, _WORDS, _REFUSED = (frozenset(listed.split()) for listed in (_FUNCTION_NAMES, _WORD_LIST, _REFUSED_LIST))
_CLOSES = {"(": ")", "[": "]"}


class ConditionError(Misuse):
    """What was given as a condition is none, or asks for more than its row; the text says where."""


def checked(condition: str) -> str:
    """The condition as it was given. Raises `ConditionError` unless it is one expression that only looks at its row."""
    if not condition.strip():
        raise ConditionError("the condition is empty: write one such as killed_min > 5")
    if len(condition) > _LONGEST:
        raise ConditionError(f"the condition is longer than {_LONGEST} characters")
    if "\0" in condition:
        raise ConditionError("the condition holds a character that no database takes")
    open_signs: list[str] = []
    before = ""  # the word right before, also across spaces
    for token in _tokens(condition):
        kind, text = str(token.lastgroup), token.group()
        if kind == "space":
            continue
        _check(kind, text, before, token.start())
        _balance(open_signs, kind, text, token.start())
        before = text if kind in ("word", "column") else ""
    if open_signs:
        raise ConditionError(f"a {open_signs[-1]} is not closed")
    return condition


def _tokens(condition: str) -> list[re.Match[str]]:
    found, position = [], 0
    while position < len(condition):
        match = _TOKEN.match(condition, position)
        if match is None:
            raise ConditionError(f"{_at(condition[position], position)} cannot stand in a condition")
        found.append(match)
        position = match.end()
    return found


def _check(kind: str, text: str, before: str, position: int) -> None:
    """Refuse what may read or do more than look at the row."""
    if kind == "comment":
        raise ConditionError(f"{_at(text, position)} begins or ends a comment, which cannot stand in a condition")
    if kind == "text" and before and before.lower() not in _LITERAL_PREFIXES | _WORDS:
        raise ConditionError(f"{_at(text[:10], position)} cannot stand right behind {before!r}")
    if kind == "word" and text.lower() in _REFUSED:
        raise ConditionError(
            f"{_at(text, position)} would make a query of it, and a condition is one expression on the columns of the "
            "view; for queries there is watira db psql"
        )
    if text == "(" and before and before.lower() not in _FUNCTIONS | _WORDS:
        raise ConditionError(f"{before!r} cannot be called in a condition; there are {', '.join(sorted(_FUNCTIONS))}")


# What may stand before a text: types (date '2026-11-01'), and words that compare it.
_LITERAL_PREFIXES = frozenset(["date", "interval", "timestamp", "timestamptz", "both", "leading", "trailing", "escape"])


def _balance(open_signs: list[str], kind: str, text: str, position: int) -> None:
    if kind == "open":
        open_signs.append(text)
    elif kind == "close" and (not open_signs or _CLOSES[open_signs.pop()] != text):
        raise ConditionError(f"{_at(text, position)} closes what was not opened")


def _at(text: str, position: int) -> str:
    return f"{text!r} (character {position + 1})"
