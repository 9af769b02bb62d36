"""Tag texts, given as JSON Lines on standard input: {"id", "title", "body", "published_at"?, "source"?}.

Answers a line each, in order: {"id", "label", "score", "tags", "evidence", "events", "killed", "wounded", "missing",
"captured", "places", "actors"}.
  label     escalation, background, related or other (docs/tagging.md says what each means)
  score     0 to 1: how sure it is that the article reports escalation in Syria
  tags      ids of the event types, actors, weapons and places found
  evidence  the words that the answer rests on: {term, category, words, where, start, end}, with offsets into
            title or body as given
  events    what happened, of articles labelled escalation or background: {type, also, acled, plover, date_from,
            date_to, actors_from, actors_to, weapons, targets, places, figures, attribution, assertion, background,
            span} (docs/events.md says what each means)
  killed, wounded, missing, captured
            every figure: {count, quantifier, least, most, category, who, rank, hypothetical, background, subset,
            superseded, attribution, span}; count is null where the text is vague, 0 where it says that there are none
  places    {name, id, kind, country, admin1, admin2, lat, lon, precision, precision_km, candidates, span}
  actors    {name, id, unit, span}
published_at should carry its zone: "yesterday" goes by the day there.
A bad line is answered {"id", "error"} and the others go on.

example:
  echo '{"id": 1, "title": "غارة جوية على موقع عسكري في ريف حمص", "body": ""}' | watira tag
"""

import argparse
from datetime import datetime

from pipelines import lexicon
from pipelines.facts import plain
from pipelines.understanding import understand
from schedules import json_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its options
    """0, or 1 when a line could not be used."""
    terms = lexicon.default()
    return 1 if json_lines.answer(json_lines.standard_input(), lambda row: _reply(row, terms)) else 0


def _reply(row: json_lines.Row, terms: lexicon.Lexicon) -> json_lines.Row:
    title, body = json_lines.text_of(row, "title"), json_lines.text_of(row, "body")
    understood = understand(title, body, terms, _time(json_lines.text_of(row, "published_at")))
    tagging = understood.tagging
    return {
        "id": row.get("id"),
        "label": tagging.label,
        "score": round(tagging.score, 4),
        "tags": list(tagging.tags),
        "evidence": [found._asdict() for found in tagging.evidence],
        **plain.answer(understood.facts, terms.events.types),
    }


def _time(published_at: str) -> datetime | None:
    """The day of the article, since some names meant another party before December 2024; today's meaning without it."""
    if not published_at:
        return None
    try:
        return datetime.fromisoformat(published_at)
    except ValueError as error:
        raise json_lines.BadLine(f"'published_at' must be ISO 8601, not {published_at!r}") from error
