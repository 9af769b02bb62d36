"""The subtitle (deck, standfirst) under an article's headline: told apart from its text by markup."""

from functools import lru_cache
from itertools import islice, pairwise

from pipelines.arabic import clean, words
from pipelines.reading import json_ld
from pipelines.reading.nodes import Growth, Node
from pipelines.reading.statements import Statements, one_line

# Words of class and id that name it, single and as two in a row.
_NAMES = frozenset(
    {
        "deck", "dek", "subtitle", "subhead", "subheading", "subheadline", "standfirst", "kicker", "strapline",
        "tagline",
    }
)  # fmt: skip
_NAME_PAIRS = frozenset({"sub title", "sub heading", "sub head", "sub headline", "second title", "secondary title"})
_WHY = "the subtitle"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# How far from the headline it may stand: levels above it, elements behind each; and its length in characters.
_LEVELS, _BEHIND, _LONGEST = 4, 4, 400
# Fewer words are a section's name or a label.
_FEWEST_WORDS = 3


def drop(growth: Growth) -> None:
    """Keep it out of the text: a smaller heading right under the headline, and what is named as one near it."""
    headline = growth.headline
    following = next(headline.siblings(), None) if headline is not None else None
    if following is not None and following.tag in _HEADINGS:
        following.drop(_WHY)
    for node in _behind(headline):
        if not node.gone and node.size <= _LONGEST and _is_named(node):
            node.drop(_WHY)


def deck(growth: Growth, said: Statements, title: str, lines: tuple[str, ...]) -> str:
    """The subtitle of a page whose text is `lines`; "" where it has none or its subtitle is title or text again."""
    shown = [" ".join(node.text().split()) for node in _behind(growth.headline) if node.dropped == _WHY]
    for text in (*shown, one_line(json_ld.text(said.article, "alternativeHeadline"))):
        told = words(text)
        long_enough = len(told) >= _FEWEST_WORDS and len(text) <= _LONGEST
        if long_enough and all(words(known) != told for known in (title, *lines)):
            return clean(text)
    return ""


@lru_cache(maxsize=10_000)
def is_name(listed: tuple[str, ...]) -> bool:
    """Whether these words of class and id name a subtitle."""
    return not _NAMES.isdisjoint(listed) or any(" ".join(pair) in _NAME_PAIRS for pair in pairwise(listed))


def _behind(headline: Node | None) -> list[Node]:
    """What stands right behind the headline, or behind an element that it stands in; dropped ones, too."""
    found: list[Node] = []
    node = headline
    for _ in range(_LEVELS):
        if node is None or node.parent is None:
            break
        beside = [part for part in node.parent.content if isinstance(part, Node)]
        found += islice(beside, beside.index(node) + 1, beside.index(node) + 1 + _BEHIND)
        node = node.parent
    return found


def _is_named(node: Node) -> bool:
    """Whether an element is named as the subtitle, or all that it holds is."""
    if is_name(node.name_words):
        return True
    return len(node.children) == 1 and _is_named(node.children[0])
