"""What commands show to a person: messages, tables, progress."""

import sys

_RIGHT_TO_LEFT_ISOLATE, _END_OF_ISOLATE = "\u2067", "\u2069"


def say(text: str) -> None:
    """A message beside the results: to standard error."""
    print(f"watira: {text}", file=sys.stderr, flush=True)


def isolated(text: str) -> str:
    """Arabic text set apart, so that figures and Latin words around it keep their place; as it is when not on a
    terminal."""
    return f"{_RIGHT_TO_LEFT_ISOLATE}{text}{_END_OF_ISOLATE}" if sys.stdout.isatty() else text
