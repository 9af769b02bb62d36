"""Which blocks of a page read like sentences of its article, and how much each counts."""

import re
from collections.abc import Mapping
from itertools import islice

from pipelines.reading.ending import rights_at
from pipelines.reading.layout import HEADINGS, Block, Layout, is_link
from pipelines.reading.names import names_text
from pipelines.reading.nodes import Node, is_in_text

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
# A page with so many characters of prose at most may be a flash; a line of it has so many where there is no prose,
# where it stands as near to the headline as the first, and where it stands nearer, as labels do.
_FLASH, _ALONE, _BESIDE, _NEARER = 400, 25, 40, 60
_TIME = re.compile(r"(?:19|20)\d\d|\d:\d\d|[٠-٩]{4}")
# A card is a headline that leads elsewhere with its excerpt: so many more characters than the two, in so many
# blocks at most.
_CARD_MARGIN, _CARD_BLOCKS = 60, 5


def prose_of(layout: Layout, headline: Node | None, end: int) -> list[float]:
    """How much prose each block is: its characters, weighed; 0 where it is none, and from the block `end` on."""
    prose = [_prose(layout, position, block) for position, block in enumerate(layout.blocks)]
    prose[end:] = [0.0] * (len(prose) - end)
    if headline is not None:
        outwards = {node: level for level, node in enumerate((headline, *headline.ancestors()))}
        for position in rights_at(layout, outwards):
            prose[position] = 0
        if sum(prose) <= _FLASH:
            _add_lines_of_flash(prose, layout, outwards, end)
        _weigh_by_distance(prose, layout, outwards)
    return prose


def _add_lines_of_flash(prose: list[float], layout: Layout, outwards: Mapping[Node, int], end: int) -> None:
    """Make prose of the lines between the headline and the first prose that stand as near to the headline as that.

    A flash may be a line without an end of sentence, in an element without a name.
    """
    first = next((at for at, amount in enumerate(prose) if amount and at >= layout.headline_at), len(prose))
    nearest = _level(layout.blocks[first].node, outwards) if first < len(prose) else len(outwards)
    for position in range(max(layout.headline_at, 0), min(first, end)):
        block = layout.blocks[position]
        length = len(block.text)
        if length < _ALONE or 2 * block.linked > length or block.node.tag in HEADINGS or block.node.timed:
            continue
        level = _level(block.node, outwards)
        shortest = _ALONE if first == len(prose) else _BESIDE if level == nearest else _NEARER
        if level <= nearest and length >= shortest and not _TIME.search(block.text):
            prose[position] = length


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
    if length < _PARAGRAPH_SENTENCE or (length >= _PROSE and (tag != "li" or length >= _ITEM)):
        return length >= _PROSE
    if tag == "li" and not (behind and _is_item_of_text(block.node)):
        return False
    paragraph = behind and (tag in ("p", "li") or names_text(block.node.name_words))
    if length >= (_PARAGRAPH_PROSE if paragraph else _PROSE):
        return True
    shortest = _PARAGRAPH_SENTENCE if paragraph else SENTENCE
    return length >= shortest and _SENTENCE_END.search(block.text) is not None


def _is_item_of_text(node: Node) -> bool:
    """Whether an item stands in a list right in an element that is named as the text."""
    return any(names_text(around.name_words) for around in islice(node.ancestors(), 2))


def _weigh_by_distance(prose: list[float], layout: Layout, outwards: Mapping[Node, int]) -> None:
    """Make prose count less the further out the element is that holds both it and the headline, unless it is named or
    marked as the text.

    A text of two lines right under its headline is the article, and not the longer one that stands under all pages.
    """
    levels = {
        position: _level(layout.blocks[position].node, outwards) for position, amount in enumerate(prose) if amount
    }
    rank = {level: number for number, level in enumerate(sorted(set(levels.values())))}
    for position, level in levels.items():
        node = layout.blocks[position].node
        if rank[level] and not is_in_text(node, outwards):
            prose[position] *= _FURTHER_OUT ** rank[level]


def _level(node: Node, outwards: Mapping[Node, int]) -> int:
    """At which level an element is in one with the headline."""
    while node not in outwards and node.parent is not None:
        node = node.parent
    return outwards[node]


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
