-- name: database_exists
-- Whether a database of this name exists on the server.
select exists (select from pg_database where datname = %(name)s);

-- name: create_watira_database
-- The database that holds everything, made once on a new embedded server.
create database watira;

-- name: create_database
-- A database of the given name, in the server's own locale.
create database {};

-- name: databases
-- The databases of a server that hold data of users, those made by initdb left out.
select datname from pg_database where not datistemplate and datname <> 'postgres' order by datname;

-- name: server_facts
-- What must be right before a database is used: the server's version as a number, and the database's encoding.
select current_setting('server_version_num')::int, current_setting('server_encoding');

-- name: database_size
-- What the database takes up, in bytes.
select pg_database_size(current_database());

-- name: use_utc
-- Times are shown and read in UTC on this connection.
set timezone to 'UTC';

-- name: bound_waits
-- A statement that gets no lock for a minute fails: whoever holds it is stuck.
set lock_timeout = '60s';

-- name: install_trigrams
-- Trigram matching, in a transaction that is rolled back when it is only a test.
create extension if not exists pg_trgm;

-- name: trigrams_work
-- False where the database's locale takes Arabic letters for no letters, so that trigram search would find nothing.
select cardinality(show_trgm('القصف')) > 0;

-- name: server_clock
-- The server's clock, in seconds since 1970.
SELECT extract(epoch FROM clock_timestamp())::float8;
