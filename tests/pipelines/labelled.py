"""How well labels and facts hold on the texts of labelled_news.jsonl.

`python -m tests.pipelines.labelled` prints the table of docs/benchmarks.md.
"""

import json
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
HALVES = ("tuned on", "kept aside", "press, tuned on", "press, kept aside")
ASIDE = ("background", "subset", "superseded")

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


if __name__ == "__main__":
    for half in HALVES:
        print(f"| {half} | {len(answered(half))} | " + " | ".join(f"{value:.3f}" for value in measured(half)) + " |")
