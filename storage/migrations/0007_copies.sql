-- How articles stand to each other: what they are compared by, what came of it, and the stories that they tell.

CREATE TABLE gist (
    article_id bigint PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    dated_at timestamptz NOT NULL,
    keys integer[] NOT NULL,
    topics integer[] NOT NULL,
    killed integer,
    wounded integer,
    origin text NOT NULL,
    story_from bigint
);
-- Without a list of entries that wait to be sorted in: every search would read it.
CREATE INDEX gist_keys ON gist USING gin (keys) WITH (fastupdate = off);
CREATE INDEX gist_topics ON gist USING gin (topics) WITH (fastupdate = off);
CREATE INDEX gist_story_from ON gist (story_from);

COMMENT ON TABLE gist IS 'What an article is looked for by when others are compared with it.';
COMMENT ON COLUMN gist.article_id IS 'The article.';
COMMENT ON COLUMN gist.dated_at IS 'The time that its distance to others is measured from: published_at, or first_seen_at where that is NULL.';
COMMENT ON COLUMN gist.keys IS 'Numbers of some passages; texts that share passages share numbers (pipelines/relating/sketch.py).';
COMMENT ON COLUMN gist.topics IS 'Numbers of its most telling words in its days (pipelines/relating/topics.py).';
COMMENT ON COLUMN gist.killed IS 'How many people were killed in the event, as it says: the greatest figure that is no sum of others'' days. NULL: it does not say.';
COMMENT ON COLUMN gist.wounded IS 'The same of people wounded. NULL: it does not say.';
COMMENT ON COLUMN gist.origin IS 'The witness behind it: the agency that it credits, the owner of its source, or the source itself.';
COMMENT ON COLUMN gist.story_from IS 'The article that began the story it belongs to, itself where it is alone. NULL: it is a copy, and belongs where its first does.';


CREATE TABLE pair (
    one bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    other bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    relation text NOT NULL CHECK (relation IN ('version', 'duplicate', 'update', 'same_story')),
    reason text NOT NULL,
    similarity real NOT NULL CHECK (similarity BETWEEN 0 AND 1),
    same_event boolean NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
);
CREATE INDEX pair_other ON pair (other);

COMMENT ON TABLE pair IS 'Two articles that have to do with each other. Which of them is the copy is told by article.duplicate_of.';
COMMENT ON COLUMN pair.one IS 'The article with the smaller number.';
COMMENT ON COLUMN pair.other IS 'The other article.';
COMMENT ON COLUMN pair.relation IS 'version: the same outlet''s text again, changed. duplicate: the same text. update: nearly the same with other facts. same_story: another text about the same event.';
COMMENT ON COLUMN pair.reason IS 'What the relation rests on.';
COMMENT ON COLUMN pair.similarity IS 'How much of the shorter text stands in the other, 0 to 1; for same_story how far their words agree.';

COMMENT ON COLUMN pair.same_event IS 'Whether they tell of one event: updates do unless they differ in day or place.';

COMMENT ON COLUMN article.published_from IS 'What states it: json-ld, meta, time, text, feed, url, or import: the line that the article came with. NULL: published_at is NULL.';
COMMENT ON COLUMN article.duplicate_of IS 'The first published article within 30 days that this one is a copy of. NULL: this is the first, or the only one.';


ALTER TABLE source ADD COLUMN owner text NOT NULL DEFAULT '';

COMMENT ON COLUMN source.owner IS 'Key of the publisher that owns it and others; empty: nothing is known of others.';


CREATE TABLE story (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    began_with bigint REFERENCES article ON DELETE SET NULL,
    headline_of bigint REFERENCES article ON DELETE SET NULL,
    became bigint REFERENCES story,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);

COMMENT ON TABLE story IS 'An event as told by several articles, copies included. Its number stays while most of its articles do.';
COMMENT ON COLUMN story.id IS 'Number of the story.';
COMMENT ON COLUMN story.began_with IS 'The article that told of it first. NULL: it has no articles any more.';
COMMENT ON COLUMN story.headline_of IS 'The article that agrees most with the others. NULL: it has no articles any more.';
COMMENT ON COLUMN story.became IS 'The story that most of its articles went to. NULL: it stands.';
COMMENT ON COLUMN story.created_at IS 'When it was first made out.';
COMMENT ON COLUMN story.changed_at IS 'When its articles last changed.';

ALTER TABLE article ADD CONSTRAINT article_story FOREIGN KEY (story_id) REFERENCES story;
CREATE INDEX article_story_id ON article (story_id) WHERE story_id IS NOT NULL;

COMMENT ON COLUMN article.story_id IS 'The story that it belongs to. NULL: no other article tells of the same event.';


CREATE TABLE story_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    left_id bigint REFERENCES story,
    joined_id bigint REFERENCES story,
    changed_at timestamptz NOT NULL
);
CREATE INDEX story_change_article ON story_change (article_id);
CREATE INDEX story_change_left ON story_change (left_id);
CREATE INDEX story_change_joined ON story_change (joined_id);

COMMENT ON TABLE story_change IS 'An article that went from one story to another: nothing moves silently.';
COMMENT ON COLUMN story_change.id IS 'Number of the change.';
COMMENT ON COLUMN story_change.article_id IS 'The article.';
COMMENT ON COLUMN story_change.left_id IS 'The story that it belonged to. NULL: none.';
COMMENT ON COLUMN story_change.joined_id IS 'The story that it belongs to since. NULL: none.';
COMMENT ON COLUMN story_change.changed_at IS 'When that was.';


ALTER TABLE rereading DROP CONSTRAINT rereading_stage_check;
ALTER TABLE rereading ADD CONSTRAINT rereading_stage_check CHECK (stage IN ('extract', 'tags', 'stories'));

COMMENT ON COLUMN rereading.stage IS 'extract: the stored pages were read again. tags: the stored texts were tagged again. stories: copies and stories were decided again.';


CREATE VIEW stories AS
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
        min(gist.killed) AS killed_min,
        max(gist.killed) AS killed_max,
        min(gist.wounded) AS wounded_min,
        max(gist.wounded) AS wounded_max,
        bool_or(article.label = 'escalation') AS escalation
    FROM article
    LEFT JOIN gist ON gist.article_id = article.id
    WHERE article.story_id = story.id
) AS told
WHERE told.articles > 0;

COMMENT ON VIEW stories IS 'An event as told by several articles.';
COMMENT ON COLUMN stories.id IS 'Number of the story; see articles.story_id.';
COMMENT ON COLUMN stories.headline IS 'Headline of the article that agrees most with the others.';
COMMENT ON COLUMN stories.first_seen_at IS 'When the first of its articles was published; seen, where it does not say.';
COMMENT ON COLUMN stories.last_seen_at IS 'The same of the last one.';
COMMENT ON COLUMN stories.articles IS 'Articles, copies included.';
COMMENT ON COLUMN stories.sources IS 'Sources that carry it.';
COMMENT ON COLUMN stories.independent_sources IS 'Witnesses behind those that are no copies: a credited agency, a publisher and its outlets count once each.';
COMMENT ON COLUMN stories.places IS 'Places that its articles name.';
COMMENT ON COLUMN stories.event_types IS 'Types of action that they tell of.';
COMMENT ON COLUMN stories.killed_min IS 'The smallest figure of people killed. NULL: none is given.';
COMMENT ON COLUMN stories.killed_max IS 'The greatest. NULL: none is given.';
COMMENT ON COLUMN stories.wounded_min IS 'The smallest figure of people wounded. NULL: none is given.';
COMMENT ON COLUMN stories.wounded_max IS 'The greatest. NULL: none is given.';
COMMENT ON COLUMN stories.escalation IS 'Whether one of its articles is labelled escalation.';
COMMENT ON COLUMN stories.changed_at IS 'When its articles last changed.';
