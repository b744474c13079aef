-- Applied by the migrator. The streams table exactly as Marten 9 creates it (docs/decisions/0002).
create schema if not exists attribution;

create table attribution.mt_streams (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    type varchar null,
    version bigint null,
    timestamp timestamptz not null default now(),
    created timestamptz not null default now(),
    is_archived boolean default false,
    constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
);
