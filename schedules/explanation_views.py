"""An explanation for a terminal, for a browser, and for machines."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from schedules import json_lines, terminal
from schedules.explanation import Explanation, Piece, Section

_TEMPLATES = Path(__file__).parent / "templates"
_BOLD, _FAINT, _MARKED, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[30;43m", "\x1b[0m"
# Background colours of facts in a terminal; evidence of the label alone is yellow.
_COLOURS = {"figure": "\x1b[30;41m", "place": "\x1b[30;42m", "actor": "\x1b[30;46m", "day": "\x1b[30;45m"}
# Columns for the names of rows.
_NAME = 22


def as_text(explanation: Explanation) -> str:
    """For a terminal, in colours where it is one; evidence in brackets where not."""
    parts = [_styled(terminal.readable(explanation.url), _BOLD)]
    parts += [_section(section) for section in explanation.sections]
    parts.append(_styled("the text, with its evidence and facts", _BOLD))
    parts += [terminal.isolated(_marked(line)) for line in (explanation.title, *lines(explanation.body))]
    return "\n\n".join(parts)


def as_html(explanation: Explanation) -> str:
    """A page that stands alone, right to left, with everything from the web escaped."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("explanation.html.j2")
    return template.render(
        url=explanation.url,
        title=explanation.title,
        lines=list(lines(explanation.body)),
        sections=explanation.sections,
    )


def as_json(explanation: Explanation) -> json_lines.Row:
    """One object, with the same content."""
    return asdict(explanation)


def lines(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each line of a text."""
    line: list[Piece] = []
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                yield tuple(line)
                line = []
            if text:
                line.append(Piece(text, piece.terms, piece.kind))
    if line:
        yield tuple(line)


def _section(section: Section) -> str:
    rows = [_styled(section.heading, _BOLD)]
    for row in section.rows:
        sign = " " if row.won else "-"
        rows.append(_faint(f" {sign} {row.name:<{_NAME}} {terminal.isolated(row.text)}", row.won))
        if row.why:
            rows.append(_styled(f"   {'':<{_NAME}} {row.why}", _FAINT))
    return "\n".join(rows)


def _marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(_evidence(piece) if piece.terms else piece.text for piece in pieces)


def _evidence(piece: Piece) -> str:
    if not sys.stdout.isatty():
        return f"[{piece.text}]"
    return f"{_COLOURS.get(piece.kind, _MARKED)}{piece.text}{_PLAIN}"


def _faint(text: str, won: bool) -> str:
    return text if won else _styled(text, _FAINT)


def _styled(text: str, style: str) -> str:
    return f"{style}{text}{_PLAIN}" if sys.stdout.isatty() else text
