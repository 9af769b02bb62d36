"""What Arabic writes as one with the word behind it: و ف ب ك ل س, the article, and لل for ل + ال; seen through here."""

import re
from functools import lru_cache

_PROCLITICS = re.compile(r"^(?P<conjunction>[وف])?(?P<preposition>[بكلس])?(?P<article>ال)?")

# Shortest word left after a proclitic is taken off: "وال" before two letters is nearly always part of the word itself.
_SHORTEST_STEM = 3

_WORDS_REMEMBERED = 30_000  # for their stems


@lru_cache(maxsize=_WORDS_REMEMBERED)
def stems(word: str) -> tuple[str, ...]:
    """A folded word and the forms that it may have without its proclitics (و ف ب ك ل س ال لل), longest first."""
    forms = [word, *(word[start:] for start in _stem_starts(word))]
    forms += [f"ال{form[2:]}" for form in forms if form.startswith("لل") and len(form) - 2 >= _SHORTEST_STEM]
    long_enough = dict.fromkeys(form for form in forms if form == word or len(form) >= _SHORTEST_STEM)
    return tuple(sorted(long_enough, key=len, reverse=True))


def _stem_starts(word: str) -> list[int]:
    """Offsets where the word may begin once a proclitic is taken off."""
    starts: list[int] = []
    match = _PROCLITICS.match(word)
    assert match is not None  # noqa: S101 - every part of the pattern is optional
    position = 0
    for name in ("conjunction", "preposition", "article"):
        if match.group(name):
            position = match.end(name)
            starts.append(position)
    behind_conjunction = max(match.end("conjunction"), 0)
    if word.startswith("لل", behind_conjunction):  # ل + ال is written لل
        starts += [behind_conjunction, behind_conjunction + 2]
    return starts
