-- How often a channel has news and when to ask it next, how a source's health compares with its own past, and hosts that
-- need time.

ALTER TABLE channel
    ADD COLUMN kind text NOT NULL DEFAULT 'feed',
    ADD COLUMN due_at timestamptz,
    ADD COLUMN last_good_at timestamptz,
    ADD COLUMN last_new_at timestamptz,
    ADD COLUMN doubted_at timestamptz,
    ADD COLUMN gap_at timestamptz,
    ADD COLUMN moved_to text,
    ADD COLUMN new_by_hour double precision[] NOT NULL DEFAULT '{}',
    ADD COLUMN hours_watched double precision[] NOT NULL DEFAULT '{}',
    ADD COLUMN recent double precision NOT NULL DEFAULT 0;
UPDATE channel SET last_good_at = asked_at WHERE error = '';

COMMENT ON COLUMN channel.kind IS 'feed, sitemap, wordpress or section.';
COMMENT ON COLUMN channel.due_at IS 'Asked again from then on. NULL: by the next crawl.';
COMMENT ON COLUMN channel.last_good_at IS 'When it last gave a good answer. NULL: never.';
COMMENT ON COLUMN channel.last_new_at IS 'When it last announced what was not known. NULL: never.';
COMMENT ON COLUMN channel.doubted_at IS 'When it was last asked without conditions, since "not modified" had come for longer than usual. NULL: never.';
COMMENT ON COLUMN channel.gap_at IS 'When it was last found to have pushed out items that nobody had seen. NULL: never.';
COMMENT ON COLUMN channel.moved_to IS 'Where a permanent redirect of its last answer led. NULL: it answered at its address.';
COMMENT ON COLUMN channel.new_by_hour IS 'New articles by the hour of the day in UTC, 24 numbers, older ones counting less; empty: nothing learned.';
COMMENT ON COLUMN channel.hours_watched IS 'Hours for which each hour of the day was watched, older ones counting less; empty: nothing learned.';
COMMENT ON COLUMN channel.recent IS 'New articles of about the last half hour before asked_at, older ones counting less.';


ALTER TABLE source
    ADD COLUMN added_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN usual_gap interval,
    ADD COLUMN gaps integer NOT NULL DEFAULT 0,
    ADD COLUMN good_share double precision,
    ADD COLUMN usual_good_share double precision,
    ADD COLUMN readings integer NOT NULL DEFAULT 0,
    ADD COLUMN trouble text NOT NULL DEFAULT '',
    ADD COLUMN troubled_at timestamptz,
    ADD COLUMN recovered_at timestamptz;

COMMENT ON COLUMN source.added_at IS 'When it came into the catalogue.';
COMMENT ON COLUMN source.usual_gap IS 'The longest silence that is usual: that of the last weeks, older ones counting less. NULL: not learned.';
COMMENT ON COLUMN source.gaps IS 'Silences that usual_gap was learned from.';
COMMENT ON COLUMN source.good_share IS 'Share of the last thirty or so pages that read well, 0 to 1; one without a time counts half. NULL: none was read.';
COMMENT ON COLUMN source.usual_good_share IS 'The same of the last five hundred or so. NULL: none was read.';
COMMENT ON COLUMN source.readings IS 'Pages that the shares were learned from.';
COMMENT ON COLUMN source.trouble IS 'What was wrong at the last crawl: failing, refused, silent, shrinking; empty: nothing.';
COMMENT ON COLUMN source.troubled_at IS 'Since when there is trouble. NULL: there is none.';
COMMENT ON COLUMN source.recovered_at IS 'When it last came out of trouble. NULL: never was in any.';


CREATE TABLE host (
    name text PRIMARY KEY,
    delay_seconds double precision NOT NULL DEFAULT 0 CHECK (delay_seconds >= 0),
    resumes_at timestamptz,
    pauses_in_a_row integer NOT NULL DEFAULT 0 CHECK (pauses_in_a_row >= 0),
    reason text NOT NULL DEFAULT '',
    changed_at timestamptz NOT NULL
);

COMMENT ON TABLE host IS 'A host that asked for more time, or is left alone for a while; others have no row.';
COMMENT ON COLUMN host.name IS 'Name and port as in an address, in small letters.';
COMMENT ON COLUMN host.delay_seconds IS 'Least time between two requests, grown by its refusals; halved by each crawl without any.';
COMMENT ON COLUMN host.resumes_at IS 'Not asked before then; the first question after it is a probe. NULL: not paused.';
COMMENT ON COLUMN host.pauses_in_a_row IS 'Pauses since its last good answer; each is twice as long as the one before.';
COMMENT ON COLUMN host.reason IS 'What it answered last when it was slowed down or paused.';
COMMENT ON COLUMN host.changed_at IS 'When this was last written.';


CREATE TABLE archive_part (
    source text NOT NULL REFERENCES source,
    url text NOT NULL,
    since_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    done_at timestamptz NOT NULL,
    PRIMARY KEY (source, url)
);

COMMENT ON TABLE archive_part IS 'A document of a site''s archive whose articles of a time are all dealt with: a later backfill passes it over.';
COMMENT ON COLUMN archive_part.source IS 'The source.';
COMMENT ON COLUMN archive_part.url IS 'Address of the document.';
COMMENT ON COLUMN archive_part.since_at IS 'Articles from then on were asked for.';
COMMENT ON COLUMN archive_part.until_at IS 'Articles up to then were asked for.';
COMMENT ON COLUMN archive_part.done_at IS 'When the last of them was dealt with.';


CREATE OR REPLACE VIEW sources AS
SELECT
    source.key,
    source.name_ar,
    source.name_en,
    source.enabled,
    CASE
        WHEN NOT source.enabled THEN 'disabled'
        WHEN source.last_crawl_at IS NULL THEN 'new'
        WHEN source.errors_in_a_row > 0 THEN 'failing'
        ELSE 'ok'
    END AS state,
    source.last_success_at,
    source.last_new_at,
    (SELECT count(*) FROM article WHERE article.source = source.key) AS articles,
    (SELECT count(*) FROM link WHERE link.source = source.key AND link.state <> 'article') AS rejected,
    source.errors_in_a_row,
    source.owner,
    source.last_error,
    source.usual_gap,
    -- half as long again as its longest usual silence, and no alarm within six hours; three days where nothing is learned.
    -- As of the last good look: what nobody watched was no silence.
    source.enabled AND coalesce(
        source.last_success_at - coalesce(source.last_new_at, source.added_at) > CASE
            WHEN source.gaps < 10 THEN interval '3 days'
            ELSE greatest(1.5 * source.usual_gap, interval '6 hours')
        END,
        false
    ) AS silent,
    source.good_share,
    source.usual_good_share,
    coalesce(source.readings >= 30 AND source.good_share < source.usual_good_share - 0.25, false) AS shrinking,
    source.trouble,
    source.troubled_at,
    source.recovered_at
FROM source;

COMMENT ON COLUMN sources.owner IS 'Family of outlets under one owner; empty: none is evidenced.';
COMMENT ON COLUMN sources.last_error IS 'What went wrong in the last crawl. NULL: nothing.';
COMMENT ON COLUMN sources.usual_gap IS 'The longest silence that is usual for it. NULL: not learned.';
COMMENT ON COLUMN sources.silent IS 'Whether at the last good look nothing new had come for longer than is usual for it.';
COMMENT ON COLUMN sources.good_share IS 'Share of its last thirty or so pages that read well, 0 to 1. NULL: none was read.';
COMMENT ON COLUMN sources.usual_good_share IS 'The same of the last five hundred or so. NULL: none was read.';
COMMENT ON COLUMN sources.shrinking IS 'Whether its pages read much worse than they used to.';
COMMENT ON COLUMN sources.trouble IS 'What was wrong at its last crawl: failing, refused, silent, shrinking; empty: nothing.';
COMMENT ON COLUMN sources.troubled_at IS 'Since when there is trouble. NULL: there is none.';
COMMENT ON COLUMN sources.recovered_at IS 'When it last came out of trouble. NULL: never was in any.';


CREATE VIEW channels AS
SELECT
    source, url, kind, status, error, errors_in_a_row, asked_at, greatest(due_at, ask_again_at) AS due_at, last_good_at,
    last_new_at, gap_at, moved_to
FROM channel;

COMMENT ON VIEW channels IS 'A channel of a source with its health.';
COMMENT ON COLUMN channels.source IS 'Key of the source.';
COMMENT ON COLUMN channels.url IS 'Address as in the catalogue.';
COMMENT ON COLUMN channels.kind IS 'feed, sitemap, wordpress or section.';
COMMENT ON COLUMN channels.status IS 'HTTP status of the last answer. NULL: it did not answer.';
COMMENT ON COLUMN channels.error IS 'What was wrong with the last answer; empty: nothing.';
COMMENT ON COLUMN channels.errors_in_a_row IS 'Bad answers since the last good one.';
COMMENT ON COLUMN channels.asked_at IS 'When it was last asked.';
COMMENT ON COLUMN channels.due_at IS 'Asked again from then on. NULL: by the next crawl.';
COMMENT ON COLUMN channels.last_good_at IS 'When it last gave a good answer. NULL: never.';
COMMENT ON COLUMN channels.last_new_at IS 'When it last announced what was not known. NULL: never.';
COMMENT ON COLUMN channels.gap_at IS 'When it was last found to have pushed out items that nobody had seen. NULL: never.';
COMMENT ON COLUMN channels.moved_to IS 'Where a permanent redirect of its last answer led. NULL: it answered at its address.';
