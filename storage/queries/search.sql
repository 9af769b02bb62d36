-- name: search_by_index
-- For this transaction: find articles through the index of words, whatever the planner believes of words it never saw, and
-- with room to remember each row that it names: a page without them is read whole.
SELECT
    set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true);

-- name: search_reach
-- The first and the last time that an article has, and about how many there are; less than 0: nobody counted yet.
SELECT min(dated_at), max(dated_at), (SELECT reltuples::float8 FROM pg_class WHERE oid = 'article'::regclass)
FROM searchable;

-- name: search_found
-- Articles that the index finds, in no order, at most so many.
SELECT id, dated_at
FROM searchable
WHERE lexemes @@ %(wide)s::tsquery
    AND (%(since)s::timestamptz IS NULL OR dated_at >= %(since)s::timestamptz)
    AND (%(until)s::timestamptz IS NULL OR dated_at < %(until)s::timestamptz)
LIMIT %(most)s;

-- name: search_checked
-- Which of these articles have the words in the order asked for.
SELECT id FROM searchable WHERE id = ANY (%(ids)s::bigint[]) AND words @@ %(exact)s::tsquery;

-- name: search_checked_with_facts
-- Which of these articles have the words in the order asked for, or the facts instead.
SELECT id FROM searchable WHERE id = ANY (%(ids)s::bigint[]) AND lexemes @@ %(exact)s::tsquery;

-- name: search_ranked
-- The best of these articles. A word in the title counts ten times one in the body; an article a month older than the
-- newest of them counts two thirds of it, an old one half. Without words to rank by, the newest.
WITH ranked AS (
    SELECT
        id,
        dated_at,
        coalesce(ts_rank('{0.1, 0.2, 0.4, 1.0}', words, %(ranked)s::tsquery, 1), 1)
            * (0.5 + 0.5 * exp(-least(extract(epoch FROM max(dated_at) OVER () - dated_at) / 86400 / 30, 100)::float8))
            AS rank
    FROM searchable
    WHERE id = ANY (%(ids)s::bigint[])
    ORDER BY rank DESC, dated_at DESC, id
    LIMIT %(limit)s
)
SELECT articles.id, url, source, title, published_at, label, body, rank, duplicate_of
FROM ranked
JOIN articles ON articles.id = ranked.id
ORDER BY rank DESC, dated_at DESC, articles.id;

-- name: loosen_similarity
-- For this transaction, let a title be similar that shares this part of the words' trigrams.
SELECT set_config('pg_trgm.word_similarity_threshold', %(likeness)s, true);

-- name: search_titles
-- Articles with words in the title that are spelled nearly like those asked for.
WITH alike AS MATERIALIZED (
    SELECT id, dated_at, word_similarity(%(compared)s, title_folded) AS rank
    FROM searchable
    WHERE %(compared)s::text <%% title_folded
        AND (%(facts)s::text IS NULL OR lexemes @@ %(facts)s::tsquery)
        AND (%(since)s::timestamptz IS NULL OR dated_at >= %(since)s::timestamptz)
        AND (%(until)s::timestamptz IS NULL OR dated_at < %(until)s::timestamptz)
    LIMIT %(most)s
)
SELECT articles.id, url, source, title, published_at, label, body, rank, duplicate_of
FROM alike
JOIN articles ON articles.id = alike.id
ORDER BY rank DESC, dated_at DESC, articles.id
LIMIT %(limit)s;

-- name: search_outlets
-- The sources, as a question may name them.
SELECT key, name_ar, name_en FROM sources;
