-- What articles report: events, casualties, places and parties; the facts of earlier texts with them.

ALTER TABLE article ADD COLUMN facts jsonb NOT NULL DEFAULT '{}';

COMMENT ON COLUMN article.facts IS 'What it reports, an object of lists: events, figures, places, actors; the same is in the tables of these names. Empty: nothing, or another subject.';


ALTER TABLE revision ADD COLUMN facts jsonb NOT NULL DEFAULT '{}';

COMMENT ON COLUMN revision.facts IS 'As article.facts, then.';


CREATE TABLE event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    number integer NOT NULL,
    -- what
    type text NOT NULL,
    also text[] NOT NULL,
    acled_type text NOT NULL,
    acled_sub_type text NOT NULL,
    plover text NOT NULL,
    weapons text[] NOT NULL,
    targets text[] NOT NULL,
    -- when
    date_from date,
    date_to date,
    part text NOT NULL,
    date_doubtful boolean NOT NULL,
    -- who
    actors_from text[] NOT NULL,
    actors_to text[] NOT NULL,
    -- where
    place text NOT NULL,
    places text[] NOT NULL,
    country text NOT NULL,
    admin1 text NOT NULL,
    lat double precision,
    lon double precision,
    precision text NOT NULL,
    precision_km double precision,
    -- as told
    attribution text NOT NULL,
    assertion text NOT NULL CHECK (assertion IN ('asserted', 'claimed', 'reported', 'possible', 'denied')),
    background boolean NOT NULL,
    span_where text NOT NULL CHECK (span_where IN ('title', 'body')),
    span_start integer NOT NULL,
    span_end integer NOT NULL,
    UNIQUE (article_id, number),
    CHECK ((date_from IS NULL) = (date_to IS NULL))
);
CREATE INDEX event_date ON event (date_from);

COMMENT ON TABLE event IS 'An event that an article reports in its latest text.';
COMMENT ON COLUMN event.id IS 'Number of the event.';
COMMENT ON COLUMN event.article_id IS 'The article.';
COMMENT ON COLUMN event.number IS 'Its place among the events of the article, from 0.';
COMMENT ON COLUMN event.type IS 'Kind of event, as docs/events.md lists them.';
COMMENT ON COLUMN event.also IS 'Other kinds that the same event is: drones that were intercepted, missiles beside them.';
COMMENT ON COLUMN event.acled_type IS 'Event type of ACLED; empty: ACLED codes no such event.';
COMMENT ON COLUMN event.acled_sub_type IS 'Sub-event type of ACLED; empty: ACLED codes no such event.';
COMMENT ON COLUMN event.plover IS 'Event and mode of PLOVER, such as ASSAULT/drone; empty: PLOVER has none.';
COMMENT ON COLUMN event.weapons IS 'Weapons named.';
COMMENT ON COLUMN event.targets IS 'Kinds of target named.';
COMMENT ON COLUMN event.date_from IS 'First day on which it may have happened, in the zone of the source. NULL: the text does not say.';
COMMENT ON COLUMN event.date_to IS 'Last such day. NULL: the text does not say.';
COMMENT ON COLUMN event.part IS 'Part of the day: dawn, morning, noon, afternoon, evening, night; empty: not said.';
COMMENT ON COLUMN event.date_doubtful IS 'Whether weekday and date in the text do not fit each other.';
COMMENT ON COLUMN event.actors_from IS 'Parties that did it; empty: not said.';
COMMENT ON COLUMN event.actors_to IS 'Parties that it was done to; empty: not said.';
COMMENT ON COLUMN event.place IS 'The most exact place, by its id, or by its name where the list of places does not hold it; empty: not said.';
COMMENT ON COLUMN event.places IS 'All places, the most exact first.';
COMMENT ON COLUMN event.country IS 'Country of the most exact place, ISO 3166-1; empty: no place is said.';
COMMENT ON COLUMN event.admin1 IS 'Governorate of the most exact place; empty: not known, or not in Syria.';
COMMENT ON COLUMN event.lat IS 'Latitude of the most exact place, degrees, WGS 84. NULL: only the area is known.';
COMMENT ON COLUMN event.lon IS 'Longitude of it. NULL: only the area is known.';
COMMENT ON COLUMN event.precision IS 'How exactly the place is told: site, area, governorate, country; empty: no place is said.';
COMMENT ON COLUMN event.precision_km IS 'Radius in which the place lies, in kilometres. NULL: not known.';
COMMENT ON COLUMN event.attribution IS 'Who says so, as written; empty: the newsroom itself.';
COMMENT ON COLUMN event.assertion IS 'asserted; claimed: by a party to it; reported: by others; possible; denied.';
COMMENT ON COLUMN event.background IS 'Whether it is told as what went before.';
COMMENT ON COLUMN event.span_where IS 'Where the words stand that report it: title or body.';
COMMENT ON COLUMN event.span_start IS 'Where they begin, in characters.';
COMMENT ON COLUMN event.span_end IS 'Where they end.';


CREATE TABLE casualty (
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    number integer NOT NULL,
    event_id bigint REFERENCES event ON DELETE CASCADE,
    harm text NOT NULL CHECK (harm IN ('killed', 'wounded', 'missing', 'captured')),
    count integer CHECK (count >= 0),
    least integer,
    most integer,
    quantifier text NOT NULL CHECK (quantifier IN ('exact', 'at_least', 'about', 'range', 'vague')),
    category text NOT NULL,
    who text NOT NULL,
    rank text NOT NULL,
    hypothetical boolean NOT NULL,
    background boolean NOT NULL,
    subset boolean NOT NULL,
    superseded boolean NOT NULL,
    attribution text NOT NULL,
    span_where text NOT NULL CHECK (span_where IN ('title', 'body')),
    span_start integer NOT NULL,
    span_end integer NOT NULL,
    PRIMARY KEY (article_id, number)
);
CREATE INDEX casualty_event ON casualty (event_id);

COMMENT ON TABLE casualty IS 'A figure of people killed, wounded, missing or captured that an article gives in its latest text.';
COMMENT ON COLUMN casualty.article_id IS 'The article.';
COMMENT ON COLUMN casualty.number IS 'Its place among the figures of the article, from 0.';
COMMENT ON COLUMN casualty.event_id IS 'The event that it belongs to. NULL: none is told.';
COMMENT ON COLUMN casualty.harm IS 'killed, wounded, missing or captured.';
COMMENT ON COLUMN casualty.count IS 'How many; 0: said to be none. NULL: the text is vague.';
COMMENT ON COLUMN casualty.least IS 'Lower bound, where it is another. NULL: count is it.';
COMMENT ON COLUMN casualty.most IS 'Upper bound, where it is another. NULL: count is it, or none is known.';
COMMENT ON COLUMN casualty.quantifier IS 'exact, at_least, about, range, vague.';
COMMENT ON COLUMN casualty.category IS 'civilian, child, woman, military, militia and others, as docs/events.md lists them; empty: not said.';
COMMENT ON COLUMN casualty.who IS 'The words for the people, as written.';
COMMENT ON COLUMN casualty.rank IS 'Military rank, as written; empty: none.';
COMMENT ON COLUMN casualty.hypothetical IS 'Whether it is only possible.';
COMMENT ON COLUMN casualty.background IS 'Whether it is of an earlier event, or a running total.';
COMMENT ON COLUMN casualty.subset IS 'Whether it is counted in another figure of the article.';
COMMENT ON COLUMN casualty.superseded IS 'Whether it is an earlier state of the toll.';
COMMENT ON COLUMN casualty.attribution IS 'Who says so, as written; empty: the newsroom itself.';
COMMENT ON COLUMN casualty.span_where IS 'Where the words stand: title or body.';
COMMENT ON COLUMN casualty.span_start IS 'Where they begin, in characters.';
COMMENT ON COLUMN casualty.span_end IS 'Where they end.';


CREATE TABLE place (
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    number integer NOT NULL,
    place text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    country text NOT NULL,
    admin1 text NOT NULL,
    admin2 text NOT NULL,
    lat double precision,
    lon double precision,
    precision text NOT NULL,
    precision_km double precision,
    candidates text[] NOT NULL,
    mentions integer NOT NULL CHECK (mentions >= 1),
    span_where text NOT NULL CHECK (span_where IN ('title', 'body')),
    span_start integer NOT NULL,
    span_end integer NOT NULL,
    PRIMARY KEY (article_id, number)
);
CREATE INDEX place_place ON place (place) WHERE place <> '';

COMMENT ON TABLE place IS 'A place that an article names in its latest text.';
COMMENT ON COLUMN place.article_id IS 'The article.';
COMMENT ON COLUMN place.number IS 'Its place among those of the article, from 0.';
COMMENT ON COLUMN place.place IS 'Id in the list of places; empty: the list does not hold it.';
COMMENT ON COLUMN place.name IS 'As written, without prefixes.';
COMMENT ON COLUMN place.kind IS 'governorate, district, locality, airfield, base, country and others.';
COMMENT ON COLUMN place.country IS 'ISO 3166-1.';
COMMENT ON COLUMN place.admin1 IS 'Governorate; empty: not known, or not in Syria.';
COMMENT ON COLUMN place.admin2 IS 'District; empty: not known.';
COMMENT ON COLUMN place.lat IS 'Latitude, degrees, WGS 84. NULL: only the area is known.';
COMMENT ON COLUMN place.lon IS 'Longitude. NULL: only the area is known.';
COMMENT ON COLUMN place.precision IS 'How exactly it is told: site, area, governorate, country.';
COMMENT ON COLUMN place.precision_km IS 'Radius in which it lies, in kilometres. NULL: not known.';
COMMENT ON COLUMN place.candidates IS 'Ids of the places that the name may mean as well; empty: settled.';
COMMENT ON COLUMN place.mentions IS 'How often it is named.';
COMMENT ON COLUMN place.span_where IS 'Where the words stand: title or body.';
COMMENT ON COLUMN place.span_start IS 'Where they begin, in characters.';
COMMENT ON COLUMN place.span_end IS 'Where they end.';


CREATE TABLE actor (
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    number integer NOT NULL,
    actor text NOT NULL,
    unit text NOT NULL,
    name text NOT NULL,
    mentions integer NOT NULL CHECK (mentions >= 1),
    span_where text NOT NULL CHECK (span_where IN ('title', 'body')),
    span_start integer NOT NULL,
    span_end integer NOT NULL,
    PRIMARY KEY (article_id, number)
);
CREATE INDEX actor_actor ON actor (actor);

COMMENT ON TABLE actor IS 'A party that an article names in its latest text.';
COMMENT ON COLUMN actor.article_id IS 'The article.';
COMMENT ON COLUMN actor.number IS 'Its place among those of the article, from 0.';
COMMENT ON COLUMN actor.actor IS 'Id of the party, as of the day of the article.';
COMMENT ON COLUMN actor.unit IS 'Id of the unit of the party; empty: the party itself.';
COMMENT ON COLUMN actor.name IS 'As written, without prefixes.';
COMMENT ON COLUMN actor.mentions IS 'How often it is named.';
COMMENT ON COLUMN actor.span_where IS 'Where the words stand: title or body.';
COMMENT ON COLUMN actor.span_start IS 'Where they begin, in characters.';
COMMENT ON COLUMN actor.span_end IS 'Where they end.';


CREATE VIEW events AS
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
        sum(most) FILTER (WHERE harm = 'killed') AS killed_max,
        sum(fewest) FILTER (WHERE harm = 'wounded') AS wounded_min,
        sum(most) FILTER (WHERE harm = 'wounded') AS wounded_max
    FROM (
        SELECT harm, category, min(fewest) AS fewest, max(most) AS most
        FROM (
            SELECT harm, category, attribution, sum(coalesce(least, count)) AS fewest, sum(coalesce(most, count)) AS most
            FROM casualty
            WHERE casualty.event_id = event.id AND NOT (hypothetical OR subset OR superseded)
            GROUP BY harm, category, attribution
        ) AS by_sayer
        GROUP BY harm, category
    ) AS by_category
) AS toll;

COMMENT ON VIEW events IS 'An event that an article reports. Copies report it again: leave out rows with duplicate_of.';
COMMENT ON COLUMN events.id IS 'Number of the event; another one once the article is revised or read again.';
COMMENT ON COLUMN events.article_id IS 'Number of the article.';
COMMENT ON COLUMN events.story_id IS 'The story that the article belongs to. NULL: none yet.';
COMMENT ON COLUMN events.type IS 'Kind of event, as docs/events.md lists them.';
COMMENT ON COLUMN events.acled_type IS 'Sub-event type of ACLED, such as Air/drone strike. NULL: ACLED codes no such event.';
COMMENT ON COLUMN events.date_from IS 'First day on which it may have happened, in the zone of the source. NULL: the text does not say.';
COMMENT ON COLUMN events.date_to IS 'Last such day. NULL: the text does not say.';
COMMENT ON COLUMN events.date_precision IS 'day; night: two days; week: up to eight; longer. NULL: the text does not say.';
COMMENT ON COLUMN events.actor_from IS 'The party that did it, the first of actors_from. NULL: not said.';
COMMENT ON COLUMN events.actor_to IS 'The party that it was done to, the first of actors_to. NULL: not said.';
COMMENT ON COLUMN events.weapon IS 'The first of weapons. NULL: not said.';
COMMENT ON COLUMN events.place IS 'The most exact place, by its id, or by its name where the list does not hold it. NULL: not said.';
COMMENT ON COLUMN events.admin1 IS 'Its governorate. NULL: not known, or not in Syria.';
COMMENT ON COLUMN events.lat IS 'Its latitude, degrees, WGS 84. NULL: only the area is known.';
COMMENT ON COLUMN events.lon IS 'Its longitude. NULL: only the area is known.';
COMMENT ON COLUMN events.precision_km IS 'Radius in which it lies, in kilometres. NULL: not known.';
COMMENT ON COLUMN events.killed_min IS 'People killed, at least: figures that are no part of others, added up over the kinds of people; where sayers differ, the lowest. NULL: no number is given.';
COMMENT ON COLUMN events.killed_max IS 'People killed, at most; where sayers differ, the highest. NULL: no number is given.';
COMMENT ON COLUMN events.wounded_min IS 'People wounded, at least. NULL: no number is given.';
COMMENT ON COLUMN events.wounded_max IS 'People wounded, at most. NULL: no number is given.';
COMMENT ON COLUMN events.attribution IS 'Who says so, as written; empty: the newsroom itself.';
COMMENT ON COLUMN events.assertion IS 'asserted; claimed: by a party to it; reported: by others; possible; denied.';
COMMENT ON COLUMN events.span IS 'Where the words stand that report it: {where, start, end}, in characters of title or body.';
COMMENT ON COLUMN events.words IS 'These words.';
COMMENT ON COLUMN events.background IS 'Whether it is told as what went before.';
COMMENT ON COLUMN events.also IS 'Other kinds that the same event is.';
COMMENT ON COLUMN events.acled_event_type IS 'Event type of ACLED. NULL: ACLED codes no such event.';
COMMENT ON COLUMN events.plover IS 'Event and mode of PLOVER. NULL: PLOVER has none.';
COMMENT ON COLUMN events.actors_from IS 'All parties that did it.';
COMMENT ON COLUMN events.actors_to IS 'All parties that it was done to.';
COMMENT ON COLUMN events.weapons IS 'Weapons named.';
COMMENT ON COLUMN events.targets IS 'Kinds of target named.';
COMMENT ON COLUMN events.places IS 'All places, the most exact first.';
COMMENT ON COLUMN events.country IS 'Country of the most exact place, ISO 3166-1. NULL: no place is said.';
COMMENT ON COLUMN events.precision IS 'How exactly the place is told: site, area, governorate, country. NULL: no place is said.';
COMMENT ON COLUMN events.part_of_day IS 'dawn, morning, noon, afternoon, evening, night. NULL: not said.';
COMMENT ON COLUMN events.date_doubtful IS 'Whether weekday and date in the text do not fit each other.';
COMMENT ON COLUMN events.day IS 'date_from, or the day of the article where the text names none.';
COMMENT ON COLUMN events.source IS 'Key of the source.';
COMMENT ON COLUMN events.label IS 'What the article is about.';
COMMENT ON COLUMN events.duplicate_of IS 'Number of the first article with the same text. NULL: this is the first, or the only one.';


CREATE VIEW casualties AS
SELECT
    casualty.article_id,
    casualty.number,
    casualty.event_id,
    article.story_id,
    casualty.harm,
    casualty.category,
    casualty.count,
    coalesce(casualty.least, casualty.count) AS count_min,
    coalesce(casualty.most, casualty.count) AS count_max,
    casualty.quantifier,
    casualty.who,
    casualty.rank,
    casualty.hypothetical,
    casualty.background,
    casualty.subset,
    casualty.superseded,
    NOT (casualty.hypothetical OR casualty.background OR casualty.subset OR casualty.superseded) AS adds_up,
    casualty.attribution,
    event.type,
    nullif(event.place, '') AS place,
    nullif(event.admin1, '') AS admin1,
    event.date_from,
    event.date_to,
    coalesce(event.date_from, (coalesce(article.published_at, article.first_seen_at) AT TIME ZONE source.timezone)::date)
        AS day,
    substr(
        CASE casualty.span_where WHEN 'title' THEN article.title ELSE article.body END,
        casualty.span_start + 1, casualty.span_end - casualty.span_start
    ) AS words,
    article.source,
    article.label,
    article.duplicate_of
FROM casualty
JOIN article ON article.id = casualty.article_id
JOIN source ON source.key = article.source
LEFT JOIN event ON event.id = casualty.event_id;

COMMENT ON VIEW casualties IS 'A figure of people harmed, with the event that it belongs to. Add up rows with adds_up and without duplicate_of.';
COMMENT ON COLUMN casualties.article_id IS 'Number of the article.';
COMMENT ON COLUMN casualties.number IS 'Its place among the figures of the article, from 0.';
COMMENT ON COLUMN casualties.event_id IS 'The event that it belongs to; see view events. NULL: none is told.';
COMMENT ON COLUMN casualties.story_id IS 'The story that the article belongs to. NULL: none yet.';
COMMENT ON COLUMN casualties.harm IS 'killed, wounded, missing or captured.';
COMMENT ON COLUMN casualties.category IS 'civilian, child, woman, military, militia and others, as docs/events.md lists them; empty: not said.';
COMMENT ON COLUMN casualties.count IS 'How many; 0: said to be none. NULL: the text is vague.';
COMMENT ON COLUMN casualties.count_min IS 'At least so many. NULL: no number is given.';
COMMENT ON COLUMN casualties.count_max IS 'At most so many. NULL: no number is given.';
COMMENT ON COLUMN casualties.quantifier IS 'exact, at_least, about, range, vague.';
COMMENT ON COLUMN casualties.who IS 'The words for the people, as written.';
COMMENT ON COLUMN casualties.rank IS 'Military rank, as written; empty: none.';
COMMENT ON COLUMN casualties.hypothetical IS 'Whether it is only possible.';
COMMENT ON COLUMN casualties.background IS 'Whether it is of an earlier event, or a running total.';
COMMENT ON COLUMN casualties.subset IS 'Whether it is counted in another figure of the article.';
COMMENT ON COLUMN casualties.superseded IS 'Whether it is an earlier state of the toll.';
COMMENT ON COLUMN casualties.adds_up IS 'Whether it is none of these four, and may be added up.';
COMMENT ON COLUMN casualties.attribution IS 'Who says so, as written; empty: the newsroom itself.';
COMMENT ON COLUMN casualties.type IS 'Kind of the event. NULL: none is told.';
COMMENT ON COLUMN casualties.place IS 'The event''s most exact place. NULL: not said.';
COMMENT ON COLUMN casualties.admin1 IS 'Its governorate. NULL: not known, or not in Syria.';
COMMENT ON COLUMN casualties.date_from IS 'First day on which the event may have happened. NULL: the text does not say.';
COMMENT ON COLUMN casualties.date_to IS 'Last such day. NULL: the text does not say.';
COMMENT ON COLUMN casualties.day IS 'date_from, or the day of the article where the text names none.';
COMMENT ON COLUMN casualties.words IS 'The words of number and people.';
COMMENT ON COLUMN casualties.source IS 'Key of the source.';
COMMENT ON COLUMN casualties.label IS 'What the article is about.';
COMMENT ON COLUMN casualties.duplicate_of IS 'Number of the first article with the same text. NULL: this is the first, or the only one.';


CREATE VIEW places AS
SELECT
    place.article_id, nullif(place.place, '') AS place, place.name, place.kind, place.country,
    nullif(place.admin1, '') AS admin1, nullif(place.admin2, '') AS admin2, place.lat, place.lon, place.precision,
    place.precision_km, place.candidates, place.mentions, article.source, article.published_at, article.label,
    article.duplicate_of
FROM place
JOIN article ON article.id = place.article_id;

COMMENT ON VIEW places IS 'A place that an article names.';
COMMENT ON COLUMN places.article_id IS 'Number of the article.';
COMMENT ON COLUMN places.place IS 'Id in the list of places. NULL: the list does not hold it.';
COMMENT ON COLUMN places.name IS 'As written, without prefixes.';
COMMENT ON COLUMN places.kind IS 'governorate, district, locality, airfield, base, country and others.';
COMMENT ON COLUMN places.country IS 'ISO 3166-1.';
COMMENT ON COLUMN places.admin1 IS 'Governorate. NULL: not known, or not in Syria.';
COMMENT ON COLUMN places.admin2 IS 'District. NULL: not known.';
COMMENT ON COLUMN places.lat IS 'Latitude, degrees, WGS 84. NULL: only the area is known.';
COMMENT ON COLUMN places.lon IS 'Longitude. NULL: only the area is known.';
COMMENT ON COLUMN places.precision IS 'How exactly it is told: site, area, governorate, country.';
COMMENT ON COLUMN places.precision_km IS 'Radius in which it lies, in kilometres. NULL: not known.';
COMMENT ON COLUMN places.candidates IS 'Ids of the places that the name may mean as well; empty: settled.';
COMMENT ON COLUMN places.mentions IS 'How often it is named.';
COMMENT ON COLUMN places.source IS 'Key of the source.';
COMMENT ON COLUMN places.published_at IS 'When the article was published. NULL: nothing states it.';
COMMENT ON COLUMN places.label IS 'What the article is about.';
COMMENT ON COLUMN places.duplicate_of IS 'Number of the first article with the same text. NULL: this is the first, or the only one.';


CREATE VIEW actors AS
SELECT
    actor.article_id, actor.actor, nullif(actor.unit, '') AS unit, actor.name, actor.mentions, article.source,
    article.published_at, article.label, article.duplicate_of
FROM actor
JOIN article ON article.id = actor.article_id;

COMMENT ON VIEW actors IS 'A party that an article names.';
COMMENT ON COLUMN actors.article_id IS 'Number of the article.';
COMMENT ON COLUMN actors.actor IS 'Id of the party, as of the day of the article.';
COMMENT ON COLUMN actors.unit IS 'Id of the unit of the party. NULL: the party itself.';
COMMENT ON COLUMN actors.name IS 'As written, without prefixes.';
COMMENT ON COLUMN actors.mentions IS 'How often it is named.';
COMMENT ON COLUMN actors.source IS 'Key of the source.';
COMMENT ON COLUMN actors.published_at IS 'When the article was published. NULL: nothing states it.';
COMMENT ON COLUMN actors.label IS 'What the article is about.';
COMMENT ON COLUMN actors.duplicate_of IS 'Number of the first article with the same text. NULL: this is the first, or the only one.';
