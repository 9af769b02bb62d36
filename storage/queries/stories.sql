-- name: story_reports
-- Articles as far as it takes to find their stories; and the articles that began the stories which they are recorded in, or
-- belong to through their first.
SELECT
    article.id, article.url, article.published_at, article.first_seen_at, article.duplicate_of IS NOT NULL AS is_copy,
    gist.story_from,
    (SELECT began_with FROM story WHERE id = article.story_id) AS recorded_in,
    (SELECT story_from FROM gist AS first WHERE first.article_id = article.duplicate_of) AS story_of_first
FROM article JOIN gist ON gist.article_id = article.id
WHERE article.id = ANY (%(ids)s::bigint[]);

-- name: story_links
-- Which articles tell of the same event as each of these, and how far they agree; and the reports of the stories that
-- those are in, but for stories that are known.
WITH link AS MATERIALIZED (
    SELECT one AS id, other, similarity FROM pair WHERE same_event AND one = ANY (%(ids)s::bigint[])
    UNION ALL
    SELECT other, one, similarity FROM pair WHERE same_event AND other = ANY (%(ids)s::bigint[])
),
told AS (
    SELECT DISTINCT (SELECT story_from FROM gist WHERE article_id = link.other) AS story_from FROM link
)
SELECT id, other, similarity, NULL, NULL, NULL, NULL FROM link
UNION ALL
SELECT NULL, article.id, NULL, article.url, article.published_at, article.first_seen_at, gist.story_from
FROM told
JOIN gist ON gist.story_from = told.story_from
JOIN article ON article.id = gist.article_id
WHERE told.story_from <> ALL (%(known)s::bigint[]);

-- name: story_tellers
-- The reports of the stories that articles are in, but for stories that are known.
SELECT article.id, article.url, article.published_at, article.first_seen_at, gist.story_from
FROM gist JOIN article ON article.id = gist.article_id
WHERE gist.story_from = ANY (
    SELECT around.story_from FROM gist AS around
    WHERE around.article_id = ANY (%(ids)s::bigint[]) AND around.story_from <> ALL (%(known)s::bigint[])
);

-- name: move_report
-- Record which article began the story of a report. Answers with the reports published no earlier that tell of the same event
-- as it or as the opening of one of these stories, but for those that are known; with none if there are no such stories. Of one
-- decided anew, with the earlier ones, too, and with all of these stories: what it shared with them may be gone.
WITH moved AS (
    UPDATE gist SET story_from = %(story_from)s
    WHERE article_id = %(id)s AND story_from IS DISTINCT FROM %(story_from)s::bigint
),
linked AS (
    SELECT article_id AS id FROM gist WHERE %(anew)s AND story_from = ANY (%(stories)s::bigint[])
    UNION
    SELECT linked.id
    FROM (
        SELECT %(id)s::bigint AS id WHERE %(stories)s::bigint[] <> '{}'
        UNION
        SELECT opening.article_id
        FROM unnest(%(stories)s::bigint[]) AS began (story_from)
        CROSS JOIN LATERAL (
            SELECT article_id FROM gist
            WHERE gist.story_from = began.story_from
            ORDER BY NOT is_published, CASE WHEN is_published THEN dated_at END
            FETCH FIRST %(opening)s ROWS WITH TIES
        ) AS opening
    ) AS told
    CROSS JOIN LATERAL (
        SELECT other FROM pair WHERE one = told.id AND same_event
        UNION ALL
        SELECT one FROM pair WHERE other = told.id AND same_event
    ) AS linked (id)
)
SELECT article.id, article.url, article.published_at, article.first_seen_at, gist.story_from
FROM linked
JOIN article ON article.id = linked.id
JOIN gist ON gist.article_id = linked.id
WHERE article.duplicate_of IS NULL AND linked.id <> %(id)s AND linked.id <> ALL (%(known)s::bigint[])
    AND (%(anew)s OR article.published_at IS NULL OR article.published_at >= %(published_at)s::timestamptz);

-- name: story_members
-- The articles of some stories, copies included, with the story that each is recorded in.
WITH report AS (
    SELECT article_id, story_from FROM gist WHERE story_from = ANY (%(stories)s::bigint[])
)
SELECT
    article.id, article.url, article.published_at, article.first_seen_at, article.duplicate_of IS NOT NULL AS is_copy,
    told.story_from, article.story_id
FROM (
    SELECT article_id AS id, story_from FROM report
    UNION
    SELECT copy.id, report.story_from FROM report JOIN article AS copy ON copy.duplicate_of = report.article_id
) AS told
JOIN article ON article.id = told.id;

-- name: agreement
-- How far each of these articles agrees with those of the others that tell of the same event, in all. As decimals, whose sum
-- does not depend on their order.
SELECT id, sum(similarity::numeric) AS agreement
FROM pair CROSS JOIN LATERAL (VALUES (one), (other)) AS told (id)
WHERE same_event AND one = ANY (%(ids)s::bigint[]) AND other = ANY (%(ids)s::bigint[])
GROUP BY id;

-- name: add_story
-- Make a story.
INSERT INTO story (created_at, changed_at) VALUES (%(now)s, %(now)s) RETURNING id;

-- name: close_story
-- Record that a story has no articles any more, and where most of them went.
UPDATE story
SET began_with = NULL, headline_of = NULL, became = %(became)s, changed_at = %(now)s
WHERE id = %(id)s AND NOT EXISTS (SELECT FROM article WHERE article.story_id = story.id);

-- name: put_stories
-- Record what began stories and which article speaks for each; which story articles belong to, and that they left another
-- one for it.
WITH described AS (
    UPDATE story
    SET began_with = told.began_with, headline_of = told.headline_of, became = NULL, changed_at = %(now)s
    FROM unnest(%(told)s::bigint[], %(began_with)s::bigint[], %(headlines)s::bigint[])
        AS told (id, began_with, headline_of)
    WHERE story.id = told.id
),
decided AS (
    SELECT * FROM unnest(%(ids)s::bigint[], %(stories)s::bigint[]) AS decided (id, story_id)
),
before AS MATERIALIZED (
    SELECT id, story_id FROM article WHERE id = ANY (%(ids)s::bigint[]) -- by number, not all that are in stories
),
left_behind AS (
    INSERT INTO story_change (article_id, left_id, joined_id, changed_at)
    SELECT before.id, before.story_id, decided.story_id, %(now)s::timestamptz
    FROM decided JOIN before ON before.id = decided.id
    WHERE before.story_id IS NOT NULL
    ORDER BY before.id
)
UPDATE article SET story_id = decided.story_id FROM decided WHERE article.id = decided.id;

-- name: listed_stories
-- The stories that were told from a time on, the latest first.
SELECT id, headline, first_seen_at, last_seen_at, articles, sources, independent_sources, killed_min, killed_max
FROM stories
WHERE (%(since)s::timestamptz IS NULL OR last_seen_at >= %(since)s::timestamptz) AND (escalation OR %(everything)s)
ORDER BY last_seen_at DESC, id
LIMIT %(limit)s;

-- name: story
-- A story as the view has it.
SELECT
    id, headline, first_seen_at, last_seen_at, articles, sources, independent_sources, places, event_types, killed_min,
    killed_max, wounded_min, wounded_max
FROM stories
WHERE id = %(id)s;

-- name: story_became
-- Where the articles of a story went that has none any more.
SELECT became FROM story WHERE id = %(id)s;

-- name: story_articles
-- The articles of a story in the order of publishing, each with what it is to its first or to the story's first report.
SELECT
    article.id, article.source, article.url, article.title, article.body, article.published_at, article.first_seen_at,
    article.label, article.duplicate_of, article.revision, gist.origin, pair.relation, pair.reason
FROM article
JOIN story ON story.id = article.story_id
LEFT JOIN gist ON gist.article_id = article.id
LEFT JOIN pair ON pair.one = least(article.id, coalesce(article.duplicate_of, story.began_with))
    AND pair.other = greatest(article.id, coalesce(article.duplicate_of, story.began_with))
WHERE article.story_id = %(id)s
ORDER BY article.published_at IS NULL, article.published_at, article.url;

-- name: story_texts
-- The texts that the articles of a story had, in order, the present ones last; those that were removed are left out.
SELECT revision.article_id, revision.revision, revision.title, revision.body, revision.stored_at
FROM revision JOIN article ON article.id = revision.article_id
WHERE article.story_id = %(id)s AND revision.body_removed_at IS NULL
UNION ALL
SELECT id, revision, title, body, revised_at
FROM article
WHERE story_id = %(id)s AND revision > 1 AND body_removed_at IS NULL
ORDER BY article_id, revision;

-- name: story_moves
-- The articles that left a story, or joined it from another one.
SELECT article.url, left_id, joined_id, changed_at
FROM story_change JOIN article ON article.id = story_change.article_id
WHERE left_id = %(id)s OR joined_id = %(id)s
ORDER BY story_change.id;

-- name: standings
-- Of all articles the first that each is a copy of, and its story.
SELECT id, url, title, duplicate_of, story_id FROM article;
