"""How surely two reports of one event are told from others: the curve, on labelled pairs.

FILE.jsonl holds pairs {"label", "kind", "borderline", "a": {"title", "body", "date"}, "b": {…}}; those labelled
same_event_different_text should be found, those labelled unrelated should not. Borderline pairs and template twins are
left out. The rule is loosened and tightened by a shift of the agreement that it asks for; once with the times of the
texts, once without. Even and odd pairs are shown apart, to show how far the figures vary.

example:
  python benchmarks/bench_same_story.py near_dup.jsonl --write docs/benchmarks.md
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks import tables
from pipelines.relating.outline import outline
from pipelines.relating.same_event import same_event

TITLE = "Reports of one event"
_SHIFTS = (-0.15, -0.1, -0.05, 0.0, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair, and by how much its words agree more than is asked for."""

    same: bool
    margin: float
    margin_undated: float


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE.jsonl", help="labelled pairs")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the table into this document as well")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    pairs = [_pair(row) for row in rows if _counts(row)]
    text = _report(pairs)
    print(text)
    if options.write:
        tables.put_section(options.write, TITLE, text)


def _counts(row: dict[str, Any]) -> bool:
    return row["label"] != "duplicate" and not row["borderline"] and "twin" not in row["kind"]


def _pair(row: dict[str, Any]) -> Pair:
    one, other = row["a"], row["b"]
    outlines = outline(one["title"], one["body"]), outline(other["title"], other["body"])
    margins = []
    for times in ((_time(one), _time(other)), (None, None)):
        told = same_event(outlines[0], times[0], outlines[1], times[1])
        margins.append(told.likeness - told.needed)
    return Pair(row["label"] != "unrelated", *margins)


def _time(text: dict[str, Any]) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(text["date"])
        except (TypeError, ValueError):
            continue
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def _report(pairs: Sequence[Pair]) -> str:
    head = ["shift", "even: found", "false", "odd: found", "false", "all, undated: found", "false"]
    rows = []
    for shift in _SHIFTS:
        cells = [*_shares(pairs[::2], shift), *_shares(pairs[1::2], shift), *_shares(pairs, shift, dated=False)]
        rows.append([f"{shift:+.2f}", *(f"{share:.2f}" for share in cells)])
    same = sum(pair.same for pair in pairs)
    return f"{tables.markdown(head, rows)}\n{same} pairs of one event, {len(pairs) - same} of two; shares of these.\n"


def _shares(pairs: Sequence[Pair], shift: float, *, dated: bool = True) -> tuple[float, float]:
    """Of the pairs of one event and of those of two, the shares that are called one event."""
    margins = {
        same: [pair.margin if dated else pair.margin_undated for pair in pairs if pair.same is same]
        for same in (True, False)
    }
    found, false = (sum(margin >= shift for margin in margins[same]) / len(margins[same]) for same in (True, False))
    return found, false


if __name__ == "__main__":
    main()
