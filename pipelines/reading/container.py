"""The text of an article by the structure of its page: the element that holds its paragraphs, and their order.

The page, rid of what is not the article, is laid out as blocks: the lines that a browser would show. Blocks that read
like sentences are prose. The container is the element that is declared to hold the text, or the innermost one that
holds nearly all prose. A lead between the headline and the container, and parts of the text beside it, are taken too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from pipelines.reading import deck
from pipelines.reading.elements import INLINE, Element, is_same
from pipelines.reading.ending import comments_at
from pipelines.reading.layout import HEADINGS, Block, Layout, is_link
from pipelines.reading.names import names_text
from pipelines.reading.nodes import Growth, Node, is_alike
from pipelines.reading.prose import SENTENCE, prose_of

# Blocks that hold a text and are not looked into for a container.
_LEAVES = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "figure", "td", *HEADINGS})
_NO_CONTAINERS = _LEAVES - {"td"}

# Words that name a lead, also where it stands with a picture.
_LEADS = frozenset({"lead", "lede", "intro", "introtext", "introduction", "chapo", "summary", "announce", "teaser"})

_DIGITS = "0123456789"

# A container has so much of the prose around it; a declared one needs no more than half of the page's.
_DOMINANT, _DECLARED = 0.75, 0.5
# Prose of another sort behind it counts so much: authors, the site and its rules are told of behind a text.
_BEHIND = 0.4
# A heading that names who wrote or sent a text, or is a sentence.
_CREDIT = re.compile(r"[.!؟?]\s*$|:\s*\S|وكال|رويترز")
# Of nested declared elements, the innermost with so much of the fullest one's prose is meant.
_AS_FULL = 0.85
# A text is believed with so much of the page's prose, and so many characters of prose in all.
_BELIEVED_SHARE, _BELIEVED = 0.6, 200


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of a text, the element that holds them and why it does, and whether that leaves no doubt."""

    lines: tuple[str, ...]
    certain: bool
    container: Node | None = None
    why: str = ""
    outside: tuple[str, ...] = ()  # lines of the page that were not taken
    named: bool = False  # a rule of the source names the container


def find(growth: Growth, named: Element | None = None) -> Found:
    """The text of a page rid of what is not the article: what is in the element `named` as such, if there is any."""
    root = growth.root
    layout = Layout(root, growth.headline)
    end = comments_at(layout)
    prose = prose_of(layout, growth.headline, end)
    ruled = next((node for node in layout.nodes if is_same(node.element, named)), None) if named is not None else None
    if ruled is not None and ruled.first < ruled.last:
        lines = tuple(block.text for block in layout.blocks[ruled.first : ruled.last])
        return Found(lines, certain=True, container=ruled, why="a rule of the source names it", named=True)
    totals = _totals(layout.blocks, prose)
    if not totals:
        return _short_text(layout)
    declared = _declared(totals, prose)
    container = declared or _dominant(root, totals)
    chosen = [
        *_lead(layout, prose, container),
        *_text_positions(layout, prose, container, end),
        *_continued(prose, container),
    ]
    chosen = _without_last_headings(layout.blocks, chosen)
    taken, inside = sum(prose[position] for position in chosen), set(chosen)
    left = sum(prose[position] for position in range(container.last, len(prose)) if position not in inside)
    return Found(
        tuple(layout.blocks[position].text for position in chosen),
        certain=taken >= _BELIEVED_SHARE * (totals[root] - (1 - _BEHIND) * left)
        and (declared is not None or layout.headline_at >= 0 or taken >= _BELIEVED),
        container=container,
        why="it is named or marked as the text" if declared else "it holds nearly all prose of the page",
        outside=tuple(block.text for position, block in enumerate(layout.blocks) if position not in inside),
    )


def _totals(blocks: Sequence[Block], prose: Sequence[float]) -> dict[Node, float]:
    """The prose in each element that holds some."""
    totals: dict[Node, float] = {}
    for block, amount in zip(blocks, prose, strict=True):
        node: Node | None = block.node if amount else None
        while node is not None:
            totals[node] = totals.get(node, 0) + amount
            node = node.parent
    return totals


def _is_declared(node: Node) -> bool:
    if node.tag in _NO_CONTAINERS:
        return False
    said = f"{node.attributes.get('itemprop', '')} {node.attributes.get('property', '')}"
    return "articlebody" in said.lower() or names_text(node.name_words)


def _declared(totals: dict[Node, float], prose: Sequence[float]) -> Node | None:
    """The element that is named or marked as the text, where it has its share of the page's prose."""
    upto = list(accumulate(prose, initial=0.0))
    found = [
        node
        for node, amount in totals.items()
        if amount >= _DECLARED * (upto[node.last] + _BEHIND * (upto[-1] - upto[node.last])) and _is_declared(node)
    ]
    fullest = max((totals[node] for node in found), default=0)
    full = [node for node in found if totals[node] >= _AS_FULL * fullest and not _is_part(node)]
    return max(full, key=lambda node: sum(1 for _ in node.ancestors()), default=None)


def _is_part(node: Node) -> bool:
    """Whether an element is a line of a text whose lines are all named as text."""
    return (
        node.last - node.first == 1
        and node.parent is not None
        and any(other is not node and names_text(other.name_words) for other in node.parent.children)
    )


def _dominant(root: Node, totals: dict[Node, float]) -> Node:
    """The innermost element that holds nearly all prose of each element around it."""
    node = root
    while True:
        children = [child for child in node.children if child in totals and child.tag not in _NO_CONTAINERS]
        best = max(children, key=totals.__getitem__, default=None)
        if best is None or best.tag in INLINE or _is_one_of_many(best):
            return node
        beside = (
            best.siblings() if best.last - best.first > 1 else ()
        )  # a single line may be an excerpt of what follows
        others = sum(totals[other] for other in beside if other in totals and _is_other(other, best))
        if totals[best] < _DOMINANT * (totals[node] - (1 - _BEHIND) * others):
            return node
        node = best


def _is_other(node: Node, text: Node) -> bool:
    """Whether an element behind a text is of another sort, and no part of it by its tag or name."""
    return node.tag not in _LEAVES and not is_alike(node, text) and not names_text(node.name_words)


def _sort(node: Node) -> tuple[str, str]:
    """The kind of an element, its number left out: "paragraph-7" is of the sort of "paragraph-8"."""
    return node.tag, node.attributes.get("class", "").rstrip(_DIGITS)


def _is_one_of_many(node: Node) -> bool:
    """Whether an element is a line of its own beside others of its kind: a paragraph, whatever its tag."""
    return node.last - node.first == 1 and any(
        other is not node and _sort(other) == _sort(node) and other.size
        for other in (node.parent.children if node.parent is not None else ())
    )


def _text_positions(layout: Layout, prose: Sequence[float], container: Node, end: int) -> list[int]:
    """The blocks of the container that are text: prose, and short lines in elements that are made for text or hold
    prose, too; none from `end` on."""
    first = max(container.first, layout.headline_at) if layout.headline_at < container.last else container.first
    positions = range(first, min(container.last, end))
    nodes = {layout.blocks[position].node for position in positions if prose[position]}
    kinds = {_sort(node) for node in nodes}
    begun, last = False, max((position for position in positions if prose[position]), default=0)
    chosen = []
    for position in positions:
        block = layout.blocks[position]
        begun = begun or bool(prose[position])
        short = not is_link(block) and _is_made_for_text(block.node, kinds)
        # Items above the text tell its source and date, cells around it are layout.
        within = begun and (position < last or block.node in nodes)
        among = {"li": begun, "td": within, "tr": within or (begun and "|" in block.text)}
        if prose[position] or (short and among.get(block.node.tag, True)):
            chosen.append(position)
    return chosen


def _without_last_headings(blocks: Sequence[Block], chosen: list[int]) -> list[int]:
    """The blocks of a text without headings at its end, whose texts were none of the article; credits stay."""
    end = len(chosen)
    while end > 1 and blocks[chosen[end - 1]].node.tag in HEADINGS and not _CREDIT.search(blocks[chosen[end - 1]].text):
        end -= 1
    return chosen[:end] if end > 1 else chosen


def _is_made_for_text(node: Node, kinds: set[tuple[str, str]]) -> bool:
    if node.tag in _LEAVES or node.tag == "tr" or _sort(node) in kinds:
        return True
    return not (node.attributes.get("class") or node.attributes.get("id"))


def _lead(layout: Layout, prose: Sequence[float], container: Node) -> Iterable[int]:
    """The prose between the headline and the container."""
    between = range(layout.headline_at, container.first) if layout.headline_at >= 0 else ()
    return [
        position
        for position in between
        if prose[position] >= SENTENCE and not _is_deck(layout.blocks[position].node, container)
    ]


def _is_deck(node: Node, container: Node) -> bool:
    """Whether a block in front of the container is named as a subtitle, stands with a picture, or tells the time."""
    shared = set(container.ancestors())
    near = [node, *takewhile(lambda around: around not in shared, node.ancestors())]
    pictured = node.tag != "p" and near[-1].pictured and _LEADS.isdisjoint(node.name_words)
    return pictured or node.timed or any(deck.is_name(around.name_words) for around in near)


def _continued(prose: Sequence[float], container: Node) -> list[int]:
    """The prose in elements behind the container that are of its kind, or paragraphs."""
    positions: list[int] = []
    for node in container.siblings():
        alike = node.kind == container.kind and container.kind[1]
        if node.tag == "p" or alike:
            positions += [position for position in range(node.first, node.last) if prose[position]]
    return [position for position in positions if position >= container.last]


def _short_text(layout: Layout) -> Found:
    """The text of a page without prose: what its declared container holds."""
    for node in layout.nodes:
        if node.first < node.last and node.first >= layout.headline_at and _is_declared(node):
            lines = [block.text for block in layout.blocks[node.first : node.last] if not is_link(block)]
            return Found(tuple(lines), certain=True, container=node, why="its name says text, and no prose is around")
    return Found((), certain=True)
