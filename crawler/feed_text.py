"""The whole text that a feed carries, as a page: for articles whose own page cannot be read, or holds less. Pure."""

from datetime import datetime
from html import escape

from crawler.discovery.documents import plain_text
from pipelines.article import Article, Link, Page, Reason, Rejection

ORIGIN = "x-watira-origin"  # header of a page that was made from a feed

# What keeps a reader from the text that the feed gives freely. Robots and opt-outs are not among them.
_WALLS = frozenset({Reason.REFUSED, Reason.PAYWALL, Reason.EMPTY, Reason.CHALLENGE})
_MUCH_LONGER = 1.5
_SAME_TEXT = 0.6  # share of the page's words that the feed's text has, too


def may_be_better(link: Link, result: Article | Rejection) -> bool:
    """Whether the text that the feed carries is worth reading beside what came of the page."""
    if not link.content:
        return False
    if isinstance(result, Rejection):
        return result.reason in _WALLS
    return len(plain_text(link.content)) >= _MUCH_LONGER * len(result.reading.body)


def better(of_feed: Article, of_page: Article) -> bool:
    """Whether the feed holds the same text in much greater length."""
    longer, shorter = of_feed.reading.body, of_page.reading.body
    if len(longer) < _MUCH_LONGER * len(shorter):
        return False
    words, known = set(shorter.split()), set(longer.split())
    return len(words & known) >= _SAME_TEXT * len(words)


def page_of(link: Link, fetched_at: datetime) -> Page:
    """The text that the feed carries as a page at the article's address."""
    time = (
        f'<meta property="article:published_time" content="{link.published_at.isoformat()}">'
        if link.published_at
        else ""
    )
    title = escape(link.title)
    html = (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:type" content="article"><link rel="canonical" href="{escape(link.url)}">{time}</head>'
        f'<body><article><h1>{title}</h1><div class="entry-content">{link.content}</div></article></body></html>'
    )
    headers = {"content-type": "text/html; charset=utf-8", ORIGIN: "feed"}
    return Page(link.url, html.encode("utf-8", "replace"), fetched_at, 200, headers, link.url, link)
