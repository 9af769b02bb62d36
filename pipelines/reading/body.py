"""The text of an article out of a page's tree, by trafilatura, and out of JSON-LD where that has clearly more."""

import re
from dataclasses import dataclass
from html import unescape

from lxml import html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from pipelines.arabic import clean
from pipelines.reading import container, json_ld
from pipelines.reading.elements import Element, all_text, drop
from pipelines.reading.nodes import Growth
from pipelines.reading.statements import Statements
from pipelines.reading.trace import Trace

# JSON-LD's articleBody is taken where it has so many times the words that were found: it has no paragraphs, so not
# lightly.
_MUCH_FULLER = 1.5
# Pages with more text (in characters) or more elements left are not given to trafilatura, which takes seconds for them.
_MOST_TEXT, _MOST_ELEMENTS = 200_000, 5_000
_BULLET = re.compile(r"^\s*[-•*]\s+")
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,300}>")


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs as found, not yet rid of boilerplate lines, and who found them."""

    lines: tuple[str, ...]
    extractor: str


def text_of(
    tree: Element,
    growth: Growth,
    said: Statements,
    *,
    named: Element | None = None,
    fall_back: bool = True,
    trace: Trace | None = None,
) -> Text:
    """The text of a page; no lines where there is none. The element that is `named` as the text is, if it has any.

    Where structure leaves doubt and `fall_back` is set, trafilatura reads `tree`, rid of what was left out of `growth`.
    """
    found = container.find(growth, named)
    best = Text(lines_of("\n".join(found.lines)), "rules" if found.named else "structure")
    why = found.why if found.named else "the container holds most prose of the page"
    if fall_back and not (found.certain and best.lines):
        _take_out(growth)
        best = Text(_by_trafilatura(tree, trace) or best.lines, "trafilatura")
        why = "the container holds too little of the page's prose to be believed"
    stated = () if found.named else _stated(said)
    if _size(stated) > _MUCH_FULLER * _size(best.lines):
        best = Text(stated, "json-ld")
        why = "the page states much more text than it shows"
    if trace is not None:
        _note(trace, found, best, why)
    return best if best.lines else Text((), "")


def _note(trace: Trace, found: container.Found, best: Text, why: str) -> None:
    """Note the container, who won, and the lines that stand outside."""
    if found.container is not None:
        trace.choose(found.container.element, found.why)
    trace.extractor(best.extractor, why, won=bool(best.lines))
    for line in found.outside:
        trace.line(line, "outside of the container, or made for something else than text")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that say something, clean and without bullets."""
    return tuple(line for line in (_BULLET.sub("", line).strip() for line in clean(text).split("\n")) if line)


def _take_out(growth: Growth) -> None:
    """Leave only what may be the article in the parser's tree, too."""
    for element in growth.left_out:
        drop(element)
    for node in list(growth.root.dropped_inside()):
        drop(node.element)


def _by_trafilatura(tree: Element, trace: Trace | None) -> tuple[str, ...]:
    if len(all_text(tree)) > _MOST_TEXT or sum(1 for _ in tree.traverse()) > _MOST_ELEMENTS:
        return ()
    markup = tree.html or ""
    try:
        document = bare_extraction(
            html.document_fromstring(markup),
            with_metadata=False,
            include_comments=False,
            include_tables=True,
            favor_precision=False,
        )
    except Exception as error:  # noqa: BLE001 - of a program of others: structure has found something, too
        if trace is not None:
            trace.extractor("trafilatura", f"it failed: {type(error).__name__}: {error}", won=False)
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
    return sum(map(len, lines))
