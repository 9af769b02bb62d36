"""What a page says of itself: JSON-LD, OpenGraph and other meta elements, microdata, rel=canonical.

Read before the tree is touched. Statements are claims: who uses them decides what to believe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from lxml import etree

from pipelines.arabic import clean, fold
from pipelines.reading import json_ld
from pipelines.reading.elements import Element, attributes
from pipelines.reading.json_ld import Json
from pipelines.reading.parts import Parts

# schema.org types that are articles; other types that end in Article are, too.
_ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"})
_MARKED = etree.XPath("descendant::*[@itemprop or @property][not(self::meta)]")
_MARKS = ("itemprop", "property")
_MOST_META = 500
_LONGEST_META = 5_000  # characters
# Properties of an article in microdata and RDFa, without their namespace, and the item that they are.
_ITEMS = {
    "datepublished": "datepublished", "datemodified": "datemodified", "author": "author",
    "date": "datepublished", "created": "datepublished", "modified": "datemodified",  # Dublin Core
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one page. `meta` and `items` are by lower-case name and itemprop, in the page's order; `meta`
    as written."""

    meta: dict[str, list[str]]
    items: dict[str, list[str]]
    objects: tuple[Json, ...]
    article: Json
    canonical: str
    amp: str
    title: str  # the title element
    language: str  # the lang attribute of the page, which is often wrong

    def first(self, *names: str) -> str:
        """The first meta value under any of these names, the first name first, as one clean line."""
        return next((one_line(value) for name in names for value in self.meta.get(name, ())), "")

    @property
    def types(self) -> frozenset[str]:
        """All schema.org types that the page claims for itself."""
        return frozenset(name for item in self.objects for name in json_ld.types(item))

    @property
    def og_type(self) -> str:
        return self.first("og:type").lower()


def statements(parts: Parts, headline: str, markup: bytes | None = None) -> Statements:
    """All statements of a page whose visible headline is `headline`.

    Of several articles the one of that headline is meant. The `markup` that its tree was parsed from saves looking for
    what is not there.
    """
    objects = tuple(json_ld.objects([_inner(script) for script in parts.scripts if _is_json_ld(script)]))
    in_meta = [attributes(element) for element in parts.metas]
    return Statements(
        meta=_meta(in_meta),
        items={} if markup is not None and not _is_marked_elsewhere(in_meta, markup) else _items(parts.tree),
        objects=objects,
        article=_article(objects, headline),
        canonical=_link(parts, "canonical"),
        amp=_link(parts, "amphtml"),
        title=clean(parts.title).replace("\n", " "),
        language=(parts.tree.get("lang") or "").lower()[:20],
    )


def is_article(item: Json) -> bool:
    """Whether a JSON-LD object is an article."""
    return any(name in _ARTICLE_TYPES or name.endswith("Article") for name in json_ld.types(item))


def one_line(text: str) -> str:
    """A stated text as one clean line."""
    text = text[:_LONGEST_META]
    return " ".join((text if text.isascii() and text.isprintable() else clean(text)).split())


def _is_json_ld(script: Element) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _inner(element: Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _meta(elements: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for said in elements[:_MOST_META]:
        value = said.get("content", "")[:_LONGEST_META]
        for attribute in ("property", "name", "itemprop"):
            name = said.get(attribute, "").strip().lower()
            if name and value and not value.isspace():
                found.setdefault(name, []).append(value)
    return found


def _is_marked_elsewhere(in_meta: Sequence[Mapping[str, str]], markup: bytes) -> bool:
    """Whether other elements than meta may have microdata or RDFa: most pages have none there, and looking is slow."""
    marks = sum(markup.count(mark.encode()) for mark in _MARKS if mark.encode() in markup)
    return marks != sum(mark in said for said in in_meta for mark in _MARKS)


def _items(tree: Element) -> dict[str, list[str]]:
    """Microdata and RDFa: the content, datetime or text of elements with the properties of an article."""
    found: dict[str, list[str]] = {}
    for element in cast("list[Element]", _MARKED(tree))[:_MOST_META]:
        said = attributes(element)
        for name in f"{said.get('itemprop', '')} {said.get('property', '')}".split():
            item = _ITEMS.get(name.rpartition(":")[2].lower())
            if item:
                hidden = said.get("title") if element.tag == "abbr" else ""  # as microformats have it
                value = said.get("content") or said.get("datetime") or hidden or _inner(element)
                found.setdefault(item, []).append(clean(value))
    return found


def _article(objects: Sequence[Json], headline: str) -> Json:
    """The object of the page's own article: the one under its headline, else the first one; empty without any."""
    articles = [item for item in objects if is_article(item)]
    wanted = fold(headline)
    for item in articles:
        if wanted and fold(one_line(json_ld.text(item, "headline"))) in wanted and json_ld.text(item, "headline"):
            return item
    return articles[0] if articles else {}


def _link(parts: Parts, relation: str) -> str:
    for element in parts.relations:
        if relation in (element.get("rel") or "").lower().split() and element.get("href"):
            return str(element.get("href")).strip()
    return ""
