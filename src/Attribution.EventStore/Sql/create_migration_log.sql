-- Called by Migrator before it reads what has been applied.
create schema if not exists attribution;

create table if not exists attribution.schema_migrations (
    module text not null,
    number integer not null,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    constraint schema_migrations_pkey primary key (module, number)
);
