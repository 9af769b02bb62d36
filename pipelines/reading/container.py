"""The text of an article by the structure of its page: the element that holds its paragraphs, and their order.

The page, rid of what is not the article, is laid out as blocks: the lines that a browser would show. Blocks that read
like sentences are prose. The container is the element that is declared to hold the text, or the innermost one that
holds nearly all prose. A lead between the headline and the container, and parts of the text beside it, are taken too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.reading.elements import INLINE, Element, name_words
from pipelines.reading.layout import HEADINGS, Block, Layout, is_link

# Names that content management systems give to the element of an article's text, as two words in a row.
_TEXT_NAMES = re.compile(
    r"\b(?:entry|article|story|post|news|node|single|page|blog|details?|main|item|full|td post|detail page)"
    r" (?:content|body|text|txt|details?|desc|description|article)\b"
    r"|\b(?:field name (?:field )?body|article ?body|entry ?content|story ?body|post ?body|news ?body|body ?text"
    r"|body ?content|text ?content|content ?body|rich ?text|rte|wysiwyg|ck content)\b"
)
_DECK_WORDS = frozenset({"deck", "dek", "subtitle", "subhead", "subheading", "subheadline", "standfirst", "kicker"})
# Blocks that hold a text and are not looked into for a container.
_LEAVES = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "figure", "td", *HEADINGS})

# Characters from which a block reads like a sentence: without an end of sentence, with one, and as an item of a list.
_PROSE, _SENTENCE, _ITEM = 80, 35, 80
_SENTENCE_END = re.compile(r"[.!؟?…:؛\"”»)]\s*$")
# Prose in front of the headline counts so much.
_BEFORE_HEADLINE = 0.2
# A container has so much of the prose around it; a declared one needs no more than half of the page's.
_DOMINANT, _DECLARED = 0.75, 0.5
# Of nested declared elements, the innermost with so much of the fullest one's prose is meant.
_AS_FULL = 0.85
# A card is a headline that leads elsewhere with its excerpt: so many more characters than the two, in so many
# blocks at most.
_CARD_MARGIN, _CARD_BLOCKS = 60, 5
# A text is believed with so much of the page's prose, and so many characters of prose in all.
_BELIEVED_SHARE, _BELIEVED = 0.6, 200


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of a text, and whether the page's structure leaves no doubt about them."""

    lines: tuple[str, ...]
    certain: bool


def find(tree: Element, headline: Element | None) -> Found:
    """The text of a page whose tree was pruned."""
    layout = Layout(headline)
    layout.lay_out(tree)
    prose = [_prose(layout, position) for position in range(len(layout.blocks))]
    totals = _totals(layout.blocks, prose)
    if not totals:
        return Found(_short_text(layout), certain=True)
    declared = _declared(totals, totals[tree])
    container = declared if declared is not None else _dominant(tree, totals)
    first, last = layout.spans[container]
    lead = _lead(layout, prose, container, first)
    chosen = [*lead, *_text_positions(layout, prose, (first, last))]
    chosen += _continued(layout, prose, container, last)
    taken = sum(prose[position] for position in chosen)
    certain = taken >= _BELIEVED_SHARE * totals[tree] and (declared is not None or taken >= _BELIEVED)
    return Found(tuple(layout.blocks[position].text for position in chosen), certain)


def _prose(layout: Layout, position: int) -> float:
    """How much prose a block is: its characters, 0 where it does not read like a sentence of this page's article."""
    block = layout.blocks[position]
    length, is_item = len(block.text), block.element.tag == "li"
    if block.element.tag in HEADINGS or 2 * block.linked > length or length < _SENTENCE:
        return 0
    if length < (_ITEM if is_item else _PROSE) and (is_item or not _SENTENCE_END.search(block.text)):
        return 0
    if _is_card(layout, block):
        return 0
    return length if position >= layout.headline_at else _BEFORE_HEADLINE * length


def _is_card(layout: Layout, block: Block) -> bool:
    """Whether a block is the excerpt in a card: little else stands around it but a headline that is a link."""
    element: Element | None = block.element
    for _ in range(2):
        element = element.getparent() if element is not None else None
        if element is None or element.tag in ("article", "main", "body"):
            return False
        first, last = layout.spans[element]
        if last - first > _CARD_BLOCKS:
            return False
        around = layout.blocks[first:last]
        headline = max((len(other.text) for other in around if is_link(other)), default=0)
        whole = sum(len(other.text) for other in around)
        if headline >= _SENTENCE / 2 and whole <= len(block.text) + headline + _CARD_MARGIN:
            return True
    return False


def _totals(blocks: Sequence[Block], prose: Sequence[float]) -> dict[Element, float]:
    """The prose in each element that holds some."""
    totals: dict[Element, float] = {}
    for block, amount in zip(blocks, prose, strict=True):
        if amount:
            totals[block.element] = totals.get(block.element, 0) + amount
            for element in block.element.iterancestors():
                totals[element] = totals.get(element, 0) + amount
    return totals


def _is_declared(element: Element) -> bool:
    if element.tag in _LEAVES and element.tag != "td":
        return False
    said = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
    return "articlebody" in said.lower() or bool(_TEXT_NAMES.search(" ".join(name_words(element))))


def _declared(totals: dict[Element, float], whole: float) -> Element | None:
    """The element that is named or marked as the text, where it has its share of the page's prose."""
    found = [element for element, amount in totals.items() if amount >= _DECLARED * whole and _is_declared(element)]
    if not found:
        return None
    fullest = max(totals[element] for element in found)
    full = [element for element in found if totals[element] >= _AS_FULL * fullest]
    return max(full, key=lambda element: sum(1 for _ in element.iterancestors()))


def _dominant(tree: Element, totals: dict[Element, float]) -> Element:
    """The innermost element that holds nearly all prose of each element around it."""
    element = tree
    while True:
        children = [child for child in element.iterchildren() if child in totals and child.tag not in _LEAVES]
        best = max(children, key=totals.__getitem__, default=None)
        if best is None or best.tag in INLINE or totals[best] < _DOMINANT * totals[element]:
            return element
        element = best


def _text_positions(layout: Layout, prose: Sequence[float], span: tuple[int, int]) -> list[int]:
    """The blocks of a span that are text: prose, and short lines in elements that are made for text or hold prose,
    too."""
    positions = range(*span)
    kinds = {_kind(layout.blocks[position].element) for position in positions if prose[position]}
    begun = False
    chosen = []
    for position in positions:
        block = layout.blocks[position]
        begun = begun or bool(prose[position])
        short = not is_link(block) and _is_made_for_text(block.element, kinds)
        if prose[position] or (short and (begun or block.element.tag != "li")):
            chosen.append(position)
    return chosen


def _is_made_for_text(element: Element, kinds: set[tuple[str, str]]) -> bool:
    named = bool(element.get("class") or element.get("id"))
    return element.tag in _LEAVES or element.tag == "tr" or not named or _kind(element) in kinds


def _kind(element: Element) -> tuple[str, str]:
    return element.tag, element.get("class") or ""


def _lead(layout: Layout, prose: Sequence[float], container: Element, first: int) -> Iterable[int]:
    """The prose between the headline and the container."""
    between = range(layout.headline_at, first) if layout.headline_at >= 0 else ()
    return [
        position
        for position in between
        if prose[position] >= _SENTENCE and not _is_deck(layout.blocks[position].element, container)
    ]


def _is_deck(element: Element, container: Element) -> bool:
    around = [element, *element.iterancestors()]
    near = around[: around.index(next((e for e in around if e in set(container.iterancestors())), around[-1]))]
    pictured = element.tag != "p" and any(True for e in near[-1:] for _ in e.iter("img", "amp-img", "picture"))
    timed = any(True for _ in element.iter("time"))
    return pictured or timed or any(not _DECK_WORDS.isdisjoint(name_words(e)) for e in near)


def _continued(layout: Layout, prose: Sequence[float], container: Element, last: int) -> list[int]:
    """The prose in elements beside the container that are of its kind, or paragraphs."""
    positions: list[int] = []
    for sibling in container.itersiblings():
        alike = sibling.tag == container.tag and sibling.get("class") == container.get("class")
        if sibling in layout.spans and (sibling.tag == "p" or (alike and container.get("class"))):
            positions += [position for position in range(*layout.spans[sibling]) if prose[position]]
    return [position for position in positions if position >= last]


def _short_text(layout: Layout) -> tuple[str, ...]:
    """The text of a page without prose: what its declared container holds."""
    for element, (first, last) in layout.spans.items():
        if first < last and first >= layout.headline_at and _is_declared(element):
            return tuple(block.text for block in layout.blocks[first:last] if not is_link(block))
    return ()
