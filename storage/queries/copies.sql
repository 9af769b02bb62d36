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

-- name: copy_candidates
-- Take back what is known of an article and others, and find the articles that share passages with it, or its words, within
-- a time. Answers for each: what it is (passages, words, or the relation that is taken back), its number, its keys, what is
-- taken back. Those without a gist were stored before there were any. It is looked for by the passages that fewest articles
-- have, until so many articles are to be read. Of two texts with neither few numbers nor as many as are kept, one number in
-- common is too little.
WITH
forgotten AS (
    DELETE FROM pair
    WHERE one = %(id)s OR other = %(id)s
    RETURNING
        CASE WHEN one = %(id)s THEN other ELSE one END AS number, relation,
        jsonb_build_array(relation, reason, similarity, same_event) AS told
),
known AS MATERIALIZED (
    SELECT
        key,
        coalesce((SELECT articles FROM commonplace WHERE kind = 'passage' AND number = key), %(unknown)s) AS articles
    FROM unnest(%(keys)s::integer[]) AS key
),
found AS MATERIALIZED (
    SELECT article_id, keys
    FROM gist
    WHERE keys && array(
            SELECT key
            FROM (SELECT key, articles, sum(articles) OVER (ORDER BY articles, key) AS read FROM known) AS rarest
            WHERE articles <= %(common)s AND read <= %(most_read)s
        )
        AND dated_at BETWEEN %(dated_from)s::timestamptz AND %(dated_to)s::timestamptz
        AND article_id <> %(id)s
),
shared AS MATERIALIZED (
    SELECT article_id, keys, key
    FROM (SELECT article_id, keys, unnest(keys) AS key FROM found) AS told
    WHERE (key IN (SELECT key FROM known)) IS TRUE -- looked up in a table, not one by one
),
counted AS (
    INSERT INTO commonplace (kind, number, articles)
    SELECT 'passage', key, articles
    FROM (SELECT key, count(*) AS articles FROM shared GROUP BY key HAVING count(*) >= %(counted)s) AS now
    WHERE articles * 4 >= 5 * (SELECT known.articles FROM known WHERE known.key = now.key)
    ON CONFLICT (kind, number) DO UPDATE SET articles = excluded.articles
)
SELECT 'passages', article_id, keys, NULL::jsonb
FROM shared
GROUP BY article_id, keys
HAVING count(*) > 1
    OR cardinality(keys) NOT BETWEEN %(few)s AND %(most)s - 1
    OR cardinality(%(keys)s::integer[]) NOT BETWEEN %(few)s AND %(most)s - 1
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
-- Record what an article is looked for by, and find those that share telling words with it, within a time, those that share
-- most first, and of these those that share the rarest. They are looked for by the words that fewest articles have, until so
-- many articles are to be read.
WITH
noted AS (
    INSERT INTO gist (article_id, dated_at, is_published, keys, topics, outline, origin, story_from)
    VALUES (
        %(id)s, %(dated_at)s::timestamptz, %(is_published)s, %(keys)s::integer[], %(topics)s::integer[],
        %(outline)s::bytea, %(origin)s, %(story_from)s -- as most are; to change it writes all indexes again
    )
    ON CONFLICT (article_id) DO UPDATE
    SET dated_at = excluded.dated_at,
        is_published = excluded.is_published,
        keys = excluded.keys,
        topics = excluded.topics,
        outline = excluded.outline,
        origin = excluded.origin
),
asked AS MATERIALIZED (
    SELECT
        topic,
        coalesce((SELECT articles FROM commonplace WHERE kind = 'topic' AND number = topic), %(unknown)s) AS articles
    FROM unnest(%(asked)s::integer[]) AS topic
),
known AS MATERIALIZED (
    SELECT topic, articles, sum(articles) OVER (ORDER BY articles, topic) AS read FROM asked
),
found AS MATERIALIZED (
    SELECT article_id, topics
    FROM gist
    WHERE topics && array(SELECT topic FROM known WHERE articles <= %(common)s AND read <= %(most_read)s)
        AND dated_at BETWEEN %(dated_from)s::timestamptz AND %(dated_to)s::timestamptz
        AND article_id <> ALL (%(without)s::bigint[])
),
shared AS MATERIALIZED (
    SELECT article_id, topic
    FROM (SELECT article_id, unnest(topics) AS topic FROM found) AS told
    WHERE (topic IN (SELECT topic FROM known)) IS TRUE -- looked up in a table, not one by one
),
counted AS (
    INSERT INTO commonplace (kind, number, articles)
    SELECT 'topic', topic, now.articles
    FROM (SELECT topic, count(*) AS articles FROM shared GROUP BY topic HAVING count(*) >= %(counted)s) AS now
    JOIN known USING (topic)
    WHERE now.articles * 4 >= 5 * known.articles
    ON CONFLICT (kind, number) DO UPDATE SET articles = excluded.articles
),
likely AS MATERIALIZED (
    SELECT
        article_id,
        count(*) AS words,
        min(array_position((SELECT array_agg(topic ORDER BY read) FROM known), topic)) AS rarest
    FROM shared
    GROUP BY article_id
    HAVING count(*) >= %(shared)s
    ORDER BY words DESC, rarest, article_id
    LIMIT %(most)s
)
SELECT article_id, CASE WHEN is_published THEN dated_at END, outline
FROM likely JOIN gist USING (article_id)
ORDER BY words DESC, rarest, article_id;

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
