"""Which blocks of a page read like sentences of its article, and how much each counts."""

import re

from pipelines.reading.layout import HEADINGS, Block, Layout, is_link
from pipelines.reading.nodes import Node

# Characters from which a block reads like a sentence: without an end of sentence, and with one.
_PROSE, SENTENCE = 80, 35
# And as a paragraph behind the headline, or as an item of a list, which seldom ends like one.
_PARAGRAPH_PROSE, _PARAGRAPH_SENTENCE = 50, 20
_ITEM = 80
_SENTENCE_END = re.compile(r"[.!؟?…:؛\"”»)]\s*$")
# Prose in front of the headline counts so much.
_BEFORE_HEADLINE = 0.2
# And so much for each level further out from the headline, of those at which there is some.
_FURTHER_OUT = 0.2
# A card is a headline that leads elsewhere with its excerpt: so many more characters than the two, in so many
# blocks at most.
_CARD_MARGIN, _CARD_BLOCKS = 60, 5


def prose_of(layout: Layout, headline: Node | None) -> list[float]:
    """How much prose each block is: its characters, weighed; 0 where it is none."""
    prose = [_prose(layout, position, block) for position, block in enumerate(layout.blocks)]
    if headline is not None:
        _weigh_by_distance(prose, layout, headline)
    return prose


def _prose(layout: Layout, position: int, block: Block) -> float:
    """How much prose a block is: its characters, 0 where it does not read like a sentence of this page's article."""
    length = len(block.text)
    behind = position >= layout.headline_at >= 0
    if 2 * block.linked > length or block.node.tag in HEADINGS or not _reads_like_one(block, behind):
        return 0
    if block.node.timed and block.node.tag != "p":  # who wrote it, when, and when it was changed
        return 0
    if _is_card(layout, block):
        return 0
    return length if position >= layout.headline_at else _BEFORE_HEADLINE * length


def _reads_like_one(block: Block, behind: bool) -> bool:
    """Whether a block is as long as a sentence, by its tag and its end; `behind` the headline less is asked for."""
    length, tag = len(block.text), block.node.tag
    if tag == "li":
        return length >= _ITEM
    paragraph = tag == "p" and behind
    if length >= (_PARAGRAPH_PROSE if paragraph else _PROSE):
        return True
    shortest = _PARAGRAPH_SENTENCE if paragraph else SENTENCE
    return length >= shortest and _SENTENCE_END.search(block.text) is not None


def _weigh_by_distance(prose: list[float], layout: Layout, headline: Node) -> None:
    """Make prose count less the further out the element is that holds both it and the headline.

    A text of two lines right under its headline is the article, and not the longer one that stands under all pages.
    """
    outwards = {node: level for level, node in enumerate((headline, *headline.ancestors()))}
    levels = {
        position: next(outwards[node] for node in (block.node, *block.node.ancestors()) if node in outwards)
        for position, block in enumerate(layout.blocks)
        if prose[position]
    }
    rank = {level: number for number, level in enumerate(sorted(set(levels.values())))}
    for position, level in levels.items():
        prose[position] *= _FURTHER_OUT ** rank[level]


def _is_card(layout: Layout, block: Block) -> bool:
    """Whether a block is the excerpt in a card: little else stands around it but a headline that is a link."""
    node: Node | None = block.node
    for _ in range(2):
        node = node.parent if node is not None else None
        if node is None or node.tag in ("article", "main", "body"):
            return False
        if node.last - node.first > _CARD_BLOCKS:
            return False
        around = layout.blocks[node.first : node.last]
        headline = max((len(other.text) for other in around if is_link(other)), default=0)
        whole = sum(len(other.text) for other in around)
        if headline >= SENTENCE / 2 and whole <= len(block.text) + headline + _CARD_MARGIN:
            return True
    return False
