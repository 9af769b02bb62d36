-- Tolls of the views events and daily: the upper figure is never below the lower one, and what is background adds to no toll.

CREATE OR REPLACE VIEW events AS
SELECT
    event.id,
    event.article_id,
    article.story_id,
    event.type,
    nullif(event.acled_sub_type, '') AS acled_type,
    event.date_from,
    event.date_to,
    CASE
        WHEN event.date_from IS NULL THEN NULL
        WHEN event.date_to = event.date_from THEN 'day'
        WHEN event.date_to - event.date_from <= 1 THEN 'night'
        WHEN event.date_to - event.date_from <= 7 THEN 'week'
        ELSE 'longer'
    END AS date_precision,
    event.actors_from[1] AS actor_from,
    event.actors_to[1] AS actor_to,
    event.weapons[1] AS weapon,
    nullif(event.place, '') AS place,
    nullif(event.admin1, '') AS admin1,
    event.lat,
    event.lon,
    event.precision_km,
    toll.killed_min,
    toll.killed_max,
    toll.wounded_min,
    toll.wounded_max,
    event.attribution,
    event.assertion,
    jsonb_build_object('where', event.span_where, 'start', event.span_start, 'end', event.span_end) AS span,
    substr(
        CASE event.span_where WHEN 'title' THEN article.title ELSE article.body END,
        event.span_start + 1, event.span_end - event.span_start
    ) AS words,
    event.background,
    event.also,
    nullif(event.acled_type, '') AS acled_event_type,
    nullif(event.plover, '') AS plover,
    event.actors_from,
    event.actors_to,
    event.weapons,
    event.targets,
    event.places,
    nullif(event.country, '') AS country,
    nullif(event.precision, '') AS precision,
    nullif(event.part, '') AS part_of_day,
    event.date_doubtful,
    coalesce(event.date_from, (coalesce(article.published_at, article.first_seen_at) AT TIME ZONE source.timezone)::date)
        AS day,
    article.source,
    article.label,
    article.duplicate_of
FROM event
JOIN article ON article.id = event.article_id
JOIN source ON source.key = article.source
CROSS JOIN LATERAL (
    SELECT
        sum(fewest) FILTER (WHERE harm = 'killed') AS killed_min,
        sum(most) FILTER (WHERE harm = 'killed' AND killed_counted) AS killed_max,
        sum(fewest) FILTER (WHERE harm = 'wounded') AS wounded_min,
        sum(most) FILTER (WHERE harm = 'wounded' AND wounded_counted) AS wounded_max
    FROM (
        SELECT
            harm, min(fewest) AS fewest, max(most) AS most,
            bool_or(bool_or(counted) AND harm = 'killed') OVER () AS killed_counted,
            bool_or(bool_or(counted) AND harm = 'wounded') OVER () AS wounded_counted
        FROM (
            SELECT
                harm, category, attribution,
                sum(coalesce(least, count)) AS fewest,
                sum(coalesce(most, count, least)) AS most,  -- "and others" are at least those
                bool_or(coalesce(most, count) IS NOT NULL) AS counted
            FROM casualty
            WHERE casualty.event_id = event.id AND NOT (hypothetical OR subset OR superseded)
                -- a running total, or a toll of before, is none of what is told now
                AND (event.background OR NOT casualty.background)
            GROUP BY harm, category, attribution
        ) AS by_sayer
        GROUP BY harm, category
    ) AS by_category
) AS toll;

COMMENT ON COLUMN events.killed_min IS 'People killed, at least: figures that are no part of others and, unless the event is background, no background, added up over the kinds of people; where sayers differ, the lowest. NULL: no number is given.';
COMMENT ON COLUMN events.killed_max IS 'People killed, at most; where sayers differ, the highest; vague figures ("and others") count as the fewest that they mean. NULL: no number is given, or only vague ones.';
COMMENT ON COLUMN events.wounded_max IS 'People wounded, at most, in the same way. NULL: no number is given, or only vague ones.';


CREATE OR REPLACE VIEW daily AS
WITH reported AS (
    SELECT
        story_id, article_id, country, admin1,
        -- a story is one event, whatever day each report names; a report alone may tell of several
        CASE WHEN story_id IS NULL THEN day END AS own_day,
        mode() WITHIN GROUP (ORDER BY day) AS day,
        bool_or(type LIKE 'strike%' OR type LIKE 'shelling%') AS has_strike,
        bool_or(type = 'clash') AS has_clash,
        sum(killed_min) AS killed_min,
        CASE WHEN count(killed_max) > 0 THEN sum(coalesce(killed_max, killed_min)) END AS killed_max,
        sum(wounded_min) AS wounded_min,
        CASE WHEN count(wounded_max) > 0 THEN sum(coalesce(wounded_max, wounded_min)) END AS wounded_max
    FROM events
    WHERE label = 'escalation' AND duplicate_of IS NULL AND NOT background AND assertion NOT IN ('possible', 'denied')
        AND acled_event_type IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5
),
incident AS (
    SELECT
        story_id, CASE WHEN story_id IS NULL THEN article_id END AS lone_id, country, admin1, own_day,
        mode() WITHIN GROUP (ORDER BY day) AS day,
        count(*) AS reports,
        bool_or(has_strike) AS has_strike, bool_or(has_clash) AS has_clash,
        min(killed_min) AS killed_min,
        CASE WHEN count(killed_max) > 0 THEN max(coalesce(killed_max, killed_min)) END AS killed_max,
        min(wounded_min) AS wounded_min,
        CASE WHEN count(wounded_max) > 0 THEN max(coalesce(wounded_max, wounded_min)) END AS wounded_max
    FROM reported
    GROUP BY 1, 2, 3, 4, 5
)
SELECT
    day,
    country,
    admin1,
    count(*) AS incidents,
    count(*) FILTER (WHERE has_strike) AS strikes,
    count(*) FILTER (WHERE has_clash) AS clashes,
    sum(reports)::bigint AS reports,
    sum(killed_min)::bigint AS killed_min,
    CASE WHEN count(killed_max) > 0 THEN sum(coalesce(killed_max, killed_min)) END::bigint AS killed_max,
    sum(wounded_min)::bigint AS wounded_min,
    CASE WHEN count(wounded_max) > 0 THEN sum(coalesce(wounded_max, wounded_min)) END::bigint AS wounded_max
FROM incident
GROUP BY day, country, admin1;


COMMENT ON COLUMN daily.killed_max IS 'People killed, at most: the highest; vague figures count as the fewest that they mean. NULL: none gives a number.';
COMMENT ON COLUMN daily.wounded_max IS 'People wounded, at most, in the same way. NULL: none gives a number.';
