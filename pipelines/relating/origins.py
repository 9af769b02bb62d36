"""Whose report an article is: the agency that it credits, or the publisher of its outlet.

Outlets that print one agency's text, and outlets of one owner, are one witness, however many they are.
"""

from collections.abc import Iterable

from pipelines.arabic import fold

# What newsrooms write in the place of a credit and that names nobody.
_NOBODY = frozenset(map(fold, ("وكالات", "متابعات", "خاص")))


def origin(source: str, owner: str, credited: Iterable[str]) -> str:
    """The witness behind an article: "agency …", "owner …", or the key of the source itself.

    `credited` are the usual names of agencies, as `pipelines.reading.credits` gives them; the first one counts.
    """
    named = next((name for name in map(fold, credited) if name not in _NOBODY), "")
    if named:
        return f"agency {named}"
    return f"owner {owner}" if owner else source
