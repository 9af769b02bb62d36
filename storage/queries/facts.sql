-- name: drop_facts
-- Take away what articles were found to report, before something else takes its place.
WITH
dropped_casualties AS (DELETE FROM casualty WHERE article_id = ANY (%(ids)s::bigint[])),
dropped_events AS (DELETE FROM event WHERE article_id = ANY (%(ids)s::bigint[])),
dropped_places AS (DELETE FROM place WHERE article_id = ANY (%(ids)s::bigint[]))
DELETE FROM actor WHERE article_id = ANY (%(ids)s::bigint[]);

-- name: put_facts
-- Store what articles report, from their column of that name, as rows.
WITH
chosen AS (
    SELECT id AS article_id, facts FROM article WHERE id = ANY (%(ids)s::bigint[]) AND facts <> '{}'
),
put_events AS (
    INSERT INTO event (
        article_id, number, type, also, acled_type, acled_sub_type, plover, weapons, targets, date_from, date_to, part,
        date_doubtful, actors_from, actors_to, place, places, country, admin1, lat, lon, precision, precision_km,
        attribution, assertion, background, span_where, span_start, span_end
    )
    SELECT
        article_id, coalesce(number, 0), type, coalesce(also, '{}'), coalesce(acled_type, ''),
        coalesce(acled_sub_type, ''), coalesce(plover, ''), coalesce(weapons, '{}'), coalesce(targets, '{}'), date_from,
        date_to, coalesce(part, ''), coalesce(date_doubtful, false), coalesce(actors_from, '{}'),
        coalesce(actors_to, '{}'), coalesce(place, ''), coalesce(places, '{}'), coalesce(country, ''),
        coalesce(admin1, ''), lat, lon, coalesce(precision, ''), precision_km, coalesce(attribution, ''), assertion,
        coalesce(background, false), "where", start, "end"
    FROM chosen, jsonb_to_recordset(facts -> 'events') AS given (
        number integer, type text, also text[], acled_type text, acled_sub_type text, plover text, weapons text[],
        targets text[], date_from date, date_to date, part text, date_doubtful boolean, actors_from text[],
        actors_to text[], place text, places text[], country text, admin1 text, lat double precision,
        lon double precision, precision text, precision_km double precision, attribution text, assertion text,
        background boolean, "where" text, start integer, "end" integer
    )
    RETURNING id, article_id, number
),
put_casualties AS (
    INSERT INTO casualty (
        article_id, number, event_id, harm, count, least, most, quantifier, category, who, rank, hypothetical,
        background, subset, superseded, attribution, span_where, span_start, span_end
    )
    SELECT
        chosen.article_id, given.ordinality - 1, put_events.id, harm, count, least, most, quantifier,
        coalesce(category, ''), coalesce(who, ''), coalesce(rank, ''), coalesce(hypothetical, false),
        coalesce(background, false), coalesce(subset, false), coalesce(superseded, false), coalesce(attribution, ''),
        "where", start, "end"
    FROM chosen
    CROSS JOIN ROWS FROM (
        jsonb_to_recordset(facts -> 'figures') AS (
            event integer, harm text, count integer, least integer, most integer, quantifier text, category text,
            who text, rank text, hypothetical boolean, background boolean, subset boolean, superseded boolean,
            attribution text, "where" text, start integer, "end" integer
        )
    ) WITH ORDINALITY AS given
    LEFT JOIN put_events ON put_events.article_id = chosen.article_id AND put_events.number = given.event
),
put_places AS (
    INSERT INTO place (
        article_id, number, place, name, kind, country, admin1, admin2, lat, lon, precision, precision_km, candidates,
        mentions, span_where, span_start, span_end
    )
    SELECT
        article_id, ordinality - 1, coalesce(id, ''), name, coalesce(kind, ''), coalesce(country, ''),
        coalesce(admin1, ''), coalesce(admin2, ''), lat, lon, precision, precision_km, coalesce(candidates, '{}'),
        mentions, "where", start, "end"
    FROM chosen
    CROSS JOIN ROWS FROM (
        jsonb_to_recordset(facts -> 'places') AS (
            id text, name text, kind text, country text, admin1 text, admin2 text, lat double precision,
            lon double precision, precision text, precision_km double precision, candidates text[], mentions integer,
            "where" text, start integer, "end" integer
        )
    ) WITH ORDINALITY AS given
)
INSERT INTO actor (article_id, number, actor, unit, name, mentions, span_where, span_start, span_end)
SELECT article_id, ordinality - 1, id, coalesce(unit, ''), name, mentions, "where", start, "end"
FROM chosen
CROSS JOIN ROWS FROM (
    jsonb_to_recordset(facts -> 'actors') AS (
        id text, unit text, name text, mentions integer, "where" text, start integer, "end" integer
    )
) WITH ORDINALITY AS given;
