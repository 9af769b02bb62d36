"""What a reading process does with a stored page or text: it reads it again, and tells what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines import flow, lexicon
from pipelines.article import Article, Label, Reason, Rejection, Source
from pipelines.understanding import understand
from pipelines.urls import canonical
from pipelines.zones import zone_of
from storage.columns import index_of, of_article, of_understanding
from storage.readings import changes_search, differences
from storage.rereading import Item

REREAD = "schedules.rereading.reader:reread"
RETAG = "schedules.rereading.reader:retag"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an item is now."""

    changed: tuple[str, ...] = ()  # columns of the stored article that come out otherwise
    fresh: Mapping[str, Any] = field(default_factory=dict)  # then all of its reading, as `storage.readings` takes it
    address: str = ""  # the canonical address, where it is another than the stored one
    reason: Reason | None = None  # why it is no article now
    detail: str = ""  # more on the reason
    article: Article | None = None  # found in a page that was rejected
    failure: str = ""  # why it could not be read


def warm_up() -> None:
    """Load before the first page what reading needs."""
    lexicon.default()


def reread(item: Item, source: Source) -> Answer:
    """A stored page, read with the rules in force. A body that was removed because of its age comes back if the article
    turns out to be of interest. Raises `storage.raw.RawPageError` for damaged bytes."""
    assert item.page  # noqa: S101 - the stage `extract` has pages
    result = flow.read(item.page.unpacked(), source, lexicon.default())
    if isinstance(result, Rejection):
        return Answer(reason=result.reason, detail=result.detail)
    if item.kept is None:
        return Answer(article=result)
    fresh = of_article(result)
    if item.kept.body_removed and result.tagging.label is Label.OTHER:
        fresh["body"] = ""
    changed = differences(item.kept.values, fresh)
    address = canonical(result.reading.url)
    other = address if address != item.kept.url else ""
    if not changed:
        return Answer(address=other)
    index = index_of(fresh) if changes_search(changed) else None
    return Answer(changed, {**fresh, "search": index}, other)


def retag(item: Item, source: Source) -> Answer:
    """A stored text, tagged with the lexicon in force."""
    assert item.kept  # noqa: S101 - the stage `tags` has articles
    stored = item.kept.values
    published = stored["published_at"] and stored["published_at"].astimezone(zone_of(source.timezone))
    fresh = of_understanding(understand(stored["title"], stored["body"], lexicon.default(), published))
    changed = differences(stored, fresh)
    return Answer(changed, fresh) if changed else Answer()
