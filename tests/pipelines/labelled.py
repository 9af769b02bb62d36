"""How well labels and facts hold on the texts of labelled_news.jsonl.

`python -m tests.pipelines.labelled` prints the table of docs/benchmarks.md. With a folder and the name of a set it
writes the texts of that set there for another scorer: texts/relevance.jsonl with labels, texts/events.jsonl with the
facts, where a count has its `quantifier` (exact, about) and its `scope` (main; bg: no further people of the event).
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines import arabic, lexicon
from pipelines.article import Label
from pipelines.facts import plain
from pipelines.understanding import understand

TEXTS = Path(__file__).with_name("labelled_news.jsonl")
HALVES = ("tuned on", "kept aside", "press, tuned on", "press, kept aside", "reports, tuned on", "reports, kept aside")
ASIDE = ("background", "subset", "superseded")
_TEXT, _HARMS = ("title", "body", "date"), ("killed", "wounded")

Row = dict[str, Any]


@lru_cache
def answered(half: str) -> list[tuple[Row, Row]]:
    """The texts of a half, each with what is understood of it."""
    words, pairs = lexicon.default(), []
    for row in map(json.loads, TEXTS.read_text(encoding="utf-8").splitlines()):
        if row["half"] == half:
            published = datetime.fromisoformat((row["date"] + "-01")[:10]).replace(tzinfo=UTC)
            understood = understand(arabic.clean(row["title"]), arabic.clean(row["body"]), words, published)
            answer = plain.answer(understood.facts, words.events.types)
            pairs.append((row, {**answer, "label": understood.tagging.label}))
    return pairs


def f1(pairs: Iterable[tuple[int, int, int]]) -> float:
    """From what was right, wanted and given in each text."""
    right, wanted, given = map(sum, zip(*pairs, strict=True))
    return 2 * right / (wanted + given)


def figures(half: str, *, main: bool = False) -> Iterator[tuple[int, int, int]]:
    """Counts of killed and wounded; `main`: of the texts that tell them apart, those of further people of the event."""
    for row, answer in answered(half):
        for harm in ("killed", "wounded") if ("aside" if main else "killed") in row else ():
            wanted: Counter[int] = Counter(row[harm]) - Counter(row["aside"][harm] if main else [])
            told = [one for one in answer[harm] if not one["hypothetical"]]
            told = [one for one in told if not main or not any(one[flag] for flag in ASIDE)]
            given = Counter(one["count"] for one in told if one["count"] is not None)
            rounded = (Counter(row["about"]) & (given - wanted)).total()
            yield (wanted & given).total(), wanted.total(), given.total() - rounded


def names(half: str, kind: str) -> Iterator[tuple[int, int, int]]:
    """Names of places or parties; one agrees with another whose words it has, or that has its."""
    for row, answer in answered(half):
        if kind in row:
            left = [set(arabic.words(one["name"])) for one in answer[kind]]
            given, right = len(left), 0
            for name in row[kind]:
                words = set(arabic.words(name))
                hit = next((one for one in left if one <= words or words <= one), None)
                right += hit is not None
                left = [one for one in left if one is not hit]
            yield right, len(row[kind]), given


def precision_and_recall(half: str) -> tuple[float, float]:
    """Of the label escalation."""
    told = [(row["label"] == "syria_escalation", answer["label"] is Label.ESCALATION) for row, answer in answered(half)]
    right = sum(wanted and given for wanted, given in told)
    return right / sum(given for _, given in told), right / sum(wanted for wanted, _ in told)


def measured(half: str) -> tuple[float, ...]:
    """Precision and recall of the label; F1 of figures, main figures, places and parties."""
    facts = (figures(half), figures(half, main=True), names(half, "places"), names(half, "actors"))
    return *precision_and_recall(half), *map(f1, facts)


def write(folder: Path, half: str) -> None:
    """The texts of a half as other scorers read them: one object a line, each with its id, title, body and date."""
    rows = [row for row in map(json.loads, TEXTS.read_text(encoding="utf-8").splitlines()) if row["half"] == half]
    texts = [{"id": str(number), **{key: row[key] for key in _TEXT}} for number, row in enumerate(rows)]
    facts = [
        {**text, "places": row["places"], "actors": row["actors"], **{harm: _counts(row, harm) for harm in _HARMS}}
        for text, row in zip(texts, rows, strict=True)
        if "aside" in row and "places" in row
    ]
    plain_case = {"borderline": False, "hard": False}
    labels = [{**text, "label": row["label"], **plain_case} for text, row in zip(texts, rows, strict=True)]
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    for name, listed in (("relevance", labels), ("events", facts)):
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in listed)
        (folder / "texts" / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def _counts(row: Row, harm: str) -> list[Row]:
    """The counts of a harm, each with how it is meant. Rounded ones are of either harm."""
    aside = Counter(row["aside"][harm])
    listed = [{"count": count, "quantifier": "about", "scope": "main"} for count in row["about"]]
    for count in row[harm]:
        listed.append({"count": count, "quantifier": "exact", "scope": "bg" if aside[count] else "main"})
        aside[count] -= bool(aside[count])
    return listed


if __name__ == "__main__":
    if sys.argv[1:]:
        write(Path(sys.argv[1]), sys.argv[2])
        raise SystemExit
    for half in HALVES:
        print(f"| {half} | {len(answered(half))} | " + " | ".join(f"{value:.3f}" for value in measured(half)) + " |")
