-- What an article tells, so that its story is found without reading other articles again; and what is too common to be
-- looked for.

ALTER TABLE gist ADD COLUMN outline bytea;

COMMENT ON COLUMN gist.outline IS 'Its most telling words with their weights, and the places and weekdays of its beginning, as numbers (pipelines/relating/outline.py). NULL: it was stored before there were any.';


CREATE TABLE commonplace (
    kind text NOT NULL CHECK (kind IN ('passage', 'topic')),
    number integer NOT NULL,
    PRIMARY KEY (kind, number)
);

COMMENT ON TABLE commonplace IS 'Passages and telling words that so many articles share that none is looked for by them alone.';
COMMENT ON COLUMN commonplace.kind IS 'passage: a number of gist.keys. topic: one of gist.topics.';
COMMENT ON COLUMN commonplace.number IS 'The number.';


-- The tolls are those of table casualty, so that a story gives the figures that its articles are stored with.
CREATE OR REPLACE VIEW stories AS
SELECT
    story.id,
    (SELECT title FROM article WHERE id = story.headline_of) AS headline,
    told.first_seen_at,
    told.last_seen_at,
    told.articles,
    told.sources,
    told.independent_sources,
    array(
        SELECT DISTINCT found ->> 'term'
        FROM article, jsonb_array_elements(article.evidence) AS found
        WHERE article.story_id = story.id AND found ->> 'category' = 'place'
        ORDER BY 1
    ) AS places,
    array(
        SELECT DISTINCT found ->> 'term'
        FROM article, jsonb_array_elements(article.evidence) AS found
        WHERE article.story_id = story.id AND found ->> 'category' = 'action' AND found ->> 'term' NOT LIKE 'harm.%'
        ORDER BY 1
    ) AS event_types,
    told.killed_min,
    told.killed_max,
    told.wounded_min,
    told.wounded_max,
    told.escalation,
    story.changed_at
FROM story
CROSS JOIN LATERAL (
    SELECT
        min(coalesce(article.published_at, article.first_seen_at)) AS first_seen_at,
        max(coalesce(article.published_at, article.first_seen_at)) AS last_seen_at,
        count(*) AS articles,
        count(DISTINCT article.source) AS sources,
        count(DISTINCT gist.origin) FILTER (WHERE article.duplicate_of IS NULL) AS independent_sources,
        min(toll.killed) AS killed_min,
        max(toll.killed) AS killed_max,
        min(toll.wounded) AS wounded_min,
        max(toll.wounded) AS wounded_max,
        bool_or(article.label = 'escalation') AS escalation
    FROM article
    LEFT JOIN gist ON gist.article_id = article.id
    CROSS JOIN LATERAL (
        SELECT
            max(count) FILTER (WHERE harm = 'killed') AS killed,
            max(count) FILTER (WHERE harm = 'wounded') AS wounded
        FROM casualty
        WHERE casualty.article_id = article.id
            AND article.label <> 'other'
            AND NOT (hypothetical OR background OR subset OR superseded)
    ) AS toll
    WHERE article.story_id = story.id
) AS told
WHERE told.articles > 0;

ALTER TABLE gist DROP COLUMN killed, DROP COLUMN wounded;


-- What a channel calls an article wherever it stands: an outlet that moves an article to another address has told no
-- other one.
ALTER TABLE link ADD COLUMN guid bytea CHECK (octet_length(guid) = 32);
CREATE INDEX link_guid ON link (guid) WHERE guid IS NOT NULL;

COMMENT ON COLUMN link.guid IS 'SHA-256 of the source''s key and the guid or id that its channel gives the article. NULL: it gives none, or did not announce this address.';


-- "No casualties are known" is a figure, too: none.
ALTER TABLE casualty DROP CONSTRAINT casualty_quantifier_check;
ALTER TABLE casualty ADD CONSTRAINT casualty_quantifier_check
    CHECK (quantifier IN ('exact', 'at_least', 'about', 'range', 'vague', 'none_known'));

COMMENT ON COLUMN casualty.quantifier IS 'exact, at_least, about, range, vague, none_known.';
