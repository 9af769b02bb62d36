-- name: commit_without_waiting
-- This transaction's commit does not wait for the disk.
SET LOCAL synchronous_commit = off;

-- name: articles_at
-- What is stored at canonical addresses, as far as the next texts there are compared with it.
SELECT
    id, url, title, deck, body, fingerprint, body_removed_at IS NOT NULL AS body_removed, fetched_at, duplicate_of
FROM article
WHERE url = ANY (%(urls)s::text[]);

-- name: keep_revision
-- Keep an article's present text before another takes its place.
INSERT INTO revision (
    article_id, revision, title, title_prefix, deck, body, published_at, modified_at, label, score, tags, evidence,
    facts, fingerprint, rules, stored_at, replaced_at, page_id, body_removed_at
)
SELECT
    id, revision, title, title_prefix, deck, body, published_at, modified_at, label, score, tags, evidence,
    facts, fingerprint, rules, revised_at, %(now)s, page_id, body_removed_at
FROM article
WHERE id = %(id)s;

-- name: put_article
-- Store an article at its address, or its next revision. A fresh one that comes after a digest was opened belongs to a later
-- one, whatever the clock said when its storing began; a digest made while the clock was hours ahead is passed over.
INSERT INTO article AS known (
    source, url, kind, title, title_prefix, deck, body, authors, credits, published_at, published_precision,
    published_from, published_zone_assumed, modified_at, language, extractor, label, score, tags, evidence, facts,
    fingerprint, rules, first_seen_at, revised_at, fetched_at, page_id, title_folded, search
)
SELECT
    %(source)s, %(url)s, %(kind)s, %(title)s, %(title_prefix)s, %(deck)s, %(body)s, %(authors)s::text[],
    %(credits)s::text[], %(published_at)s::timestamptz, %(published_precision)s, %(published_from)s,
    %(published_zone_assumed)s::boolean, %(modified_at)s::timestamptz, %(language)s, %(extractor)s, %(label)s,
    %(score)s::double precision, %(tags)s::text[], %(evidence)s, %(facts)s, %(fingerprint)s::bytea, %(rules)s, seen_at,
    seen_at,
    %(fetched_at)s::timestamptz, %(page_id)s::bigint, %(title_folded)s, %(search)s::tsvector
FROM (
    SELECT greatest(%(seen_at)s::timestamptz, max(period_to)) AS seen_at
    FROM digest
    WHERE %(is_fresh)s AND period_to < %(seen_at)s::timestamptz + interval '1 hour'
) AS digested
ON CONFLICT (url) DO UPDATE
SET source = excluded.source,
    kind = excluded.kind,
    title = excluded.title,
    title_prefix = excluded.title_prefix,
    deck = excluded.deck,
    body = excluded.body,
    body_removed_at = NULL,
    authors = excluded.authors,
    credits = excluded.credits,
    published_at = excluded.published_at,
    published_precision = excluded.published_precision,
    published_from = excluded.published_from,
    published_zone_assumed = excluded.published_zone_assumed,
    modified_at = excluded.modified_at,
    language = excluded.language,
    extractor = excluded.extractor,
    label = excluded.label,
    score = excluded.score,
    tags = excluded.tags,
    evidence = excluded.evidence,
    facts = excluded.facts,
    fingerprint = excluded.fingerprint,
    rules = excluded.rules,
    revision = known.revision + 1,
    revised_at = %(now)s,
    fetched_at = excluded.fetched_at,
    page_id = excluded.page_id,
    title_folded = excluded.title_folded,
    search = excluded.search
RETURNING id;

-- name: copies_by_source
-- How many of the articles first seen from a time on are copies, by source.
SELECT source, count(*) FROM article WHERE first_seen_at >= %(since)s AND duplicate_of IS NOT NULL GROUP BY source;
