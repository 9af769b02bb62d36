"""What stands behind an article's text and is told by a line of its own: comments of readers, rights of the site."""

from collections.abc import Container

from pipelines.arabic import words
from pipelines.reading.layout import Block, Layout, is_link
from pipelines.reading.nodes import Node, is_in_text

# Headings above the comments of readers, without their number; and their longest, in characters.
_COMMENTS = frozenset(
    " ".join(words(heading))
    for heading in (
        "التعليقات", "تعليقات", "تعليق", "تعليقات القراء", "تعليقات الزوار", "آراء وتعليقات", "اترك تعليقا",
        "اترك تعليقك", "أضف تعليق", "أضف تعليقا", "أضف تعليقك", "إضافة تعليق", "اكتب تعليقا", "اكتب تعليقك",
        "شاركنا تعليقك", "علق على الخبر", "تعليقات الفيسبوك",
    )
)  # fmt: skip
_LONGEST_LABEL = 30
# So many characters behind the headline are a text that can be commented on.
_TEXT = 40
_RIGHTS = ("حقوق محفوظ", "حقوق النشر", "حقوق الطبع", "©", "opyright")
# How many of the last blocks may tell of rights, and the characters of what stands in one element with that line.
_LAST, _FRAME = 8, 400


def comments_at(layout: Layout) -> int:
    """The block that is the heading of the readers' comments, behind the text; the number of blocks without one."""
    blocks = layout.blocks
    for position in [position for position, block in enumerate(blocks) if "عليق" in block.text]:
        block = blocks[position]
        if len(block.text) <= _LONGEST_LABEL and _is_heading_of_comments(block):
            before = blocks[max(layout.headline_at, 0) : position]
            around = {block.node, *block.node.ancestors()}
            behind = (other.node for other in blocks[position:] if _is_text(other))
            if any(map(_is_text, before)) and not any(is_in_text(node, around) for node in behind):
                return position
    return len(blocks)


def _is_text(block: Block) -> bool:
    return len(block.text) >= _TEXT and not is_link(block)


def _is_heading_of_comments(block: Block) -> bool:
    said = words(block.text)
    return "0" not in said and " ".join(word for word in said if not word.isdigit()) in _COMMENTS and not is_link(block)


def rights_at(layout: Layout, around: Container[Node]) -> range:
    """The blocks that stand in one small element with the line on a site's rights, at the end of its page.

    No element `around` the headline is looked at.
    """
    blocks = layout.blocks
    for position in range(len(blocks) - 1, max(len(blocks) - 1 - _LAST, layout.headline_at), -1):
        if any(map(blocks[position].text.__contains__, _RIGHTS)):
            node = blocks[position].node
            while node.parent is not None and node.parent not in around and _is_small(blocks, node.parent):
                node = node.parent
            return range(node.first, node.last) if node not in around and _is_small(blocks, node) else range(0)
    return range(0)


def _is_small(blocks: list[Block], node: Node) -> bool:
    inside = blocks[node.first : node.last]
    return sum(len(block.text) for block in inside if not is_link(block)) <= _FRAME
