-- name: export_one_moment
-- Read in this transaction what was stored at one moment, and write nothing.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- name: export_bounds
-- In this transaction no statement runs for longer than that, and texts mean what conditions were checked for.
SET LOCAL statement_timeout = {timeout};
SET LOCAL standard_conforming_strings = on;

-- name: export_as_reader
-- Go on with the rights of a reader until the end of the transaction.
SET LOCAL ROLE {role};

-- name: export_rows
-- Rows of a view in its order.
SELECT {columns} FROM {view} WHERE ({since}) AND ({condition}) ORDER BY {order};

-- name: export_excerpt
-- The beginning of a text, where the whole is not asked for.
CASE WHEN length(body) > 200 THEN left(body, 200) || '…' ELSE body END AS excerpt;

-- name: export_since
-- Whether a row is from a time on.
coalesce({times}) >= {since};

-- name: export_incidents
-- Events as ACLED counts them: one for each kind and place that a story, or an article without one, tells of; told by the first
-- report, with the sources of all, and the lowest figure. Copies, background, and what is only possible or denied are left out.
WITH told AS (
    SELECT
        events.*,
        row_number() OVER account AS turn,
        min(killed_min) OVER incident AS killed_least,
        array_agg(source) OVER incident AS told_by
    FROM (
        SELECT events.*, articles.title, articles.url, coalesce(articles.published_at, articles.first_seen_at) AS told_at
        FROM events JOIN articles ON articles.id = events.article_id
    ) AS events
    WHERE label = 'escalation' AND duplicate_of IS NULL AND NOT background AND assertion NOT IN ('possible', 'denied')
        AND acled_event_type IS NOT NULL AND ({since}) AND ({condition})
    WINDOW
        incident AS (
            PARTITION BY story_id, CASE WHEN story_id IS NULL THEN article_id END, acled_event_type, acled_type, place
        ),
        account AS (incident ORDER BY told_at, id)
)
SELECT
    id, day, date_precision, acled_event_type, acled_type, actor_from, actor_to, actors_to, country, admin1, place, lat, lon,
    precision, killed_least::bigint AS killed, title, words, url, told_at, attribution,
    (SELECT array_agg(coalesce(nullif(name_en, ''), key) ORDER BY name_en, key) FROM sources WHERE key = ANY (told_by)) AS told_by
FROM told
WHERE turn = 1
ORDER BY day, id;
