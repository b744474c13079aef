-- Migrator, at every start: where the names of the applied migrations are kept.
create schema if not exists attribution;

create table if not exists attribution.msg_migrations (
    name       text        not null constraint pkey_msg_migrations primary key,
    applied_at timestamptz not null
);
