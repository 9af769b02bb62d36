"""Nodes laid out as the lines that a browser would show, each with the element that makes it a line of its own."""

from dataclasses import dataclass

from pipelines.reading.elements import INLINE
from pipelines.reading.nodes import Node

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TEXT = frozenset({"button", "option", "figcaption", "title"})
_IN_FIGURES = frozenset({"table", "blockquote", "h1"})
# A block with so much of its text in links leads elsewhere.
_LINKED = 0.9
_CELL = 80  # characters of the longest cell in a row of a table of data


@dataclass(slots=True)
class Block:
    """A line as shown: its text, the element that makes it a line of its own, and its characters in links."""

    text: str
    node: Node
    linked: int


def is_link(block: Block) -> bool:
    """Whether a block is a link, or links."""
    return block.linked >= _LINKED * len(block.text)


class Layout:
    """The blocks of a tree in order, and where its headline stands among them.

    Each node knows then which of them it holds: those from `first` on, up to `last`.
    """

    def __init__(self, root: Node, headline: Node | None) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []  # those that begin a line, each behind what it holds
        self.headline_at = -1  # not there
        self._headline = headline
        self._pieces: list[str] = []
        self._linked = 0
        self._lay_out(root)

    def _lay_out(self, node: Node) -> None:
        """Add the blocks of an element that begins a line."""
        node.first = len(self.blocks)
        if node.tag != "tr" or not self._row(node):
            self._run(node, node, in_link=node.tag == "a")
            self._end(node)
        node.last = len(self.blocks)
        self.nodes.append(node)

    def _run(self, node: Node, owner: Node, in_link: bool) -> None:
        for part in node.content:
            if part is None:
                self._end(owner)
            elif isinstance(part, str):
                self._pieces.append(part)
                if in_link:
                    self._linked += len(part.strip())
            elif part.dropped:
                continue
            elif part.tag in INLINE and part is not self._headline:
                part.first = len(self.blocks)
                self._run(part, owner, in_link or part.tag == "a")
                part.last = len(self.blocks)
            else:
                self._end(owner)
                self._block(part, in_link)

    def _block(self, node: Node, in_link: bool) -> None:
        if node is self._headline:
            node.first = node.last = self.headline_at = len(self.blocks)
        elif node.tag == "figure" and not any(inner.tag in _IN_FIGURES for inner in node.descendants()):
            node.first = node.last = len(self.blocks)
        elif node.tag not in _NO_TEXT:
            before = len(self.blocks)
            self._lay_out(node)
            if in_link:
                for block in self.blocks[before:]:
                    block.linked = len(block.text)

    def _end(self, owner: Node) -> None:
        """A line ends."""
        if self._pieces:
            line = " ".join("".join(self._pieces).split())
            if line:
                self.blocks.append(Block(line, owner, self._linked))
            self._pieces, self._linked = [], 0

    def _row(self, row: Node) -> bool:
        """Add a row of a table of data as one line. False for a row that is layout."""
        if any(inner.tag not in INLINE for cell in row.children for inner in cell.descendants()):
            return False
        cells = [" ".join(cell.text().split()) for cell in row.children]
        if len(cells) < 2 or max(map(len, cells)) > _CELL:
            return False
        line = " | ".join(cell for cell in cells if cell)
        if line:
            self.blocks.append(Block(line, row, 0))
        return True
