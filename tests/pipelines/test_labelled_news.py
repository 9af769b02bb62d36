"""How well labels and facts hold on news of many kinds, written for this: labelled_news.jsonl.

One half of the texts was looked at while words and rules were set, the other was only measured, but for the parties of
its first 57 texts of fighting and the wrong labels, whose kinds were once counted. The floors are a little
below what was measured on each, so that a change which costs several texts is noticed. Each line has the label; those
about fighting also have the figures, places and parties that a reader finds, but for 385 that were written
for labels. `about` are rounded figures, neither asked for nor held against an answer; `aside` are those of the figures
that are no further people of the event: parts of others, earlier states and earlier events. Texts that have it were
labelled before the program ever read them.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from pipelines import arabic, lexicon
from pipelines.understanding import understand
from tests.pipelines.labelled import HALVES, answered, f1, figures, names, precision_and_recall, write


def test_there_are_texts_of_each_kind() -> None:
    """Escalation, its background, what else there is about Syria, fighting elsewhere, and other news."""
    for half in (*HALVES[:2], *HALVES[4:]):  # those of the press are all escalation
        counted = Counter(row["label"] for row, _ in answered(half))
        assert min(counted.values()) >= 6
        assert counted["syria_escalation"] >= 30


@pytest.mark.parametrize(
    ("half", "precision", "recall"),
    [
        ("tuned on", 0.98, 0.95),
        ("kept aside", 0.97, 0.93),
        ("press, tuned on", 0.98, 0.94),
        ("press, kept aside", 0.98, 0.93),
        ("reports, tuned on", 0.98, 0.97),
        ("reports, kept aside", 0.95, 0.94),
    ],
)
def test_escalation_is_told_from_other_news(half: str, precision: float, recall: float) -> None:
    """An analyst may trust the label, whatever the house and the year."""
    told = precision_and_recall(half)
    assert told[0] >= precision
    assert told[1] >= recall


def test_texts_cut_behind_any_word_are_understood() -> None:
    """Whatever the rules look for behind a word, a text may end there."""
    words = lexicon.default()
    for row, _ in answered("press, kept aside"):
        body = arabic.clean(row["body"])
        for token in arabic.tokens(body)[::2]:
            understand(row["title"], body[: token.end], words)


@pytest.mark.parametrize(
    ("half", "of_figures", "of_main", "of_places", "of_parties"),
    [
        ("tuned on", 0.94, 0.93, 0.88, 0.87),
        ("kept aside", 0.89, 0.85, 0.88, 0.79),
        ("press, tuned on", 0.91, 0.86, 0.91, 0.78),
        ("press, kept aside", 0.89, 0.81, 0.90, 0.75),
        ("reports, tuned on", 0.94, 0.90, 0.90, 0.83),
        ("reports, kept aside", 0.94, 0.91, 0.90, 0.84),
    ],
)
def test_figures_places_and_parties_are_found(
    half: str, of_figures: float, of_main: float, of_places: float, of_parties: float
) -> None:
    """As F1 over all texts that have them."""
    assert f1(figures(half)) >= of_figures
    assert f1(figures(half, main=True)) >= of_main
    assert f1(names(half, "places")) >= of_places
    assert f1(names(half, "actors")) >= of_parties


def test_a_set_is_written_for_other_scorers(tmp_path: Path) -> None:
    """Labels of all its texts, facts of those about fighting, each count with how it is meant."""
    write(tmp_path, "reports, kept aside")
    labels, facts = (
        [json.loads(line) for line in (tmp_path / "texts" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("relevance", "events")
    )
    rows = [row for row, _ in answered("reports, kept aside")]
    assert [one["label"] for one in labels] == [row["label"] for row in rows]
    told = [row for row in rows if "killed" in row]
    assert [one["title"] for one in facts] == [row["title"] for row in told]
    for one, row in zip(facts, told, strict=True):
        for harm in ("killed", "wounded"):
            exact = [count for count in one[harm] if count["quantifier"] == "exact"]
            assert sorted(count["count"] for count in exact) == sorted(row[harm])
            aside = sorted(count["count"] for count in exact if count["scope"] == "bg")
            assert aside == sorted(row["aside"][harm])
