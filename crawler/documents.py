"""What is asked of a source: its channels, the parts that they are made of, and its archives."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from crawler.discovery.announcement import Window
from pipelines.channels import Channel

MOST_PAGES = 500  # of one archive's list
_DEEPEST = 3  # an index of indexes of sitemaps is as far as sites go


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be asked for."""

    channel: Channel
    root: str  # the channel of the source that led here, by its address
    window: Window
    depth: int = 0  # 0: the channel itself
    listed: Channel | None = None  # the archive's list with {page} in its address, of which this is one page
    page: int = 1

    @property
    def is_channel(self) -> bool:
        """Whether this is a channel of the source, and not something that it leads to."""
        return self.depth == 0

    def part(self, channel: Channel) -> "Document | None":
        """A further document that this one names; None: too deep."""
        depth = self.depth + (not _is_paged(channel, self.channel))
        return replace(self, channel=channel, depth=max(1, depth)) if depth <= _DEEPEST else None

    def following(self, *, reached_window: bool) -> "Document | None":
        """The next page of an archive's list; None behind the last one that can be of interest."""
        if self.listed is None or not reached_window or self.page >= MOST_PAGES:
            return None
        return replace(self, channel=_page(self.listed, self.page + 1), page=self.page + 1)


def _is_paged(channel: Channel, other: Channel) -> bool:
    """Whether two addresses differ in nothing but a page's number."""
    return channel.url.partition("?")[0] == other.url.partition("?")[0]


def archive_documents(channel: Channel, window: Window, until: datetime) -> Iterator[Document]:
    """The documents with which a walk through an archive begins: one, or one for each day, month or year."""
    for one in _dated(channel, window, until):
        paged = one if "{page}" in one.url else None
        yield Document(_page(one, 1) if paged else one, channel.url, window, depth=1, listed=paged)


def _dated(channel: Channel, window: Window, until: datetime) -> Iterator[Channel]:
    """The channel for each time of the window that its address has a place for, the latest first."""
    places = [name for name in ("{day}", "{month}", "{year}") if name in channel.url]
    if not places:
        yield channel
        return
    seen = set()
    day = until
    while day >= window.since - timedelta(days=1):
        url = channel.url.replace("{year}", f"{day:%Y}").replace("{month}", f"{day:%m}").replace("{day}", f"{day:%d}")
        if url not in seen:
            seen.add(url)
            yield replace(channel, url=url)
        day -= timedelta(days=1)


def _page(channel: Channel, number: int) -> Channel:
    return replace(channel, url=channel.url.replace("{page}", str(number)))


@dataclass(slots=True)
class Notes:
    """What a channel's documents showed in a crawl, for its rhythm and for settling."""

    news: list[datetime | None] = field(default_factory=list)  # times of what nobody knew
    times: list[datetime] = field(default_factory=list)  # stated by what the channel itself announced, in order
    gap: bool = False  # items were pushed out unseen
    lost: bool = False  # and nothing is known where to look for them
    incomplete: bool = False  # a part of it did not answer
    hint: float | None = None  # seconds that the answer stays fresh
    moved_to: str | None = None
