"""What commands say to a person."""

import re
import sys
import unicodedata
from urllib.parse import unquote_to_bytes

_ESCAPES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")  # of bytes beyond ASCII
_RIGHT_TO_LEFT_ISOLATE, _END_OF_ISOLATE = "\u2067", "\u2069"


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
    """Arabic text set apart, so that figures and Latin words around it keep their place; as it is when not on a
    terminal."""
    return f"{_RIGHT_TO_LEFT_ISOLATE}{text}{_END_OF_ISOLATE}" if sys.stdout.isatty() else text
