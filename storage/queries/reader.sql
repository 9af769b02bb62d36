-- name: reader_role
-- Whether there is a role of this name, whether it is a superuser, and whether it has the rights of our own.
SELECT rolsuper, pg_has_role(rolname, current_user, 'USAGE') FROM pg_roles WHERE rolname = %(name)s;

-- name: create_reader
-- The role that may read the views.
CREATE ROLE {role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOLOGIN;

-- name: let_reader_in
-- Let the role log in, with a password in the form that the server keeps.
ALTER ROLE {role} LOGIN PASSWORD {password};

-- name: bound_reader
-- What holds for each session of a role: no writing by mistake, no statement and no open transaction for ever.
ALTER ROLE {role} SET default_transaction_read_only = on;
ALTER ROLE {role} SET statement_timeout = {timeout};
ALTER ROLE {role} SET idle_in_transaction_session_timeout = '10min';

-- name: bound_member
-- The same for another login, in this database only.
ALTER ROLE {role} IN DATABASE {database} SET default_transaction_read_only = on;
ALTER ROLE {role} IN DATABASE {database} SET statement_timeout = {timeout};
ALTER ROLE {role} IN DATABASE {database} SET idle_in_transaction_session_timeout = '10min';

-- name: close_database
-- Take from everybody what a reader should not have: temporary tables, and new objects beside ours.
REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- name: clear_reader
-- Take away what the role may have had in the schema before.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role};
REVOKE CREATE ON SCHEMA public FROM {role};

-- name: open_views
-- Let the role read some views, and reach them.
GRANT CONNECT ON DATABASE {database} TO {role};
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT ON {views} TO {role};

-- name: grant_member
-- Let another login read what the role may read.
GRANT {role} TO {member};

-- name: reader_reads
-- Whether the role was let into this database: it may read a view.
SELECT coalesce(
    has_table_privilege((SELECT oid FROM pg_roles WHERE rolname = %(role)s), to_regclass('public.articles'), 'SELECT'),
    false
);

-- name: may_become_reader
-- Whether this session may take on the role, and it was let into this database. Since PostgreSQL 16 who made a role is a member
-- that may not take it on.
SELECT coalesce(
    pg_has_role(
        current_user, oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END
    )
    AND has_table_privilege(oid, to_regclass('public.articles'), 'SELECT'),
    false
)
FROM pg_roles
WHERE rolname = %(role)s;
