"""Look a site over: how it may be watched, and whether its articles can be read. What it finds is a proposal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from crawler.channels import headers
from crawler.check import ChannelCheck, ask, look
from crawler.crawl import CrawlSettings
from crawler.discovery.declared import Declared, declared
from crawler.failures import describe, reason_of
from crawler.opt_out import opted_out
from crawler.reading_pool import ReadingPool
from crawler.robots import AGENT, Rules, read_robots
from crawler.spiders.look import Answer, Fetch
from pipelines.article import Article, Link, Page, Rejection, Source
from pipelines.channels import Channel, Feed, Section, Sitemap, WordPress

_FEEDS = ("feed/", "rss.xml", "rss", "feed.json", "?feed=rss2", "atom.xml")
_SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap.xml", "wp-sitemap.xml")
_POSTS = "wp-json/wp/v2/posts"
_TRIALS = 3  # articles
_MOST_SITEMAPS = 6  # of those that robots.txt names
_HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one article."""

    url: str
    result: Article | Rejection | str  # a text: why it was not fetched or not read


@dataclass(slots=True)
class Survey:
    """What was found of a site."""

    url: str  # of the home page, after redirects
    error: str = ""  # why nothing more was looked at; empty: it was
    robots: str = ""  # what robots.txt says to us
    name: str = ""
    language: str = ""  # that the home page declares
    wordpress: bool = False
    checks: list[tuple[Channel, ChannelCheck]] = field(default_factory=list)  # all that was tried, in order
    trials: list[Trial] = field(default_factory=list)

    @property
    def key(self) -> str:
        """A key for the source, from its host."""
        labels = [one for one in (urlsplit(self.url).hostname or "site").split(".") if one not in _NO_NAMES]
        return re.sub(r"[^a-z0-9_]", "_", (labels or ["site"])[0].lower())

    def good(self, kind: type[Channel]) -> list[ChannelCheck]:
        """The channels of a kind that work and announce something."""
        return [
            check for channel, check in self.checks if isinstance(channel, kind) and not check.error and check.items
        ]

    @property
    def indexes(self) -> list[ChannelCheck]:
        """The sitemaps that are indexes of others: archives."""
        return [check for channel, check in self.checks if isinstance(channel, Sitemap) and check.parts]


_NO_NAMES = frozenset({"www", "arabic", "ar", "news", "m", "com", "net", "org", "co", "tv", "info"})


async def survey(url: str, settings: CrawlSettings) -> Survey:
    """What can be found of the site at an address: asks its home page, robots.txt, the places where feeds usually are,
    and three articles."""
    found = Survey(url)

    async def work(fetch: Fetch) -> None:
        await _survey(found, fetch, settings)

    await look(work, settings)
    return found


async def _survey(found: Survey, fetch: Fetch, settings: CrawlSettings) -> None:
    home = await fetch(found.url, _HTML)
    if not isinstance(home, Response) or home.status >= 400:
        found.error = _told(home)
        return
    found.url = home.url
    said = declared(home.body, home.url)
    found.name, found.language, found.wordpress = said.name, said.language, said.wordpress
    sitemaps = await _robots(found, fetch)
    source = Source(found.key, found.name, "", found.url)
    await _look_for_channels(found, said, sitemaps, source, fetch)
    await _try_articles(found, source, fetch, settings)


def _told(answer: Answer) -> str:
    if isinstance(answer, Response):
        return f"HTTP status {answer.status}"
    return f"{reason_of(answer)}: {describe(answer)}"


async def _robots(found: Survey, fetch: Fetch) -> list[str]:
    """The sitemaps that robots.txt names; what it says to us is noted."""
    answer = await fetch(urljoin(found.url, "/robots.txt"), "text/plain")
    rules = read_robots(answer.status, answer.body) if isinstance(answer, Response) else Rules()
    if not rules.robots:
        found.robots = f"there is none ({_told(answer)})"
        return []
    pace = f", Crawl-delay {rules.crawl_delay:g} s" if rules.crawl_delay else ""
    found.robots = ("allows" if rules.robots.can_fetch(found.url, AGENT) else "forbids") + f" {AGENT}{pace}"
    return list(dict.fromkeys(rules.robots.sitemaps))[:_MOST_SITEMAPS]


async def _look_for_channels(
    found: Survey, said: Declared, sitemaps: Sequence[str], source: Source, fetch: Fetch
) -> None:
    """Ask what is declared; where that gives nothing, the usual places; at last the home page as a list of articles."""
    for url in said.feeds:
        await _ask(found, Feed(url), source, fetch)
    base = found.url if found.url.endswith("/") else found.url + "/"
    for place in _FEEDS:
        if not found.good(Feed):
            await _ask(found, Feed(urljoin(base, place)), source, fetch)
    for url in [*sitemaps, *(urljoin(found.url, f"/{place}") for place in _SITEMAPS)]:
        if url in sitemaps or not (found.good(Sitemap) or found.indexes):
            await _ask(found, Sitemap(url), source, fetch)
    if found.wordpress:
        await _ask(found, WordPress(urljoin(base, _POSTS)), source, fetch)
    if not found.good(Feed) and not found.good(Sitemap) and not found.good(WordPress):
        await _ask(found, Section(found.url), source, fetch)


async def _ask(found: Survey, channel: Channel, source: Source, fetch: Fetch) -> None:
    if not any(known.url == channel.url for known, _ in found.checks):
        found.checks.append((channel, await ask(channel, source, fetch)))


async def _try_articles(found: Survey, source: Source, fetch: Fetch, settings: CrawlSettings) -> None:
    """Fetch and read the first articles of the best channel."""
    works = next((check for kind in (Feed, WordPress, Sitemap, Section) for check in found.good(kind)), None)
    links = works.links[:_TRIALS] if works else ()
    async with ReadingPool(1, reader=settings.reader, page_seconds=settings.page_seconds) as readers:
        for link in links:
            found.trials.append(Trial(link.url, await _read(link, source, fetch, readers)))


async def _read(link: Link, source: Source, fetch: Fetch, readers: ReadingPool) -> Article | Rejection | str:
    answer = await fetch(link.url, _HTML)
    if not isinstance(answer, Response) or answer.status >= 400:
        return _told(answer)
    said = headers(answer)
    words = opted_out(said, answer.body)
    if words:
        return f"asks not to be kept: {words}"
    page = Page(answer.url, answer.body, datetime.now(UTC), answer.status, said, link.url, replace(link, content=""))
    return await readers.read(page, source)
