-- How many articles share what many share, so that an article is looked for by what few do.

ALTER TABLE commonplace ADD COLUMN articles integer;
UPDATE commonplace SET articles = CASE kind WHEN 'passage' THEN 401 ELSE 201 END; -- there were none below
ALTER TABLE commonplace ALTER COLUMN articles SET NOT NULL;

COMMENT ON TABLE commonplace IS 'Passages and telling words that many articles share: an article is looked for by its rarer ones first.';
COMMENT ON COLUMN commonplace.articles IS 'How many articles had it when it was last looked for, or a fourth more.';


-- A story is found without reading the articles that tell of other events.
ALTER TABLE gist ADD COLUMN is_published boolean NOT NULL DEFAULT true;
UPDATE gist SET is_published = false FROM article WHERE article.id = gist.article_id AND article.published_at IS NULL;

COMMENT ON COLUMN gist.is_published IS 'Whether dated_at is published_at.';
