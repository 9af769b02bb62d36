"""Articles grouped to events: a story, or an article that is alone, with its copies; each event once. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.article import Label, StoredArticle


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one event, as far as they were first seen in the period."""

    reports: tuple[
        StoredArticle, ...
    ]  # texts of their own, earliest published first; those of escalation before others
    copies: tuple[StoredArticle, ...]  # earliest published first

    @property
    def lead(self) -> StoredArticle:
        """The article that speaks for the event."""
        return self.members[0]

    @property
    def members(self) -> tuple[StoredArticle, ...]:
        """All its articles."""
        return (*self.reports, *self.copies)

    @property
    def reprint(self) -> bool:
        """Whether nothing is new: its reports were seen before the period, and readers were told of it then."""
        return not self.reports

    @property
    def follows(self) -> bool:
        """Whether readers may have been told of it, and there is something new."""
        return not self.reprint and any(member.follows for member in self.members)

    @property
    def label(self) -> Label:
        """What it is about: the gravest that one of its articles was found to report."""
        labels = {member.label for member in self.members}
        return next(label for label in Label if label in labels)

    @property
    def sources(self) -> frozenset[str]:
        """Keys of the outlets that carry it."""
        return frozenset(member.source for member in self.members)

    @property
    def independent(self) -> int:
        """The witnesses behind its reports: a credited agency, a publisher and its outlets count once each."""
        return len({report.origin or report.source for report in self.reports})

    @property
    def score(self) -> float:
        """How sure it is that escalation is reported, 0 to 1."""
        return max(member.score for member in self.members)


def grouped(articles: Iterable[StoredArticle]) -> list[Group]:
    """The events of a period in the order of publishing; an article given twice counts once."""
    by_id = {article.id: article for article in articles}
    members: dict[tuple[str, int], list[tuple[bool, StoredArticle]]] = {}
    for article in by_id.values():
        first = _first(article, by_id)
        story = article.story_id or getattr(by_id.get(first), "story_id", None)
        key = ("story", story) if story else ("first", first)
        members.setdefault(key, []).append((first == article.id, article))
    return sorted(map(_group, members.values()), key=lambda group: published_order(group.lead))


def _first(article: StoredArticle, by_id: Mapping[int, StoredArticle]) -> int:
    """The id of the first article with its text, which may lie outside the period."""
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


def _group(members: Sequence[tuple[bool, StoredArticle]]) -> Group:
    reports = [article for is_first, article in members if is_first]
    copies = [article for is_first, article in members if not is_first]
    reports.sort(key=lambda report: (report.label is not Label.ESCALATION, *published_order(report)))
    return Group(tuple(reports), tuple(sorted(copies, key=published_order)))


def published_order(article: StoredArticle) -> tuple[bool, datetime, int]:
    """Key that puts the earliest published first, those without a time last."""
    return article.published_at is None, article.published_at or article.first_seen_at, article.id
