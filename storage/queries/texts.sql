-- name: texts_before
-- The titles and bodies of articles with lower numbers than one, the latest first.
SELECT id, title, body FROM article WHERE id < %(before)s ORDER BY id DESC LIMIT %(most)s;
