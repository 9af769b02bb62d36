"""What commands say to a person."""

import re
import sys
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

_ESCAPES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")  # of bytes beyond ASCII
_RIGHT_TO_LEFT_ISOLATE, _END_OF_ISOLATE = "\u2067", "\u2069"
_NO_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def say(text: str) -> None:
    """A message beside the results: to standard error."""
    print(f"watira: {text}", file=sys.stderr, flush=True)


def readable(url: str) -> str:
    """An address with its non-ASCII letters spelled out, as browsers show and take it, on a terminal; else as it is."""
    return _ESCAPES.sub(_spelled_out, url) if sys.stdout.isatty() else url


def _spelled_out(escapes: re.Match[str]) -> str:
    """The letters of a run of percent-escapes; as they are where they are no letters, marks or digits beyond ASCII."""
    try:
        words = unquote_to_bytes(escapes.group()).decode("utf-8")
    except UnicodeDecodeError:
        return escapes.group()
    return words if all(sign > "\x7f" and unicodedata.category(sign)[0] in "LMN" for sign in words) else escapes.group()


def isolated(text: str) -> str:
    """Arabic text set apart, line by line, so that figures and Latin words in it and around it keep their place; as it
    is where there is no Arabic in it, or no terminal."""
    return "\n".join(map(_apart, text.split("\n")))


def isolates(line: str) -> tuple[str, str]:
    """What sets a line of text apart: the signs before and behind it; nothing where there is nothing to set apart."""
    is_arabic = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in line)
    return (_RIGHT_TO_LEFT_ISOLATE, _END_OF_ISOLATE) if is_arabic and sys.stdout.isatty() else ("", "")


def _apart(line: str) -> str:
    return line.join(isolates(line))


def bare(text: str) -> str:
    """Text that has isolates of its own, without them where there is no terminal, and each Arabic line in one where
    there is."""
    return isolated(text) if sys.stdout.isatty() else text.translate(_NO_ISOLATES)


def marked(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Text with stretches (first character, that behind the last) in bold, on a terminal; else as it is."""
    if not sys.stdout.isatty():
        return text
    parts, behind = [], 0
    for start, end in marks:
        parts += [text[behind:start], _BOLD, text[start:end], _PLAIN]
        behind = end
    return "".join([*parts, text[behind:]])
