"""What commands show to a person: messages, tables, progress."""

import sys
from urllib.parse import unquote

_RIGHT_TO_LEFT_ISOLATE, _END_OF_ISOLATE = "\u2067", "\u2069"


def say(text: str) -> None:
    """A message beside the results: to standard error."""
    print(f"watira: {text}", file=sys.stderr, flush=True)


def readable(url: str) -> str:
    """An address with its Arabic letters spelled out, as browsers show and take it; left alone where that is unsafe."""
    words = unquote(url)
    safe = words.isprintable() and not any(sign.isspace() or sign in "%<>\"'" for sign in words)
    return words if safe and sys.stdout.isatty() else url


def isolated(text: str) -> str:
    """Arabic text set apart, so that figures and Latin words around it keep their place; as it is when not on a
    terminal."""
    return f"{_RIGHT_TO_LEFT_ISOLATE}{text}{_END_OF_ISOLATE}" if sys.stdout.isatty() else text
