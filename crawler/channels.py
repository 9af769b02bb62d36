"""What an answer of a channel means: the links that it announces, or why it is no such channel."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from scrapy.http import Response

from crawler.discovery.announcement import Announcement, Window
from crawler.discovery.documents import FeedError
from crawler.discovery.feeds import read_feed, stated_ttl
from crawler.discovery.json_documents import posts_url, read_posts
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_sitemap
from crawler.failures import reason_of_status
from pipelines.article import Source
from pipelines.channels import Channel, Feed, Section, Sitemap, WordPress

_ACCEPT = {
    Feed: "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1",
    Sitemap: "application/xml, text/xml;q=0.9, */*;q=0.1",
    WordPress: "application/json, */*;q=0.1",
    Section: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
}


def accept(channel: Channel) -> str:
    """The Accept header of a question to the channel."""
    return _ACCEPT[type(channel)]


def question_url(channel: Channel, window: Window) -> str:
    """The address to ask the channel at for the articles of a window."""
    return posts_url(channel, window) if isinstance(channel, WordPress) else channel.url


def lately(now: datetime | None = None, days: int = 3) -> Window:
    """The window of what is new."""
    return Window((now or datetime.now(UTC)) - timedelta(days=days))


def header(response: Response, name: str) -> str:
    """A header of the answer; empty if it has none of this name."""
    return (response.headers.get(name) or b"").decode("latin-1")


def headers(response: Response) -> dict[str, str]:
    """The answer's headers with names in small letters; several of one name joined by commas."""
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }


def announcement_of(
    response: Response, channel: Channel, source: Source, window: Window, root: str = ""
) -> Announcement:
    """What the answer announces, as said by the channel at `root` (by default this one).

    Raises FeedError for an answer that is no such channel.
    """
    reason = reason_of_status(response.status, header(response, "Location"))
    if reason:
        raise FeedError(f"HTTP status {response.status}", reason)
    found = _read(response.body, channel, source, window)
    if root and root != channel.url:
        links = [replace(link, channel=root) for link in found.links]
        found = Announcement(links, found.further, found.ttl)
    return found


def _read(body: bytes, channel: Channel, source: Source, window: Window) -> Announcement:
    if isinstance(channel, Feed):
        return Announcement(read_feed(body, channel.url, source), ttl=stated_ttl(body))
    if isinstance(channel, Sitemap):
        return read_sitemap(body, channel.url, source, window)
    if isinstance(channel, WordPress):
        return read_posts(body, channel.url, source)
    return Announcement(read_section(body, channel, source))
