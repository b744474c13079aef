-- Applied by the migrator. Events that a projection could not apply, as Marten keeps its dead letter events.
create table attribution.mt_doc_deadletterevent (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    constraint pkey_mt_doc_deadletterevent_tenant_id_id primary key (tenant_id, id)
);
