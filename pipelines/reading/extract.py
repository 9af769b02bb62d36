"""From a page's bytes to what it says: the door to this folder.

The bytes become text, the text one tree; what the page states of itself is read before the tree is cut down to the
article. Nothing a page contains makes it raise: what cannot be read comes back as an empty reading. What raises all the
same is a fault of the program, and goes to whoever asked: a crawl tells it as a page that its reader failed at.
"""

import re
from dataclasses import replace

from selectolax.lexbor import SelectolaxError

from pipelines.arabic import words
from pipelines.article import Kind, Page, Reading, Source
from pipelines.reading import blocks, rules, title_prefixes, titles
from pipelines.reading.blocks import prune
from pipelines.reading.body import text_of
from pipelines.reading.credits import authors, credits_of
from pipelines.reading.deck import deck
from pipelines.reading.elements import Element
from pipelines.reading.encoding import Decoded, decode
from pipelines.reading.kind import Answer, claims_listing, kind_of
from pipelines.reading.lines import article_lines, note
from pipelines.reading.outline import Outline, outline
from pipelines.reading.parsing import parsed
from pipelines.reading.parts import Parts
from pipelines.reading.statements import Statements, one_line, statements
from pipelines.reading.times import times
from pipelines.reading.trace import Trace
from pipelines.urls import article_address, canonical

# What a page may bring about, whatever the rules: a parser that gives up, elements in elements without end.
_GIVES_UP = (SelectolaxError, RecursionError)
# Larger pages are not news; the crawler stops downloading at the same size. In bytes.
LARGEST_PAGE = 8 * 1024 * 1024
# More text than any article has, in characters.
_MOST_TEXT = 600_000
_NOT_MARKUP = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b")
_FEED = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.I | re.S
)
# What a page ends with; browsers do not need it, but every news system writes it, or closes its last block at least.
_PAGE_END = re.compile(r"</(?:html|body)\s*>", re.I)
_BLOCK_END = re.compile(r"</(?:article|main|section|div|p)\s*>\s*$", re.I)
_TAG = re.compile(r"<[^<>]*>?")
_TAIL = 4_000  # characters


def extract(page: Page, source: Source, trace: Trace | None = None) -> Reading:
    """What the page says, with notes of what was decided in `trace`. Never raises for what a page contains."""
    if not page.body or page.body.isspace() or len(page.body) > LARGEST_PAGE or page.body.startswith(_NOT_MARKUP):
        return _without_text(page)
    decoded = decode(page.body, page.headers)
    if decoded.undecodable:
        return replace(_without_text(page), encoding=decoded.encoding, undecodable=True)
    if _FEED.match(decoded.text[:2_000]):
        return replace(_without_text(page), kind=Kind.LISTING, encoding=decoded.encoding)
    try:
        markup = page.body if decoded.as_is else decoded.text.encode("utf-8", "replace")
        tree = parsed(markup)
        return _without_text(page) if tree is None else _read(tree, markup, decoded, page, source, trace)
    except _GIVES_UP:
        return replace(_without_text(page), encoding=decoded.encoding)


def _without_text(page: Page) -> Reading:
    return Reading(url=canonical(page.url), kind=Kind.EMPTY)


def _read(tree: Element, markup: bytes, decoded: Decoded, page: Page, source: Source, trace: Trace | None) -> Reading:
    ruled = rules.apply(tree, source.rules)
    parts = Parts(tree)
    visible = titles.headline(parts) if ruled.heading is None else titles.shown(ruled.heading)
    heading = titles.heading(parts, visible) if ruled.heading is None else ruled.heading
    said = statements(parts, visible)
    parts.drop_code()
    seen = outline(parts, markup)
    if seen.length > _MOST_TEXT:
        return replace(_without_text(page), encoding=decoded.encoding)
    prefix, title = title_prefixes.split_prefix(titles.title(said, visible, source))
    if not prefix:
        prefix, title = title_prefixes.marked_prefix(heading, title)
    stated = times(tree, heading, said, page, source, ruled.times, trace, elsewhere=seen.links)
    growth, in_cards = prune(tree, heading, seen, ruled.container)
    if trace is not None:
        blocks.note(trace, growth)
    listing = claims_listing(page.url, said)
    found = text_of(tree, growth, said, named=ruled.container, fall_back=not listing, trace=trace)
    lines = article_lines(found.lines, one_line(f"{prefix} {title}"), title)
    if trace is not None:
        titles.note(trace, said, visible, source, prefix, title)
        note(trace, found.lines, lines)
    subtitle = deck(growth, said, title, lines)
    growth.clear()
    seen = replace(seen, in_cards=in_cards)
    return Reading(
        url=article_address(page.url, said.canonical or said.first("og:url")),
        kind=_kind(page, decoded, said, seen, title, lines, trace),
        title=title,
        title_prefix=prefix,
        deck=subtitle,
        body="\n".join(lines),
        published=stated.published,
        modified=stated.modified,
        authors=authors(said, lines, source, ruled.authors),
        credits=credits_of(lines),
        extractor=found.extractor,
        encoding=decoded.encoding,
    )


def _kind(
    page: Page,
    decoded: Decoded,
    said: Statements,
    seen: Outline,
    title: str,
    lines: tuple[str, ...],
    trace: Trace | None,
) -> Kind:
    """What the page is; an article whose transfer ended within its text is none."""
    answer = kind_of(page.url, page.status, said, seen, title, lines)
    if answer.kind in (Kind.ARTICLE, Kind.FLASH, Kind.LIVE) and _is_cut(decoded.text, lines):
        answer = Answer(Kind.EMPTY, "the transfer ended within the text")
    if trace is not None:
        trace.kind(answer.kind, answer.why)
    return answer.kind


def _is_cut(text: str, lines: tuple[str, ...]) -> bool:
    """Whether a transfer ended within the article: the page has no end, and ends with the article's last words."""
    tail = text[-_TAIL:]
    if not lines or _PAGE_END.search(tail) or _BLOCK_END.search(tail):
        return False
    return words(_TAG.sub(" ", tail))[-2:-1] == words(lines[-1])[-2:-1]
