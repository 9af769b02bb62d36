-- name: known_links
-- What is recorded of these canonical addresses.
SELECT url, state, channel, stamp, reason, fetched_at, attempts, next_try_at
FROM link
WHERE url = ANY (%(urls)s::text[]);

-- name: links_due
-- Addresses of a source that gave no article and whose next attempt is due.
SELECT url, coalesce(channel, ''), title, published_at
FROM link
WHERE source = %(source)s AND state = 'retry' AND next_try_at <= %(now)s
ORDER BY next_try_at, url
LIMIT %(limit)s;

-- name: note_article
-- Record that an article was found at each of these addresses; the announced one gets what its channel said.
INSERT INTO link AS known (
    url, source, channel, stamp, guid, title, published_at, first_seen_at, fetched_at, state, article_id
)
SELECT
    url,
    %(source)s,
    CASE WHEN url = %(announced)s::text THEN %(channel)s::text END,
    CASE WHEN url = %(announced)s::text THEN %(stamp)s::bytea END,
    CASE WHEN url = %(announced)s::text THEN %(guid)s::bytea END,
    CASE WHEN url = %(announced)s::text THEN %(title)s::text ELSE '' END,
    CASE WHEN url = %(announced)s::text THEN %(published_at)s::timestamptz END,
    %(now)s,
    %(fetched_at)s,
    'article',
    %(article_id)s
FROM unnest(%(urls)s::text[]) AS address (url)
ORDER BY url
ON CONFLICT (url) DO UPDATE
SET source = excluded.source,
    channel = coalesce(excluded.channel, known.channel),
    stamp = coalesce(excluded.stamp, known.stamp),
    guid = coalesce(excluded.guid, known.guid),
    title = CASE WHEN excluded.channel IS NULL THEN known.title ELSE excluded.title END,
    published_at = CASE WHEN excluded.channel IS NULL THEN known.published_at ELSE excluded.published_at END,
    -- a time in the future is that of a clock that has been set back since
    fetched_at = CASE
        WHEN known.fetched_at > %(now)s THEN excluded.fetched_at ELSE greatest(known.fetched_at, excluded.fetched_at)
    END,
    state = 'article',
    article_id = excluded.article_id,
    page_id = NULL,
    reason = NULL,
    detail = '',
    attempts = 0,
    next_try_at = NULL;

-- name: note_rejection
-- Record that no article was found at an address. A known article stays; while its attempts go on, so does what its channel
-- said when it was fetched, and the change is still seen as one.
INSERT INTO link AS known (
    url, source, channel, stamp, title, published_at, first_seen_at, fetched_at, state, page_id, reason, detail, attempts,
    next_try_at
)
VALUES (
    %(url)s, %(source)s, %(channel)s::text, %(stamp)s::bytea, %(title)s, %(published_at)s::timestamptz, %(now)s, %(now)s,
    %(state)s, %(page_id)s::bigint, %(reason)s, %(detail)s, %(attempts)s, %(next_try_at)s::timestamptz
)
ON CONFLICT (url) DO UPDATE
SET reason = excluded.reason,
    detail = excluded.detail,
    next_try_at = excluded.next_try_at,
    attempts = CASE WHEN known.state = 'article' AND excluded.state = 'rejected' THEN 0 ELSE excluded.attempts END,
    channel = CASE WHEN known.state = 'article' AND excluded.state = 'retry' THEN known.channel ELSE excluded.channel END,
    stamp = CASE WHEN known.state = 'article' AND excluded.state = 'retry' THEN known.stamp ELSE excluded.stamp END,
    fetched_at = CASE
        WHEN known.state = 'article' AND excluded.state = 'retry' THEN known.fetched_at ELSE excluded.fetched_at
    END,
    title = CASE WHEN excluded.title = '' THEN known.title ELSE excluded.title END,
    published_at = coalesce(excluded.published_at, known.published_at),
    page_id = CASE WHEN known.state = 'article' THEN NULL ELSE excluded.page_id END,
    state = CASE WHEN known.state = 'article' THEN 'article' ELSE excluded.state END;

-- name: rejected_page
-- Whether an address is known for this page in which no article was found.
SELECT FROM link WHERE url = %(url)s AND page_id = %(page_id)s AND state <> 'article';

-- name: article_with_guid
-- The article that a channel called by this name when it stood at another address, unless one is stored at this address.
SELECT
    article.url, article.title, article.body, article.fingerprint, article.body_removed_at IS NOT NULL AS body_removed
FROM link JOIN article ON article.id = link.article_id
WHERE link.guid = %(guid)s::bytea AND NOT EXISTS (SELECT FROM article WHERE url = %(url)s)
ORDER BY link.first_seen_at, link.url
LIMIT 1;
