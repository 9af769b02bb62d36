-- name: wait_for_savers
-- How long a digest waits for the articles that are being stored; whoever begins meanwhile waits for the digest.
SET LOCAL lock_timeout = '20s';

-- name: articles_first_seen
-- The articles first stored in a period, in the order of publishing.
SELECT
    article.id, article.source, source.name_ar AS source_name_ar, article.url, article.title, article.body,
    article.published_at, article.published_precision, article.first_seen_at, article.label, article.score, article.tags,
    article.duplicate_of, article.revision, source.name_en AS source_name_en, source.owner,
    coalesce(gist.origin, article.source) AS origin, article.story_id,
    EXISTS (
        SELECT FROM article AS earlier
        WHERE earlier.story_id = article.story_id AND earlier.first_seen_at < %(start)s
    ) AS follows
FROM article
JOIN source ON source.key = article.source
LEFT JOIN gist ON gist.article_id = article.id
WHERE article.first_seen_at >= %(start)s AND article.first_seen_at < %(end)s
ORDER BY coalesce(article.published_at, article.first_seen_at), article.url;

-- name: source_counts
-- What a period brought from each source that is enabled or brought something.
WITH stored AS (
    SELECT
        source,
        count(*) AS articles,
        count(*) FILTER (WHERE label = 'escalation') AS escalation,
        count(duplicate_of) AS copies
    FROM article
    WHERE first_seen_at >= %(start)s AND first_seen_at < %(end)s
    GROUP BY source
),
refused AS (
    SELECT source, count(*) AS rejected
    FROM link
    WHERE state <> 'article' AND fetched_at >= %(start)s AND fetched_at < %(end)s
    GROUP BY source
)
SELECT
    source.key,
    source.name_ar,
    source.name_en,
    coalesce(stored.articles, 0) AS articles,
    coalesce(stored.escalation, 0) AS escalation,
    coalesce(stored.copies, 0) AS copies,
    coalesce(refused.rejected, 0) AS rejected
FROM source
LEFT JOIN stored ON stored.source = source.key
LEFT JOIN refused ON refused.source = source.key
WHERE source.enabled OR stored.source IS NOT NULL OR refused.source IS NOT NULL
ORDER BY source.key;

-- name: open_digest
-- The digest of a day, opened with this period unless it is open already.
INSERT INTO digest AS known (day, frequency, period_from, period_to, created_at)
VALUES (%(day)s, %(frequency)s, %(start)s, %(end)s, %(now)s)
ON CONFLICT (day, frequency) DO UPDATE SET day = known.day
RETURNING id, day, period_from, period_to, created_at;

-- name: digest_of_day
-- The digest of a day.
SELECT id, day, period_from, period_to, created_at FROM digest WHERE day = %(day)s AND frequency = %(frequency)s;

-- name: last_digest
-- The digest of the latest day.
SELECT id, day, period_from, period_to, created_at FROM digest ORDER BY day DESC LIMIT 1;

-- name: last_period
-- The latest digest that was sent to anybody.
SELECT id, day, period_from, period_to, created_at
FROM digest
WHERE frequency = %(frequency)s
    AND EXISTS (SELECT FROM delivery WHERE delivery.digest_id = digest.id AND delivery.state = 'sent')
ORDER BY period_to DESC
LIMIT 1;

-- name: claim_delivery
-- Take on a delivery that nobody has taken on, or that failed.
INSERT INTO delivery AS known (digest_id, recipient, state, message_id, claimed_at)
VALUES (%(digest)s, %(recipient)s, 'sending', %(message_id)s, %(now)s)
ON CONFLICT (digest_id, recipient) DO UPDATE
SET state = 'sending',
    message_id = excluded.message_id,
    claimed_at = excluded.claimed_at,
    finished_at = NULL,
    attempts = known.attempts + 1,
    detail = ''
WHERE known.state = 'failed'
RETURNING digest_id;

-- name: finish_delivery
-- Record what came of a delivery that is under way.
UPDATE delivery
SET state = %(state)s, detail = %(detail)s, finished_at = %(now)s
WHERE digest_id = %(digest)s AND recipient = %(recipient)s AND state = 'sending';

-- name: deliveries
-- The deliveries of a digest.
SELECT digest_id, recipient, state, message_id, claimed_at, finished_at, attempts, detail
FROM delivery
WHERE digest_id = %(digest)s
ORDER BY recipient;
