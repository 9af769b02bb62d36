"""Count in how many texts each word stands: pipelines/relating/frequencies.json, which says how rare a word is.

usage: .venv/bin/python -m benchmarks.count_words FILE.jsonl... > pipelines/relating/frequencies.json

Each line of the files holds a text: {"title", "body"} or {"title", "paragraphs"}. Only counts leave this script, and
words in fewer than three texts not even that: they are rare, which is all that has to be known of them.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipelines.arabic import search_words

_FEWEST = 3  # texts


def main(names: list[str]) -> None:
    """Write the table to standard output."""
    counts: Counter[str] = Counter()
    texts = {text for name in names for text in _texts(Path(name))}
    for text in texts:
        counts.update(set(search_words(text)))
    kept = {word: count for word, count in sorted(counts.items()) if count >= _FEWEST}
    json.dump({"texts": len(texts), "counts": kept}, sys.stdout, ensure_ascii=False, indent=0, separators=(",", ":"))
    sys.stdout.write("\n")


def _texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        body: str | Iterable[str] = row.get("body") or row.get("paragraphs") or ""
        yield f"{row.get('title') or ''}\n{body if isinstance(body, str) else chr(10).join(body)}"


if __name__ == "__main__":
    main(sys.argv[1:])
