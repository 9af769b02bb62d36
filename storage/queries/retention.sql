-- name: bodies_to_remove
-- Articles labelled other whose texts were stored before a time, behind a place in their order; none that ever told of
-- escalation, and none that could not be compared with others without its text. Who is written just now is left out.
SELECT id, revised_at, title, deck
FROM article
WHERE label = 'other'
    AND body_removed_at IS NULL
    AND revised_at < %(before)s::timestamptz
    AND (revised_at, id) > (%(after_time)s::timestamptz, %(after)s::bigint)
    AND (body <> '' OR EXISTS (SELECT FROM revision WHERE article_id = article.id AND body <> ''))
    AND EXISTS (SELECT FROM gist WHERE article_id = article.id AND outline IS NOT NULL)
    AND NOT ever_escalation(id)
ORDER BY revised_at, id
LIMIT %(most)s
FOR NO KEY UPDATE SKIP LOCKED;

-- name: remove_bodies
-- Remove the texts of articles, which from now on are found by their headlines.
UPDATE article
SET body = '', search = given.search::tsvector, body_removed_at = %(now)s::timestamptz
FROM unnest(%(ids)s::bigint[], %(searches)s::text[]) AS given (id, search)
WHERE article.id = given.id;

-- name: remove_earlier_bodies
-- Remove the texts that these articles had before, as far as they were about something else as well.
WITH emptied AS (
    UPDATE earlier_reading
    SET earlier = earlier || '{"body": ""}'
    WHERE article_id = ANY (%(ids)s::bigint[]) AND earlier ? 'body'
)
UPDATE revision
SET body = '', body_removed_at = %(now)s::timestamptz
WHERE article_id = ANY (%(ids)s::bigint[]) AND label = 'other' AND body_removed_at IS NULL;

-- name: pages_to_empty
-- Pages that were fetched before a time and whose bytes are kept, behind a place in their order; none that an article rests on,
-- or rested on, which ever told of escalation.
SELECT id, fetched_at
FROM page
WHERE body IS NOT NULL
    AND fetched_at < %(before)s::timestamptz
    AND (fetched_at, id) > (%(after_time)s::timestamptz, %(after)s::bigint)
    AND NOT EXISTS (
        SELECT FROM (
            SELECT article.id FROM article WHERE article.page_id = page.id
            UNION ALL
            SELECT article_id FROM revision WHERE revision.page_id = page.id
        ) AS read_from (article_id)
        WHERE ever_escalation(article_id)
    )
ORDER BY fetched_at, id
LIMIT %(most)s
FOR NO KEY UPDATE SKIP LOCKED;

-- name: empty_pages
-- Remove the bytes of pages; what is known of them stays.
UPDATE page SET body = NULL WHERE id = ANY (%(ids)s::bigint[]);
