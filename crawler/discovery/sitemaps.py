"""Sitemaps: Google's news sitemap, plain sitemaps whose entries carry `lastmod`, and indexes of sitemaps."""

from lxml import etree

from crawler.discovery.announcement import Announcement, Window
from crawler.discovery.documents import (
    FeedError,
    address_of,
    change_of,
    descendants,
    distinct,
    fields,
    local_name,
    namespace,
    parse,
    text_of,
    time_of,
    title_of,
)
from crawler.discovery.periods import Part, chosen
from pipelines.article import Link, Source
from pipelines.channels import Sitemap

_Fields = dict[str, list[etree._Element]]

_UNDATED_ENDS = 30  # of a sitemap that states no times, at either end
_ROOTS = frozenset({"urlset", "sitemapindex"})
_NEWS = "http://www.google.com/schemas/sitemap-news/"  # followed by the version: 0.9


def read_sitemap(body: bytes, channel_url: str, source: Source, window: Window) -> Announcement:
    """The articles that a sitemap announces, in its order, each address once; of an index, the parts to ask.

    Raises FeedError if it is no sitemap.
    """
    root = parse(body, _ROOTS)
    if local_name(root) == "sitemapindex":
        return Announcement(further=tuple(map(Sitemap, chosen(_parts(root, channel_url, source), window))))
    entries = list(descendants(root, "url"))
    links = distinct(filter(None, (_link(entry, channel_url, source) for entry in entries)))
    if entries and not links:
        raise FeedError(f"none of the sitemap's {len(entries)} entries has an address")
    return Announcement(links if window.until else _near_the_ends(links))


def _near_the_ends(links: list[Link]) -> list[Link]:
    """The links, of a long list without any time only its beginning and its end: sites add at either of them."""
    if len(links) <= 2 * _UNDATED_ENDS or any(link.published_at or link.updated_at for link in links):
        return links
    return links[:_UNDATED_ENDS] + links[-_UNDATED_ENDS:]


def _parts(root: etree._Element, channel_url: str, source: Source) -> list[Part]:
    """The sitemaps that an index names. Raises FeedError for one that names none."""
    found = []
    for entry in descendants(root, "sitemap"):
        own = fields(entry)
        url = address_of(_text(own, "loc"), channel_url)
        if url and url != channel_url:
            found.append(Part(url, time_of(_text(own, "lastmod"), source.timezone)))
    if not found:
        raise FeedError("the document is an index of 0 sitemaps")
    return found


def _link(entry: etree._Element, channel_url: str, source: Source) -> Link | None:
    """One entry as a link; None if it gives no usable address."""
    own = fields(entry)
    url = address_of(_text(own, "loc"), channel_url)
    if not url:
        return None
    news = _news(own)
    published = time_of(_text(news, "publication_date", news=True), source.timezone)
    changed = time_of(_text(own, "lastmod"), source.timezone)
    return Link(
        url=url,
        source=source.key,
        channel=channel_url,
        title=title_of(_text(news, "title", news=True)),
        published_at=published,
        updated_at=change_of(changed, published),
    )


def _news(own: _Fields) -> _Fields:
    """The elements of the entry's news extension: within its `news`."""
    extension = next((part for part in own.get("news", ()) if namespace(part).startswith(_NEWS)), None)
    return {} if extension is None else fields(extension)


def _text(found: _Fields, name: str, *, news: bool = False) -> str:
    """The first text under this name: the entry's own, or the one of its news extension."""
    texts = (text_of(part) for part in found.get(name, ()) if namespace(part).startswith(_NEWS) == news)
    return next(filter(None, texts), "")
