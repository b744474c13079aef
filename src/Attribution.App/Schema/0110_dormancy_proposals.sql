-- Applied by the migrator. What people read of proposals to call a silent campaign dormant.
create table attribution.mt_doc_dormancyproposalview (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    data jsonb not null,
    mt_last_modified timestamptz null default transaction_timestamp(),
    mt_dotnet_type varchar null,
    mt_version bigint not null default 0,
    campaign_id uuid null,
    state varchar null,
    updated_at timestamptz null,
    constraint pkey_mt_doc_dormancyproposalview_tenant_id_id primary key (tenant_id, id)
);

create index mt_doc_dormancyproposalview_idx_updated_at
    on attribution.mt_doc_dormancyproposalview (tenant_id, updated_at desc, id desc);
create index mt_doc_dormancyproposalview_idx_campaign_id
    on attribution.mt_doc_dormancyproposalview (tenant_id, campaign_id);

select attribution.protect_part_of_campaign('mt_doc_dormancyproposalview', 'campaign_id');
