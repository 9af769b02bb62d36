-- name: use_queue
-- Have a connection find procrastinate's tables and functions, which stand in a schema of their own.
SET search_path TO queue;

-- name: put_jobs
-- Put jobs on the queue, but those of which one waits or is being done; their numbers. To be called under a lock.
SELECT unnest(queue.procrastinate_defer_jobs_v1(array_agg(
    ROW(queue, kind, priority, lock, name, args, NULL)::queue.procrastinate_job_to_defer_v1
)))
FROM unnest(
    %(queues)s::text[], %(kinds)s::text[], %(priorities)s::integer[], %(locks)s::text[], %(names)s::text[], %(args)s::jsonb[]
) AS wanted (queue, kind, priority, lock, name, args)
WHERE NOT EXISTS (
    SELECT FROM queue.procrastinate_jobs AS job WHERE job.queueing_lock = wanted.name AND job.status IN ('todo', 'doing')
);

-- name: put_worker
-- Record who works under a number that procrastinate gave.
INSERT INTO worker (id, kind, host, process, concurrency, application, role, started_at)
VALUES (%(id)s, %(kind)s, %(host)s, %(process)s, %(concurrency)s, %(application)s, current_user, now())
ON CONFLICT (id) DO NOTHING;

-- name: put_run
-- Record an attempt at a job.
INSERT INTO run (job, kind, subject, host, process, started_at, ended_at, outcome, error, figures)
VALUES (
    %(job)s, %(kind)s, %(subject)s, %(host)s, %(process)s, %(started_at)s, %(ended_at)s, %(outcome)s, %(error)s, %(figures)s
);

-- name: runs_of_jobs
-- The last attempt at each of these jobs.
SELECT DISTINCT ON (job) job, kind, subject, host, process, started_at, ended_at, outcome, error, figures
FROM run
WHERE job = ANY (%(jobs)s)
ORDER BY job, id DESC;

-- name: delete_old_runs
-- Forget attempts that ended before a time, but the last good one of each kind and subject.
DELETE FROM run AS old
WHERE old.ended_at < %(before)s
    AND EXISTS (
        SELECT FROM run AS later
        WHERE later.kind = old.kind AND later.subject = old.subject AND later.outcome = 'done' AND later.id > old.id
    );

-- name: jobs_open
-- The jobs that wait or are being done.
SELECT
    job.id AS job, job.queue_name AS queue, job.task_name AS kind, job.args ->> 'subject' AS subject, job.status = 'doing' AS doing,
    job.attempts, coalesce(job.scheduled_at > now(), false) AS later,
    extract(epoch FROM now() - greatest(
        job.scheduled_at, (SELECT max(event.at) FROM queue.procrastinate_events AS event WHERE event.job_id = job.id)
    ))::double precision AS seconds,
    job.worker_id AS worker, worker.host, worker.process
FROM queue.procrastinate_jobs AS job
LEFT JOIN worker ON worker.id = job.worker_id
WHERE job.status IN ('todo', 'doing')
ORDER BY job.id;

-- name: jobs_unfinished
-- Which of these jobs somebody does, or may be done now.
SELECT id FROM queue.procrastinate_jobs
WHERE id = ANY (%(jobs)s) AND (status = 'doing' OR status = 'todo' AND coalesce(scheduled_at <= now(), true));

-- name: take_stalled
-- Have others do what is done by workers whose last sign of life is this very one, or who have none; what was tried too often
-- is given up. What was taken from whom.
WITH stalled AS (
    SELECT job.id, job.attempts + 1 AS attempts, worker.host, worker.process
    FROM queue.procrastinate_jobs AS job
    LEFT JOIN queue.procrastinate_workers AS life ON life.id = job.worker_id
    LEFT JOIN worker ON worker.id = job.worker_id
    WHERE job.status = 'doing' AND (
        life.id IS NULL
        OR (life.id, life.last_heartbeat) IN (
            SELECT * FROM unnest(%(workers)s::bigint[], %(heartbeats)s::timestamptz[])
        )
    )
    FOR UPDATE OF job SKIP LOCKED
)
UPDATE queue.procrastinate_jobs AS job
SET status = CASE WHEN stalled.attempts < %(most)s THEN 'todo' ELSE 'failed' END::queue.procrastinate_job_status,
    attempts = stalled.attempts,
    worker_id = NULL,
    scheduled_at = NULL
FROM stalled
WHERE job.id = stalled.id
RETURNING
    job.id AS job, job.task_name AS kind, job.args ->> 'subject' AS subject, coalesce(stalled.host, '') AS host,
    coalesce(stalled.process, 0) AS process, job.attempts, job.status = 'todo' AS again;

-- name: drop_failed
-- Forget jobs that are given up; what became of them stands in the runs.
DELETE FROM queue.procrastinate_jobs WHERE status IN ('failed', 'cancelled', 'aborted', 'succeeded');

-- name: quiet_workers
-- The workers whose last sign of life is so many seconds away from now, on either side: clocks are set.
SELECT id, last_heartbeat FROM queue.procrastinate_workers
WHERE abs(extract(epoch FROM now() - last_heartbeat)) > %(seconds)s;

-- name: disconnected_workers
-- The workers that have no session any more: they died, or lost the database and will register anew. Of other users' nothing
-- can be said.
SELECT life.id, life.last_heartbeat
FROM worker
JOIN queue.procrastinate_workers AS life ON life.id = worker.id
WHERE worker.role = current_user
    AND NOT EXISTS (SELECT FROM pg_stat_activity AS session WHERE session.application_name = worker.application);

-- name: end_sessions
-- End the sessions of these workers, which hang and hold locks, unless they showed a sign of life since.
SELECT pg_terminate_backend(session.pid)
FROM unnest(%(workers)s::bigint[], %(heartbeats)s::timestamptz[]) AS seen (id, last_heartbeat)
JOIN queue.procrastinate_workers AS life ON life.id = seen.id AND life.last_heartbeat = seen.last_heartbeat
JOIN worker ON worker.id = life.id
JOIN pg_stat_activity AS session ON session.application_name = worker.application
WHERE session.pid <> pg_backend_pid();

-- name: delete_workers
-- Forget these workers, unless they showed a sign of life since.
DELETE FROM queue.procrastinate_workers AS life
USING unnest(%(workers)s::bigint[], %(heartbeats)s::timestamptz[]) AS seen (id, last_heartbeat)
WHERE life.id = seen.id AND life.last_heartbeat = seen.last_heartbeat;

-- name: hand_back
-- Have others do at once what these workers left undone.
UPDATE queue.procrastinate_jobs SET status = 'todo', worker_id = NULL, scheduled_at = NULL
WHERE status = 'doing' AND worker_id = ANY (%(workers)s);

-- name: jobs_of_worker
-- The jobs that a worker does.
SELECT id FROM queue.procrastinate_jobs WHERE status = 'doing' AND worker_id = %(worker)s;

-- name: hand_back_jobs
-- Have these jobs of a worker be done.
UPDATE queue.procrastinate_jobs SET status = 'todo', worker_id = NULL, scheduled_at = NULL
WHERE status = 'doing' AND worker_id = %(worker)s AND id = ANY (%(jobs)s)
RETURNING id;

-- name: withdraw_jobs
-- Take back jobs that nobody has begun.
DELETE FROM queue.procrastinate_jobs WHERE id = ANY (%(jobs)s) AND status = 'todo';

-- name: workers
-- Who works, with the seconds since the last sign of life.
SELECT
    worker.id, worker.kind, worker.host, worker.process, worker.concurrency, worker.started_at,
    extract(epoch FROM now() - life.last_heartbeat)::double precision AS silent_seconds,
    (SELECT count(*) FROM queue.procrastinate_jobs AS job WHERE job.worker_id = worker.id AND job.status = 'doing') AS jobs
FROM worker
JOIN queue.procrastinate_workers AS life ON life.id = worker.id
ORDER BY worker.host, worker.process;

-- name: last_runs
-- The last attempt of each kind, and when one last was done.
SELECT DISTINCT ON (kind)
    kind, ended_at, outcome, error, subject,
    (SELECT max(good.ended_at) FROM run AS good WHERE good.kind = run.kind AND good.outcome = 'done') AS done_at
FROM run
ORDER BY kind, id DESC;

-- name: failed_crawls
-- Of the sources, how many were crawled lately, and how many of these failed each time since.
SELECT
    count(DISTINCT subject) AS crawled,
    count(DISTINCT subject) - count(DISTINCT subject) FILTER (WHERE outcome = 'done') AS failed
FROM run
WHERE kind = 'crawl_source' AND ended_at > %(since)s;
