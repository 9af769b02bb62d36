-- name: hold_locks
-- Wait for the locks of these names, one after the other, and keep them until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%(names)s::text[]) AS wanted (name);

-- name: hold_shared_lock
-- Wait for a lock of this name together with others, and keep it until the transaction ends.
SELECT pg_advisory_xact_lock_shared(hashtextextended(%(name)s::text, 0));

-- name: try_session_lock
-- Take a lock of this name for the session, unless another session has it.
SELECT pg_try_advisory_lock(hashtextextended(%(name)s::text, 0));

-- name: release_session_lock
-- Give a lock of this name back.
SELECT pg_advisory_unlock(hashtextextended(%(name)s::text, 0));
