"""The columns of table article that hold what was read and understood, as an article gives them."""

from collections.abc import Mapping
from typing import Any

from psycopg.types.json import Jsonb

from pipelines import lexicon
from pipelines.article import Article, Evidence, Reading, Stated, Tagging
from pipelines.facts.fact import Facts
from pipelines.facts.plain import stored
from pipelines.understanding import Understanding
from storage.characters import storable
from storage.searchable import indexed, indexed_title


def of_article(article: Article) -> dict[str, Any]:
    """All that Watira makes of a page, by column; without the search index, which follows from it (`index_of`)."""
    return {
        **of_reading(article.reading),
        **of_tagging(article.tagging),
        "facts": of_facts(article.facts),
        "language": article.language,
        "fingerprint": article.fingerprint,
    }


def of_reading(reading: Reading) -> dict[str, Any]:
    """What the page says, by column."""
    values: dict[str, Any] = {
        "kind": reading.kind,
        "title": reading.title,
        "title_prefix": reading.title_prefix,
        "deck": reading.deck,
        "body": reading.body,
        "authors": reading.authors,
        "credits": reading.credits,
        "modified_at": reading.modified.at if reading.modified else None,
        "extractor": reading.extractor,
        "title_folded": indexed_title(reading.title),
    }
    plain: dict[str, Any] = storable(values | _published(reading.published))
    return plain


def _published(published: Stated | None) -> dict[str, Any]:
    """The columns on the time of publishing."""
    return {
        "published_at": published.at if published else None,
        "published_precision": published.precision if published else None,
        "published_from": published.origin if published else None,
        "published_zone_assumed": published.zone_assumed if published else None,
    }


def of_tagging(tagging: Tagging) -> dict[str, Any]:
    """What it is about, by column."""
    plain: dict[str, Any] = storable(
        {
            "label": tagging.label,
            "score": tagging.score,
            "tags": tagging.tags,
            "evidence": [_evidence(one) for one in tagging.evidence],
        }
    )
    return plain


def of_understanding(understood: Understanding) -> dict[str, Any]:
    """What it is about and what it reports, by column."""
    return {**of_tagging(understood.tagging), "facts": of_facts(understood.facts)}


def of_facts(facts: Facts) -> dict[str, Any]:
    """What it reports, as the column of that name holds it."""
    plain: dict[str, Any] = storable(stored(facts, lexicon.default().events.types))
    return plain


def _evidence(evidence: Evidence) -> dict[str, object]:
    """A piece of evidence as the column of that name holds it."""
    return {
        "term": evidence.term,
        "category": evidence.category,
        "words": evidence.words,
        "where": evidence.where,
        "start": evidence.start,
        "end": evidence.end,
    }


def index_of(values: Mapping[str, Any]) -> str:
    """The search index of an article with these columns, as the literal of a tsvector."""
    return indexed(values["title"], values["body"], values["deck"])


def parameters(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as a statement takes them."""
    return {**values, "evidence": Jsonb(values["evidence"]), "facts": Jsonb(values["facts"])}
