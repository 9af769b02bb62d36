-- name: migrations_exist
-- Whether the table of applied migrations is there.
select to_regclass('schema_migration') is not null;

-- name: create_migrations
-- The table of applied migrations.
create table if not exists schema_migration (
    number int primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
);

-- name: applied_migrations
-- The migrations that this database has had.
select number, name, sha256 from schema_migration order by number;

-- name: record_migration
-- A migration was applied, in the transaction that applied it.
insert into schema_migration (number, name, sha256) values (%(number)s, %(name)s, %(sha256)s);

-- name: wait_longer
-- A large table may take another process some minutes to change.
set local lock_timeout = '15min';

-- name: lock_migrations
-- Only one process at a time migrates a database; held to the end of the transaction. The number spells "watira".
select pg_advisory_xact_lock(131277577876065);
