-- name: hold_relations
-- Wait until nobody decides how articles stand to each other, and keep others from it until the transaction ends. What is
-- asked till then concerns a few articles, however many there are: so each statement is planned once, as lookups by
-- index, and nothing is compiled.
SELECT
    pg_advisory_xact_lock(hashtextextended('watira copies ', 0)),
    set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true),
    set_config('jit', 'off', true);

-- name: note_gist
-- Record what an article is looked for by, take back what is known of it and others, and find the articles that share
-- passages with it, or its words, within a time. Answers for each: what it is (passages, words, or the relation that is
-- taken back), its number, its keys, what is taken back. Those without a gist were stored before there were any. Of two texts with neither few
-- numbers nor as many as are kept, one number in common is too little.
WITH
noted AS (
    INSERT INTO gist (article_id, dated_at, keys, topics, outline, origin)
    VALUES (
        %(id)s, %(dated_at)s::timestamptz, %(keys)s::integer[], %(topics)s::integer[], %(outline)s::bytea, %(origin)s
    )
    ON CONFLICT (article_id) DO UPDATE
    SET dated_at = excluded.dated_at,
        keys = excluded.keys,
        topics = excluded.topics,
        outline = excluded.outline,
        origin = excluded.origin
),
forgotten AS (
    DELETE FROM pair
    WHERE one = %(id)s OR other = %(id)s
    RETURNING
        CASE WHEN one = %(id)s THEN other ELSE one END AS number, relation,
        jsonb_build_array(relation, reason, similarity, same_event) AS told
),
found AS MATERIALIZED (
    SELECT article_id, keys
    FROM gist
    WHERE keys && array(
            SELECT key FROM unnest(%(keys)s::integer[]) AS key
            WHERE NOT EXISTS (SELECT FROM commonplace WHERE kind = 'passage' AND number = key)
        )
        AND dated_at BETWEEN %(dated_from)s::timestamptz AND %(dated_to)s::timestamptz
        AND article_id <> %(id)s
),
common AS (
    INSERT INTO commonplace (kind, number)
    SELECT 'passage', key
    FROM found CROSS JOIN unnest(found.keys) AS key
    WHERE (key IN (SELECT unnest(%(keys)s::integer[]))) IS TRUE
    GROUP BY key
    HAVING count(*) > %(common)s
    ON CONFLICT DO NOTHING
)
SELECT 'passages', article_id, keys, NULL::jsonb
FROM found
WHERE cardinality(keys) NOT BETWEEN %(few)s AND %(most)s - 1
    OR cardinality(%(keys)s::integer[]) NOT BETWEEN %(few)s AND %(most)s - 1
    OR (
        SELECT count(*) FROM unnest(keys) AS key WHERE (key IN (SELECT unnest(%(keys)s::integer[]))) IS TRUE
    ) > 1
UNION ALL
SELECT 'words', id, NULL, NULL
FROM article
WHERE fingerprint = %(fingerprint)s::bytea
    AND coalesce(published_at, first_seen_at) BETWEEN %(dated_from)s::timestamptz AND %(dated_to)s::timestamptz
    AND id <> %(id)s
UNION ALL
SELECT relation, number, NULL, told FROM forgotten;

-- name: compared_articles
-- Articles as far as they are compared with others.
SELECT
    article.id, article.source, source.owner, article.url, article.title, article.body, article.credits,
    article.published_at, article.first_seen_at, article.fingerprint,
    article.duplicate_of IS NULL AND article.story_id IS NULL AS is_alone,
    article.body_removed_at IS NOT NULL AS body_removed
FROM article JOIN source ON source.key = article.source
WHERE article.id = ANY (%(ids)s::bigint[]);

-- name: forget_pairs
-- Take back what is known of an article and others; the others.
DELETE FROM pair
WHERE one = %(id)s OR other = %(id)s
RETURNING CASE WHEN one = %(id)s THEN other ELSE one END, relation;

-- name: event_candidates
-- Articles that share telling words with one, within a time, those that share most first.
WITH
found AS MATERIALIZED (
    SELECT article_id, topics
    FROM gist
    WHERE topics && array(
            SELECT topic FROM unnest(%(topics)s::integer[]) AS topic
            WHERE NOT EXISTS (SELECT FROM commonplace WHERE kind = 'topic' AND number = topic)
        )
        AND dated_at BETWEEN %(dated_from)s::timestamptz AND %(dated_to)s::timestamptz
        AND article_id <> ALL (%(without)s::bigint[])
),
shared AS MATERIALIZED (
    SELECT article_id, topic
    FROM found CROSS JOIN unnest(found.topics) AS topic
    WHERE (topic IN (SELECT unnest(%(topics)s::integer[]))) IS TRUE -- looked up in a table, not one by one
),
common AS (
    INSERT INTO commonplace (kind, number)
    SELECT 'topic', topic FROM shared GROUP BY topic HAVING count(*) > %(common)s
    ON CONFLICT DO NOTHING
),
best AS (
    SELECT article_id, count(*) AS topics
    FROM shared
    GROUP BY article_id
    HAVING count(*) >= %(shared)s
    ORDER BY topics DESC, article_id
    LIMIT %(most)s
)
SELECT best.article_id, article.published_at, gist.outline
FROM best
JOIN gist ON gist.article_id = best.article_id
JOIN article ON article.id = best.article_id
ORDER BY best.topics DESC, best.article_id;

-- name: put_pairs
-- Record how an article and others stand to each other.
INSERT INTO pair (one, other, relation, reason, similarity, same_event)
SELECT least(%(id)s::bigint, number), greatest(%(id)s::bigint, number), relation, reason, similarity, same_event
FROM jsonb_to_recordset(%(found)s::jsonb) AS found (
    number bigint, relation text, reason text, similarity real, same_event boolean
)
WHERE TRUE
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
    SELECT copied.id
    FROM reached
    CROSS JOIN LATERAL (
        SELECT other FROM pair WHERE one = reached.id AND relation IN ('version', 'duplicate')
        UNION ALL
        SELECT one FROM pair WHERE other = reached.id AND relation IN ('version', 'duplicate')
    ) AS copied (id)
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
