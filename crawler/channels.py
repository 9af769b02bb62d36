"""What an answer of a channel means: the links that it announces, or why it is no feed or sitemap."""

from scrapy.http import Response

from crawler.discovery.documents import FeedError
from crawler.discovery.feeds import read_feed
from crawler.discovery.sitemaps import read_sitemap
from crawler.failures import reason_of_status
from pipelines.article import Channel, Feed, Link, Source

ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"


def header(response: Response, name: str) -> str:
    """A header of the answer; empty if it has none of this name."""
    return (response.headers.get(name) or b"").decode("latin-1")


def links_of(response: Response, channel: Channel, source: Source) -> list[Link]:
    """The articles that the answer announces. Raises FeedError for an answer that is none."""
    reason = reason_of_status(response.status, header(response, "Location"))
    if reason:
        raise FeedError(f"{reason}: HTTP status {response.status}")
    read = read_feed if isinstance(channel, Feed) else read_sitemap
    return read(response.body, channel.url, source)
