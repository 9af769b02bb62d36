"""What came of a crawl, in figures, and the steps of one that is under way."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from pipelines.article import Reason


@dataclass(slots=True)
class CrawlReport:
    """What came of crawling one source. fetched = stored + revised + unchanged + all that were rejected."""

    source: str  # Source.key
    found: int = 0  # articles that its channels announced, each address once, also known and old ones
    fetched: int = 0  # articles asked for, with whatever result
    stored: int = 0  # new articles in the database, copies among them
    copies: int = 0  # of the stored: their text was known from another address
    revised: int = 0  # known articles whose text has changed
    unchanged: int = 0  # fetched again, or under another address, and found to be known
    rejected: Counter[Reason] = field(default_factory=Counter)
    escalation: int = 0  # stored or revised articles labelled so
    errors: list[str] = field(default_factory=list)  # for people: channels that failed, a lost database
    seconds: float = 0.0
    answered_channels: int = 0  # of its channels, those that gave a good answer
    read: int = 0  # pages that came and were not refused by our own rules
    good: float = 0.0  # pages that read well; one without a time of publication counts half
    gaps: int = 0  # channels that had pushed out items unseen, before those were looked for elsewhere
    postponed: int = 0  # left to the next crawl: their host is left alone for a while
    quiet: bool = False  # none of its channels was due: only what had failed before was tried again
    skipped: bool = False  # not crawled: another process is crawling it
    aborted: bool = False  # the database or the readers were lost: what was found could not be stored

    @property
    def line(self) -> str:
        """The figures in a few words."""
        if self.skipped:
            return "skipped: another process is crawling it"
        if not self.fetched:
            return "failed" if self.errors else "nothing new"
        rejected = self.rejected.total()
        parts = [f"{self.fetched} of {self.found} fetched", f"{self.stored} stored"]
        parts += [f"{self.revised} revised"] if self.revised else []
        parts += [f"{rejected} rejected"] if rejected else []
        parts += [f"{self.postponed} postponed"] if self.postponed else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a crawl."""

    source: str  # Source.key
    text: str  # what happened, for people
    done: bool = False  # the last step of this source
    report: CrawlReport | None = None  # the figures so far; None: not begun


OnProgress = Callable[[Progress], None]
