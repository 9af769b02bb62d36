"""The readers that are measured, each set as its own documentation says for Arabic news pages that are at hand.

Each is loaded in a process of its own, where nothing may be fetched: all are asked about bytes that are there.
"""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.scores import Answer

Read = Callable[[bytes, str], Answer]  # a page's bytes and its address


@dataclass(frozen=True, slots=True)
class Reader:
    """Something that reads pages."""

    name: str
    packages: tuple[str, ...]  # whose versions are told; the first has to be installed
    module: str  # what importing shows whether it is there
    settings: str  # how it was set
    load: Callable[[], Read]
    tells: frozenset[str] = frozenset({"body", "title", "time"})  # what it can be asked for

    @property
    def installed(self) -> bool:
        """Whether it can be measured here."""
        return importlib.util.find_spec(self.module) is not None


def _watira() -> Read:
    from pipelines.article import Page, Source
    from pipelines.reading.extract import extract

    source = Source(key="", name_ar="", name_en="", home="")

    def read(body: bytes, url: str) -> Answer:
        found = extract(Page(url, body, datetime.now(UTC)), source)
        published = found.published.at.isoformat() if found.published else ""
        return Answer(found.body, found.title, found.title_prefix, published)

    return read


def _watira_flow() -> Read:
    from pipelines import flow, lexicon
    from pipelines.article import Kind, Page, Source

    terms, source = lexicon.default(), Source(key="", name_ar="", name_en="", home="")

    def read(body: bytes, url: str) -> Answer:
        result = flow.read(Page(url, body, datetime.now(UTC)), source, terms)
        found = result.reading
        assert found is not None
        published = found.published.at.isoformat() if found.published else ""
        article = found.kind in (Kind.ARTICLE, Kind.FLASH) and result.language == "ar"
        return Answer(found.body, found.title, found.title_prefix, published, article)

    return read


def _trafilatura() -> Read:
    from trafilatura import bare_extraction

    dates = {"original_date": True, "extensive_search": True, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}

    def read(body: bytes, url: str) -> Answer:
        found = bare_extraction(
            body, url=url or None, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
        if found is None:
            return Answer()
        plain = found if isinstance(found, dict) else found.as_dict()
        return Answer(plain["text"] or "", plain["title"] or "", published=plain["date"] or "")

    return read


def _readability() -> Read:
    from lxml import html
    from readability import Document

    def read(body: bytes, url: str) -> Answer:
        document = Document(body, url=url or None)
        summary = html.fromstring(document.summary())
        for element in summary.iter("p", "div", "li", "br", "h2", "h3", "h4", "blockquote", "tr"):
            element.tail = f"\n{element.tail or ''}"  # it answers markup: a line for each block
        return Answer(summary.text_content(), document.short_title())

    return read


def _news_please() -> Read:
    from newsplease import NewsPlease
    from w3lib.encoding import html_to_unicode

    def read(body: bytes, url: str) -> Answer:
        found = NewsPlease.from_html(html_to_unicode(None, body)[1], url=url or None, fetch_images=False)
        published = found.date_publish.isoformat() if found.date_publish else ""
        return Answer(found.maintext or "", found.title or "", published=published)

    return read


def _newspaper() -> Read:
    from newspaper import Article
    from w3lib.encoding import html_to_unicode

    def read(body: bytes, url: str) -> Answer:
        found = Article(url, language="ar", fetch_images=False)
        found.download(input_html=html_to_unicode(None, body)[1])
        found.parse()
        published = found.publish_date.isoformat() if found.publish_date else ""
        return Answer(found.text or "", found.title or "", published=published)

    return read


def _resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(body: bytes, url: str) -> Answer:  # noqa: ARG001 - every reader takes the address
        tree = HTMLTree.parse_from_bytes(body, detect_encoding(body))
        return Answer(extract_plain_text(tree, main_content=True, alt_texts=False), tree.title or "")

    return read


def _lxml() -> Read:
    from lxml import html

    def read(body: bytes, url: str) -> Answer:  # noqa: ARG001 - every reader takes the address
        html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
        return Answer()

    return read


def _lexbor() -> Read:
    from selectolax.lexbor import LexborHTMLParser

    def read(body: bytes, url: str) -> Answer:  # noqa: ARG001 - every reader takes the address
        LexborHTMLParser(body)
        return Answer()

    return read


BASELINE = "trafilatura"
READERS = {
    reader.name: reader
    for reader in (
        Reader("watira", (), "pipelines", "pipelines.reading.extract: text, title, times, people, kind", _watira),
        Reader(
            "watira, whole flow",
            (),
            "pipelines",
            "pipelines.flow.read: with language, fingerprint and tags",
            _watira_flow,
        ),
        Reader(
            BASELINE,
            ("trafilatura", "htmldate"),
            "trafilatura",
            "bare_extraction(with_metadata=True, include_comments=False), asked for the clock time as well",
            _trafilatura,
        ),
        Reader(
            "readability-lxml",
            ("readability-lxml",),
            "readability",
            "short_title() and summary(), a line for each block",
            _readability,
            frozenset({"body", "title"}),
        ),
        Reader(
            "news-please",
            ("news-please",),
            "newsplease",
            "NewsPlease.from_html(fetch_images=False); it tells times without their zone",
            _news_please,
        ),
        Reader(
            "newspaper4k",
            ("newspaper4k", "nltk"),
            "newspaper",
            'Article(language="ar", fetch_images=False), with its extra [nlp], which Arabic needs',
            _newspaper,
        ),
        Reader(
            "resiliparse",
            ("resiliparse",),
            "resiliparse",
            "extract_plain_text(main_content=True, alt_texts=False), the title element",
            _resiliparse,
            frozenset({"body", "title"}),
        ),
        Reader("lxml, parse only", ("lxml",), "lxml", "lxml.html.document_fromstring", _lxml, frozenset()),
        Reader("lexbor, parse only", ("selectolax",), "selectolax", "LexborHTMLParser", _lexbor, frozenset()),
    )
}
