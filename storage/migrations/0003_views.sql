-- What analysts query. More columns may come; none of these goes or changes meaning.

CREATE VIEW articles AS
SELECT
    id, source, url, title, body, authors, credits, published_at, published_precision, published_from, first_seen_at,
    modified_at, language, label, score, tags, duplicate_of, story_id, revision
FROM article;

COMMENT ON VIEW articles IS 'An article at its canonical address, in its latest revision.';
COMMENT ON COLUMN articles.id IS 'Number of the article.';
COMMENT ON COLUMN articles.source IS 'Key of the source; see view sources.';
COMMENT ON COLUMN articles.url IS 'Canonical address.';
COMMENT ON COLUMN articles.title IS 'Headline, without the site''s name and without prefix.';
COMMENT ON COLUMN articles.body IS 'Text; paragraphs joined by newlines.';
COMMENT ON COLUMN articles.authors IS 'Names of the authors.';
COMMENT ON COLUMN articles.credits IS 'Agencies and others credited.';
COMMENT ON COLUMN articles.published_at IS 'When it was published, as stated. NULL: nothing states it.';
COMMENT ON COLUMN articles.published_precision IS 'How exactly that is known: minute or day. NULL: published_at is NULL.';
COMMENT ON COLUMN articles.published_from IS 'What states it: json-ld, meta, time, text, feed, url. NULL: published_at is NULL.';
COMMENT ON COLUMN articles.first_seen_at IS 'When it was first stored.';
COMMENT ON COLUMN articles.modified_at IS 'When the page says that it was last modified. NULL: it does not say.';
COMMENT ON COLUMN articles.language IS 'ISO 639 code.';
COMMENT ON COLUMN articles.label IS 'What it is about: escalation, background, related, other.';
COMMENT ON COLUMN articles.score IS 'How surely it reports escalation, 0 to 1.';
COMMENT ON COLUMN articles.tags IS 'Tags from the lexicon.';
COMMENT ON COLUMN articles.duplicate_of IS 'Id of the first article with the same text. NULL: this is the first, or the only one.';
COMMENT ON COLUMN articles.story_id IS 'The story that it belongs to. NULL: none yet.';
COMMENT ON COLUMN articles.revision IS 'Number of this text, from 1.';


CREATE VIEW escalation AS
SELECT
    id, source, url, title, body, authors, credits, published_at, published_precision, published_from, first_seen_at,
    modified_at, language, label, score, tags, duplicate_of, story_id, revision, evidence
FROM article
WHERE label = 'escalation';

COMMENT ON VIEW escalation IS 'An article labelled escalation; columns as in view articles, with the evidence.';
COMMENT ON COLUMN escalation.evidence IS 'What was found where: an array of {term, category, words, where, start, end}; offsets in characters into title or body.';


CREATE VIEW sources AS
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
    source.errors_in_a_row
FROM source;

COMMENT ON VIEW sources IS 'A source with its health.';
COMMENT ON COLUMN sources.key IS 'Short name of the source in the catalogue.';
COMMENT ON COLUMN sources.name_ar IS 'Name in Arabic.';
COMMENT ON COLUMN sources.name_en IS 'Name in English.';
COMMENT ON COLUMN sources.enabled IS 'Whether it is crawled without being asked for by name.';
COMMENT ON COLUMN sources.state IS 'disabled; new: never crawled; failing: the last crawl failed; ok.';
COMMENT ON COLUMN sources.last_success_at IS 'When a crawl of it last succeeded. NULL: never.';
COMMENT ON COLUMN sources.last_new_at IS 'When a crawl of it last stored a new article. NULL: never.';
COMMENT ON COLUMN sources.articles IS 'Articles stored, copies included.';
COMMENT ON COLUMN sources.rejected IS 'Addresses that gave no article, whether for good or to be tried again.';
COMMENT ON COLUMN sources.errors_in_a_row IS 'Crawls that failed since the last one that succeeded.';
