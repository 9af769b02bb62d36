"""What an answer of a channel announces: articles, and further documents that announce more of them."""

from dataclasses import dataclass, field
from datetime import datetime

from pipelines.article import Link
from pipelines.channels import Channel


@dataclass(frozen=True, slots=True)
class Window:
    """The time whose articles are of interest, and how many further documents may be asked for it."""

    since: datetime  # aware
    until: datetime | None = None  # aware; None: no end
    documents: int = 3  # parts of one index


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one document announces."""

    links: list[Link] = field(default_factory=list)  # in its order, each address once
    further: tuple[Channel, ...] = ()  # documents that belong to it: parts of an index, the next page
    ttl: float | None = None  # seconds that it may be kept for, by its own word; None: it says nothing
