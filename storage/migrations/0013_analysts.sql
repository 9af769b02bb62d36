-- More views for analysts: what an article names and where, the texts that it had, who copied whom, and days by governorate.
-- Each column of a view is explained, since docs/database.md is made of these comments.

CREATE VIEW mentions AS
SELECT
    named.article_id,
    named.kind,
    named.id,
    named.name,
    named.mentions,
    jsonb_build_object('where', named.span_where, 'start', named.span_start, 'end', named.span_end) AS span,
    substr(
        CASE named.span_where WHEN 'title' THEN article.title ELSE article.body END,
        named.span_start + 1, named.span_end - named.span_start
    ) AS words,
    named.country,
    named.admin1,
    named.lat,
    named.lon,
    named.precision,
    named.precision_km,
    article.story_id,
    article.source,
    article.published_at,
    article.first_seen_at,
    article.label,
    article.duplicate_of
FROM (
    SELECT
        article_id, 'place' AS kind, nullif(place, '') AS id, name, mentions, span_where, span_start, span_end,
        nullif(country, '') AS country, nullif(admin1, '') AS admin1, lat, lon, nullif(precision, '') AS precision,
        precision_km
    FROM place
    UNION ALL
    SELECT
        article_id, 'actor', coalesce(nullif(unit, ''), actor), name, mentions, span_where, span_start, span_end, NULL,
        NULL, NULL, NULL, NULL, NULL
    FROM actor
) AS named
JOIN article ON article.id = named.article_id;

COMMENT ON VIEW mentions IS 'A place or a party that an article names in its latest text, with the words that name it first.';
COMMENT ON COLUMN mentions.article_id IS 'Number of the article.';
COMMENT ON COLUMN mentions.kind IS 'place or actor.';
COMMENT ON COLUMN mentions.id IS 'Id in the list of places; of a party, or of the unit of one that is named. NULL: a place that the list does not hold.';
COMMENT ON COLUMN mentions.name IS 'As written, without prefixes.';
COMMENT ON COLUMN mentions.mentions IS 'How often it is named.';
COMMENT ON COLUMN mentions.span IS 'Where it is named first: {where, start, end}, in characters of title or body.';
COMMENT ON COLUMN mentions.words IS 'The words there.';
COMMENT ON COLUMN mentions.country IS 'Country of the place, ISO 3166-1. NULL: a party.';
COMMENT ON COLUMN mentions.admin1 IS 'Governorate of the place. NULL: not known, or not in Syria, or a party.';
COMMENT ON COLUMN mentions.lat IS 'Latitude of the place, degrees, WGS 84. NULL: only the area is known, or a party.';
COMMENT ON COLUMN mentions.lon IS 'Longitude of it. NULL: only the area is known, or a party.';
COMMENT ON COLUMN mentions.precision IS 'How exactly the place is told: site, area, governorate, country. NULL: a party.';
COMMENT ON COLUMN mentions.precision_km IS 'Radius in which the place lies, in kilometres. NULL: not known, or a party.';
COMMENT ON COLUMN mentions.story_id IS 'The story that the article belongs to. NULL: none.';
COMMENT ON COLUMN mentions.source IS 'Key of the source.';
COMMENT ON COLUMN mentions.published_at IS 'When the article was published. NULL: nothing states it.';
COMMENT ON COLUMN mentions.first_seen_at IS 'When it was first stored.';
COMMENT ON COLUMN mentions.label IS 'What the article is about.';
COMMENT ON COLUMN mentions.duplicate_of IS 'Number of the article that this one is a copy of. NULL: this is the first, or the only one.';


CREATE VIEW revisions AS
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
    article.duplicate_of
FROM (
    SELECT
        article_id, revision, title, deck, body, published_at, modified_at, label, score, tags, stored_at, replaced_at,
        page_id
    FROM revision
    UNION ALL
    SELECT id, revision, title, deck, body, published_at, modified_at, label, score, tags, revised_at, NULL, page_id
    FROM article
) AS text
JOIN article ON article.id = text.article_id
LEFT JOIN page ON page.id = text.page_id;

COMMENT ON VIEW revisions IS 'A text that an article has or had. One whose text changed after it was first stored has several.';
COMMENT ON COLUMN revisions.article_id IS 'Number of the article.';
COMMENT ON COLUMN revisions.revision IS 'Number of the text, from 1.';
COMMENT ON COLUMN revisions.is_latest IS 'Whether it is the present text, which view articles shows.';
COMMENT ON COLUMN revisions.source IS 'Key of the source.';
COMMENT ON COLUMN revisions.url IS 'Canonical address.';
COMMENT ON COLUMN revisions.title IS 'Headline then, without prefix.';
COMMENT ON COLUMN revisions.deck IS 'Subtitle then; empty: none.';
COMMENT ON COLUMN revisions.body IS 'Text then; paragraphs joined by newlines.';
COMMENT ON COLUMN revisions.published_at IS 'When it was published, as stated then. NULL: nothing stated it.';
COMMENT ON COLUMN revisions.modified_at IS 'When the page said that it was last modified. NULL: it did not say.';
COMMENT ON COLUMN revisions.label IS 'What it was about: escalation, background, related, other.';
COMMENT ON COLUMN revisions.score IS 'How surely it reported escalation, 0 to 1.';
COMMENT ON COLUMN revisions.tags IS 'Tags from the lexicon.';
COMMENT ON COLUMN revisions.stored_at IS 'When this text was stored.';
COMMENT ON COLUMN revisions.replaced_at IS 'When a later text took its place. NULL: it is the present one.';
COMMENT ON COLUMN revisions.fetched_at IS 'When the page was fetched that it was read from. NULL: no bytes are kept.';
COMMENT ON COLUMN revisions.page_sha256 IS 'SHA-256 of the bytes of that page, 64 hexadecimal digits. NULL: no bytes are kept.';
COMMENT ON COLUMN revisions.story_id IS 'The story that the article belongs to. NULL: none.';
COMMENT ON COLUMN revisions.duplicate_of IS 'Number of the article that this one is a copy of. NULL: this is the first, or the only one.';


CREATE VIEW copies AS
SELECT
    copy.id AS article_id,
    copy.source,
    copy.url,
    copy.title,
    copy.published_at,
    copy.first_seen_at,
    first.id AS first_id,
    first.source AS first_source,
    first.url AS first_url,
    first.title AS first_title,
    first.published_at AS first_published_at,
    CASE
        WHEN copy.published_precision = 'minute' AND first.published_precision = 'minute'
        THEN round(extract(epoch FROM copy.published_at - first.published_at) / 60)::integer
    END AS minutes_later,
    pair.relation,
    pair.reason,
    pair.similarity,
    coalesce(nullif(copier.owner, ''), copier.key) = coalesce(nullif(origin.owner, ''), origin.key) AS same_owner,
    first.source = ANY (copy.credits) OR origin.name_ar = ANY (copy.credits) OR origin.name_en = ANY (copy.credits)
        AS names_first,
    copy.credits,
    copy.label,
    copy.story_id
FROM article AS copy
JOIN article AS first ON first.id = copy.duplicate_of
JOIN source AS copier ON copier.key = copy.source
JOIN source AS origin ON origin.key = first.source
LEFT JOIN pair ON pair.one = least(copy.id, first.id) AND pair.other = greatest(copy.id, first.id);

COMMENT ON VIEW copies IS 'An article that repeats the text of another one, with the first that was published of the same text.';
COMMENT ON COLUMN copies.article_id IS 'Number of the copy.';
COMMENT ON COLUMN copies.source IS 'Key of the source that copied.';
COMMENT ON COLUMN copies.url IS 'Canonical address of the copy.';
COMMENT ON COLUMN copies.title IS 'Headline of the copy.';
COMMENT ON COLUMN copies.published_at IS 'When the copy was published. NULL: nothing states it.';
COMMENT ON COLUMN copies.first_seen_at IS 'When the copy was first stored.';
COMMENT ON COLUMN copies.first_id IS 'Number of the first article with the text; articles.duplicate_of of the copy.';
COMMENT ON COLUMN copies.first_source IS 'Key of its source.';
COMMENT ON COLUMN copies.first_url IS 'Its canonical address.';
COMMENT ON COLUMN copies.first_title IS 'Its headline.';
COMMENT ON COLUMN copies.first_published_at IS 'When it was published. NULL: nothing states it.';
COMMENT ON COLUMN copies.minutes_later IS 'Minutes from the first to the copy. NULL: one of the two times is not known to the minute.';
COMMENT ON COLUMN copies.relation IS 'duplicate: the same text. version: the same outlet''s text again, changed. NULL: decided before relations were kept.';
COMMENT ON COLUMN copies.reason IS 'What that rests on. NULL: decided before relations were kept.';
COMMENT ON COLUMN copies.similarity IS 'How much of the shorter text stands in the other, 0 to 1. NULL: decided before relations were kept.';
COMMENT ON COLUMN copies.same_owner IS 'Whether both sources are one, or known to belong to one publisher.';
COMMENT ON COLUMN copies.names_first IS 'Whether the copy credits the source of the first by one of its names.';
COMMENT ON COLUMN copies.credits IS 'Agencies and others that the copy credits.';
COMMENT ON COLUMN copies.label IS 'What the copy is about.';
COMMENT ON COLUMN copies.story_id IS 'The story that the copy belongs to. NULL: none.';


CREATE VIEW daily AS
WITH reported AS (
    SELECT
        story_id, article_id, country, admin1,
        -- a story is one event, whatever day each report names; a report alone may tell of several
        CASE WHEN story_id IS NULL THEN day END AS own_day,
        mode() WITHIN GROUP (ORDER BY day) AS day,
        bool_or(type LIKE 'strike%' OR type LIKE 'shelling%') AS has_strike,
        bool_or(type = 'clash') AS has_clash,
        sum(killed_min) AS killed_min, sum(killed_max) AS killed_max,
        sum(wounded_min) AS wounded_min, sum(wounded_max) AS wounded_max
    FROM events
    WHERE label = 'escalation' AND duplicate_of IS NULL AND NOT background AND assertion NOT IN ('possible', 'denied')
        AND acled_event_type IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5
),
incident AS (
    SELECT
        story_id, CASE WHEN story_id IS NULL THEN article_id END AS lone_id, country, admin1, own_day,
        mode() WITHIN GROUP (ORDER BY day) AS day,
        count(*) AS reports,
        bool_or(has_strike) AS has_strike, bool_or(has_clash) AS has_clash,
        min(killed_min) AS killed_min, max(killed_max) AS killed_max,
        min(wounded_min) AS wounded_min, max(wounded_max) AS wounded_max
    FROM reported
    GROUP BY 1, 2, 3, 4, 5
)
SELECT
    day,
    country,
    admin1,
    count(*) AS incidents,
    count(*) FILTER (WHERE has_strike) AS strikes,
    count(*) FILTER (WHERE has_clash) AS clashes,
    sum(reports)::bigint AS reports,
    sum(killed_min)::bigint AS killed_min,
    sum(killed_max)::bigint AS killed_max,
    sum(wounded_min)::bigint AS wounded_min,
    sum(wounded_max)::bigint AS wounded_max
FROM incident
GROUP BY day, country, admin1;

COMMENT ON VIEW daily IS 'A day in a governorate: how many incidents escalation articles report, and how many people were killed and wounded. The reports of one story are one incident; copies, background, what is only possible or denied, and mere words (threats, claims) are left out. A day without a row: nothing was reported.';
COMMENT ON COLUMN daily.day IS 'The day of the incidents: events.day; of a story the day that most of its reports name.';
COMMENT ON COLUMN daily.country IS 'Country, ISO 3166-1. NULL: no place is said.';
COMMENT ON COLUMN daily.admin1 IS 'Governorate. NULL: not known, or not in Syria.';
COMMENT ON COLUMN daily.incidents IS 'Incidents: stories, and reports that belong to none.';
COMMENT ON COLUMN daily.strikes IS 'Those of them in which something was struck or shelled.';
COMMENT ON COLUMN daily.clashes IS 'Those of them with fighting on the ground.';
COMMENT ON COLUMN daily.reports IS 'Articles that report them, copies left out.';
COMMENT ON COLUMN daily.killed_min IS 'People killed, at least: of each incident the lowest figure that a report gives, added up. NULL: none gives one.';
COMMENT ON COLUMN daily.killed_max IS 'People killed, at most: the highest. NULL: none gives one.';
COMMENT ON COLUMN daily.wounded_min IS 'People wounded, at least. NULL: none gives a figure.';
COMMENT ON COLUMN daily.wounded_max IS 'People wounded, at most. NULL: none gives a figure.';


-- What later migrations changed for the tables holds for the views.
COMMENT ON COLUMN articles.published_from IS 'What states it: json-ld, meta, time, text, feed, url, or import: the line that the article came with. NULL: published_at is NULL.';
COMMENT ON COLUMN articles.duplicate_of IS 'Number of the first published article within 30 days that this one is a copy of; see view copies. NULL: this is the first, or the only one.';
COMMENT ON COLUMN articles.story_id IS 'The story that it belongs to. NULL: no other article tells of the same event.';
COMMENT ON VIEW earlier_readings IS 'What Watira read of an article before its rules changed; the newsroom''s own changes are in view revisions.';

-- Columns that view escalation shares with view articles mean the same.
DO $$
DECLARE
    shared record;
BEGIN
    FOR shared IN
        SELECT theirs.attname, col_description(theirs.attrelid, theirs.attnum) AS told
        FROM pg_attribute AS theirs
        JOIN pg_attribute AS ours ON ours.attname = theirs.attname AND ours.attrelid = 'escalation'::regclass
        WHERE theirs.attrelid = 'articles'::regclass AND theirs.attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN escalation.%I IS %L', shared.attname, shared.told);
    END LOOP;
END
$$;
