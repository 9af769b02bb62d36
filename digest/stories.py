"""Articles grouped to stories: an article and its copies are one, told by the first, carried by others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.article import Label, StoredArticle


@dataclass(frozen=True, slots=True)
class Group:
    """An article and its copies, as far as they were first seen in the period."""

    lead: StoredArticle
    copies: tuple[StoredArticle, ...]  # earliest published first
    reprint: bool  # the first article of the story was seen outside the period: readers were told of it then

    @property
    def members(self) -> tuple[StoredArticle, ...]:
        """All articles of the story."""
        return (self.lead, *self.copies)

    @property
    def label(self) -> Label:
        """What the story is about: the gravest that one of its articles was found to report."""
        labels = {member.label for member in self.members}
        return next(label for label in Label if label in labels)

    @property
    def sources(self) -> frozenset[str]:
        """Keys of the outlets that carry it."""
        return frozenset(member.source for member in self.members)


def grouped(articles: Iterable[StoredArticle]) -> list[Group]:
    """The stories of a period, the most telling first; an article given twice counts once."""
    by_id = {article.id: article for article in articles}
    members: dict[int, list[StoredArticle]] = {}
    for article in by_id.values():
        members.setdefault(_first(article, by_id), []).append(article)
    return sorted((_group(first, story) for first, story in members.items()), key=_rank)


def _first(article: StoredArticle, by_id: Mapping[int, StoredArticle]) -> int:
    """The id of the story's first article, which may lie outside the period."""
    seen = {article.id}
    while article.duplicate_of is not None:
        first = article.duplicate_of
        if first in seen:  # a ring of copies: its smallest id speaks for it
            return min(seen)
        seen.add(first)
        if first not in by_id:
            return first
        article = by_id[first]
    return article.id


def _group(first: int, story: Sequence[StoredArticle]) -> Group:
    ordered = sorted(story, key=lambda article: (article.id != first, *published_order(article)))
    return Group(ordered[0], tuple(ordered[1:]), reprint=ordered[0].id != first)


def published_order(article: StoredArticle) -> tuple[bool, datetime, int]:
    """Key that puts the earliest published first, those without a time last."""
    return article.published_at is None, article.published_at or article.first_seen_at, article.id


def _rank(group: Group) -> tuple[float, int, float, int]:
    """Key that puts high scores first, then stories of many outlets, then the newest.

    Scores are compared in tenths: a finer difference says less than the number of outlets does.
    """
    score = max(member.score for member in group.members)
    at = group.lead.published_at or group.lead.first_seen_at
    return -round(score, 1), -len(group.sources), -at.timestamp(), group.lead.id
