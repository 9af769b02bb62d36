-- What is watched, what was fetched, what was read: sources, channels, pages, articles, their earlier texts, known addresses.
-- All times are timestamptz. All web addresses that identify something are canonical (pipelines/urls.py).

-- Similarity search over titles, where the words asked for are found nowhere.
CREATE EXTENSION IF NOT EXISTS pg_trgm;


CREATE TABLE source (
    -- from the catalogue
    key text PRIMARY KEY CHECK (key <> ''),
    name_ar text NOT NULL,
    name_en text NOT NULL,
    home text NOT NULL,
    enabled boolean NOT NULL,
    reason text NOT NULL DEFAULT '',
    -- from the crawls
    last_crawl_at timestamptz,
    last_success_at timestamptz,
    last_new_at timestamptz,
    errors_in_a_row integer NOT NULL DEFAULT 0 CHECK (errors_in_a_row >= 0),
    last_error text
);

COMMENT ON TABLE source IS 'A news site that is or was in the catalogue, and how its crawls went.';
COMMENT ON COLUMN source.key IS 'Short name of the source in the catalogue.';
COMMENT ON COLUMN source.name_ar IS 'Name in Arabic.';
COMMENT ON COLUMN source.name_en IS 'Name in English.';
COMMENT ON COLUMN source.home IS 'Address of the home page.';
COMMENT ON COLUMN source.enabled IS 'Whether it is crawled without being asked for by name; false once it left the catalogue.';
COMMENT ON COLUMN source.reason IS 'Why it is disabled or what is unverified; empty: nothing to say.';
COMMENT ON COLUMN source.last_crawl_at IS 'When it was last crawled, with whatever success. NULL: never.';
COMMENT ON COLUMN source.last_success_at IS 'When a crawl of it last succeeded. NULL: never.';
COMMENT ON COLUMN source.last_new_at IS 'When a crawl of it last stored a new article. NULL: never.';
COMMENT ON COLUMN source.errors_in_a_row IS 'Crawls that failed since the last one that succeeded.';
COMMENT ON COLUMN source.last_error IS 'What went wrong in the last crawl. NULL: nothing.';


CREATE TABLE channel (
    url text PRIMARY KEY,
    source text NOT NULL REFERENCES source,
    etag text,
    last_modified text,
    body_sha256 bytea CHECK (octet_length(body_sha256) = 32),
    status integer,
    error text NOT NULL DEFAULT '',
    errors_in_a_row integer NOT NULL DEFAULT 0 CHECK (errors_in_a_row >= 0),
    asked_at timestamptz NOT NULL
);

COMMENT ON TABLE channel IS 'A feed or sitemap, and what it answered last.';
COMMENT ON COLUMN channel.url IS 'Address as in the catalogue.';
COMMENT ON COLUMN channel.source IS 'The source that it announces articles of.';
COMMENT ON COLUMN channel.etag IS 'ETag of the last good answer, word for word. NULL: it sent none.';
COMMENT ON COLUMN channel.last_modified IS 'Last-Modified of the last good answer, word for word. NULL: it sent none.';
COMMENT ON COLUMN channel.body_sha256 IS 'SHA-256 of the last good answer''s body. NULL: there was no good answer yet.';
COMMENT ON COLUMN channel.status IS 'HTTP status of the last answer. NULL: it did not answer.';
COMMENT ON COLUMN channel.error IS 'What was wrong with the last answer; empty: nothing.';
COMMENT ON COLUMN channel.errors_in_a_row IS 'Bad answers since the last good one.';
COMMENT ON COLUMN channel.asked_at IS 'When it was last asked.';


CREATE TABLE page (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url text NOT NULL,
    fetched_at timestamptz NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    body_bytes integer NOT NULL CHECK (body_bytes >= 0),
    body_sha256 bytea NOT NULL CHECK (octet_length(body_sha256) = 32)
);
-- The bodies are compressed already: Postgres need not try.
ALTER TABLE page ALTER COLUMN body SET STORAGE EXTERNAL;

COMMENT ON TABLE page IS 'The bytes of a page as it was fetched: what an article or a rejection was read from.';
COMMENT ON COLUMN page.id IS 'Number of the page.';
COMMENT ON COLUMN page.url IS 'Where the bytes came from, after redirects; as answered, not canonical.';
COMMENT ON COLUMN page.fetched_at IS 'When it was fetched.';
COMMENT ON COLUMN page.status IS 'HTTP status.';
COMMENT ON COLUMN page.headers IS 'Response headers, an object of name in lower case to value.';
COMMENT ON COLUMN page.body IS 'The bytes, compressed with Zstandard (one frame).';
COMMENT ON COLUMN page.body_bytes IS 'Length before compression, in bytes.';
COMMENT ON COLUMN page.body_sha256 IS 'SHA-256 of the bytes before compression.';


CREATE TABLE article (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL REFERENCES source,
    url text NOT NULL UNIQUE CHECK (octet_length(url) <= 2048),
    -- as read from the page
    kind text NOT NULL CHECK (kind IN ('article', 'flash', 'live')),
    title text NOT NULL,
    title_prefix text NOT NULL,
    body text NOT NULL,
    authors text[] NOT NULL,
    credits text[] NOT NULL,
    published_at timestamptz,
    published_precision text CHECK (published_precision IN ('minute', 'day')),
    published_from text,
    published_zone_assumed boolean,
    modified_at timestamptz,
    language text NOT NULL,
    extractor text NOT NULL,
    -- as understood
    label text NOT NULL CHECK (label IN ('escalation', 'background', 'related', 'other')),
    score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
    tags text[] NOT NULL,
    evidence jsonb NOT NULL,
    -- as compared with others
    fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
    duplicate_of bigint REFERENCES article ON DELETE SET NULL CHECK (duplicate_of <> id),
    story_id bigint,
    -- as stored
    first_seen_at timestamptz NOT NULL,
    revision integer NOT NULL DEFAULT 1 CHECK (revision >= 1),
    revised_at timestamptz NOT NULL,
    fetched_at timestamptz NOT NULL,
    page_id bigint REFERENCES page ON DELETE SET NULL,
    -- as searched
    title_folded text NOT NULL,
    search tsvector NOT NULL,
    CHECK ((published_at IS NULL) = (published_precision IS NULL)),
    CHECK ((published_at IS NULL) = (published_from IS NULL)),
    CHECK ((published_at IS NULL) = (published_zone_assumed IS NULL))
);
CREATE INDEX article_fingerprint ON article (fingerprint);
CREATE INDEX article_source ON article (source, first_seen_at);
CREATE INDEX article_first_seen_at ON article (first_seen_at);
CREATE INDEX article_dated_at ON article ((coalesce(published_at, first_seen_at)));
CREATE INDEX article_duplicate_of ON article (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX article_page ON article (page_id);
CREATE INDEX article_search ON article USING gin (search);
CREATE INDEX article_title_folded ON article USING gin (title_folded gin_trgm_ops);

COMMENT ON TABLE article IS 'An article at its canonical address, in its latest revision.';
COMMENT ON COLUMN article.id IS 'Number of the article.';
COMMENT ON COLUMN article.source IS 'The source that published it at this address.';
COMMENT ON COLUMN article.url IS 'Canonical address.';
COMMENT ON COLUMN article.kind IS 'What the page is: article, flash (one or two sentences), live.';
COMMENT ON COLUMN article.title IS 'Headline for showing, without the site''s name and without prefix.';
COMMENT ON COLUMN article.title_prefix IS 'What was cut from the front of the headline, such as عاجل; empty: nothing.';
COMMENT ON COLUMN article.body IS 'Text for showing; paragraphs joined by newlines.';
COMMENT ON COLUMN article.authors IS 'Names of the authors, in the page''s order.';
COMMENT ON COLUMN article.credits IS 'Agencies and others credited, in the page''s order.';
COMMENT ON COLUMN article.published_at IS 'When it was published, as stated. NULL: nothing states it.';
COMMENT ON COLUMN article.published_precision IS 'How exactly that is known: minute or day. NULL: published_at is NULL.';
COMMENT ON COLUMN article.published_from IS 'What states it: json-ld, meta, time, text, feed, url. NULL: published_at is NULL.';
COMMENT ON COLUMN article.published_zone_assumed IS 'Whether the page gave no zone and the source''s was used. NULL: published_at is NULL.';
COMMENT ON COLUMN article.modified_at IS 'When the page says that it was last modified. NULL: it does not say.';
COMMENT ON COLUMN article.language IS 'ISO 639 code.';
COMMENT ON COLUMN article.extractor IS 'The way of reading that won; empty: unnamed.';
COMMENT ON COLUMN article.label IS 'What it is about: escalation, background, related, other.';
COMMENT ON COLUMN article.score IS 'How surely it reports escalation, 0 to 1.';
COMMENT ON COLUMN article.tags IS 'Tags from the lexicon.';
COMMENT ON COLUMN article.evidence IS 'What the label rests on: an array of {term, category, words, where, start, end}; offsets in characters into title or body.';
COMMENT ON COLUMN article.fingerprint IS 'Hash of the folded body; equal for texts that are equal after folding.';
COMMENT ON COLUMN article.duplicate_of IS 'The first article with the same text within 30 days. NULL: this is the first, or the only one.';
COMMENT ON COLUMN article.story_id IS 'The story that it belongs to. NULL: none yet.';
COMMENT ON COLUMN article.first_seen_at IS 'When it was first stored.';
COMMENT ON COLUMN article.revision IS 'Number of this text, from 1; the earlier ones are in table revision.';
COMMENT ON COLUMN article.revised_at IS 'When this text was stored; equal to first_seen_at for revision 1.';
COMMENT ON COLUMN article.fetched_at IS 'When the page of this text was fetched.';
COMMENT ON COLUMN article.page_id IS 'The page that this text was read from. NULL: its bytes were removed.';
COMMENT ON COLUMN article.title_folded IS 'Headline for similarity search: its folded words joined by single spaces.';
COMMENT ON COLUMN article.search IS 'Folded words and their forms without proclitics, at their positions; weight A headline, D body.';


CREATE TABLE revision (
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    revision integer NOT NULL CHECK (revision >= 1),
    title text NOT NULL,
    title_prefix text NOT NULL,
    body text NOT NULL,
    published_at timestamptz,
    modified_at timestamptz,
    label text NOT NULL CHECK (label IN ('escalation', 'background', 'related', 'other')),
    score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
    tags text[] NOT NULL,
    evidence jsonb NOT NULL,
    fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
    stored_at timestamptz NOT NULL,
    replaced_at timestamptz NOT NULL,
    page_id bigint REFERENCES page ON DELETE SET NULL,
    PRIMARY KEY (article_id, revision)
);
CREATE INDEX revision_page ON revision (page_id);

COMMENT ON TABLE revision IS 'A text that an article had before its present one.';
COMMENT ON COLUMN revision.article_id IS 'The article.';
COMMENT ON COLUMN revision.revision IS 'Number of the text, from 1.';
COMMENT ON COLUMN revision.title IS 'As article.title, then.';
COMMENT ON COLUMN revision.title_prefix IS 'As article.title_prefix, then.';
COMMENT ON COLUMN revision.body IS 'As article.body, then.';
COMMENT ON COLUMN revision.published_at IS 'As article.published_at, then. NULL: nothing stated it.';
COMMENT ON COLUMN revision.modified_at IS 'As article.modified_at, then. NULL: the page did not say.';
COMMENT ON COLUMN revision.label IS 'As article.label, then.';
COMMENT ON COLUMN revision.score IS 'As article.score, then; 0 to 1.';
COMMENT ON COLUMN revision.tags IS 'As article.tags, then.';
COMMENT ON COLUMN revision.evidence IS 'As article.evidence, then.';
COMMENT ON COLUMN revision.fingerprint IS 'As article.fingerprint, then.';
COMMENT ON COLUMN revision.stored_at IS 'When this text was stored.';
COMMENT ON COLUMN revision.replaced_at IS 'When a later text took its place.';
COMMENT ON COLUMN revision.page_id IS 'The page that it was read from. NULL: its bytes were removed.';


CREATE TABLE link (
    url text PRIMARY KEY CHECK (octet_length(url) <= 2048),
    source text NOT NULL REFERENCES source,
    -- as a channel announced it
    channel text,
    stamp bytea,
    title text NOT NULL DEFAULT '',
    published_at timestamptz,
    -- what came of it
    first_seen_at timestamptz NOT NULL,
    fetched_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('article', 'rejected', 'retry')),
    article_id bigint REFERENCES article ON DELETE CASCADE,
    page_id bigint REFERENCES page ON DELETE SET NULL,
    reason text CHECK (reason ~ '^[a-z_]+$'),
    detail text NOT NULL DEFAULT '',
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_try_at timestamptz,
    CHECK ((state = 'article') = (article_id IS NOT NULL)),
    CHECK (state = 'article' OR reason IS NOT NULL),
    CHECK (state <> 'retry' OR next_try_at IS NOT NULL)
);
CREATE INDEX link_article ON link (article_id);
CREATE INDEX link_page ON link (page_id) WHERE page_id IS NOT NULL;
CREATE INDEX link_not_stored ON link (source, fetched_at) WHERE state <> 'article';

COMMENT ON TABLE link IS 'An address that was fetched, and what came of it. An address not fetched yet has no row.';
COMMENT ON COLUMN link.url IS 'Canonical address: as announced, as redirected to, or as the article states it.';
COMMENT ON COLUMN link.source IS 'The source that it was fetched for.';
COMMENT ON COLUMN link.channel IS 'The channel that announced it. NULL: none did under this address.';
COMMENT ON COLUMN link.stamp IS 'SHA-256 of the folded title and the time of change that the channel stated. NULL: channel is NULL.';
COMMENT ON COLUMN link.title IS 'Title that the channel stated; empty: none.';
COMMENT ON COLUMN link.published_at IS 'Time that the channel stated. NULL: none.';
COMMENT ON COLUMN link.first_seen_at IS 'When it was first recorded here.';
COMMENT ON COLUMN link.fetched_at IS 'When it was last fetched, or last tried where nothing came.';
COMMENT ON COLUMN link.state IS 'article: stored. rejected: not stored, for good. retry: not stored, tried again from next_try_at on.';
COMMENT ON COLUMN link.article_id IS 'The article found there. NULL: none was.';
COMMENT ON COLUMN link.page_id IS 'The page last rejected there. NULL: none, or no bytes came.';
COMMENT ON COLUMN link.reason IS 'Why the last attempt gave no article. NULL: it did.';
COMMENT ON COLUMN link.detail IS 'More on the reason, for people; empty: nothing.';
COMMENT ON COLUMN link.attempts IS 'Attempts without an article since the last success.';
COMMENT ON COLUMN link.next_try_at IS 'Not fetched again before this time. NULL: no attempt is owed.';
