-- Applied by the migrator. What infrastructure is for, laid out as Marten lays out documents: one page for each subject
-- and audience.
create table attribution.mt_doc_infrastructureview (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz null default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    subject varchar null,
    role varchar null,
    rule varchar null,
    updated_at timestamptz null,
    tlp integer null,
    owner varchar null,
    shared_with text[] null,
    releasable_to text[] null,
    recipients text[] null,
    constraint pkey_mt_doc_infrastructureview_tenant_id_id primary key (tenant_id, id)
);

create index mt_doc_infrastructureview_idx_subject on attribution.mt_doc_infrastructureview (tenant_id, subject);

select attribution.protect_table('mt_doc_infrastructureview');
