-- Applied by the migrator. What people read of investigations, and the campaigns that link them: the link is kept with
-- the campaign, and the index finds it from the other side.
create table attribution.mt_doc_investigationview (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz null default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    state varchar null,
    updated_at timestamptz null,
    tlp integer null,
    owner varchar null,
    shared_with text[] null,
    releasable_to text[] null,
    recipients text[] null,
    constraint pkey_mt_doc_investigationview_tenant_id_id primary key (tenant_id, id)
);

create index mt_doc_investigationview_idx_updated_at
    on attribution.mt_doc_investigationview (tenant_id, updated_at desc, id desc, tlp);

alter table attribution.mt_doc_campaignview add column investigations text[] null;

update attribution.mt_doc_campaignview c
set investigations = array(select jsonb_array_elements_text(c.data -> 'investigations'));

create index mt_doc_campaignview_idx_investigations
    on attribution.mt_doc_campaignview using gin (investigations);

select attribution.protect_table('mt_doc_investigationview');
