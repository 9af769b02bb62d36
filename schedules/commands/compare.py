"""Compare two texts each, given as JSON Lines on standard input: {"pair_id", "a": {…}, "b": {…}}.

A text is {"title", "body", "published_at"?, "source"?, "url"?}; published_at in ISO 8601.

Answers a line each, in order: {"pair_id", "relation", "reason", "similarity"}.
  relation    version     the same outlet's text again, changed
              duplicate   the same text: respelled, retitled, cut, with another credit, or within a longer one
              update      nearly the same text with other figures, days or places
              same_story  another text about the same event
              unrelated   anything else
  similarity  0 to 1: how much of the shorter text stands in the other; for same_story and unrelated, how much their
              words agree, rare ones first
The store decides by the same rules (docs/copies.md). A bad line is answered {"pair_id", "error"} and the others go on.

example:
  echo '{"pair_id": 1, "a": {"title": "قصف", "body": "…"}, "b": {"title": "غارة", "body": "…"}}' | watira compare
"""

import argparse
from datetime import UTC, datetime

from pipelines import lexicon
from pipelines.compare import Text, compare
from schedules import json_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its options
    """0, or 1 when a line could not be used."""
    terms = lexicon.default()
    bad = json_lines.answer(json_lines.standard_input(), lambda row: _reply(row, terms), key="pair_id")
    return 1 if bad else 0


def _reply(row: json_lines.Row, terms: lexicon.Lexicon) -> json_lines.Row:
    found = compare(_text(row, "a"), _text(row, "b"), terms)
    return {
        "pair_id": row.get("pair_id"),
        "relation": found.relation,
        "reason": found.reason,
        "similarity": round(found.similarity, 4),
    }


def _text(row: json_lines.Row, key: str) -> Text:
    given = row.get(key)
    if not isinstance(given, dict):
        raise json_lines.BadLine(f'{key!r} must be an object such as {{"title": "…", "body": "…"}}')
    return Text(
        title=json_lines.text_of(given, "title"),
        body=json_lines.text_of(given, "body"),
        published_at=time_of(given),
        source=json_lines.text_of(given, "source"),
        url=json_lines.text_of(given, "url"),
    )


def time_of(row: json_lines.Row) -> datetime | None:
    """The published_at of a row; one without a zone is in UTC. Raises BadLine where it is no time."""
    stated = json_lines.text_of(row, "published_at")
    if not stated:
        return None
    try:
        at = datetime.fromisoformat(stated)
    except ValueError as error:
        raise json_lines.BadLine(f"'published_at' must be ISO 8601, not {stated!r}") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
