-- name: put_sources
-- Make the sources say what the catalogue says; a row that says so already is not written again.
INSERT INTO source (key, name_ar, name_en, home, enabled, reason, timezone, owner)
SELECT told.key, told.name_ar, told.name_en, told.home, told.enabled, told.reason, told.timezone, told.owner
FROM jsonb_to_recordset(%(sources)s) AS told (
    key text, name_ar text, name_en text, home text, enabled boolean, reason text, timezone text, owner text
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
SELECT key, name_ar, name_en, home, timezone, enabled, reason, owner FROM source;

-- name: disable_other_sources
-- Disable the sources that left the catalogue.
UPDATE source
SET enabled = false, reason = 'no longer in the catalogue'
WHERE enabled AND key <> ALL (%(keys)s::text[]);

-- name: source_health
-- All sources with their health.
SELECT
    key, name_ar, name_en, enabled, state, last_success_at, last_new_at, articles, rejected, errors_in_a_row, owner,
    last_error, usual_gap, silent, good_share, usual_good_share, shrinking, trouble, troubled_at, recovered_at
FROM sources
ORDER BY key;

-- name: record_crawl
-- Record how a crawl of a source went, and learn what is usual for it: its longest silence, fading by a fiftieth a day (of the
-- time since the crawl before, in which perhaps nobody watched, six hours count at most), and the share of good readings, over
-- about thirty and about five hundred pages.
UPDATE source
SET last_crawl_at = %(now)s,
    last_success_at = CASE WHEN %(succeeded)s THEN %(now)s ELSE last_success_at END,
    last_new_at = CASE WHEN %(new_articles)s::integer > 0 THEN %(now)s ELSE last_new_at END,
    errors_in_a_row = CASE WHEN %(succeeded)s THEN 0 ELSE errors_in_a_row + 1 END,
    last_error = nullif(%(error)s::text, ''),
    usual_gap = CASE
        WHEN %(new_articles)s::integer > 0 AND last_new_at < %(now)s THEN greatest(
            coalesce(last_crawl_at, last_new_at) - last_new_at
                + least(%(now)s - coalesce(last_crawl_at, last_new_at), interval '6 hours'),
            usual_gap * exp(-extract(epoch FROM %(now)s - last_new_at)::double precision / 86400 / 50)
        )
        ELSE usual_gap
    END,
    gaps = gaps + (%(new_articles)s::integer > 0 AND last_new_at IS NOT NULL)::integer,
    good_share = CASE
        WHEN %(read)s::integer = 0 THEN good_share
        ELSE coalesce(good_share, %(share)s)
            + (%(share)s - coalesce(good_share, %(share)s)) * (1 - exp(-%(read)s::double precision / 30))
    END,
    usual_good_share = CASE
        WHEN %(read)s::integer = 0 THEN usual_good_share
        ELSE coalesce(usual_good_share, %(share)s)
            + (%(share)s - coalesce(usual_good_share, %(share)s)) * (1 - exp(-%(read)s::double precision / 500))
    END,
    readings = readings + %(read)s
WHERE key = %(key)s;

-- name: note_trouble
-- Record what is wrong with a source now, since when, and when it came out of trouble.
UPDATE source
SET trouble = judged.trouble,
    troubled_at = CASE
        WHEN judged.trouble = '' THEN NULL
        ELSE coalesce(source.troubled_at, %(now)s)
    END,
    recovered_at = CASE WHEN judged.trouble = '' THEN %(now)s ELSE source.recovered_at END
FROM (
    SELECT
        key,
        CASE
            WHEN errors_in_a_row > 0 AND last_error ~ '(^|; )[^;]*(refused|disallowed|opted_out):' THEN 'refused'
            WHEN errors_in_a_row >= 3 THEN 'failing'
            WHEN silent THEN 'silent'
            WHEN shrinking THEN 'shrinking'
            ELSE ''
        END AS trouble
    FROM sources
    WHERE key = %(key)s
) AS judged
WHERE source.key = judged.key AND source.trouble <> judged.trouble;
