-- What is searched for beside words: facts about an article as lexemes of one index, and a view for those who only read.

-- The part of a fact that is a name: Deir ez-Zor as deir-ez-zor. NULL: none.
CREATE FUNCTION name_of_fact(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(trim('-' FROM regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g')), '');


-- The bodies are bound when they are made, not looked up by name: an index is built without a search path.
CREATE FUNCTION facts_read(facts jsonb) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT 'type/' || (event ->> 'type') FROM jsonb_path_query(facts, '$.events[*]') AS event
    UNION ALL
    SELECT 'type/' || (type #>> '{}') FROM jsonb_path_query(facts, '$.events[*].also[*]') AS type
    UNION ALL
    SELECT unnest(ARRAY['actor/' || (actor ->> 'id'), 'actor/' || (actor ->> 'unit')])
    FROM jsonb_path_query(facts, '$.actors[*]') AS actor
    UNION ALL
    SELECT unnest(ARRAY[
        'place/' || (place ->> 'id'), 'place/' || name_of_fact(place ->> 'admin1'),
        'place/' || name_of_fact(place ->> 'admin2'), 'country/' || lower(place ->> 'country')
    ])
    FROM jsonb_path_query(facts, '$.places[*]') AS place
    UNION ALL
    -- Figures that add up, as casualties.adds_up says.
    SELECT (figure ->> 'harm') || '/' || lpad(least(number::bigint, 999999)::text, 6, '0')
    FROM jsonb_path_query(facts, '$.figures[*]') AS figure
    CROSS JOIN unnest(ARRAY[figure ->> 'count', figure ->> 'least', figure ->> 'most']) AS number
    WHERE number IS NOT NULL AND NOT figure ?| ARRAY['hypothetical', 'background', 'subset', 'superseded'];
END;


-- No word holds a stroke, so facts can stand among words. storage/asking/facts.py asks for the same forms.
CREATE FUNCTION article_facts(
    source text, label text, tags text[], story_id bigint, dated_at timestamptz, facts jsonb
) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT array_to_tsvector(array_remove(
        ARRAY[
            'source/' || source, 'label/' || label, 'story/' || story_id,
            -- Days since 1970, alone and in rows of 4, 16, … days.
            'day/0/' || day, 'day/1/' || (day >> 2), 'day/2/' || (day >> 4), 'day/3/' || (day >> 6),
            'day/4/' || (day >> 8), 'day/5/' || (day >> 10)
        ]
        || CASE WHEN tags <> '{}' THEN ARRAY(SELECT 'tag/' || tag FROM unnest(tags) AS tag) END
        || CASE WHEN facts <> '{}' THEN ARRAY(SELECT facts_read(facts)) END,
        NULL
    ))
    FROM (SELECT (dated_at AT TIME ZONE 'UTC')::date - '1970-01-01'::date AS day) AS dated;
END;
COMMENT ON FUNCTION article_facts IS 'Facts about an article as lexemes: source/sana, place/idlib, actor/sdf, type/strike.air, killed/000005, day/0/20778 and others.';


DROP INDEX article_search;
CREATE INDEX article_search ON article USING gin (
    (search || article_facts(source, label, tags, story_id, coalesce(published_at, first_seen_at), facts))
);


CREATE VIEW searchable AS
SELECT
    id,
    coalesce(published_at, first_seen_at) AS dated_at,
    title_folded,
    search AS words,
    search || article_facts(source, label, tags, story_id, coalesce(published_at, first_seen_at), facts) AS lexemes
FROM article;

COMMENT ON VIEW searchable IS 'What an article is searched by; `watira search` reads it. See docs/searching.md.';
COMMENT ON COLUMN searchable.id IS 'Number of the article.';
COMMENT ON COLUMN searchable.dated_at IS 'When it was published; first seen, where it does not say.';
COMMENT ON COLUMN searchable.title_folded IS 'Its headline: folded words joined by single spaces.';
COMMENT ON COLUMN searchable.words IS 'Its folded words and their forms without proclitics, at their positions; weight A headline, B subtitle, D body.';
COMMENT ON COLUMN searchable.lexemes IS 'The same, and facts such as place/idlib, actor/sdf, type/strike.air, killed/000005. Ask for these with @@: there is an index.';
