"""What made-up Arabic texts are made of: the common words of real ones, and syllables for names that are nobody's."""

import json
from functools import lru_cache
from pathlib import Path

import pipelines

SYLLABLES = (
    "با", "تل", "جر", "حم", "دي", "رق", "زع", "سر", "شم", "صو", "عف", "غو", "فر", "قا", "كف", "لا", "من", "نب",
)  # fmt: skip

_FREQUENCIES = Path(str(pipelines.__file__)).parent / "relating" / "frequencies.json"


@lru_cache(maxsize=1)
def common_words() -> dict[str, int]:
    """The words of pipelines/relating/frequencies.json, without numbers, and in how many texts each stands."""
    counts: dict[str, int] = json.loads(_FREQUENCIES.read_text(encoding="utf-8"))["counts"]
    return {word: count for word, count in counts.items() if not word.isdigit()}
