"""Leave out what leads to other articles: lists of their headlines, paragraphs that are one, and cards."""

import re
from itertools import chain, islice

from pipelines.reading.elements import INLINE
from pipelines.reading.names import names_text
from pipelines.reading.nodes import Growth, Node

# A list of at least so many links, with so much of its text in them, is a list of other articles.
_LINK_LIST, _LINK_SHARE = 2, 0.8
# Words of a link that is a headline; shorter ones are names, sources and tags in the text.
_HEADLINE_WORDS = 4
# First words of links from an excerpt to its article; so many are a list of excerpts.
_MORE = frozenset(
    {"المزيد", "التفاصيل", "تفاصيل", "اقرأ", "إقرأ", "أقرأ", "اقرا", "قراءة", "أكمل", "تابع", "more", "Read"}
)
_MANY = 4
# Elements in a line that is one link, with icons and breaks around it.
_LINE_ELEMENTS = 12
# Levels above a link in which its list or card is looked for.
_NEAR = 12
# More links with headlines than any page has.
_MOST_LINKS = 2_000
# Characters outside of links, blanks left out, that make a text of what is named as one.
_SENTENCE = 30
# Characters of the longest excerpt in a card, blanks left out.
_EXCERPT = 400
# Addresses of posts in social networks.
_POST = re.compile(
    r"//(?:\w+\.)?(?:(?:twitter|x)\.com/[^/]+/status/|t\.co/|t\.me/\w+/\d|instagram\.com/(?:p|reel)/|tiktok\.com/@"
    r"|(?:facebook|fb)\.com/.+(?:posts|videos|permalink|photo)|truthsocial\.com/@)",
    re.I,
)
_QUOTING = frozenset({"p", "blockquote"})
_LISTS = frozenset({"ul", "ol", "p", "div", "h2", "h3", "h4", "h5", "h6"})
_NEVER_CARDS = frozenset({"html", "body", "main"})


def drop_link_lists(growth: Growth) -> int:
    """Drop what leads to other articles. How much text stood in the headlines of cards, in characters."""
    _drop_next_articles(growth.headline)
    # What holds a headline of the page may be its own.
    around = {node for heading in growth.headings for node in heading.ancestors()}
    headlines: list[Node] = []
    more: list[Node] = []
    quoted: list[Node] = []
    for link in growth.links[:_MOST_LINKS]:
        parent = link.parent
        if parent is not None and parent.tag in _QUOTING:
            quoted.append(link)
        said = link.text().split()
        if len(said) >= _HEADLINE_WORDS:
            headlines.append(link)
        elif said and said[0] in _MORE:
            more.append(link)
    _drop_posts(quoted)
    _drop_lists(headlines, around)
    _drop_cards([link for link in headlines if not link.gone and _stands_alone(link)], around)
    if len(more) >= _MANY:
        _drop_cards([link for link in more if not link.gone], around, _MANY)
    return sum(link.size for link in headlines if link.gone)


def _drop_next_articles(headline: Node | None) -> None:
    """Drop the articles behind that of the headline, as pages have that go on without end."""
    own = next((node for node in headline.ancestors() if node.tag == "article"), None) if headline is not None else None
    if own is None or headline is None or own.size - own.linked - headline.size < _SENTENCE:
        return
    for node in list(own.siblings()):
        if node.kind == own.kind and any(inner.tag == headline.tag for inner in node.descendants()):
            node.drop("another article")


def _drop_posts(links: list[Node]) -> None:
    """Drop quotations that end with a link to a post in a social network: the post, as embedded without its script."""
    for link in links:
        quote = link.parent
        if quote is not None and quote.tag == "p":
            quote = quote.parent
        if quote is not None and quote.tag == "blockquote" and _POST.search(link.attributes.get("href", "")):
            quote.drop("a post of a social network")


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
        if number >= wanted and node not in around and length >= _LINK_SHARE * node.size and not _has_text(node):
            node.drop("a list of links to other articles")


def _has_text(node: Node) -> bool:
    """Whether a list holds a text and the related articles in it are just longer than itself, as in a flash."""
    if node.size - node.linked < _SENTENCE:
        return False
    return any(
        inner.size - inner.linked >= _SENTENCE and names_text(inner.name_words)
        for inner in chain((node,), node.descendants())
    )


def _stands_alone(link: Node) -> bool:
    """Whether a link is a line of its own."""
    if any(inner.tag not in INLINE for inner in link.descendants()):
        return True
    line = link.parent
    while line is not None and line.tag in INLINE:
        line = line.parent
    return line is None or (len(line.content) <= _LINE_ELEMENTS and line.size == link.size)


def _drop_cards(links: list[Node], around: set[Node], fewest: int = _LINK_LIST) -> None:
    """Drop elements of one kind beside each other that hold a headline each, with an excerpt at most."""
    groups: dict[tuple[Node | None, tuple[str, str]], dict[Node, int]] = {}
    for link in links:
        for node in islice(link.ancestors(), _NEAR):
            if node.tag in _NEVER_CARDS or node in around:
                break
            groups.setdefault((node.parent, node.kind), {})[node] = link.size
    for group in groups.values():
        cards = [card for card, length in group.items() if card.size - length <= _EXCERPT]
        if len(cards) >= fewest:
            for card in cards:
                card.drop("a card of another article")
