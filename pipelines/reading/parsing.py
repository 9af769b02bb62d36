"""Markup to a tree, within bounds: what would stall a parser is refused."""

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, SelectolaxError

from pipelines.reading.elements import Element

# More start or end tags than any news page has (the largest measured had 9,000 elements).
_MOST_TAGS = 30_000
_START, _END = re.compile(rb"<[a-zA-Z]"), re.compile(rb"</")
# For each tag the parser may look through all elements that are open: pages with more than so many signs of a tag are
# asked first how deep they go, and refused where that is deeper than any page is.
_FEW, _DEEPEST = 6_000, 1_000
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*)")
# Elements that hold nothing, or that the next of their kind ends: many of them are not deep.
_NEVER_DEEP = frozenset(
    b"a area base br col dd dt embed hr img input li link meta optgroup option p param path rp rt source tbody td "
    b"tfoot th thead tr track use wbr".split()
)
# A start tag of so many characters with so many attributes is an attack: parsers compare each attribute with all
# others.
_LONG_TAG = 5_000
_MOST_ATTRIBUTES = 500
# What HTML calls formatting elements: each that is left open is made anew in every paragraph behind it, so that a page
# can grow by the product of both. Pages that could grow to more than so many elements have spans in their place.
_MOST_MADE = 300_000
_FORMATTING = re.compile(  # the first letter first: most tags are found to be others by it
    rb"<[bcefistuBCEFISTU](?:(?<=[bisuBISU])|[tTmM]|[iI][gG]|[oO](?:[dD][eE]|[nN][tT])|[mM][aA][lL][lL]|"
    rb"[tT][rR](?:[iI][kK][eE]|[oO][nN][gG]))(?=[\s/>])"
)
_FORMATTING_END = re.compile(_FORMATTING.pattern.replace(b"<", b"</", 1))
# The parser would copy chosen options into what shows them, as browsers do.
_AS_WRITTEN = LexborDocumentOptions.WO_EVENTS


def parsed(markup: bytes) -> Element | None:
    """A page in UTF-8 as the tree that a browser would make of it.

    None where there are too many tags in it, elements in elements without end, or an element of endless attributes.
    """
    marks = markup.count(b"<")
    if marks > _FEW and (_has_too_many_tags(markup, marks) or _is_too_deep(markup)):
        return None
    if any(_is_endless(tag) for tag in _long_tags(markup)):
        return None
    if marks * len(_FORMATTING.findall(markup)) > _MOST_MADE:
        markup = _FORMATTING_END.sub(b"</span", _FORMATTING.sub(b"<span", markup))
    try:
        return LexborHTMLParser(markup, options=_AS_WRITTEN).root
    except SelectolaxError:
        return None


def _has_too_many_tags(markup: bytes, marks: int) -> bool:
    return marks > _MOST_TAGS and any(len(tag.findall(markup)) > _MOST_TAGS for tag in (_START, _END))


def _is_too_deep(markup: bytes) -> bool:
    """Whether so many elements are open at once. An end tag ends one of its own name at most, as in the parser."""
    depth, opened = 0, Counter[bytes]()
    for end, tag in _TAG.findall(markup):
        name = tag.lower()
        if name in _NEVER_DEEP:
            continue
        if not end:
            depth += 1
            opened[name] += 1
            if depth > _DEEPEST:
                return True
        elif opened[name]:
            depth -= 1
            opened[name] -= 1
    return False


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
