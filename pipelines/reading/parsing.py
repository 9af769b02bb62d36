"""Markup to a tree, within bounds: what would stall a parser is refused."""

from collections.abc import Iterator
from typing import cast

from lxml import etree

from pipelines.reading.elements import Element

# More elements than any news page has (the largest measured had 9,000); beyond, time and recursion are at risk.
_MOST_ELEMENTS = 60_000
_SHORTEST_ELEMENT = len("<p>")
# Control characters, which markup may not hold, as blanks; and the two code points that are no characters, in UTF-8.
_CONTROLS = bytes(32 if code < 9 or code in (11, 12) or 14 <= code < 32 else code for code in range(256))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
# A start tag of so many characters with so many attributes is an attack: parsers compare each attribute with all
# others.
_LONG_TAG = 5_000
_MOST_ATTRIBUTES = 500
_COUNT = etree.XPath("count(descendant::*)")


def parsed(markup: bytes) -> Element | None:
    """A page in UTF-8 as a tree.

    None where there is no element in it, or too many, or an element of endless attributes.
    """
    data = markup.translate(_CONTROLS)
    if any(_is_endless(tag) for tag in _long_tags(data)):
        return None
    if b"\xef" in data and _NO_CHARACTERS[0][:2] in data:  # one byte is looked for much faster than two
        for code in _NO_CHARACTERS:
            data = data.replace(code, b" ")
    # A parser each time: libxml2 keeps the names that it met in a parser's dictionary.
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=False,
        collect_ids=False,  # a table of them costs a sixth of the time
    )
    tree = etree.fromstring(data, parser)
    few = len(data) <= _SHORTEST_ELEMENT * _MOST_ELEMENTS or data.count(b"<") <= _MOST_ELEMENTS
    return tree if tree is not None and (few or cast("float", _COUNT(tree)) <= _MOST_ELEMENTS) else None


def _long_tags(data: bytes) -> Iterator[bytes]:
    """What stands between two "<" that are far from each other."""
    start = 0  # behind a "<"
    while len(data) - start > _LONG_TAG:
        nearest = data.rfind(b"<", start, start + _LONG_TAG)
        if nearest < 0:
            nearest = data.find(b"<", start)
            yield data[start:nearest] if nearest >= 0 else data[start:]
            if nearest < 0:
                break
        start = nearest + 1


def _is_endless(tag: bytes) -> bool:
    return tag.partition(b">")[0].count(b"=") > _MOST_ATTRIBUTES
