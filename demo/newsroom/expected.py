"""What a right crawl finds behind each address that the newsroom announces. Tests compare their results with this."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from demo.newsroom.desk import Edition, House, Manuscript, houses
from demo.newsroom.edition import Story, on_site

Change = Literal["", "new", "revised", "touched"]

LABELS = frozenset({"escalation", "background", "related", "other"})


@dataclass(frozen=True, slots=True)
class Announcement:
    """One mention of a page in a channel."""

    channel: str  # path of the feed or sitemap
    target: str  # path and query as announced, tracking parameters included


@dataclass(frozen=True, slots=True)
class Expectation:
    """One page of the newsroom and what is right to make of it."""

    outlet: str
    key: str  # unique among all outlets
    path: str  # path and query of the page's own address, without tracking parameters
    announced: tuple[Announcement, ...]
    outcome: str  # escalation, background, related, other; or a rejection: not_arabic, not_an_article, gone, disallowed
    first_answer: str  # "", "server_error" (500) or "challenge" (200): what the first request gets instead
    kind: str  # article, flash, video, listing, gone, private
    language: str
    title: str  # without prefix and site name
    prefix: str
    body: str  # paragraphs joined by newlines, the line of credit included where there is one
    text: str  # the same without the line of credit: what copies have in common
    author: str
    credit: str
    published: datetime  # UTC, exact to the minute
    updated: datetime  # UTC
    copy_of: str  # key of the article that it repeats, or ""
    copy: str  # "retitled" and "vocalised" repeat all words of the text, "cut" its first paragraphs
    evening: Change  # how the evening edition differs: new page, other text (revised), only another time (touched)

    @property
    def stored(self) -> bool:
        """Whether it is an article that a right crawl stores."""
        return self.outcome in LABELS


def expectations(today: date, edition: Edition = "morning") -> tuple[Expectation, ...]:
    """What to find on all outlets on that day, in that edition."""
    return tuple(_expectation(house, story) for house in houses() for story in on_site(house, today, edition))


def _expectation(house: House, story: Story) -> Expectation:
    piece = story.manuscript
    return Expectation(
        outlet=house.key,
        key=piece.key,
        path=story.path,
        announced=_announced(house, story),
        outcome=piece.outcome,
        first_answer=piece.first_answer,
        kind=piece.kind,
        language=piece.language,
        title=story.title,
        prefix=piece.prefix,
        body="\n".join((*story.paragraphs, *filter(None, [story.credit_line]))),
        text="\n".join(story.paragraphs),
        author=piece.author,
        credit=piece.credit,
        published=story.published.astimezone(UTC),
        updated=story.updated.astimezone(UTC),
        copy_of=piece.copy_of,
        copy=piece.copy,
        evening=_change(piece),
    )


def _announced(house: House, story: Story) -> tuple[Announcement, ...]:
    return tuple(
        Announcement(channel.path, f"{story.path}?{channel.query}" if channel.query else story.path)
        for channel in house.channels
        if channel.name in story.manuscript.channels
    )


def _change(piece: Manuscript) -> Change:
    if piece.edition == "evening":
        return "new"
    if piece.evening is None:
        return ""
    return "revised" if piece.evening.paragraphs or piece.evening.title else "touched"
