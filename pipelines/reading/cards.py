"""Leave out what leads to other articles: lists of their headlines, paragraphs that are one, and cards."""

from itertools import islice

from pipelines.reading.elements import INLINE
from pipelines.reading.nodes import Growth, Node

# A list of at least so many links, with so much of its text in them, is a list of other articles.
_LINK_LIST, _LINK_SHARE = 2, 0.8
# Words of a link that is a headline; shorter ones are names, sources and tags in the text.
_HEADLINE_WORDS = 4
# Elements in a line that is one link, with icons and breaks around it.
_LINE_ELEMENTS = 12
# Levels above a link in which its list or card is looked for.
_NEAR = 12
# More links with headlines than any page has.
_MOST_LINKS = 2_000
# Characters of the longest excerpt in a card, blanks left out.
_EXCERPT = 400
_LISTS = frozenset({"ul", "ol", "p", "div", "h2", "h3", "h4", "h5", "h6"})
_NEVER_CARDS = frozenset({"html", "body", "main"})


def drop_link_lists(growth: Growth) -> int:
    """Drop what leads to other articles. How much text stood in the headlines of cards, in characters."""
    # What holds a headline of the page may be its own.
    around = {node for heading in growth.headings for node in heading.ancestors()}
    headlines = [link for link in growth.links if len(link.text().split()) >= _HEADLINE_WORDS][:_MOST_LINKS]
    _drop_lists(headlines, around)
    _drop_cards([link for link in headlines if not link.gone and _stands_alone(link)], around)
    return sum(link.size for link in headlines if link.gone)


def _drop_lists(headlines: list[Node], around: set[Node]) -> None:
    """Drop lists whose text is headlines, and paragraphs that are one."""
    counts: dict[Node, list[int]] = {}  # for each element, how many headlines are in it, and their size
    for link in headlines:
        listed = (node for node in link.ancestors() if node.tag in _LISTS)
        for node in islice(listed, _NEAR):
            count = counts.setdefault(node, [0, 0])
            count[0] += 1
            count[1] += link.size
    for node, (number, length) in counts.items():
        wanted = 1 if node.tag == "p" else _LINK_LIST
        if number >= wanted and node not in around and length >= _LINK_SHARE * node.size:
            node.drop("a list of links to other articles")


def _stands_alone(link: Node) -> bool:
    """Whether a link is a line of its own."""
    if any(inner.tag not in INLINE for inner in link.descendants()):
        return True
    line = link.parent
    while line is not None and line.tag in INLINE:
        line = line.parent
    return line is None or (len(line.content) <= _LINE_ELEMENTS and line.size == link.size)


def _drop_cards(links: list[Node], around: set[Node]) -> None:
    """Drop elements of one kind beside each other that hold a headline each, with an excerpt at most."""
    groups: dict[tuple[Node | None, tuple[str, str]], dict[Node, int]] = {}
    for link in links:
        for node in islice(link.ancestors(), _NEAR):
            if node.tag in _NEVER_CARDS or node in around:
                break
            groups.setdefault((node.parent, node.kind), {})[node] = link.size
    for group in groups.values():
        cards = [card for card, length in group.items() if card.size - length <= _EXCERPT]
        if len(cards) >= _LINK_LIST:
            for card in cards:
                card.drop("a card of another article")
