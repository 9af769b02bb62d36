-- name: channel_state
-- What a channel's last good answer left for asking it again.
SELECT
    etag, last_modified, body_sha256, ask_again_at AS not_before, due_at, errors_in_a_row AS failures, new_by_hour,
    hours_watched, recent, last_good_at AS asked_at, last_new_at, doubted_at
FROM channel
WHERE url = %(url)s;

-- name: put_channel
-- Record a channel's answer; a bad one leaves what the last good one said.
INSERT INTO channel AS known (
    url, source, etag, last_modified, body_sha256, status, error, errors_in_a_row, asked_at, ask_again_at, kind, due_at,
    last_good_at, last_new_at, doubted_at, gap_at, moved_to, new_by_hour, hours_watched, recent
)
VALUES (
    %(url)s, %(source)s, %(etag)s, %(last_modified)s, %(body_sha256)s::bytea, %(status)s::integer, %(error)s,
    (%(error)s <> '')::integer, %(now)s, %(not_before)s::timestamptz, %(kind)s, %(due_at)s::timestamptz,
    CASE WHEN %(error)s = '' THEN %(now)s::timestamptz END, %(last_new_at)s::timestamptz, %(doubted_at)s::timestamptz,
    CASE WHEN %(gap)s THEN %(now)s::timestamptz END, %(moved_to)s::text,
    coalesce(%(new_by_hour)s::double precision[], '{}'), coalesce(%(hours_watched)s::double precision[], '{}'),
    coalesce(%(recent)s::double precision, 0)
)
ON CONFLICT (url) DO UPDATE
SET source = excluded.source,
    kind = excluded.kind,
    etag = CASE WHEN excluded.error = '' THEN excluded.etag ELSE known.etag END,
    last_modified = CASE WHEN excluded.error = '' THEN excluded.last_modified ELSE known.last_modified END,
    body_sha256 = CASE WHEN excluded.error = '' THEN excluded.body_sha256 ELSE known.body_sha256 END,
    status = excluded.status,
    error = excluded.error,
    errors_in_a_row = CASE WHEN excluded.error = '' THEN 0 ELSE known.errors_in_a_row + 1 END,
    asked_at = excluded.asked_at,
    ask_again_at = excluded.ask_again_at,
    due_at = excluded.due_at,
    last_good_at = coalesce(excluded.last_good_at, known.last_good_at),
    last_new_at = coalesce(excluded.last_new_at, known.last_new_at),
    doubted_at = coalesce(excluded.doubted_at, known.doubted_at),
    gap_at = coalesce(excluded.gap_at, known.gap_at),
    moved_to = CASE WHEN excluded.error = '' THEN excluded.moved_to ELSE known.moved_to END,
    new_by_hour = CASE WHEN excluded.new_by_hour = '{}' THEN known.new_by_hour ELSE excluded.new_by_hour END,
    hours_watched = CASE WHEN excluded.hours_watched = '{}' THEN known.hours_watched ELSE excluded.hours_watched END,
    recent = coalesce(%(recent)s::double precision, known.recent);

-- name: due_sources
-- Which of these sources have a channel that may be asked by now (a time more than a day away, and one asked in the future,
-- are those of a clock that was set back), or an address whose next attempt is due.
WITH wanted (source, url) AS (
    SELECT * FROM unnest(%(sources)s::text[], %(urls)s::text[])
)
SELECT wanted.source
FROM wanted
LEFT JOIN channel ON channel.url = wanted.url
WHERE greatest(channel.due_at, channel.ask_again_at) IS NULL
    OR NOT greatest(channel.due_at, channel.ask_again_at) BETWEEN %(now)s AND %(now)s::timestamptz + interval '25 hours'
    OR channel.last_good_at > %(now)s::timestamptz + interval '5 minutes'
        AND coalesce(channel.ask_again_at, %(now)s) <= %(now)s
UNION
SELECT link.source
FROM link
WHERE link.source = ANY (%(sources)s::text[]) AND link.state = 'retry' AND link.next_try_at <= %(now)s;

-- name: next_due
-- When the next channel of an enabled source is due.
SELECT min(greatest(channel.due_at, channel.ask_again_at))
FROM channel
JOIN source ON source.key = channel.source
WHERE source.enabled AND greatest(channel.due_at, channel.ask_again_at) > %(now)s;

-- name: first_due
-- When the first channel of an enabled source is or was due.
SELECT min(coalesce(greatest(channel.due_at, channel.ask_again_at), channel.asked_at))
FROM channel
JOIN source ON source.key = channel.source
WHERE source.enabled;

-- name: channels_health
-- All channels with their health.
SELECT
    source, url, kind, status, error, errors_in_a_row, asked_at, due_at, last_good_at, last_new_at, gap_at, moved_to
FROM channels
ORDER BY source, url;

-- name: hosts
-- The hosts that are slowed down or paused, or were lately.
SELECT name, delay_seconds, resumes_at AS paused_until, pauses_in_a_row AS pauses, reason FROM host;

-- name: put_host
-- Record how a host is treated from now on.
INSERT INTO host (name, delay_seconds, resumes_at, pauses_in_a_row, reason, changed_at)
VALUES (%(name)s, %(delay_seconds)s, %(paused_until)s::timestamptz, %(pauses)s, %(reason)s, %(now)s)
ON CONFLICT (name) DO UPDATE
SET delay_seconds = excluded.delay_seconds,
    resumes_at = excluded.resumes_at,
    pauses_in_a_row = excluded.pauses_in_a_row,
    reason = excluded.reason,
    changed_at = excluded.changed_at;

-- name: delete_host
-- Treat a host like any other again.
DELETE FROM host WHERE name = %(name)s;

-- name: archive_part_done
-- Whether a document of a source's archive was dealt with for all of a time.
SELECT FROM archive_part
WHERE source = %(source)s AND url = %(url)s AND since_at <= %(since)s AND until_at >= %(until)s;

-- name: put_archive_part
-- Record that all articles of a time that a document of an archive announces are dealt with.
INSERT INTO archive_part (source, url, since_at, until_at, done_at)
VALUES (%(source)s, %(url)s, %(since)s, %(until)s, %(now)s)
ON CONFLICT (source, url) DO UPDATE
SET since_at = excluded.since_at, until_at = excluded.until_at, done_at = excluded.done_at;
