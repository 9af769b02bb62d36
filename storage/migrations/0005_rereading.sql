-- Reading again: what a reading rests on, the subtitle, and what was read under earlier rules.

ALTER TABLE source ADD COLUMN timezone text NOT NULL DEFAULT 'Asia/Damascus';

COMMENT ON COLUMN source.timezone IS 'IANA name of the zone that clock times without one are read in.';


ALTER TABLE page ADD COLUMN announced jsonb;

COMMENT ON COLUMN page.announced IS 'What the channel said of it: {url, source, channel, title, published_at, updated_at}. NULL: no channel announced it, or it was fetched before this was kept (table link then says it).';


ALTER TABLE article
    ADD COLUMN deck text NOT NULL DEFAULT '',
    ADD COLUMN rules text NOT NULL DEFAULT '';

COMMENT ON COLUMN article.deck IS 'Subtitle under the headline, for showing; empty: none.';
COMMENT ON COLUMN article.rules IS 'Version of the rules that first gave this reading; later ones that gave the same are not noted. Empty: before versions were kept.';
COMMENT ON COLUMN article.search IS 'Folded words and their forms without proclitics, at their positions; weight A headline, B subtitle, D body.';


ALTER TABLE revision
    ADD COLUMN deck text NOT NULL DEFAULT '',
    ADD COLUMN rules text NOT NULL DEFAULT '';

COMMENT ON COLUMN revision.deck IS 'As article.deck, then.';
COMMENT ON COLUMN revision.rules IS 'As article.rules, then.';


CREATE TABLE rereading (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- what was asked for
    stage text NOT NULL CHECK (stage IN ('extract', 'tags')),
    rules text NOT NULL,
    catalogue text NOT NULL,
    since_at timestamptz,
    sources text[] NOT NULL,
    -- how far it came
    last bigint NOT NULL,
    position bigint NOT NULL DEFAULT 0,
    changed integer NOT NULL DEFAULT 0 CHECK (changed >= 0),
    recovered integer NOT NULL DEFAULT 0 CHECK (recovered >= 0),
    started_at timestamptz NOT NULL,
    moved_at timestamptz NOT NULL,
    finished_at timestamptz
);

COMMENT ON TABLE rereading IS 'What is stored was read again with the rules of then.';
COMMENT ON COLUMN rereading.id IS 'Number of the rereading.';
COMMENT ON COLUMN rereading.stage IS 'extract: the stored pages were read again. tags: the stored texts were tagged again.';
COMMENT ON COLUMN rereading.rules IS 'Version of the rules: the beginning of a hash of the code and words that reading rests on.';
COMMENT ON COLUMN rereading.catalogue IS 'The same of what the catalogue says of the sources; empty where it plays no part.';
COMMENT ON COLUMN rereading.since_at IS 'Only what was fetched from this time on. NULL: whenever it was.';
COMMENT ON COLUMN rereading.sources IS 'Only these sources; empty: all.';
COMMENT ON COLUMN rereading.last IS 'The highest number (of a page; stage tags: of an article) that it goes to.';
COMMENT ON COLUMN rereading.position IS 'What has a number up to this one is done.';
COMMENT ON COLUMN rereading.changed IS 'Articles whose reading changed.';
COMMENT ON COLUMN rereading.recovered IS 'Pages rejected before that are articles since.';
COMMENT ON COLUMN rereading.started_at IS 'When it began.';
COMMENT ON COLUMN rereading.moved_at IS 'When its position was last written.';
COMMENT ON COLUMN rereading.finished_at IS 'When it came to its end. NULL: it is under way, or was stopped; the same order goes on there.';


CREATE TABLE earlier_reading (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    rereading_id bigint NOT NULL REFERENCES rereading,
    revision integer NOT NULL CHECK (revision >= 1),
    rules text NOT NULL,
    replaced_at timestamptz NOT NULL,
    earlier jsonb NOT NULL
);
CREATE INDEX earlier_reading_article ON earlier_reading (article_id);

COMMENT ON TABLE earlier_reading IS 'What was read of an article under earlier rules: the newsroom changed nothing, Watira reads it otherwise.';
COMMENT ON COLUMN earlier_reading.id IS 'Number of the earlier reading.';
COMMENT ON COLUMN earlier_reading.article_id IS 'The article.';
COMMENT ON COLUMN earlier_reading.rereading_id IS 'The rereading that replaced it.';
COMMENT ON COLUMN earlier_reading.revision IS 'The revision of the article that it is a reading of.';
COMMENT ON COLUMN earlier_reading.rules IS 'Version of the rules that gave it; empty: before versions were kept.';
COMMENT ON COLUMN earlier_reading.replaced_at IS 'When the later reading took its place.';
COMMENT ON COLUMN earlier_reading.earlier IS 'The columns of table article that changed, with what they held.';


CREATE OR REPLACE VIEW articles AS
SELECT
    id, source, url, title, body, authors, credits, published_at, published_precision, published_from, first_seen_at,
    modified_at, language, label, score, tags, duplicate_of, story_id, revision, deck
FROM article;

COMMENT ON COLUMN articles.deck IS 'Subtitle under the headline; empty: none.';


CREATE OR REPLACE VIEW escalation AS
SELECT
    id, source, url, title, body, authors, credits, published_at, published_precision, published_from, first_seen_at,
    modified_at, language, label, score, tags, duplicate_of, story_id, revision, evidence, deck
FROM article
WHERE label = 'escalation';


CREATE VIEW earlier_readings AS
SELECT
    earlier_reading.article_id,
    earlier_reading.revision,
    rereading.stage,
    (SELECT array_agg(name ORDER BY name) FROM jsonb_object_keys(earlier_reading.earlier) AS name) AS changed,
    earlier_reading.earlier,
    earlier_reading.rules,
    rereading.rules AS replaced_by_rules,
    earlier_reading.replaced_at
FROM earlier_reading
JOIN rereading ON rereading.id = earlier_reading.rereading_id;

COMMENT ON VIEW earlier_readings IS 'What Watira read of an article before its rules changed; the newsroom''s own changes are in table revision.';
COMMENT ON COLUMN earlier_readings.article_id IS 'Number of the article.';
COMMENT ON COLUMN earlier_readings.revision IS 'The revision of the article that it is a reading of.';
COMMENT ON COLUMN earlier_readings.stage IS 'extract: its page was read again. tags: its text was tagged again.';
COMMENT ON COLUMN earlier_readings.changed IS 'What changed: names of columns of table article.';
COMMENT ON COLUMN earlier_readings.earlier IS 'What they held before, an object by these names.';
COMMENT ON COLUMN earlier_readings.rules IS 'Version of the rules that gave it; empty: before versions were kept.';
COMMENT ON COLUMN earlier_readings.replaced_by_rules IS 'Version of the rules that gave what took its place.';
COMMENT ON COLUMN earlier_readings.replaced_at IS 'When that was.';
