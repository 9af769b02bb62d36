"""What understanding a text costs: its label, tags, places, parties, figures, days and events, on one core.

Texts are the escalation articles of the sample newsroom, put together to 2,200 characters each, or those of a file of
JSON Lines with title and body. Times are CPU time of this process, the best of a few rounds, for one article:

  stages        each stage with what it needs of the words, found beforehand; `all` is the whole as a crawl runs it, the
                collector of garbage spared likewise
  / tokens      the time against that of finding the words of the text, in the same run
  / split       against `str.split` of the body
  terms         the whole again with so many terms added to the lexicon that stand in no text

examples:
  python benchmarks/bench_tag.py
  python benchmarks/bench_tag.py texts.jsonl --write docs/benchmarks.md
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks import tables
from crawler.memory import spared
from pipelines import arabic, lexicon, text
from pipelines.facts import toll_words, wording
from pipelines.facts.actors import actors_in
from pipelines.facts.casualties import figures_in
from pipelines.facts.days import days_in
from pipelines.facts.events import events_of
from pipelines.facts.places import places_in
from pipelines.facts.reported import facts_of
from pipelines.facts.telling import tellings
from pipelines.lexicon import Lexicon
from pipelines.passages import passages
from pipelines.relevance import tag
from pipelines.understanding import understand

TITLE = "Understanding a text"
_LENGTH = 2_200  # characters of a body
_ROUNDS = 15
_SIZES = (0, 1_000, 5_000, 10_000, 20_000)  # terms that are added
_PUBLISHED = datetime(2026, 11, 25, 9, tzinfo=UTC)
_SAMPLES = Path(__file__).resolve().parent.parent / "demo" / "newsroom" / "articles"

Article = tuple[str, str]  # title, body


def main() -> None:
    """Measure, print, and write a section of a document where one is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, help="JSON Lines with title and body")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this document")
    options = parser.parse_args()
    articles = list(_given(options.texts) if options.texts else _samples())
    print(
        f"{len(articles)} articles, bodies of {sum(len(body) for _, body in articles) / len(articles):,.0f} characters"
    )
    report = _stages(articles) + "\n" + _curve(articles)
    print(report)
    if options.write:
        what = f"{len(articles)} articles of about {_LENGTH:,} characters, each at its best of {_ROUNDS} rounds"
        note = tables.measured_on(date.today(), what, "python benchmarks/bench_tag.py")  # noqa: DTZ011 - the day here
        tables.put_section(options.write, TITLE, f"{report}\n{note}")


def _samples() -> Iterator[Article]:
    """Articles of the sample newsroom that tell of escalation, each filled up with the next ones."""
    told = [
        one
        for file in sorted(_SAMPLES.glob("*.toml"))
        for one in tomllib.loads(file.read_text(encoding="utf-8"))["article"]
        if one.get("outcome") == "escalation" and one.get("text")
    ]
    for index, one in enumerate(told):
        whole = "\n".join(other["text"] for other in (*told[index:], *told[:index]))
        yield arabic.clean(one["title"]), arabic.clean(whole)[:_LENGTH]


def _given(file: Path) -> Iterator[Article]:
    with file.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if len(row["body"] or "") >= _LENGTH:
                yield arabic.clean(row["title"] or ""), arabic.clean(row["body"])[:_LENGTH]


def _stages(articles: Sequence[Article]) -> str:
    words, tolls = lexicon.default(), toll_words.default()
    read = {one: text.read(*one) for one in articles}
    parts = {one: passages(read[one], words) for one in articles}
    heard = {one: tellings(read[one], words.names) for one in articles}
    worded = {one: wording.of(read[one]) for one in articles}
    dated = {one: days_in(worded[one], _PUBLISHED.date()) for one in articles}
    facts = {one: facts_of(read[one], parts[one], words, _PUBLISHED, with_events=False) for one in articles}
    stages: dict[str, Callable[[Article], object]] = {
        "split": lambda one: one[1].split(),
        "tokens": lambda one: arabic.tokens(one[1]),
        "words and sentences": lambda one: text.read(*one),
        "terms and label": lambda one: tag(read[one], passages(read[one], words), words),
        "names": lambda one: tellings(read[one], words.names),
        "places": lambda one: places_in(heard[one], words.names),
        "parties": lambda one: actors_in(heard[one], words.names, _PUBLISHED.date()),
        "figures": lambda one: figures_in(*worded[one], tolls, dated[one], _PUBLISHED.date()),
        "days": lambda one: days_in(worded[one], _PUBLISHED.date()),
        "events": lambda one: events_of(read[one], parts[one], words.events, facts[one]),
        "all": lambda one: understand(*one, words, _PUBLISHED),
    }
    with spared():  # as Watira's reading processes do
        spent = {name: _milliseconds(stage, articles) for name, stage in stages.items()}
    rows = [
        (name, f"{took:.3f}", f"{took / spent['tokens']:.2f}", f"{took / spent['split']:.0f}")
        for name, took in spent.items()
    ]
    return tables.markdown(("stage", "ms an article", "/ tokens", "/ split"), rows)


def _curve(articles: Sequence[Article]) -> str:
    tokens = _milliseconds(lambda one: arabic.tokens(one[1]), articles)
    rows = []
    for size in _SIZES:
        words = _larger(size)
        with spared():
            took = _milliseconds(lambda one, words=words: understand(*one, words, _PUBLISHED), articles)  # type: ignore[misc]
        rows.append((f"+ {size:,}", f"{took:.3f}", f"{took / tokens:.2f}"))
    return tables.markdown(("terms", "ms an article", "/ tokens"), rows)


def _larger(size: int) -> Lexicon:
    """The lexicon with so many terms more, of one to three words each, with which no text agrees."""
    letters = "بتثجحخدرزسشصضطعغفقكلمنهي"
    invented = islice(("".join(one) for one in product(letters, repeat=5)), size)
    terms = [f"{word} {word[::-1]}" if number % 2 else word for number, word in enumerate(invented)]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(lexicon.DEFAULT, folder, dirs_exist_ok=True)
        if terms:
            with (Path(folder) / "negatives.toml").open("a", encoding="utf-8") as file:
                listed = json.dumps(terms, ensure_ascii=False)
                file.write(f"\n[cue.invented]\nweight = 0.5\nwords = {listed}\n")
        return lexicon.load(Path(folder))


def _milliseconds(stage: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """CPU time for one article, each at its best of some rounds: whoever else works on the machine makes it slower;
    one more round before, for what is remembered by then."""
    best = dict.fromkeys(articles, float("inf"))
    for number in range(_ROUNDS + 1):
        for one in articles:
            began = time.thread_time_ns()
            stage(one)
            took = time.thread_time_ns() - began
            best[one] = min(best[one], took) if number else best[one]
    return sum(best.values()) / len(articles) / 1e6


if __name__ == "__main__":
    main()
