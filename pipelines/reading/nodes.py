"""A page's tree as the article is looked for in it: plain objects that know how much text they hold.

Asking a parser's tree for text and attributes again and again is what costs most in reading a page. So it is walked
once, past what is no part of an article, and every later question about sizes, links and parents is answered from
here. What turns out later not to be the article is marked as dropped, and leaves the sizes of what stands around it.
"""

from collections.abc import Callable, Container, Iterator, Mapping

from pipelines.reading.elements import COMMENT, INLINE, TEXT, Element, all_text, attributes, name, split_name
from pipelines.reading.names import Fate, names_text

# Elements whose text is not shown.
INVISIBLE = frozenset(
    {
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "select", "textarea",
    }
)  # fmt: skip
_SILENT = INVISIBLE | {COMMENT}
_PICTURES = frozenset({"img", "amp-img", "picture"})
# A text node of so many characters is prose; one that ends like a sentence, of so many.
_PROSE, _SENTENCE = 100, 40
_ENDS = (".", "؟", "!", "…", "۔")
# Deeper elements are not told apart: what they hold is text of the one that deep. Real pages end at some forty.
_DEEPEST = 250


class Node:
    """An element and what it holds. Sizes are in characters without blanks, and follow what is dropped."""

    __slots__ = (
        "attributes", "content", "dropped", "element", "first", "has_prose", "last", "linked", "parent", "pictured",
        "size", "tag", "timed",
    )  # fmt: skip

    def __init__(self, element: Element, tag: str, attributes: Mapping[str, str], parent: "Node | None") -> None:
        self.element = element
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.content: list[Node | str | None] = []  # texts, elements, and None where an empty element ends the line
        self.size = self.linked = 0  # and how much of it stands in links
        self.has_prose = False  # a text as long as a sentence or two stands in it, not right in a link
        self.pictured = self.timed = False  # a picture, a time element stands in it
        self.dropped = ""  # why it is no part of the article; "": it may be
        self.first = self.last = 0  # the blocks that it holds, once laid out

    @property
    def name(self) -> str:
        """What class, id and component names say of it, as written."""
        return name(self.attributes)

    @property
    def name_words(self) -> tuple[str, ...]:
        """The words of its names in lower case, camelCase taken apart."""
        return split_name(self.name)

    @property
    def kind(self) -> tuple[str, str]:
        """Its tag and class: what elements that hold the same sort of thing have in common."""
        return self.tag, self.attributes.get("class", "")

    @property
    def children(self) -> "list[Node]":
        """The elements right in it that are left."""
        return [child for child in self.content if isinstance(child, Node) and not child.dropped]

    def ancestors(self) -> "Iterator[Node]":
        """The nodes around it, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def descendants(self) -> "Iterator[Node]":
        """The nodes in it that are left, in no order."""
        waiting = self.children
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(node.children)

    def dropped_inside(self) -> "Iterator[Node]":
        """The nodes in it that were dropped, without what they hold."""
        waiting = [self]
        while waiting:
            children = [child for child in waiting.pop().content if isinstance(child, Node)]
            yield from (child for child in children if child.dropped)
            waiting.extend(child for child in children if not child.dropped)

    def siblings(self) -> "Iterator[Node]":
        """The nodes behind it with the same parent that are left."""
        beside = iter(self.parent.children if self.parent is not None else ())
        for node in beside:
            if node is self:
                break
        yield from beside

    @property
    def gone(self) -> bool:
        """Whether it, or what it stands in, was dropped."""
        return bool(self.dropped) or any(node.dropped for node in self.ancestors())

    def drop(self, why: str) -> None:
        """Mark it as no part of the article; the text behind it stays."""
        if not self.dropped:
            self.dropped = why
            for node in self.ancestors():
                node.size -= self.size
                node.linked -= self.linked

    def text(self) -> str:
        """All text in it that is left, as written."""
        if len(self.content) == 1 and isinstance(self.content[0], str):  # as in most links
            return self.content[0]
        pieces: list[str] = []
        waiting: list[Node | str | None] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                pieces.append(part)
            elif part is not None and (part is self or not part.dropped):
                waiting.extend(reversed(part.content))
        return "".join(pieces)


Decide = Callable[[Element, str, dict[str, str]], Fate]


class Growth:
    """The nodes of a page: its root, its headline, its links in order, and the elements that were left out.

    `decide` says which; none of more than `largest` characters outside links is left out for having no prose.
    """

    def __init__(self, root: Element, headline: Element | None, decide: Decide, largest: float) -> None:
        self.nodes: list[Node] = []
        self.links: list[Node] = []
        self.headings: list[Node] = []  # of the first level, and the headline
        self.headline: Node | None = None
        self.left_out: list[Element] = []
        self._headline = headline.mem_id if headline is not None else None
        self._decide = decide
        self._largest = largest
        self.root = Node(root, root.tag or "", {}, None)
        self._fill(self.root, root.child, 0, linked=False)

    def clear(self) -> None:
        """Let go of everything at once, which the collector of cycles would do late."""
        for node in self.nodes:
            node.parent = None

    def _fill(self, node: Node, child: Element | None, depth: int, *, linked: bool) -> None:
        """Give a node what its element holds, from its first child on."""
        self.nodes.append(node)
        if node.tag == "a":
            linked = True
            self.links.append(node)
        elif node.tag == "h1" or node.element.mem_id == self._headline:
            self.headings.append(node)
            if node.element.mem_id == self._headline:
                self.headline = node
        text, prose = "", not linked  # the text since the last element; comments part none
        while child is not None:
            tag = child.tag or ""
            if tag == TEXT:
                text += child.text_content or ""
            elif tag not in _SILENT:
                if text:
                    _add(node, text, prose=prose)
                text, prose = "", True
                self._child(node, child, tag, depth, linked=linked)
            child = child.next
        if text:
            _add(node, text, prose=prose)
        if linked:
            node.linked = node.size

    def _child(self, parent: Node, element: Element, tag: str, depth: int, *, linked: bool) -> None:
        """Add an element to the node that it stands in, with what it holds."""
        first = element.child
        if first is None:
            _add_empty(parent, tag)
            return
        said = attributes(element)
        fate = self._decide(element, tag, said)
        if fate is Fate.LEFT_OUT:
            self.left_out.append(element)
            return
        node, links = Node(element, tag, said, parent), len(self.links)
        if depth < _DEEPEST:
            self._fill(node, first, depth + 1, linked=linked)
        else:
            _add(node, all_text(element), prose=not linked)
        if fate is Fate.STAYS_WITH_PROSE and not node.has_prose and node.size - node.linked <= self._largest:
            self.left_out.append(element)
            del self.links[links:]
            return
        parent.content.append(node)
        parent.size += node.size
        parent.linked += node.linked
        parent.has_prose |= node.has_prose
        parent.pictured |= node.pictured or tag in _PICTURES
        parent.timed |= node.timed or tag == "time"


def _add_empty(node: Node, tag: str) -> None:
    """Add an element that holds nothing to the node that it stands in."""
    if tag not in INLINE:
        node.content.append(None)
    if tag in _PICTURES:
        node.pictured = True


def _add(node: Node, text: str, *, prose: bool) -> None:
    """Add a text to the node that it stands in."""
    node.content.append(text)
    if not text.isspace():
        node.size += len("".join(text.split()))
        if prose and len(text) >= _SENTENCE:
            text = text.strip()
            node.has_prose |= len(text) >= _PROSE or (len(text) >= _SENTENCE and text.endswith(_ENDS))


def is_alike(one: Node, other: Node) -> bool:
    """Whether two elements are of one sort: sections, or of one tag and with the same classes for the most part."""
    if one.tag != other.tag or one.tag == "section":
        return one.tag == other.tag
    classes, others = (set(node.attributes.get("class", "").split()) for node in (one, other))
    return classes == others or 2 * len(classes & others) >= max(len(classes), len(others))


def is_in_text(node: Node, outside: Container[Node] = ()) -> bool:
    """Whether an element, or one around it that is not among those `outside`, is named or marked as the text."""
    for around in (node, *node.ancestors()):
        if around in outside:
            break
        if names_text(around.name_words) or "articlebody" in around.attributes.get("itemprop", "").lower():
            return True
    return False
