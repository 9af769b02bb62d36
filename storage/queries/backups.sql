-- name: begin_snapshot
-- From here to the end of the transaction everything is read as of one moment.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;

-- name: export_snapshot
-- Let others read as of the same moment, by this name.
SELECT pg_export_snapshot();

-- name: kept_tables
-- The tables of the schemas in which Watira keeps everything, but those of extensions.
SELECT namespace.nspname, class.relname
FROM pg_class AS class JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
WHERE class.relkind IN ('r', 'p')
    AND namespace.nspname IN ('public', 'queue')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = class.oid AND deptype = 'e')
ORDER BY 1, 2;

-- name: count_rows
-- How many rows a table has.
SELECT count(*) FROM {table};

-- name: has_rows
-- Whether a table has any row.
SELECT EXISTS (SELECT FROM {table});

-- name: others_connected
-- What else is connected to this database.
SELECT coalesce(nullif(application_name, ''), 'a program without a name')
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';

-- name: may_swap
-- Whether this user may make databases and rename this one.
SELECT role.rolsuper OR (role.rolcreatedb AND pg_has_role(database.datdba, 'USAGE'))
FROM pg_roles AS role, pg_database AS database
WHERE role.rolname = current_user AND database.datname = current_database();

-- name: locale_of_database
-- How this database sorts and which letters it knows.
SELECT datcollate, datctype FROM pg_database WHERE datname = current_database();

-- name: make_database_alike
-- Make a database with a locale of choice.
CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE {collate} LC_CTYPE {ctype};

-- name: drop_database
-- Remove a database, if there is one.
DROP DATABASE IF EXISTS {name} WITH (FORCE);

-- name: rename_database
-- Give a database that nobody uses another name.
ALTER DATABASE {name} RENAME TO {other};

-- name: put_all_back
-- Have done anew what was being done when a backup was made; nobody works on it any more.
UPDATE queue.procrastinate_jobs SET status = 'todo', worker_id = NULL WHERE status = 'doing';
DELETE FROM queue.procrastinate_workers;
DELETE FROM worker;

-- name: analyse_all
-- Look at all tables for planning.
ANALYZE;

-- name: all_forgotten
-- What must not come back.
SELECT name, asked, source, forgotten_at FROM forgotten;

-- name: forgotten_is_known
-- Whether this database is new enough to know what was forgotten.
SELECT to_regclass('public.forgotten') IS NOT NULL;

-- name: copy_forgotten
-- Have this not come back.
INSERT INTO forgotten (name, asked, source, forgotten_at)
VALUES (%(name)s, %(asked)s, %(source)s, %(forgotten_at)s)
ON CONFLICT (name) DO NOTHING;

-- name: stored_though_forgotten
-- Addresses and sources of which something is stored though it was to be forgotten.
SELECT url AS address, NULL AS source
FROM (SELECT url, NULL::bytea AS guid FROM article UNION ALL SELECT url, guid FROM link) AS stored
WHERE sha256(convert_to('address ' || url, 'UTF8')) IN (SELECT name FROM forgotten)
    OR guid IN (SELECT name FROM forgotten)
UNION
SELECT NULL, source
FROM forgotten
WHERE source IN (SELECT article.source FROM article UNION SELECT link.source FROM link);
