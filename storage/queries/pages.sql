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
