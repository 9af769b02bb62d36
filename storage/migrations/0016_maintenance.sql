-- What is removed after a time, or because somebody asked for it, and what is kept of it.

ALTER TABLE page ALTER COLUMN body DROP NOT NULL;
CREATE INDEX page_kept ON page (fetched_at, id) WHERE body IS NOT NULL;

COMMENT ON TABLE page IS 'A page as it was fetched, with its bytes: what an article or a rejection was read from.';
COMMENT ON COLUMN page.body IS 'The bytes, compressed with Zstandard (one frame). NULL: they were removed after a time; length and hash stay.';


ALTER TABLE article ADD COLUMN body_removed_at timestamptz;
ALTER TABLE article ADD CONSTRAINT article_body_removed
    CHECK (body_removed_at IS NULL OR (body = '' AND label = 'other'));
CREATE INDEX article_with_body ON article (revised_at, id) WHERE label = 'other' AND body_removed_at IS NULL;

ALTER TABLE revision ADD COLUMN body_removed_at timestamptz;
ALTER TABLE revision ADD CONSTRAINT revision_body_removed
    CHECK (body_removed_at IS NULL OR (body = '' AND label = 'other'));

COMMENT ON COLUMN article.body IS 'Text for showing; paragraphs joined by newlines. Empty: there was none, or it was removed at body_removed_at.';
COMMENT ON COLUMN article.body_removed_at IS 'When the text was removed because of its age; fingerprint and gist are still those of the text. NULL: it was not.';
COMMENT ON COLUMN article.fingerprint IS 'Hash of the folded body; equal for texts that are equal after folding. It stays when the body is removed.';
COMMENT ON COLUMN article.page_id IS 'The page that this text was read from. NULL: it came without one.';
COMMENT ON COLUMN article.search IS 'Folded words and their forms without proclitics, at their positions; weight A headline, B subtitle, D body, where it was not removed.';
COMMENT ON COLUMN revision.body_removed_at IS 'As article.body_removed_at. NULL: the text was not removed.';
COMMENT ON COLUMN revision.page_id IS 'The page that it was read from. NULL: it came without one.';


-- Whether an article tells of escalation, or did in a text of before, or as it was read before.
CREATE FUNCTION ever_escalation(number bigint) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM article WHERE id = number AND label = 'escalation')
        OR EXISTS (SELECT FROM revision WHERE article_id = number AND label = 'escalation')
        OR EXISTS (SELECT FROM earlier_reading WHERE article_id = number AND earlier ->> 'label' = 'escalation');
END;
COMMENT ON FUNCTION ever_escalation IS 'Whether an article tells of escalation, or once did: then nothing of it is removed because of its age.';


CREATE TABLE forgotten (
    name bytea PRIMARY KEY CHECK (octet_length(name) = 32),
    asked bytea NOT NULL,
    source text NOT NULL DEFAULT '',
    forgotten_at timestamptz NOT NULL
);
CREATE INDEX forgotten_asked ON forgotten (asked);

COMMENT ON TABLE forgotten IS 'What somebody asked to be removed and must not come back: only hashes, so that it does not name it.';
COMMENT ON COLUMN forgotten.name IS 'SHA-256 of "address " and a canonical address, or of "source " and a key; or what a channel calls an article, as link.guid.';
COMMENT ON COLUMN forgotten.asked IS 'The name that was asked for; an article has several.';
COMMENT ON COLUMN forgotten.source IS 'Key of the source of which everything is meant; empty: one article is.';
COMMENT ON COLUMN forgotten.forgotten_at IS 'When it was recorded.';


CREATE OR REPLACE VIEW articles AS
SELECT
    id, source, url, title, body, authors, credits, published_at, published_precision, published_from, first_seen_at,
    modified_at, language, label, score, tags, duplicate_of, story_id, revision, deck, body_removed_at
FROM article;

COMMENT ON COLUMN articles.body IS 'Text; paragraphs joined by newlines. Empty: there was none, or it was removed at body_removed_at.';
COMMENT ON COLUMN articles.body_removed_at IS 'When the text of an article labelled other was removed because of its age ([retention] in watira.toml). NULL: it was not.';


CREATE OR REPLACE VIEW revisions AS
SELECT
    text.article_id,
    text.revision,
    text.replaced_at IS NULL AS is_latest,
    article.source,
    article.url,
    text.title,
    text.deck,
    text.body,
    text.published_at,
    text.modified_at,
    text.label,
    text.score,
    text.tags,
    text.stored_at,
    text.replaced_at,
    page.fetched_at,
    encode(page.body_sha256, 'hex') AS page_sha256,
    article.story_id,
    article.duplicate_of,
    text.body_removed_at,
    page.body IS NOT NULL AS bytes_kept
FROM (
    SELECT
        article_id, revision, title, deck, body, published_at, modified_at, label, score, tags, stored_at, replaced_at,
        page_id, body_removed_at
    FROM revision
    UNION ALL
    SELECT
        id, revision, title, deck, body, published_at, modified_at, label, score, tags, revised_at, NULL, page_id,
        body_removed_at
    FROM article
) AS text
JOIN article ON article.id = text.article_id
LEFT JOIN page ON page.id = text.page_id;

COMMENT ON COLUMN revisions.body IS 'Text then; paragraphs joined by newlines. Empty: there was none, or it was removed at body_removed_at.';
COMMENT ON COLUMN revisions.fetched_at IS 'When the page was fetched that it was read from. NULL: it came without a page.';
COMMENT ON COLUMN revisions.page_sha256 IS 'SHA-256 of the bytes of that page, 64 hexadecimal digits, also after they were removed. NULL: it came without a page.';
COMMENT ON COLUMN revisions.body_removed_at IS 'When the text was removed because of its age. NULL: it was not.';
COMMENT ON COLUMN revisions.bytes_kept IS 'Whether the bytes of that page are still kept.';

COMMENT ON COLUMN mentions.words IS 'The words there; empty: the text that they stand in was removed because of its age.';
COMMENT ON COLUMN earlier_readings.earlier IS 'What they held before, an object by these names; body is empty where the text was removed because of its age.';
