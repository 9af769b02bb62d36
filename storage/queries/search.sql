-- name: search_words
-- Articles that match a tsquery. Ranked are the 5,000 newest, for a word that nearly every article has. A word in the title
-- counts ten times one in the body; an article a month older than the newest hit counts two thirds of it, an old one half.
WITH hit AS (
    SELECT id, search, coalesce(published_at, first_seen_at) AS dated_at
    FROM article
    WHERE search @@ %(asked)s::tsquery
        AND (%(since)s::timestamptz IS NULL OR coalesce(published_at, first_seen_at) >= %(since)s::timestamptz)
        AND (%(until)s::timestamptz IS NULL OR coalesce(published_at, first_seen_at) < %(until)s::timestamptz)
        AND (%(source)s::text IS NULL OR source = %(source)s::text)
        AND (%(tag)s::text IS NULL OR tags @> ARRAY[%(tag)s::text])
    ORDER BY coalesce(published_at, first_seen_at) DESC
    LIMIT 5000
),
ranked AS (
    SELECT
        hit.id,
        hit.dated_at,
        ts_rank('{0.1, 0.2, 0.4, 1.0}', search, %(asked)s::tsquery, 1)
            * (0.5 + 0.5 * exp(-least(extract(epoch FROM max(dated_at) OVER () - dated_at) / 86400 / 30, 100)::float8))
            AS rank
    FROM hit
    ORDER BY rank DESC, dated_at DESC, id
    LIMIT %(limit)s
)
SELECT article.id, url, source, title, published_at, label, body, rank, duplicate_of
FROM ranked
JOIN article ON article.id = ranked.id
ORDER BY rank DESC, dated_at DESC, article.id;

-- name: loosen_similarity
-- For this transaction, let a title be similar that has a word with one letter wrong.
SELECT set_config('pg_trgm.word_similarity_threshold', '0.45', true);

-- name: search_titles
-- Articles with words in the title that are spelled nearly like those asked for.
SELECT id, url, source, title, published_at, label, body, word_similarity(%(asked)s, title_folded) AS rank, duplicate_of
FROM article
WHERE %(asked)s::text <%% title_folded
    AND (%(since)s::timestamptz IS NULL OR coalesce(published_at, first_seen_at) >= %(since)s::timestamptz)
    AND (%(until)s::timestamptz IS NULL OR coalesce(published_at, first_seen_at) < %(until)s::timestamptz)
    AND (%(source)s::text IS NULL OR source = %(source)s::text)
    AND (%(tag)s::text IS NULL OR tags @> ARRAY[%(tag)s::text])
ORDER BY rank DESC, coalesce(published_at, first_seen_at) DESC, id
LIMIT %(limit)s;
