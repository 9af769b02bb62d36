-- name: flush_statistics
-- Have what this session did be counted in the statistics that the next statement reads.
SELECT pg_stat_force_next_flush();

-- name: tables_to_vacuum
-- Our tables with many dead rows, in them or in what belongs to them (TOAST), or whose statistics are of another state: half as
-- many as autovacuum waits for, so that it is done at night. Those that are not ours to vacuum are left out.
SELECT stat.schemaname, stat.relname
FROM pg_stat_user_tables AS stat
JOIN pg_class AS class ON class.oid = stat.relid
LEFT JOIN pg_stat_all_tables AS toast ON toast.relid = class.reltoastrelid
WHERE stat.schemaname IN ('public', 'queue')
    AND pg_has_role(class.relowner, 'USAGE')
    AND (
        stat.n_dead_tup > %(least)s + 0.1 * stat.n_live_tup
        OR coalesce(toast.n_dead_tup > %(least)s + 0.1 * toast.n_live_tup, false)
        OR stat.n_mod_since_analyze > %(least)s + 0.05 * stat.n_live_tup
    )
ORDER BY stat.schemaname, stat.relname;

-- name: vacuum_table
-- Make the room of dead rows free for others, and look at the table anew for planning; pass over it where others do so now.
VACUUM (ANALYZE, SKIP_LOCKED) {table};

-- name: clean_pending_lists
-- Sort into the indexes of words what waits to be sorted in, which each search has to read; how many pages that were.
SELECT coalesce(sum(gin_clean_pending_list(class.oid::regclass)), 0)::bigint
FROM pg_class AS class
JOIN pg_am ON pg_am.oid = class.relam AND pg_am.amname = 'gin'
WHERE class.relkind = 'i'
    AND class.relnamespace = 'public'::regnamespace
    AND pg_has_role(class.relowner, 'USAGE');
