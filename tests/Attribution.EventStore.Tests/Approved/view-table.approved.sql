create table attribution.mt_doc_ledgerview (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz null default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    owner varchar null,
    sum integer null,
    words text[] null,
    constraint pkey_mt_doc_ledgerview_tenant_id_id primary key (tenant_id, id)
);
