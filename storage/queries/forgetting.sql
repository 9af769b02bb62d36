-- name: forgotten_among
-- Which of these names must not come back.
SELECT name FROM forgotten WHERE name = ANY (%(names)s::bytea[]);

-- name: put_forgotten
-- Have these not come back, together with what was asked for, or with what belongs to it.
INSERT INTO forgotten (name, asked, source, forgotten_at)
SELECT
    name, coalesce((SELECT asked FROM forgotten WHERE forgotten.name = %(asked)s::bytea), %(asked)s::bytea), %(source)s,
    %(now)s
FROM unnest(%(names)s::bytea[]) AS given (name)
ON CONFLICT (name) DO NOTHING;

-- name: drop_forgotten
-- Let come back what goes by this name, under all its names.
DELETE FROM forgotten WHERE asked = (SELECT asked FROM forgotten WHERE name = %(name)s::bytea);

-- name: article_to_forget
-- The article at an address, or that the address led to.
SELECT id FROM article WHERE url = %(url)s
UNION
SELECT article_id FROM link WHERE url = %(url)s AND article_id IS NOT NULL;

-- name: remains_of_articles
-- What is stored of some articles: how many there are, their texts, the pages that they were read from, what they report, and the
-- articles of others that are copies of theirs.
SELECT
    count(*) AS articles,
    count(*) + coalesce(sum((SELECT count(*) FROM revision WHERE article_id = article.id)), 0)::bigint AS texts,
    count(page_id) + coalesce(sum((SELECT count(page_id) FROM revision WHERE article_id = article.id)), 0)::bigint AS pages,
    coalesce(sum(
        (SELECT count(*) FROM event WHERE article_id = article.id)
        + (SELECT count(*) FROM casualty WHERE article_id = article.id)
    ), 0)::bigint AS facts,
    coalesce(sum((
        SELECT count(*) FROM article AS copy
        WHERE copy.duplicate_of = article.id AND (%(source)s::text IS NULL OR copy.source <> %(source)s::text)
    )), 0)::bigint AS copies
FROM article
WHERE id = %(id)s::bigint OR source = %(source)s::text;

-- name: article_shown
-- What an article is shown by before it is removed.
SELECT
    article.title, article.url, source.key, source.name_ar, article.published_at, article.story_id, article.duplicate_of
FROM article JOIN source ON source.key = article.source
WHERE article.id = %(id)s;

-- name: copies_shown
-- Where the text of an article stands as well.
SELECT source, url FROM article WHERE duplicate_of = %(id)s ORDER BY source, url LIMIT %(most)s;

-- name: articles_of_source
-- The numbers of a source's articles.
SELECT id FROM article WHERE source = %(source)s ORDER BY id;

-- name: refused_of_source
-- How many addresses of a source gave no article.
SELECT count(*) FROM link WHERE source = %(source)s AND state <> 'article';

-- name: names_of_article
-- The addresses of an article, and what channels call it.
SELECT url, NULL::bytea FROM article WHERE id = %(id)s
UNION
SELECT url, guid FROM link WHERE article_id = %(id)s;

-- name: pages_of_article
-- The pages that the texts of an article were read from.
SELECT page_id FROM article WHERE id = %(id)s AND page_id IS NOT NULL
UNION
SELECT page_id FROM revision WHERE article_id = %(id)s AND page_id IS NOT NULL;

-- name: drop_pages
-- Remove pages.
DELETE FROM page WHERE id = ANY (%(ids)s::bigint[]);

-- name: drop_links
-- Remove what is recorded of addresses that gave no article, with their pages; or of all such addresses of a source.
WITH dropped AS (
    DELETE FROM link
    WHERE (url = ANY (%(urls)s::text[]) OR source = %(source)s::text) AND state <> 'article'
    RETURNING page_id
)
DELETE FROM page USING dropped WHERE page.id = dropped.page_id;

-- name: drop_unread_pages
-- Remove pages that nothing rests on any more: those of some addresses, or all of a source.
DELETE FROM page
WHERE (url = ANY (%(urls)s::text[]) OR announced ->> 'url' = ANY (%(urls)s::text[]) OR announced ->> 'source' = %(source)s::text)
    AND NOT EXISTS (SELECT FROM article WHERE page_id = page.id)
    AND NOT EXISTS (SELECT FROM revision WHERE page_id = page.id)
    AND NOT EXISTS (SELECT FROM link WHERE page_id = page.id);
