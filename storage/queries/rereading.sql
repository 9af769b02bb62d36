-- name: pages_to_read_again
-- The numbers of the stored pages that an article or a rejection rests on and whose bytes are kept.
SELECT page_id
FROM (
    SELECT page_id, source, fetched_at FROM article
    UNION ALL
    SELECT page_id, source, fetched_at FROM link WHERE state <> 'article'
) AS read_from
WHERE page_id > %(after)s
    AND EXISTS (SELECT FROM page WHERE id = page_id AND body IS NOT NULL)
    AND (%(since)s::timestamptz IS NULL OR fetched_at >= %(since)s::timestamptz)
    AND (%(sources)s::text[] = '{}' OR source = ANY (%(sources)s::text[]))
ORDER BY page_id;

-- name: texts_to_tag_again
-- The numbers of the stored articles whose texts are kept.
SELECT id
FROM article
WHERE id > %(after)s
    AND body_removed_at IS NULL
    AND (%(since)s::timestamptz IS NULL OR fetched_at >= %(since)s::timestamptz)
    AND (%(sources)s::text[] = '{}' OR source = ANY (%(sources)s::text[]))
ORDER BY id;

-- name: articles_without_page
-- How many articles have no stored page to be read again.
SELECT count(*)
FROM article
WHERE NOT EXISTS (SELECT FROM page WHERE id = page_id AND body IS NOT NULL)
    AND (%(since)s::timestamptz IS NULL OR fetched_at >= %(since)s::timestamptz)
    AND (%(sources)s::text[] = '{}' OR source = ANY (%(sources)s::text[]));

-- name: articles_without_text
-- Of how many articles the text was removed because of its age.
SELECT count(*)
FROM article
WHERE body_removed_at IS NOT NULL
    AND (%(since)s::timestamptz IS NULL OR fetched_at >= %(since)s::timestamptz)
    AND (%(sources)s::text[] = '{}' OR source = ANY (%(sources)s::text[]));

-- name: pages_again
-- Stored pages by number, the first of them up to a size in bytes, with what was read from them: an article, or the reason
-- why there is none. What a channel said of a page that was stored without it is taken from the address that it announced.
WITH measured AS (
    SELECT id, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS bytes_before
    FROM page
    WHERE id = ANY (%(ids)s::bigint[]) AND body IS NOT NULL
)
SELECT
    page.id AS position, page.url AS page_url, page.fetched_at, page.status, page.headers, page.body AS packed,
    page.body_bytes, page.body_sha256,
    coalesce(
        page.announced,
        (
            SELECT to_jsonb(told)
            FROM (
                SELECT url, source, channel, title, published_at
                FROM link AS known
                WHERE known.article_id = article.id AND channel IS NOT NULL
                ORDER BY known.fetched_at = page.fetched_at DESC, known.fetched_at DESC, url
                LIMIT 1
            ) AS told
        ),
        CASE
            WHEN link.channel IS NOT NULL THEN jsonb_build_object(
                'url', link.url, 'source', link.source, 'channel', link.channel, 'title', link.title,
                'published_at', link.published_at
            )
        END
    ) AS announced,
    link.url AS link_url, link.reason,
    coalesce(article.source, link.source) AS source, article.id AS article_id, article.url, article.revision,
    article.page_id, article.kind, article.title, article.title_prefix, article.deck, article.body, article.authors,
    article.credits, article.published_at, article.published_precision, article.published_from,
    article.published_zone_assumed, article.modified_at, article.language, article.extractor, article.label,
    article.score, article.tags, article.evidence, article.facts, article.fingerprint, article.title_folded,
    article.body_removed_at IS NOT NULL AS body_removed
FROM measured
JOIN page ON page.id = measured.id
LEFT JOIN article ON article.page_id = page.id
LEFT JOIN link ON link.page_id = page.id AND link.state <> 'article' AND article.id IS NULL
WHERE measured.bytes_before < %(most_bytes)s
ORDER BY page.id;

-- name: texts_again
-- Stored articles by number, the first of them up to a size in bytes, with what was understood of them.
WITH measured AS (
    SELECT id, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS bytes_before
    FROM article
    WHERE id = ANY (%(ids)s::bigint[]) AND body_removed_at IS NULL
)
SELECT
    id AS position, source, id AS article_id, url, revision, page_id, title, body, published_at, label, score, tags,
    evidence, facts, fingerprint
FROM measured
JOIN article USING (id)
WHERE measured.bytes_before < %(most_bytes)s
ORDER BY id;

-- name: unfinished_rereading
-- The last rereading with this order and these rules that did not come to its end.
SELECT id, position, started_at, moved_at
FROM rereading
WHERE stage = %(stage)s
    AND rules = %(rules)s
    AND catalogue = %(catalogue)s
    AND since_at IS NOT DISTINCT FROM %(since)s::timestamptz
    AND sources = %(sources)s::text[]
    AND finished_at IS NULL
ORDER BY id DESC
LIMIT 1;

-- name: begin_rereading
-- Record that a rereading begins.
INSERT INTO rereading (stage, rules, catalogue, since_at, sources, last, started_at, moved_at)
VALUES (
    %(stage)s, %(rules)s, %(catalogue)s, %(since)s::timestamptz, %(sources)s::text[], %(last)s, %(now)s, %(now)s
)
RETURNING id, position, started_at, moved_at;

-- name: move_rereading
-- Record how far a rereading has come.
UPDATE rereading
SET position = greatest(position, %(position)s),
    changed = changed + %(changed)s,
    recovered = recovered + %(recovered)s,
    moved_at = %(now)s
WHERE id = %(id)s;

-- name: finish_rereading
-- Record that a rereading has come to its end.
UPDATE rereading
SET position = greatest(position, last), moved_at = %(now)s, finished_at = %(now)s
WHERE id = %(id)s;

-- name: articles_as_read
-- Of these articles those that are still as they were when their texts were read again.
SELECT id
FROM unnest(%(ids)s::bigint[], %(revisions)s::integer[], %(pages)s::bigint[]) AS seen (id, revision, page_id)
JOIN article USING (id)
WHERE article.revision = seen.revision AND article.page_id IS NOT DISTINCT FROM seen.page_id;

-- name: keep_earlier_reading
-- Keep what was read of an article before another reading takes its place.
INSERT INTO earlier_reading (article_id, rereading_id, revision, rules, replaced_at, earlier)
SELECT id, %(rereading)s, revision, rules, %(now)s, %(earlier)s FROM article WHERE id = %(id)s;

-- name: put_reading
-- Put another reading of its page into an article; with it, a body that was removed comes back. A search index that is NULL
-- stays as it is.
UPDATE article
SET kind = %(kind)s,
    title = %(title)s,
    title_prefix = %(title_prefix)s,
    deck = %(deck)s,
    body = %(body)s,
    body_removed_at = CASE WHEN %(body)s = '' AND %(label)s = 'other' THEN body_removed_at END,
    authors = %(authors)s::text[],
    credits = %(credits)s::text[],
    published_at = %(published_at)s,
    published_precision = %(published_precision)s,
    published_from = %(published_from)s,
    published_zone_assumed = %(published_zone_assumed)s,
    modified_at = %(modified_at)s,
    language = %(language)s,
    extractor = %(extractor)s,
    label = %(label)s,
    score = %(score)s,
    tags = %(tags)s::text[],
    evidence = %(evidence)s,
    facts = %(facts)s,
    fingerprint = %(fingerprint)s,
    title_folded = %(title_folded)s,
    search = coalesce(%(search)s::tsvector, search),
    rules = %(rules)s
WHERE id = %(id)s;

-- name: put_tagging
-- Put another understanding of its text into an article.
UPDATE article
SET label = %(label)s, score = %(score)s, tags = %(tags)s::text[], evidence = %(evidence)s, facts = %(facts)s,
    rules = %(rules)s
WHERE id = %(id)s;

-- name: put_reason
-- Record another reason why a page is no article; with one that is final it is not fetched again.
UPDATE link
SET reason = %(reason)s,
    detail = %(detail)s,
    state = CASE WHEN %(is_final)s THEN 'rejected' ELSE state END,
    next_try_at = CASE WHEN %(is_final)s THEN NULL ELSE next_try_at END
WHERE url = %(url)s AND page_id = %(page_id)s AND state <> 'article';

-- name: begin_trial
-- From here to the end of the transaction, all that relations are decided by, and written to, are temporary tables with
-- what is stored now; so others are not kept waiting. To be rolled back.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
SELECT
    set_config('search_path', 'pg_temp, ' || current_setting('search_path'), true),
    set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true),
    set_config('jit', 'off', true);
CREATE TEMP TABLE article ON COMMIT DROP AS
SELECT
    id, source, url, title, body, body_removed_at, credits, published_at, first_seen_at, fingerprint, label, duplicate_of,
    story_id
FROM article;
CREATE TEMP TABLE gist ON COMMIT DROP AS SELECT * FROM gist;
CREATE TEMP TABLE pair ON COMMIT DROP AS SELECT * FROM pair;
CREATE TEMP TABLE commonplace ON COMMIT DROP AS SELECT * FROM commonplace;
CREATE TEMP TABLE story ON COMMIT DROP AS SELECT * FROM story;
CREATE TEMP TABLE story_change ON COMMIT DROP AS SELECT * FROM story_change;
CREATE TEMP SEQUENCE story_number OWNED BY story.id;
SELECT setval('story_number', coalesce(max(id), 0) + 1) FROM story;
ALTER TABLE story ALTER id SET DEFAULT nextval('story_number');
CREATE UNIQUE INDEX ON article (id);
CREATE INDEX ON article (fingerprint);
CREATE INDEX ON article (duplicate_of);
CREATE INDEX ON article (story_id);
CREATE UNIQUE INDEX ON gist (article_id);
CREATE INDEX ON gist USING gin (keys) WITH (fastupdate = off);
CREATE INDEX ON gist USING gin (topics) WITH (fastupdate = off);
CREATE INDEX ON gist (story_from);
CREATE UNIQUE INDEX ON pair (one, other);
CREATE INDEX ON pair (other);
CREATE UNIQUE INDEX ON commonplace (kind, number);
CREATE UNIQUE INDEX ON story (id);
