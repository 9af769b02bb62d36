-- name: put_source
-- Make a source say what the catalogue says; a row that says so already is not written again.
INSERT INTO source (key, name_ar, name_en, home, enabled, reason, timezone, owner)
VALUES (
    %(key)s, %(name_ar)s, %(name_en)s, %(home)s, %(enabled)s, %(reason)s, %(timezone)s, %(owner)s
)
ON CONFLICT (key) DO UPDATE
SET name_ar = excluded.name_ar,
    name_en = excluded.name_en,
    home = excluded.home,
    enabled = excluded.enabled,
    reason = excluded.reason,
    timezone = excluded.timezone,
    owner = excluded.owner
WHERE (source.name_ar, source.name_en, source.home, source.enabled, source.reason, source.timezone, source.owner)
    IS DISTINCT FROM (
        excluded.name_ar, excluded.name_en, excluded.home, excluded.enabled, excluded.reason, excluded.timezone,
        excluded.owner
    );

-- name: add_source
-- Note a source that is in no catalogue, unless it is known.
INSERT INTO source (key, name_ar, name_en, home, enabled, reason)
VALUES (%(key)s, %(key)s, %(key)s, %(home)s, false, 'not in the catalogue: articles were imported')
ON CONFLICT (key) DO NOTHING;

-- name: registered_sources
-- All sources as the catalogue last told of them.
SELECT key, name_ar, name_en, home, timezone, enabled, reason FROM source;

-- name: disable_other_sources
-- Disable the sources that left the catalogue.
UPDATE source
SET enabled = false, reason = 'no longer in the catalogue'
WHERE enabled AND key <> ALL (%(keys)s::text[]);

-- name: source_health
-- All sources with their health.
SELECT key, name_ar, name_en, enabled, state, last_success_at, last_new_at, articles, rejected, errors_in_a_row
FROM sources
ORDER BY key;

-- name: channel_state
-- What a channel's last good answer left for asking it again.
SELECT etag, last_modified, body_sha256, ask_again_at AS not_before FROM channel WHERE url = %(url)s;

-- name: put_channel
-- Record a channel's answer; a bad one leaves what the last good one said.
INSERT INTO channel AS known (
    url, source, etag, last_modified, body_sha256, status, error, errors_in_a_row, asked_at, ask_again_at
)
VALUES (
    %(url)s, %(source)s, %(etag)s, %(last_modified)s, %(body_sha256)s::bytea, %(status)s::integer, %(error)s,
    (%(error)s <> '')::integer, %(now)s, %(not_before)s::timestamptz
)
ON CONFLICT (url) DO UPDATE
SET source = excluded.source,
    etag = CASE WHEN excluded.error = '' THEN excluded.etag ELSE known.etag END,
    last_modified = CASE WHEN excluded.error = '' THEN excluded.last_modified ELSE known.last_modified END,
    body_sha256 = CASE WHEN excluded.error = '' THEN excluded.body_sha256 ELSE known.body_sha256 END,
    status = excluded.status,
    error = excluded.error,
    errors_in_a_row = CASE WHEN excluded.error = '' THEN 0 ELSE known.errors_in_a_row + 1 END,
    asked_at = excluded.asked_at,
    ask_again_at = excluded.ask_again_at;

-- name: record_crawl
-- Record how a crawl of a source went.
UPDATE source
SET last_crawl_at = %(now)s,
    last_success_at = CASE WHEN %(succeeded)s THEN %(now)s ELSE last_success_at END,
    last_new_at = CASE WHEN %(new_articles)s::integer > 0 THEN %(now)s ELSE last_new_at END,
    errors_in_a_row = CASE WHEN %(succeeded)s THEN 0 ELSE errors_in_a_row + 1 END,
    last_error = nullif(%(error)s::text, '')
WHERE key = %(key)s;
