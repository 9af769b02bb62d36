"""The text of an article out of a page's tree, by trafilatura, and out of JSON-LD where that has clearly more."""

import re
from dataclasses import dataclass
from html import unescape

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from pipelines.arabic import clean, words
from pipelines.reading import json_ld
from pipelines.reading.statements import Statements

# JSON-LD's articleBody is taken where it has so many times the words that were found: it has no paragraphs, so not
# lightly.
_MUCH_FULLER = 1.5
_BULLET = re.compile(r"^\s*[-•*]\s+")
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,300}>")
# What trafilatura and lxml raise for trees that nobody thought of.
TROUBLE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    etree.LxmlError,
)


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs as found, not yet rid of boilerplate lines, and who found them."""

    lines: tuple[str, ...]
    extractor: str


def text_of(tree: HtmlElement, said: Statements) -> Text:
    """The text of a page whose tree was pruned; no lines where there is none."""
    found = _by_trafilatura(tree)
    stated = _stated(said)
    if _size(stated) > _MUCH_FULLER * _size(found):
        return Text(stated, "json-ld")
    return Text(found, "trafilatura" if found else "")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that say something, clean and without bullets."""
    return tuple(line for line in (clean(_BULLET.sub("", line)) for line in text.splitlines()) if line)


def _by_trafilatura(tree: HtmlElement) -> tuple[str, ...]:
    try:
        document = bare_extraction(
            tree, with_metadata=False, include_comments=False, include_tables=True, favor_precision=False
        )
    except TROUBLE:
        return ()
    return lines_of(document.text or "") if isinstance(document, Document) else ()


def _stated(said: Statements) -> tuple[str, ...]:
    """The article's text as JSON-LD states it."""
    return lines_of(_plain(max(json_ld.strings(said.article.get("articleBody")), key=len, default="")))


def _plain(text: str) -> str:
    """A stated text without the markup and entities that some pages leave in it."""
    if "&" in text or "<" in text:
        text = _TAG.sub(_line_break, unescape(_TAG.sub(_line_break, text)))
    return text


def _line_break(match: re.Match[str]) -> str:
    return "\n" if re.match(r"</?(?:p|br|div|li|h\d)\b", match.group(), re.I) else ""


def _size(lines: tuple[str, ...]) -> int:
    return sum(len(words(line)) for line in lines)
