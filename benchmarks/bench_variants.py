"""How many spellings of a word a search finds, and how many other words it takes for one.

Words come from texts given as JSON Lines ({"title", "body"}). Each is asked for as it stands, and the index holds it
spelled otherwise; or the other way round. What is found is told by the lexemes alone, without a database. Other words
are all different words of the same texts.

example:
  python benchmarks/bench_variants.py tests/pipelines/labelled_articles.jsonl --write docs/benchmarks.md
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from benchmarks import tables
from pipelines import lexicon
from pipelines.arabic import stems, words
from storage.asking.asked import understand
from storage.asking.fields import Terms

TITLE = "Spellings that a search finds"
_SHORTEST = 4  # letters of a word without proclitics, below which none is taken off
_MOST = 2_000  # words

Spelled = Callable[[str], str]


def _replaced(one: str, other: str) -> Spelled:
    return lambda word: word.replace(one, other)


def _prefixed(prefix: str) -> Spelled:
    return lambda word: f"{prefix}{word}"


# How newsrooms spell a word otherwise. An unchanged word is not counted.
SPELLINGS: dict[str, Spelled] = {
    "tashkeel": lambda word: "".join(f"{letter}\u064e" for letter in word),
    "tatweel": lambda word: f"{word[0]}\u0640{word[1:]}",
    "hamza left out (ا for أ إ آ)": lambda word: word.translate(str.maketrans("أإآ", "ااا")),
    "ي for ئ": _replaced("ئ", "ي"),
    "و for ؤ": _replaced("ؤ", "و"),
    "ه for ة": lambda word: f"{word[:-1]}ه" if word.endswith("ة") else word,
    "ي for ى": lambda word: f"{word[:-1]}ي" if word.endswith("ى") else word,
    "ى for ي at the end": lambda word: f"{word[:-1]}ى" if word.endswith("ي") else word,
    "Persian ی and ک": lambda word: word.translate(str.maketrans("يك", "یک")),
    **{f"with {prefix}": _prefixed(prefix) for prefix in ("ال", "و", "ف", "ب", "ل", "ك", "س")},
    **{f"with {prefix}": _prefixed(prefix) for prefix in ("وال", "بال", "فال", "كال", "لل", "وبال", "ولل", "وب", "ول")},
}


def main() -> None:
    """Count, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the table into this document as well")
    options = parser.parse_args()
    known = lexicon.default()
    terms = Terms(known.names, sorted(known.events.types))
    different = sorted({word for file in options.files for word in _words(file)})
    chosen = Random(1).sample(different, min(_MOST, len(different)))
    text = _report(chosen, different, terms)
    print(text)
    if options.write:
        tables.put_section(options.write, TITLE, text)


def _words(file: Path) -> Sequence[str]:
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    texts = " ".join(f"{row.get('title', '')} {row.get('body', '')}" for row in rows)
    return [word for word in texts.translate(_SIGNS).split() if len(stems(word)[-1]) >= _SHORTEST and word.isalpha()]


_SIGNS = {ord(sign): " " for sign in ".,:;!?()[]\"'«»“”،؛؟…-–—/"}


def _report(chosen: Sequence[str], different: Sequence[str], terms: Terms) -> str:
    rows = []
    for name, spelled in SPELLINGS.items():
        pairs = [(word, spelled(word)) for word in chosen if spelled(word) != word]
        bare = [
            pair for pair in pairs if not name.startswith("with") or stems(words(pair[0])[0]) == (words(pair[0])[0],)
        ]
        turned = [(other, one) for one, other in bare]
        shares = _share(bare, terms), _share(turned, terms), _share(turned, terms, loose=True)
        rows.append([name, str(len(bare)), *shares])
    head = [
        "spelled otherwise",
        "words",
        "in the text, found, %",
        "in the question, found, %",
        "where nothing else is, %",
    ]
    others = _others(chosen[:300], different, terms)
    what = f"{len(chosen):,} of {len(different):,} different words of {_SHORTEST} letters and more"
    command = f"python benchmarks/bench_variants.py {' '.join(sys.argv[1:])}"
    measured = tables.measured_on(datetime.now(UTC).date(), what, command)
    return (
        f"{tables.markdown(head, rows)}\nOther words that a word finds as well, on average: {others:.3f}.\n\n{measured}"
    )


def _share(pairs: Sequence[tuple[str, str]], terms: Terms, *, loose: bool = False) -> str:
    found = sum(_finds(one, other, terms, loose) for one, other in pairs)
    return f"{100 * found / len(pairs):.1f}" if pairs else "–"


def _finds(asked: str, written: str, terms: Terms, loose: bool) -> bool:
    """Whether the question finds a text with the word as written."""
    forms = {form for word in words(written) for form in stems(word)}
    return not forms.isdisjoint(understand(asked, terms, loose=loose).words)


def _others(chosen: Sequence[str], different: Sequence[str], terms: Terms) -> float:
    """Words found that have no form without proclitics in common with the one that is asked for."""
    forms = {word: frozenset(stems(words(word)[0])) for word in different if words(word)}
    wrong = 0
    for word in chosen:
        wanted = set(understand(word, terms).words)
        shortest = stems(words(word)[0])[-1]
        wrong += sum(not wanted.isdisjoint(held) and shortest not in held for held in forms.values())
    return wrong / len(chosen)


if __name__ == "__main__":
    main()
