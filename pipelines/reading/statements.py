"""What a page says of itself: JSON-LD, OpenGraph and other meta elements, microdata, rel=canonical.

Read before the tree is touched. Statements are claims: who uses them decides what to believe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.arabic import clean, fold
from pipelines.reading import json_ld
from pipelines.reading.elements import Element, all_text, attribute, attributes
from pipelines.reading.json_ld import Json
from pipelines.reading.parts import Parts

# schema.org types that are articles; other types that end in Article are, too.
_ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"})
_MARKED = "[itemprop]:not(meta),[property]:not(meta)"
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


def statements(parts: Parts, headline: str) -> Statements:
    """All statements of a page whose visible headline is `headline`: of several articles the one of it is meant."""
    objects = tuple(json_ld.objects([all_text(script) for script in parts.scripts if _is_json_ld(script)]))
    return Statements(
        meta=_meta([attributes(element) for element in parts.metas]),
        items=_items(parts.tree),
        objects=objects,
        article=_article(objects, headline),
        canonical=_link(parts, "canonical"),
        amp=_link(parts, "amphtml"),
        title=clean(parts.title).replace("\n", " "),
        language=attribute(parts.tree, "lang").lower()[:20],
    )


def is_article(item: Json) -> bool:
    """Whether a JSON-LD object is an article."""
    return any(name in _ARTICLE_TYPES or name.endswith("Article") for name in json_ld.types(item))


def one_line(text: str) -> str:
    """A stated text as one clean line."""
    text = text[:_LONGEST_META]
    return " ".join((text if text.isascii() and text.isprintable() else clean(text)).split())


def _is_json_ld(script: Element) -> bool:
    return "ld+json" in attribute(script, "type").lower()


def _meta(elements: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for said in elements[:_MOST_META]:
        value = said.get("content", "")[:_LONGEST_META]
        for key in ("property", "name", "itemprop"):
            name = said.get(key, "").strip().lower()
            if name and value and not value.isspace():
                found.setdefault(name, []).append(value)
    return found


def _items(tree: Element) -> dict[str, list[str]]:
    """Microdata and RDFa: the content, datetime or text of elements with the properties of an article."""
    found: dict[str, list[str]] = {}
    for element in tree.css(_MARKED)[:_MOST_META]:
        said = attributes(element)
        for name in f"{said.get('itemprop', '')} {said.get('property', '')}".split():
            item = _ITEMS.get(name.rpartition(":")[2].lower())
            if item:
                hidden = said.get("title") if element.tag == "abbr" else ""  # as microformats have it
                value = said.get("content") or said.get("datetime") or hidden or all_text(element)
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
        said = attributes(element)
        if relation in said.get("rel", "").lower().split() and said.get("href"):
            return said["href"].strip()
    return ""
