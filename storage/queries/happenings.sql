-- name: events_first_seen
-- What the escalation articles first stored in a period report; copies repeat their first, and background is past.
SELECT
    events.id, events.article_id, events.type, events.day, events.date_from IS NOT NULL AS dated,
    coalesce(events.part_of_day, '') AS part, events.actors_from, events.actors_to,
    coalesce(events.place, '') AS place,
    coalesce(
        (SELECT name FROM place WHERE place.article_id = events.article_id AND place.place = events.place ORDER BY number LIMIT 1),
        events.place, ''
    ) AS place_name,
    coalesce(events.admin1, '') AS admin1, coalesce(events.country, '') AS country, events.lat, events.lon,
    coalesce(events.precision, '') AS precision, events.precision_km, events.attribution, events.assertion
FROM events
JOIN article ON article.id = events.article_id
WHERE article.first_seen_at >= %(start)s AND article.first_seen_at < %(end)s
    AND article.label = 'escalation' AND article.duplicate_of IS NULL AND NOT events.background
ORDER BY events.article_id, events.id;

-- name: figures_first_seen
-- The figures of killed and wounded of the same articles that may be added up.
SELECT
    casualties.article_id, casualties.event_id, casualties.harm, casualties.count_min AS least,
    CASE WHEN casualties.quantifier <> 'at_least' THEN casualties.count_max END AS most,
    casualties.category, casualties.attribution
FROM casualties
JOIN article ON article.id = casualties.article_id
WHERE article.first_seen_at >= %(start)s AND article.first_seen_at < %(end)s
    AND article.label = 'escalation' AND article.duplicate_of IS NULL
    AND casualties.adds_up AND casualties.harm IN ('killed', 'wounded') AND casualties.count_min IS NOT NULL
ORDER BY casualties.article_id, casualties.number;

-- name: events_by_day
-- The events first reported in each of the last times of 24 hours, by governorate; a story is one event.
WITH report AS (
    SELECT
        article.id, coalesce(article.story_id, -article.id) AS told_by,
        coalesce(article.published_at, article.first_seen_at) AS at,
        (
            SELECT max(count) FROM casualty
            WHERE article_id = article.id AND harm = 'killed' AND NOT (hypothetical OR background OR subset OR superseded)
        ) AS killed
    FROM article
    WHERE article.label = 'escalation' AND article.duplicate_of IS NULL AND article.first_seen_at < %(end)s
        AND coalesce(article.published_at, article.first_seen_at) >= %(end)s::timestamptz - make_interval(days => %(days)s)
        AND coalesce(article.published_at, article.first_seen_at) < %(end)s
),
happening AS (
    SELECT told_by, min(at) AS at, max(killed) AS killed, (array_agg(id ORDER BY at, id))[1] AS first_id
    FROM report
    GROUP BY told_by
)
SELECT
    ceil(extract(epoch FROM %(end)s::timestamptz - at) / 86400)::integer - 1 AS back,
    coalesce(
        (
            SELECT admin1 FROM event
            WHERE article_id = first_id AND NOT background AND admin1 <> '' ORDER BY number LIMIT 1
        ), ''
    ) AS admin1,
    count(*)::integer AS events,
    coalesce(sum(killed), 0)::integer AS killed
FROM happening
GROUP BY 1, 2
ORDER BY 1, 2;

-- name: articles_by_day
-- The articles of any kind published in each of the last times of 24 hours: whether anything was watched at all.
SELECT
    ceil(extract(epoch FROM %(end)s::timestamptz - coalesce(published_at, first_seen_at)) / 86400)::integer - 1 AS back,
    count(*)::integer
FROM article
WHERE first_seen_at < %(end)s AND coalesce(published_at, first_seen_at) < %(end)s
    AND coalesce(published_at, first_seen_at) >= %(end)s::timestamptz - make_interval(days => %(days)s)
GROUP BY 1;
