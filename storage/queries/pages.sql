-- name: insert_page
-- Keep the bytes of a page, and what its channel said of it.
INSERT INTO page (url, fetched_at, status, headers, body, body_bytes, body_sha256, announced)
VALUES (
    %(url)s, %(fetched_at)s, %(status)s, %(headers)s, %(body)s, %(body_bytes)s, %(body_sha256)s, %(announced)s::jsonb
)
RETURNING id;

-- name: page_by_id
-- The bytes of a page, and how they came.
SELECT id, url, fetched_at, status, headers, body, body_bytes, body_sha256, announced FROM page WHERE id = %(id)s;

-- name: page_of_article
-- The source of an article and the number of the page that it was read from.
SELECT source, page_id FROM article WHERE id = %(id)s;

-- name: page_at
-- The source of an address and the number of the page that was fetched there, whatever came of it.
SELECT link.source, coalesce(article.page_id, link.page_id)
FROM link LEFT JOIN article ON article.id = link.article_id
WHERE link.url = %(url)s;

-- name: article_at_address
-- The article that a fetched address led to.
SELECT article_id FROM link WHERE url = %(url)s;

-- name: readings_made
-- The texts of an article, each with the page that it was read from and the rules that read it; between them what was read of
-- the same page under earlier rules.
SELECT
    revision, stored_at AS made_at, replaced_at, rules, label, '{}'::text[] AS changed,
    encode(page.body_sha256, 'hex') AS page_sha256
FROM (
    SELECT revision, stored_at, replaced_at, rules, label, page_id FROM revision WHERE article_id = %(id)s
    UNION ALL
    SELECT revision, revised_at, NULL, rules, label, page_id FROM article WHERE id = %(id)s
) AS text
LEFT JOIN page ON page.id = text.page_id
UNION ALL
SELECT revision, NULL, replaced_at, rules, coalesce(earlier ->> 'label', ''), changed, NULL
FROM earlier_readings
WHERE article_id = %(id)s
ORDER BY revision, replaced_at NULLS LAST, made_at;
