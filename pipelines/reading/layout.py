"""A tree laid out as the lines that a browser would show, each with the element that makes it a line of its own."""

from dataclasses import dataclass

from pipelines.reading.elements import INLINE, Element, all_text

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TEXT = frozenset({"button", "option", "figcaption", "script", "style", "title", "noscript"})
# A block with so much of its text in links leads elsewhere.
_LINKED = 0.9
_CELL = 80  # characters of the longest cell in a row of a table of data


@dataclass(frozen=True, slots=True)
class Block:
    """A line as shown: its text, the element that makes it a line of its own, and its characters in links."""

    text: str
    element: Element
    linked: int


def is_link(block: Block) -> bool:
    """Whether a block is a link, or links."""
    return block.linked >= _LINKED * len(block.text)


class Layout:
    """The blocks of a tree in order, where its headline stands among them, and which of them each element holds."""

    def __init__(self, headline: Element | None) -> None:
        self.blocks: list[Block] = []
        self.spans: dict[Element, tuple[int, int]] = {}
        self.headline_at = -1  # not there
        self._headline = headline
        self._pieces: list[str] = []
        self._linked = 0

    def lay_out(self, element: Element) -> None:
        """Add the blocks of an element that begins a line."""
        first = len(self.blocks)
        if element.tag != "tr" or not self._row(element):
            self._run(element, element, in_link=element.tag == "a")
            self._end(element)
        self.spans[element] = (first, len(self.blocks))

    def _run(self, element: Element, owner: Element, in_link: bool) -> None:
        if element.text:
            self._add(element.text, in_link)
        for child in element:
            tag = child.tag
            if tag not in INLINE:
                self._end(owner)
                if len(child) or child.text:
                    self._block(child, in_link)
            elif len(child) or child.text:
                self._run(child, owner, in_link or tag == "a")
            if child.tail:
                self._add(child.tail, in_link)

    def _block(self, child: Element, in_link: bool) -> None:
        if child is self._headline:
            self.headline_at = len(self.blocks)
        elif child.tag == "figure" and not any(True for _ in child.iter("table", "blockquote", "h1")):
            return
        elif child.tag not in _NO_TEXT:
            before = len(self.blocks)
            self.lay_out(child)
            if in_link:
                self.blocks[before:] = [Block(b.text, b.element, len(b.text)) for b in self.blocks[before:]]

    def _add(self, piece: str, in_link: bool) -> None:
        self._pieces.append(piece)
        if in_link:
            self._linked += len(piece.strip())

    def _end(self, owner: Element) -> None:
        """A line ends."""
        if self._pieces:
            line = " ".join("".join(self._pieces).split())
            if line:
                self.blocks.append(Block(line, owner, self._linked))
            self._pieces, self._linked = [], 0

    def _row(self, row: Element) -> bool:
        """Add a row of a table of data as one line. False for a row that is layout."""
        if any(child.tag not in INLINE and child.tag != "br" for cell in row for child in cell.iterdescendants()):
            return False
        cells = [" ".join(all_text(cell).split()) for cell in row]
        if len(cells) < 2 or max(map(len, cells)) > _CELL:
            return False
        line = " | ".join(cell for cell in cells if cell)
        if line:
            self.blocks.append(Block(line, row, 0))
        return True
