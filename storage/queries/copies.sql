-- name: put_gist
-- Record what an article is compared by.
INSERT INTO gist (article_id, dated_at, keys, topics, killed, wounded, origin)
VALUES (
    %(id)s, %(dated_at)s::timestamptz, %(keys)s::integer[], %(topics)s::integer[], %(killed)s, %(wounded)s, %(origin)s
)
ON CONFLICT (article_id) DO UPDATE
SET dated_at = excluded.dated_at,
    keys = excluded.keys,
    topics = excluded.topics,
    killed = excluded.killed,
    wounded = excluded.wounded,
    origin = excluded.origin;

-- name: compared_articles
-- Articles as far as they are compared with others.
SELECT
    article.id, article.source, source.owner, article.url, article.title, article.body, article.credits, article.label,
    article.published_at, article.first_seen_at, article.fingerprint
FROM article JOIN source ON source.key = article.source
WHERE article.id = ANY (%(ids)s::bigint[]);

-- name: copy_candidates
-- Articles that share passages with one, or its words, within a time; those without a gist were stored before there were
-- any. Of two texts with neither few numbers nor as many as are kept, one number in common is too little.
SELECT article_id, keys, NULL AS fingerprint
FROM gist
WHERE keys && %(keys)s::integer[]
    AND dated_at BETWEEN %(dated_from)s::timestamptz AND %(dated_to)s::timestamptz
    AND article_id <> %(id)s
    AND (
        cardinality(keys) NOT BETWEEN %(few)s AND %(most)s - 1
        OR cardinality(%(keys)s::integer[]) NOT BETWEEN %(few)s AND %(most)s - 1
        OR (SELECT count(*) FROM unnest(keys) AS key WHERE key = ANY (%(keys)s::integer[])) > 1
    )
UNION ALL
SELECT id, NULL, fingerprint
FROM article
WHERE fingerprint = %(fingerprint)s
    AND coalesce(published_at, first_seen_at) BETWEEN %(dated_from)s::timestamptz AND %(dated_to)s::timestamptz
    AND id <> %(id)s;

-- name: forget_pairs
-- Take back what is known of an article and others; the others.
DELETE FROM pair
WHERE one = %(id)s OR other = %(id)s
RETURNING CASE WHEN one = %(id)s THEN other ELSE one END, relation;

-- name: event_candidates
-- Articles that share telling words with one, within a time, those that share most first.
SELECT gist.article_id
FROM gist
CROSS JOIN LATERAL (
    SELECT count(*) AS topics FROM unnest(gist.topics) AS topic WHERE topic = ANY (%(topics)s::integer[])
) AS shared
WHERE gist.topics && %(topics)s::integer[]
    AND gist.dated_at BETWEEN %(dated_from)s::timestamptz AND %(dated_to)s::timestamptz
    AND gist.article_id <> %(id)s
    AND shared.topics >= %(shared)s
ORDER BY shared.topics DESC, gist.article_id;

-- name: put_pair
-- Record how two articles stand to each other.
INSERT INTO pair (one, other, relation, reason, similarity, same_event)
VALUES (
    least(%(one)s::bigint, %(other)s::bigint), greatest(%(one)s::bigint, %(other)s::bigint), %(relation)s, %(reason)s,
    %(similarity)s, %(same_event)s
)
ON CONFLICT (one, other) DO UPDATE
SET relation = excluded.relation,
    reason = excluded.reason,
    similarity = excluded.similarity,
    same_event = excluded.same_event;

-- name: copied_together
-- The articles that copies lead to from some, with the copies of each.
WITH RECURSIVE reached (id) AS (
    SELECT unnest(%(ids)s::bigint[])
    UNION
    SELECT CASE WHEN pair.one = reached.id THEN pair.other ELSE pair.one END
    FROM reached JOIN pair ON (pair.one = reached.id OR pair.other = reached.id)
    WHERE pair.relation IN ('version', 'duplicate')
)
SELECT
    article.id, article.url, article.published_at, article.first_seen_at, article.duplicate_of,
    array(
        SELECT other FROM pair WHERE one = article.id AND relation IN ('version', 'duplicate')
        UNION ALL
        SELECT one FROM pair WHERE other = article.id AND relation IN ('version', 'duplicate')
    )
FROM reached JOIN article USING (id);

-- name: record_originals
-- Point copies to their first, and firsts to nothing.
UPDATE article
SET duplicate_of = decided.original
FROM unnest(%(ids)s::bigint[], %(originals)s::bigint[]) AS decided (id, original)
WHERE article.id = decided.id;

-- name: delete_article
-- Remove an article with its earlier texts; addresses that led to it lead nowhere.
DELETE FROM article WHERE id = %(id)s RETURNING id;
