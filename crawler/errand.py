"""One crawl of one source: what it was told, what it works with, and what came of it so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.database import Database
from crawler.discovery.announcement import Window
from crawler.documents import Notes
from crawler.guards import Guard
from crawler.hosts import Hosts
from crawler.reading_pool import ReadingPool
from crawler.report import CrawlReport, OnProgress, Progress
from crawler.writer import Writer
from pipelines.article import Link, Reason, Rejection, Source
from pipelines.urls import canonical
from storage.channels import ChannelState

NOTHING_KNOWN = ChannelState(None, None, None)
_PARTS, _ARCHIVE_PARTS = 3, 2000  # of an index of sitemaps that are asked for


@dataclass(frozen=True, slots=True)
class Order:
    """What to fetch of a source."""

    started_at: datetime  # aware, UTC
    max_age_days: int
    since: datetime | None = None  # aware; replaces max_age_days
    limit: int | None = None  # articles
    due_only: bool = False  # only channels whose time has come
    backfill: bool = False  # from the archives instead of the channels; needs `since`
    until: datetime | None = None  # aware; of a backfill; None: now

    @property
    def window(self) -> Window:
        """The time whose articles are wanted."""
        since = self.since or self.started_at - timedelta(days=self.max_age_days)
        if not self.backfill:
            return Window(since, None, _PARTS)
        return Window(
            since, self.until or self.started_at + timedelta(days=1), _ARCHIVE_PARTS
        )  # a day for their clocks


@dataclass(frozen=True, slots=True)
class Unfetched:
    """An announced article for which no page came."""

    link: Link
    rejection: Rejection
    not_before: datetime | None = None  # the site asked to wait until then


@dataclass(frozen=True, slots=True)
class ChannelAnswer:
    """What a channel answered, to be kept when the articles that it announced are dealt with."""

    status: int | None = None  # None: no answer came
    error: str = ""
    state: ChannelState = NOTHING_KNOWN
    not_before: datetime | None = None  # it asked to wait until then
    asked: bool = True  # False: it had asked to wait, or its host is left alone
    refused: bool = False  # it said that we are not wanted
    changed: bool = True  # False: "not modified", or the same bytes as the last time


@dataclass(slots=True)
class Errand:
    """One crawl of one source, shared by its spider and its item pipeline."""

    source: Source
    order: Order
    known: Mapping[str, ChannelState]  # by the channel's URL
    database: Database
    readers: ReadingPool
    writer: Writer
    guard: Guard
    report: CrawlReport
    progress: OnProgress
    hosts: Hosts
    answers: dict[str, ChannelAnswer] = field(default_factory=dict)  # by the channel's URL
    owed: dict[str, Link] = field(default_factory=dict)  # by URL: chosen to be fetched, nothing recorded yet
    unknown: set[str] = field(default_factory=set)  # canonical addresses that nobody knew before this crawl
    parts: dict[str, list[Link]] = field(default_factory=dict)  # of a backfill: documents, and what was chosen of each
    _notes: dict[str, Notes] = field(default_factory=dict)  # by the channel's URL
    _seen: set[str] = field(default_factory=set)  # canonical addresses announced in this crawl
    _chosen: int = 0

    def announced(self, links: Iterable[Link]) -> list[Link]:
        """Those of the links that no other channel announced before in this crawl."""
        new = []
        for link in links:
            address = canonical(link.url)
            if address not in self._seen:
                self._seen.add(address)
                new.append(link)
        return new

    def choose(self, links: Iterable[Link]) -> list[Link]:
        """The links to fetch, as far as the limit allows; the others stay owed too."""
        wanted = list(links)
        self.owed |= {link.url: link for link in wanted}
        rest = len(wanted) if self.order.limit is None else max(0, self.order.limit - self._chosen)
        self._chosen += len(wanted[:rest])
        return wanted[:rest]

    def recorded(self, link: Link | None) -> None:
        """The database knows what came of this link."""
        self.report.fetched += 1
        if link:
            self.owed.pop(link.url, None)
        self.tell(self.report.line)

    def rejected(self, reason: Reason) -> None:
        """Count a rejection."""
        self.report.rejected[reason] += 1

    def answered(self, url: str, answer: ChannelAnswer) -> None:
        """Note what a channel answered; a failure is an error of the source."""
        self.answers[url] = answer
        self.report.answered_channels += not answer.error
        if answer.error:
            self.report.errors.append(f"{url}: {answer.error}")
            self.tell(f"{url}: {answer.error}")

    def notes(self, url: str) -> Notes:
        """What this channel's documents showed so far."""
        return self._notes.setdefault(url, Notes())

    def settled(self, url: str) -> bool:
        """Whether everything that this channel announced is dealt with, so that it need not be announced again."""
        return not self.notes(url).incomplete and not any(link.channel == url for link in self.owed.values())

    def postponed(self, why: str) -> None:
        """An article is left to the next crawl, since its host is left alone for now."""
        self.report.postponed += 1
        if why not in self.report.errors:
            self.report.errors.append(why)

    def abort(self, why: str) -> None:
        """Give up: nothing can be stored any more."""
        if not self.report.aborted:
            self.report.aborted = True
            self.report.errors.append(why)

    def tell(self, text: str, *, done: bool = False) -> None:
        """Report a step."""
        self.progress(Progress(self.source.key, text, done, self.report))
