"""What reading again came to: counts, and a few examples of each kind."""

from collections import Counter
from dataclasses import dataclass, field

from schedules.rereading.reader import Answer
from storage.readings import Change
from storage.rereading import Item

# What a person calls a column, or several of them; in the order of showing.
FIELDS = {
    "kind": "kind",
    "title": "title",
    "title_prefix": "prefix",
    "deck": "deck",
    "body": "body",
    "published_at": "published",
    "published_precision": "published",
    "published_from": "published",
    "published_zone_assumed": "published",
    "modified_at": "modified",
    "authors": "authors",
    "credits": "credits",
    "language": "language",
    "extractor": "extractor",
    "label": "label",
    "score": "score",
    "tags": "tags",
    "evidence": "evidence",
    "facts": "facts",
    "fingerprint": "fingerprint",
    "title_folded": "folding",
}

_MOST_NAMED = 5  # addresses of a kind that are named


@dataclass(slots=True)
class Tally:
    """Counts of one run. `examples` holds up to `each` articles for every field and every move of a label."""

    each: int = 2
    articles: int = 0
    rejected: int = 0  # pages that were rejected before
    changed: int = 0  # articles that come out otherwise
    fields: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)  # of labels, from and to
    tags_gone: Counter[str] = field(default_factory=Counter)
    tags_come: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)  # articles that would be rejected now, by reason
    recovered: int = 0  # pages rejected before that are articles now
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)  # of rejected pages, from and to
    addresses: int = 0  # articles whose address would be another one
    failed: int = 0
    named: dict[str, list[str]] = field(default_factory=dict)  # addresses, by what they are examples of
    examples: list[tuple[str, Change]] = field(default_factory=list)  # with the source
    written: int = 0
    overtaken: int = 0  # articles and pages that were stored anew meanwhile
    unstored: int = 0  # what the database refused
    _shown: Counter[object] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """Everything that was read again."""
        return self.articles + self.rejected

    @property
    def differs(self) -> bool:
        """Whether there is something to write."""
        return bool(self.changed or self.recovered or self.reasons)

    def count(self, item: Item, answer: Answer) -> None:
        """Count what an item is now."""
        self.articles += item.kept is not None
        self.rejected += item.kept is None
        if answer.failure:
            self.failed += 1
            self._name("failed", item, answer.failure)
        elif item.kept:
            self._count_article(item, answer)
        elif answer.article:
            self.recovered += 1
            self._name("recovered", item, answer.article.reading.title)
        elif item.rejected and answer.reason and answer.reason != item.rejected.reason:
            self.reasons[item.rejected.reason, answer.reason] += 1

    def _count_article(self, item: Item, answer: Answer) -> None:
        if answer.reason:
            self.refused[answer.reason] += 1
            self._name("refused", item, answer.reason)
        if answer.address:
            self.addresses += 1
            self._name("addresses", item, answer.address)
        if answer.changed:
            self._count_change(item, answer)

    def _count_change(self, item: Item, answer: Answer) -> None:
        assert item.kept  # noqa: S101 - what changes is an article
        change = Change(item.kept, answer.fresh, answer.changed)
        self.changed += 1
        fields = list(dict.fromkeys(FIELDS[column] for column in FIELDS if column in answer.changed))
        self.fields.update(fields)
        stored, fresh = item.kept.values, answer.fresh
        kinds: list[object] = [*fields]
        if "label" in answer.changed:
            move = (str(stored["label"]), str(fresh["label"]))
            self.moves[move] += 1
            kinds = [move, *(kind for kind in fields if kind != "label")]
        self.tags_gone.update(set(stored["tags"]) - set(fresh["tags"]))
        self.tags_come.update(set(fresh["tags"]) - set(stored["tags"]))
        self._keep(item.source, change, kinds)

    def _keep(self, source: str, change: Change, kinds: list[object]) -> None:
        """Keep an example if there are too few yet of one of its kinds."""
        if any(self._shown[kind] < self.each for kind in kinds):
            self._shown.update(kinds)
            self.examples.append((source, change))

    def not_stored(self, url: str, why: str) -> None:
        """Count an article that the database refused."""
        self.unstored += 1
        self._name_url("unstored", url, why)

    def _name(self, kind: str, item: Item, what: str) -> None:
        self._name_url(kind, item.kept.url if item.kept else item.rejected.url if item.rejected else "", what)

    def _name_url(self, kind: str, url: str, what: str) -> None:
        names = self.named.setdefault(kind, [])
        if len(names) < _MOST_NAMED:
            names.append(f"{url}  {what}")
