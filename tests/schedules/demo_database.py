"""The sample newsroom in a database as `watira demo` leaves it, read without a crawl and on a day of choice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from psycopg import Connection

from demo.newsroom.desk import Edition, House, houses
from demo.newsroom.edition import Story, on_site
from demo.newsroom.press import Press
from pipelines import lexicon
from pipelines.article import Article, Link, Page, Source
from pipelines.flow import read
from storage.articles import save_article
from storage.sources import register

# A Wednesday; answers tell days by their distance from it.
DAY = date(2026, 11, 18)

_EDITIONS: dict[Edition, time] = {"morning": time(15), "evening": time(20)}  # when each is fetched, UTC


@dataclass(frozen=True)
class _Copy:
    """A page of an outlet as an edition has it."""

    house: House
    story: Story
    body: bytes
    fetched_at: datetime


def fill(connection: Connection, day: date = DAY) -> None:
    """Read and store both editions of the newsroom of a day."""
    sources = {one.key: Source(one.key, one.name_ar, one.name_en, home(one), (), one.timezone) for one in houses()}
    register(connection, sources.values())
    for copy in _copies(day):
        source = sources[copy.house.key]
        url = home(copy.house)[:-1] + copy.story.path
        link = Link(url, source.key, home(copy.house), copy.story.headline, copy.story.published.astimezone(UTC))
        page = Page(url, copy.body, copy.fetched_at, headers={"content-type": "text/html"}, link=link)
        article = read(page, source, lexicon.default())
        if isinstance(article, Article):
            save_article(connection, article, page, now=copy.fetched_at + timedelta(seconds=1))


def home(house: House) -> str:
    """The address of an outlet."""
    return f"http://{house.address}/"


def _copies(day: date) -> Iterator[_Copy]:
    """The pages that an edition brings, or changes."""
    seen: dict[str, tuple[str, ...]] = {}
    for edition, clock in _EDITIONS.items():
        at = datetime.combine(day, clock, UTC)
        for house in houses():
            press = Press(house, home(house)[:-1], day, edition)
            for story in on_site(house, day, edition):
                text = (story.title, *story.paragraphs)
                answer = press.answer(story.path)
                if seen.get(story.path) != text and answer.status == 200 and story.manuscript.kind != "private":
                    yield _Copy(house, story, answer.body, at)
                seen[story.path] = text
