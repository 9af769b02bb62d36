-- name: site_file
-- The answer for a file of a site, if it was asked for since a time; a later time than now is that of a wrong clock.
SELECT status, body FROM site_file WHERE url = %(url)s AND asked_at BETWEEN %(since)s AND %(now)s;

-- name: put_site_file
-- Keep the answer for a file of a site, and forget those of sites that were not visited for a month.
WITH forgotten AS (
    DELETE FROM site_file WHERE asked_at < %(now)s::timestamptz - interval '30 days' AND url <> %(url)s
)
INSERT INTO site_file (url, asked_at, status, body)
VALUES (%(url)s, %(now)s, %(status)s, %(body)s)
ON CONFLICT (url) DO UPDATE SET asked_at = excluded.asked_at, status = excluded.status, body = excluded.body;
