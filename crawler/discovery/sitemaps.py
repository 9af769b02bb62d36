"""Sitemaps: Google's news sitemap, and plain sitemaps whose entries carry `lastmod`, read into links."""

from lxml import etree

from crawler.discovery.documents import (
    FeedError,
    address_of,
    descendants,
    distinct,
    local_name,
    namespace,
    parse,
    text_of,
    time_of,
    title_of,
)
from pipelines.article import Link, Source

_ROOTS = frozenset({"urlset", "sitemapindex"})
_NEWS = "http://www.google.com/schemas/sitemap-news/"  # followed by the version: 0.9


def read_sitemap(body: bytes, channel_url: str, source: Source) -> list[Link]:
    """The articles that a sitemap announces, in its order, each address once. Raises FeedError if it is none."""
    root = parse(body, _ROOTS)
    if local_name(root) == "sitemapindex":
        parts = [text_of(part) for part in descendants(root, "loc")]
        raise FeedError(
            f"the document is an index of {len(parts)} sitemaps; name one, as in {(parts or ['-'])[0][:200]}"
        )
    entries = list(descendants(root, "url"))
    links = distinct(filter(None, (_link(entry, channel_url, source) for entry in entries)))
    if entries and not links:
        raise FeedError(f"none of the sitemap's {len(entries)} entries has an address")
    return links


def _link(entry: etree._Element, channel_url: str, source: Source) -> Link | None:
    """One entry as a link; None if it gives no usable address."""
    url = address_of(_text(entry, "loc"), channel_url)
    if not url:
        return None
    published = time_of(_text(entry, "publication_date", news=True), source.timezone)
    changed = time_of(_text(entry, "lastmod"), source.timezone)
    return Link(
        url=url,
        source=source.key,
        channel=channel_url,
        title=title_of(_text(entry, "title", news=True)),
        published_at=published,
        # Without a publication date it is not known whether `lastmod` is the first time or a change.
        updated_at=changed if changed and (not published or changed > published) else None,
    )


def _text(entry: etree._Element, name: str, *, news: bool = False) -> str:
    """The first text under this name: the entry's own, or the one of its news extension (not that of a picture)."""
    elements = (part for part in (entry.iterdescendants() if news else entry) if local_name(part) == name)
    texts = (text_of(element) for element in elements if namespace(element).startswith(_NEWS) == news)
    return next(filter(None, texts), "")
