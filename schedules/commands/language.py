"""Tell the language of texts, given as JSON Lines on standard input: {"id", "text"}.

Answers a line each, in order: {"id", "language", "confidence"}. The language is an ISO 639 code (ar, fa, ckb, en …),
or null where there is too little text to say. A bad line is answered {"id", "error"} and the others go on.

example:
  echo '{"id": 1, "text": "قصف مدفعي على ريف إدلب"}' | watira language
"""

import argparse

from pipelines.language import identify
from schedules import json_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its options
    """0, or 1 when a line could not be used."""
    return 1 if json_lines.answer(json_lines.standard_input(), _reply) else 0


def _reply(row: json_lines.Row) -> json_lines.Row:
    verdict = identify(json_lines.text_of(row, "text", required=True))
    return {"id": row.get("id"), "language": verdict.language, "confidence": round(verdict.confidence, 4)}
