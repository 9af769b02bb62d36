"""Words from the web made fit for one line of a mail: bounded, without controls, unable to turn the line around.

Bidirectional rules are those of Unicode Standard Annex 9: isolates and the first strong character of a paragraph.
"""

import re
import unicodedata

from pipelines.arabic import clean, fold

_RLM, _LRI, _RLI, _PDI = "\u200f", "\u2066", "\u2067", "\u2069"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, format characters, surrogates, line separators
_HTTP = re.compile(r"https?://[^\s/?#<>\"'\\^`{|}]+[^\s<>\"'\\^`{|}]*", re.IGNORECASE)
_LONGEST_ADDRESS = 1_500  # characters; longer ones are cut by mail programs


def one_line(text: str, limit: int = 300) -> str:
    """The text on one line, without invisible characters, cut at a word to at most `limit` characters."""
    visible = "".join(char if unicodedata.category(char) not in _HIDDEN else " " for char in clean(text))
    return cut(" ".join(visible.split()), limit)


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, the sign … included; cut at a word unless a single word is longer."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if not text[limit - 1].isspace():
        head = head.rpartition(" ")[0] or head
    return head.rstrip(" ،,؛;:.-–") + "…"


def excerpt(title: str, body: str, limit: int = 200) -> str:
    """The beginning of an article's body in at most `limit` characters; nothing where it only says the title again."""
    lines = body.split("\n")
    if len(lines) > 1 and fold(one_line(lines[0])) == fold(one_line(title)):
        lines = lines[1:]
    start = one_line(" ".join(lines)[: limit * 8], limit)
    said = fold(start).rstrip("….")
    return "" if said and said in fold(one_line(title)) else start


def web_address(url: str) -> str:
    """The address, if it is one of the web that a mail may link to; else nothing."""
    if len(url) > _LONGEST_ADDRESS or not _HTTP.fullmatch(url):
        return ""
    return "" if any(unicodedata.category(char) in _HIDDEN for char in url) else url


def isolated(text: str) -> str:
    """The text for the inside of a right-to-left line: isolated where it holds letters that run left to right."""
    kinds = {unicodedata.bidirectional(char) for char in text}
    if "L" not in kinds:
        return text
    return f"{_RLI if kinds & {'R', 'AL'} else _LRI}{text}{_PDI}"


def right_to_left(line: str) -> str:
    """A line of plain text, marked where its first strong letter would have Arabic laid out left to right."""
    for char in re.sub(f"[{_LRI}{_RLI}][^{_PDI}]*{_PDI}", "", line):
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return line
        if kind == "L":
            break
    return _RLM + line if _has_arabic(line) else line


def _has_arabic(line: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in line)
